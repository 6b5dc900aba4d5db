/**
 * The lint plugin that holds the lines of the house: who imports whom, who may touch the process,
 * the network and the clock, and how files are called.
 *
 * It does not know what the code does. The invariant it keeps: what a rule forbids it forbids by
 * path and syntax alone, so that a finding can be understood without running anything.
 *
 * @module
 */
import { explainImport, findPlace, isGoverned } from "./layers.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

/** Folders whose decisions must be repeatable: time and chance reach them through arguments. */
const INJECTED = /^(server\/(matching|rooms|events|safety|sessions)|component\/chat)\//;
/** The server's inner rooms, which know nothing of HTTP. */
const SERVICES = /^server\/(store|sessions|matching|rooms|events|safety|turn)\//;
/** Files that do something when they are imported. */
const ENTRIES =
  /^(server\/main\.ts|component\/define\.ts|component\/build(_package|_frame_check)?\.ts|component\/frame_check\/worker\.ts|component\/console\/console\.ts|demo\/)/;
/** Names that say nothing about what is inside. */
const EMPTY_NAMES = /^(utils?|helpers?|common|managers?|misc)$/;
const FILE_NAME = /^[a-z0-9_]+(\.test|\.d)?\.ts$/;

/** Packages that a place may import, beside its own files; the first pattern that fits counts. */
const PACKAGES: readonly { files: RegExp; allowed: RegExp; why: string }[] = [
  {
    files: /^server\/protocol[./]/,
    allowed: /^valibot$/,
    why: "server/protocol imports only valibot: it is the wire and nothing else",
  },
  {
    files: /^server\/routes\//,
    allowed: /^(?!@deno\/kv|node:)/,
    why: "routes know no KV: they parse, call a service and answer",
  },
  {
    files: /^component\/build[._/]/,
    allowed: /^(node:|esbuild$|terser$|typescript$)/,
    why: "the build stands on Node's interfaces, two minifiers and TypeScript alone",
  },
  {
    files: /^component\/(chat|link)\//,
    allowed: /^eventsource-parser/,
    why: "chat/ and link/ are headless: they work without Lit",
  },
  {
    files: /^component\/console\//,
    allowed: /^(lit|uplot)(\/|$)/,
    why: "the console draws with Lit and uPlot",
  },
  {
    files: /^component\/frame_check\/worker\.ts$/,
    allowed: /^@tensorflow\//,
    why: "the worker of the frame check stands on TensorFlow.js, which only its own build installs",
  },
  {
    files: /^component\//,
    allowed: /^lit(\/|$)/,
    why: "the element ships Lit and nothing that is not measured against its size",
  },
];

/** A global that only some files may touch; `member` narrows it to one property. */
interface GlobalRule {
  readonly object: string;
  readonly member?: readonly string[];
  readonly isForbidden: (file: string) => boolean;
  /** Whether its type may be named all the same, for a seam that others fill. */
  readonly allowsTypes?: true;
  readonly why: string;
}

const isServerButMain = (file: string) => file.startsWith("server/") && file !== "server/main.ts";
const isElement = (file: string) =>
  file.startsWith("component/") && !/^component\/(build[./]|console\/)/.test(file);

const GLOBALS: readonly GlobalRule[] = [
  {
    object: "Deno",
    isForbidden: (file) => file.startsWith("component/") || file.startsWith("demo/"),
    why: "component/ and demo/ run in browsers and know no Deno",
  },
  {
    object: "Deno",
    member: ["env", "serve", "openKv"],
    isForbidden: isServerButMain,
    why: "only server/main.ts touches the environment, the listener and openKv",
  },
  {
    object: "Deno",
    member: ["Kv", "KvKey", "KvEntry", "AtomicOperation"],
    isForbidden: (file) => file.startsWith("server/routes/"),
    why: "routes know no KV: they parse, call a service and answer",
  },
  ...["Request", "Response"].map((object) => ({
    object,
    isForbidden: (file: string) => SERVICES.test(file),
    why: "services know no Request and no Response: routes translate",
  })),
  ...["fetch", "RTCPeerConnection", "EventSource"].map((object) => ({
    object,
    isForbidden: (file: string) => isElement(file) && !file.startsWith("component/link/"),
    allowsTypes: true as const,
    why: "only component/link/ talks to the network",
  })),
];

/** Calls that make a decision unrepeatable. */
const CLOCKS: Readonly<Record<string, string>> = { Date: "now", Math: "random" };

/** A file's path from the project's root, with `/` between. */
function pathOf(context: Deno.lint.RuleContext): string {
  return context.filename.replaceAll("\\", "/").replace(ROOT, "");
}

/** Makes a rule that looks only at the product's files. */
function ruleFor(
  create: (file: string, context: Deno.lint.RuleContext) => Deno.lint.LintVisitor,
): Deno.lint.Rule {
  return {
    create: (context) => {
      const file = pathOf(context);
      return isGoverned(file) ? create(file, context) : {};
    },
  };
}

type Importing =
  | Deno.lint.ImportDeclaration
  | Deno.lint.ExportNamedDeclaration
  | Deno.lint.ExportAllDeclaration;

