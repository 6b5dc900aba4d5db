/**
 * The manifest as HTML, for the pages of the documentation.
 *
 * It does not know the pages beside the marks that it fills: `<!-- reference:attributes -->`. The
 * invariant it keeps: what comes from a comment is text and never markup, but for code in backticks.
 *
 * @module
 */
import type { ElementDeclaration, MethodEntry } from "./manifest.ts";

const MARK = /<!-- reference:(\w+) -->/g;
const FILE_MARK = /<!-- file:([\w./-]+) -->/g;

/** Fills the marks of a page. @throws {Error} When it asks for a table that there is none of. */
export function fillReference(page: string, element: ElementDeclaration): string {
  return page.replaceAll(MARK, (_mark, name: string) => {
    const draw = TABLES[name];
    if (draw === undefined) throw new Error(`Cannot fill a page: no table "${name}"`);
    return draw(element);
  });
}

/** Puts files into a page as text: `<!-- file:recipes/plain.html.txt -->`. @param read Reads one. */
export function fillFiles(page: string, read: (name: string) => string): string {
  return page.replaceAll(FILE_MARK, (_mark, name: string) => escape(read(name).trimEnd()));
}

const TABLES: Readonly<Record<string, (element: ElementDeclaration) => string>> = {
  attributes: ({ attributes }) =>
    table(
      ["Attribute", "Type", "What it does"],
      attributes.map((
        { name, type, description },
      ) => [code(name), code(type.text), prose(description)]),
    ),
  properties: ({ members }) =>
    table(
      ["Property", "Type", "What it is"],
      members.flatMap((it) =>
        it.kind === "field" && it.attribute === undefined
          ? [[code(it.name), code(it.type.text), prose(it.description)]]
          : []
      ),
    ),
  methods: ({ members }) =>
    table(
      ["Method", "What it does"],
      members.flatMap((it) =>
        it.kind === "method"
          ? [[code(signature(it)), prose(`${it.description} ${it.return.description}`)]]
          : []
      ),
    ),
  events: ({ events }) =>
    table(
      ["Event", "Carries", "When"],
      events.map(({ name, fields, description, cancelable }) => [
        code(name) + (cancelable ? ' <span class="badge">cancelable</span>' : ""),
        fields.map((field) => code(`${field.name}: ${field.type}`)).join(" "),
        prose(description),
      ]),
    ),
  slots: ({ slots }) =>
    table(["Slot", "Where"], slots.map((it) => [code(it.name), prose(it.description)])),
  parts: ({ cssParts }) => table(["Parts", "What they are"], grouped(cssParts)),
  properties_css: ({ cssProperties }) =>
    table(
      ["Custom property", "Falls back to", "What it is"],
      cssProperties.map((it) => [code(it.name), code(it.default), prose(it.description)]),
    ),
};

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: "td" | "th", row: readonly string[]) =>
    row.map((cell, at) => {
      const scope = tag === "th" ? ' scope="col"' : "";
      // On a phone the cells stand below each other, each with its column's name.
      const label = tag === "td" ? ` data-label="${escape(head[at] ?? "")}"` : "";
      return `<${tag}${scope}${label}>${cell}</${tag}>`;
    }).join("");
  const body = rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("");
  return `<table class="reference"><thead><tr>${
    cells("th", head)
  }</tr></thead><tbody>${body}</tbody></table>`;
}

/** Names that share what is said of them share a row. */
function grouped(
  entries: readonly { readonly name: string; readonly description: string }[],
): string[][] {
  const names = new Map<string, string[]>();
  for (const { name, description } of entries) {
    names.set(description, [...names.get(description) ?? [], code(name)]);
  }
  return [...names].map(([description, all]) => [all.join(", "), prose(description)]);
}

function signature({ name, parameters, return: { type } }: MethodEntry): string {
  const taken = parameters.map((it) => `${it.name}${it.optional ? "?" : ""}: ${it.type.text}`);
  return `${name}(${taken.join(", ")}): ${type.text}`;
}

function code(text: string): string {
  return `<code>${escape(text)}</code>`;
}

function prose(text: string): string {
  return text.trim().split("`").map((part, at) => at % 2 === 1 ? code(part) : escape(part)).join(
    "",
  );
}

function escape(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replaceAll(/[&<>"]/g, (mark) => marks[mark] ?? mark);
}
