/**
 * The custom-elements manifest, made from the element's source and its comments.
 *
 * It does not know how the element works, nor who reads the manifest. The invariant it keeps: what
 * the code has and the comment does not speak of, or the other way round, is an error.
 *
 * @see https://github.com/webcomponents/custom-elements-manifest schema 2.1.0
 * @module
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { docblockOf, entriesOf, type Entry } from "./docblock.ts";

/** The class and those it is built on, each after the one that it extends. */
const CLASSES = ["chat_properties.ts", "chat_methods.ts", "random_chat.ts"] as const;
const EVENTS = "events.ts";
const TOKENS = "styles/tokens.ts";
/** What only tests and people who bring their own conversation set. */
const INTERNAL = new Set(["clock"]);

/** An attribute, and the property behind it. */
export interface AttributeEntry extends Entry {
  readonly fieldName: string;
  readonly type: { readonly text: string };
  readonly default: string;
}

/** A property. */
export interface FieldEntry extends Entry {
  readonly kind: "field";
  readonly type: { readonly text: string };
  readonly default?: string;
  readonly attribute?: string;
  readonly reflects?: true;
  readonly readonly?: true;
}

/** A method. */
export interface MethodEntry extends Entry {
  readonly kind: "method";
  readonly parameters: readonly {
    readonly name: string;
    readonly type: { readonly text: string };
    readonly optional?: true;
    readonly default?: string;
    readonly description: string;
  }[];
  readonly return: { readonly type: { readonly text: string }; readonly description: string };
}

/** An event; `fields` is what its class carries beside what every event has. */
export interface EventEntry extends Entry {
  readonly type: { readonly text: string };
  readonly cancelable: boolean;
  readonly fields: readonly { readonly name: string; readonly type: string }[];
}

/** A custom property, and what it is when the page does not set it. */
export interface CssPropertyEntry extends Entry {
  readonly default: string;
}

/** The element's declaration. */
export interface ElementDeclaration {
  readonly kind: "class";
  readonly customElement: true;
  readonly name: string;
  readonly tagName: "random-chat";
  readonly description: string;
  readonly attributes: readonly AttributeEntry[];
  readonly members: readonly (FieldEntry | MethodEntry)[];
  readonly events: readonly EventEntry[];
  readonly slots: readonly Entry[];
  readonly cssParts: readonly Entry[];
  readonly cssProperties: readonly CssPropertyEntry[];
}

/** The whole file. */
export interface CustomElementsManifest {
  readonly schemaVersion: "2.1.0";
  readonly modules: readonly [{
    readonly kind: "javascript-module";
    readonly path: string;
    readonly declarations: readonly [ElementDeclaration];
    readonly exports: readonly unknown[];
  }];
}

/**
 * Makes the manifest.
 *
 * @param root The project's folder.
 * @throws {Error} When comment and code disagree.
 */
export async function buildManifest(root: string): Promise<CustomElementsManifest> {
  const read = async (name: string) => {
    const path = join(root, "component", name);
    const text = await readFile(path, "utf8");
    return ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  };
  const declaration = describe(
    await Promise.all(CLASSES.map(read)),
    await read(EVENTS),
    (await read(TOKENS)).text,
  );
  const path = "random-chat.js";
  const reference = { name: declaration.name, module: path };
  return {
    schemaVersion: "2.1.0",
    modules: [{
      kind: "javascript-module",
      path,
      declarations: [declaration],
      exports: [
        { kind: "js", name: declaration.name, declaration: reference },
        { kind: "custom-element-definition", name: declaration.tagName, declaration: reference },
      ],
    }],
  };
}

/** The one element of a manifest. */
export function elementIn({ modules }: CustomElementsManifest): ElementDeclaration {
  return modules[0].declarations[0];
}