/** Whether every name that an import or a re-export carries is a type. */
function isTypeOnly(node: Importing): boolean {
  if (node.type === "ImportDeclaration") {
    return node.importKind === "type" ||
      (node.specifiers.length > 0 &&
        node.specifiers.every((it) => it.type === "ImportSpecifier" && it.importKind === "type"));
  }
  return node.exportKind === "type";
}

/** Says what is wrong with one import, or null. */
function explain(file: string, specifier: string, isType: boolean): string | null {
  if (/^(jsr:|https?:)/.test(specifier)) return `"${specifier}" cannot be installed from npm`;
  if (specifier.startsWith(".")) {
    const target = new URL(specifier, `file:///${file}`).pathname.slice(1);
    return explainImport(file, target, { isTypeOnly: isType });
  }
  const rule = PACKAGES.find(({ files }) => files.test(file));
  return rule === undefined || rule.allowed.test(specifier) ? null : rule.why;
}

const direction = ruleFor((file, context) => {
  const look = (node: Deno.lint.Node, specifier: unknown, isType: boolean) => {
    if (typeof specifier !== "string") return;
    const message = explain(file, specifier, isType);
    if (message !== null) context.report({ node, message });
  };
  const visit = (node: Importing) => look(node, node.source?.value, isTypeOnly(node));
  return {
    ImportDeclaration: visit,
    ExportNamedDeclaration: visit,
    ExportAllDeclaration: visit,
    ImportExpression: (node) => {
      if (node.source.type === "Literal") look(node, node.source.value, false);
    },
  };
});

const place = ruleFor((file, context) => ({
  Program: (node) => {
    if (findPlace(file) !== null) return;
    const message = `"${file}" has no place: decide on its layer in tests/lint/layers.ts`;
    context.report({ node, message });
  },
}));

/** The name that a member expression or a qualified type name reads, if it is written plainly. */
function memberName(node: Deno.lint.Node): string | null {
  const parent = "parent" in node ? node.parent : null;
  if (parent?.type === "MemberExpression" && parent.object === node) {
    return parent.property.type === "Identifier" ? parent.property.name : null;
  }
  if (parent?.type === "TSQualifiedName" && parent.left === node) return parent.right.name;
  return null;
}

/** Whether an identifier stands for the global itself, not for a property of that name. */
function isReference(node: Deno.lint.Identifier): boolean {
  const parent = node.parent;
  if (parent.type === "MemberExpression") return parent.object === node || parent.computed;
  if (parent.type === "TSQualifiedName") return parent.left === node;
  if (parent.type === "Property") return parent.value === node;
  return !["MethodDefinition", "PropertyDefinition", "TSPropertySignature", "TSMethodSignature"]
    .includes(parent.type);
}

/** Whether an identifier is written where only a type can stand. */
function isType(node: Deno.lint.Identifier): boolean {
  return ["TSTypeReference", "TSTypeQuery", "TSQualifiedName"].includes(node.parent.type);
}

const globals = ruleFor((file, context) => {
  const rules = GLOBALS.filter((rule) => rule.isForbidden(file));
  if (rules.length === 0) return {};
  return {
    Identifier: (node) => {
      if (!isReference(node)) return;
      const name = memberName(node);
      const broken = rules.find((rule) =>
        rule.object === node.name && !(rule.allowsTypes && isType(node)) &&
        (rule.member === undefined || (name !== null && rule.member.includes(name)))
      );
      if (broken !== undefined) context.report({ node, message: broken.why });
    },
    ImportSpecifier: (node) => {
      const isOpenKv = node.imported.type === "Identifier" && node.imported.name === "openKv";
      if (isOpenKv && isServerButMain(file)) {
        context.report({ node, message: "only server/main.ts opens the KV" });
      }
    },
  };
});

const injection = ruleFor((file, context) => {
  if (!INJECTED.test(file)) return {};
  const why = "time and chance are injected here: take `now` or `random` as an argument";
  return {
    CallExpression: (node) => {
      const { callee } = node;
      if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return;
      const name = memberName(callee.object);
      if (name !== null && CLOCKS[callee.object.name] === name) {
        context.report({ node, message: why });
      }
    },
    NewExpression: (node) => {
      const isNow = node.callee.type === "Identifier" && node.callee.name === "Date" &&
        node.arguments.length === 0;
      if (isNow) context.report({ node, message: why });
    },
  };
});

const sideEffects = ruleFor((file, context) => {
  if (ENTRIES.test(file)) return {};
  return {
    "Program > ExpressionStatement": (node: Deno.lint.ExpressionStatement) => {
      const message =
        "importing this file must do nothing: only main, define, workers, demo and tests act";
      context.report({ node, message });
    },
  };
});

const names: Deno.lint.Rule = {
  create: (context) => ({
    Program: (node) => {
      const parts = pathOf(context).split("/");
      const base = parts.at(-1) ?? "";
      if (parts.some((part) => EMPTY_NAMES.test(part.replace(/\..*$/, "")))) {
        context.report({ node, message: `"${base}" says nothing: name the noun that is inside` });
      }
      if (base.endsWith(".ts") && !FILE_NAME.test(base)) {
        context.report({ node, message: `"${base}" should be written in snake_case` });
      }
    },
  }),
};

/** The plugin, as deno.json's `lint.plugins` loads it. */
const plugin: Deno.lint.Plugin = {
  name: "house",
  rules: { direction, place, globals, injection, "side-effects": sideEffects, names },
};
export default plugin;