function describe(
  sources: readonly ts.SourceFile[],
  events: ts.SourceFile,
  tokens: string,
): ElementDeclaration {
  const classes = sources.map(findClass);
  const element = classes.at(-1);
  const [properties] = classes;
  if (element === undefined || properties === undefined) throw new Error("Cannot find the element");
  const docs = docblockOf(element);
  const defaults = findDefaults(properties.getSourceFile());
  const fields = describeFields(properties, defaults, entriesOf(docs, "prop"));
  const attributes = joinAttributes(fields, entriesOf(docs, "attr"));
  const members = classes.toReversed().flatMap((one) =>
    one.members.filter(isPublic).flatMap(describeMember)
  );
  return {
    kind: "class",
    customElement: true,
    name: element.name?.text ?? "",
    tagName: "random-chat",
    description: docs.text,
    attributes,
    members: [...fields.map(({ member }) => member), ...members],
    events: describeEvents(events, entriesOf(docs, "fires")),
    slots: entriesOf(docs, "slot"),
    cssParts: entriesOf(docs, "csspart"),
    cssProperties: joinCssProperties(tokens, entriesOf(docs, "cssprop")),
  };
}

function findClass(source: ts.SourceFile): ts.ClassDeclaration {
  const found = source.statements.find((it) => ts.isClassDeclaration(it) && isExported(it));
  if (found === undefined || !ts.isClassDeclaration(found)) {
    throw new Error(`Cannot find a class in "${source.fileName}"`);
  }
  return found;
}

interface Field {
  readonly member: FieldEntry;
  readonly attribute: string | null;
}

/** The properties that the class observes: name, type, default and what is said of each. */
function describeFields(
  { members }: ts.ClassDeclaration,
  defaults: ReadonlyMap<string, string>,
  spoken: readonly Entry[],
): Field[] {
  const observed = members.find((it) => nameOf(it) === "properties");
  const table = observed !== undefined && ts.isPropertyDeclaration(observed)
    ? observed.initializer
    : undefined;
  if (table === undefined || !ts.isObjectLiteralExpression(table)) {
    throw new Error('Cannot describe the element: "properties" is no table');
  }
  return table.properties.flatMap((property) => {
    const name = property.name?.getText() ?? "";
    if (INTERNAL.has(name)) return [];
    const options = property.getText();
    const declared = members.find((it) => nameOf(it) === name);
    if (declared === undefined || !ts.isPropertyDeclaration(declared)) {
      throw new Error(`Cannot describe "${name}": it is not declared`);
    }
    const value = defaults.get(name);
    if (value === undefined) throw new Error(`Cannot describe "${name}": it has no default`);
    const isProperty = /attribute: false/.test(options);
    const own = docblockOf(declared).text;
    const description = spoken.find((it) => it.name === name)?.description ?? own;
    const attribute = isProperty ? null : name;
    const member: FieldEntry = {
      kind: "field",
      name,
      type: { text: declared.type?.getText() ?? "unknown" },
      default: value,
      description,
      ...(attribute === null ? {} : { attribute }),
      ...(/reflect: true/.test(options) ? { reflects: true } : {}),
    };
    return [{ member, attribute }];
  });
}

/** The table of what the properties are until they are set. */
function findDefaults(source: ts.SourceFile): ReadonlyMap<string, string> {
  const declared = source.statements.filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .find((it) => it.name.getText() === "DEFAULTS");
  const table = declared?.initializer;
  if (table === undefined || !ts.isObjectLiteralExpression(table)) {
    throw new Error('Cannot describe the element: "DEFAULTS" is no table');
  }
  return new Map(
    table.properties.filter(ts.isPropertyAssignment)
      .map(({ name, initializer }) => [name.getText(), initializer.getText()]),
  );
}

function joinAttributes(fields: readonly Field[], spoken: readonly Entry[]): AttributeEntry[] {
  const named = fields.flatMap(({ attribute, member }) => attribute === null ? [] : member);
  agree("attr", named.map(({ name }) => name), spoken.map(({ name }) => name));
  // In the order of the comment, which is the reader's.
  return spoken.map(({ name, description }) => {
    const member = named.find((it) => it.name === name);
    if (member === undefined) throw new Error(`Cannot describe the attribute "${name}"`);
    const { type, default: value = "" } = member;
    return { name, description, fieldName: name, type, default: value };
  });
}

function isPublic(member: ts.ClassElement): boolean {
  const flags = ts.getCombinedModifierFlags(member);
  const hidden = ts.ModifierFlags.Override | ts.ModifierFlags.Protected | ts.ModifierFlags.Private |
    ts.ModifierFlags.Static;
  return (flags & hidden) === 0 && member.name !== undefined &&
    !ts.isPrivateIdentifier(member.name);
}

function describeMember(member: ts.ClassElement): (FieldEntry | MethodEntry)[] {
  const { text, tags } = docblockOf(member);
  const name = nameOf(member);
  if (ts.isGetAccessorDeclaration(member)) {
    const type = { text: member.type?.getText() ?? "unknown" };
    return [{ kind: "field", name, type, readonly: true, description: text }];
  }
  if (!ts.isMethodDeclaration(member)) return [];
  const said = (tag: string, of = "") =>
    tags.find((it) => it.name === tag && it.text.startsWith(of))?.text.slice(of.length) ?? "";
  const parameters = member.parameters.map((it) => ({
    name: it.name.getText(),
    type: { text: it.type?.getText() ?? (it.initializer === undefined ? "unknown" : "boolean") },
    description: said("param", `${it.name.getText()} `),
    ...(it.initializer === undefined ? {} : {
      optional: true as const,
      default: it.initializer.getText(),
    }),
  }));
  const type = { text: member.type?.getText() ?? "void" };
  const result = { type, description: said("returns") };
  return [{ kind: "method", name, description: text, parameters, return: result }];
}

function describeEvents(source: ts.SourceFile, spoken: readonly Entry[]): EventEntry[] {
  const classes = source.statements.filter(ts.isClassDeclaration);
  const known = classes.map((one) => {
    const text = one.getText();
    const [, name = ""] = /super\("([\w-]+)"/.exec(text) ?? [];
    const fields = one.members.filter(ts.isPropertyDeclaration).map((field) => ({
      name: nameOf(field),
      type: field.type?.getText() ?? "unknown",
    }));
    const type = { text: one.name?.text ?? "" };
    return { name, type, cancelable: /cancelable: true/.test(text), fields };
  });
  agree("fires", known.map(({ name }) => name), spoken.map(({ name }) => name));
  return spoken.flatMap(({ name, description }) => {
    const event = known.find((it) => it.name === name);
    return event === undefined ? [] : [{ ...event, description }];
  });
}

/** Finds what each custom property falls back to: `var(--random-chat-…, fallback)`. */
function joinCssProperties(tokens: string, spoken: readonly Entry[]): CssPropertyEntry[] {
  const defaults = new Map(
    [...tokens.matchAll(/var\((--random-chat-[\w-]+),\s*([^;]+)\);/g)]
      .map(([, name = "", value = ""]) => [name, value]),
  );
  agree("cssprop", [...defaults.keys()], spoken.map(({ name }) => name));
  return spoken.map((entry) => ({ ...entry, default: defaults.get(entry.name) ?? "" }));
}

/** Compares what there is with what is spoken of. */
function agree(tag: string, there: readonly string[], spoken: readonly string[]): void {
  const silent = there.filter((name) => !spoken.includes(name));
  const gone = spoken.filter((name) => !there.includes(name));
  if (silent.length + gone.length === 0) return;
  throw new Error(
    `Cannot describe the element: no "@${tag}" for [${silent}], nothing behind [${gone}]`,
  );
}

function nameOf(member: ts.ClassElement): string {
  return member.name?.getText() ?? "";
}

function isExported(node: ts.ClassDeclaration): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0;
}
