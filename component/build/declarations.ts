/**
 * Type declarations for people who use the element in TypeScript, made by TypeScript.
 *
 * It does not know packages. The invariants it keeps: only what an entry leads to is there, and
 * nothing in it needs a package beside Lit; the wire's types are written out for that.
 *
 * @module
 */
import { dirname, join, relative } from "node:path";
import ts from "typescript";

/** Declarations by their path, relative to the project's folder: `component/mod.d.ts`. */
export type Declarations = ReadonlyMap<string, string>;

const OPTIONS: ts.CompilerOptions = {
  allowImportingTsExtensions: true,
  declaration: true,
  emitDeclarationOnly: true,
  exactOptionalPropertyTypes: true,
  lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  strict: true,
  target: ts.ScriptTarget.ESNext,
  types: [],
};
/** Written out as one file, because its types are inferred from schemas that no page has. */
const PROTOCOL = "server/protocol.d.ts";
/** The files that the wire is described in. */
const TOPICS = /^server\/protocol\//;
const SPECIFIER = /(?<=(?:from |import\()")(\.{1,2}\/[^"]+)\.ts(?=")/g;

/**
 * Makes the declarations.
 *
 * @param root The project's folder.
 * @param entries Files whose exports people import, relative to it.
 * @throws {Error} When something of a declaration cannot be written down.
 */
export function emitDeclarations(root: string, entries: readonly string[]): Declarations {
  const paths = entries.map((entry) => join(root, entry));
  const program = ts.createProgram(paths, { ...OPTIONS, rootDir: root, outDir: root });
  const all = new Map<string, string>();
  // What is wrong in the code itself is looked for by `deno task check`.
  const { diagnostics } = program.emit(
    undefined,
    (path, text) => all.set(relative(root, path), text),
  );
  if (diagnostics.length > 0) {
    throw new Error(ts.formatDiagnostics(diagnostics, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => root,
      getNewLine: () => "\n",
    }));
  }
  const topics = program.getSourceFiles().flatMap((source) => {
    const path = relative(root, source.fileName);
    if (!TOPICS.test(path)) return [];
    const emitted = all.get(path.replace(/\.ts$/, ".d.ts")) ?? "";
    return writeOut(emitted, source, program.getTypeChecker());
  });
  all.set(PROTOCOL, topics.join("\n"));
  const named = entries.map((entry) => entry.replace(/\.ts$/, ".d.ts"));
  return new Map(
    [...reachable(all, named)].map((path) => [path, toJavaScript(all.get(path) ?? "")]),
  );
}

/** Everything that the entries import, and what that imports. */
function reachable(all: Declarations, entries: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (path: string) => {
    const text = all.get(path);
    if (text === undefined || found.has(path)) return;
    found.add(path);
    for (const [, name = ""] of text.matchAll(SPECIFIER)) {
      visit(join(dirname(path), `${name}.d.ts`));
    }
  };
  for (const entry of entries) visit(entry);
  return found;
}

/** A package's files import each other by the names of its scripts. */
function toJavaScript(text: string): string {
  return text.replaceAll(SPECIFIER, "$1.js");
}

/** Drops the schemas, and spells out every type that was inferred from one. */
function writeOut(emitted: string, source: ts.SourceFile, checker: ts.TypeChecker): string {
  const declared = ts.createSourceFile(PROTOCOL, emitted, ts.ScriptTarget.ESNext, true);
  const isOfSchemas = (node: ts.Node) => /\bv\./.test(node.getText());
  const kept = declared.statements.flatMap((statement): string[] => {
    if (ts.isImportDeclaration(statement)) return [];
    if (!isOfSchemas(statement)) return [statement.getFullText()];
    if (!ts.isTypeAliasDeclaration(statement)) return [];
    const { text: name } = statement.name;
    const comment = statement.getFullText().slice(0, statement.getLeadingTriviaWidth());
    return [`${comment}export type ${name} = ${spell(name, source, checker)};`];
  });
  return kept.join("").trimStart() + "\n";
}

function spell(name: string, source: ts.SourceFile, checker: ts.TypeChecker): string {
  const alias = source.statements.find((it) =>
    ts.isTypeAliasDeclaration(it) && it.name.text === name
  );
  if (alias === undefined) throw new Error(`Cannot spell out "${name}": it is not declared`);
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias |
    ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
  return checker.typeToString(checker.getTypeAtLocation(alias), alias, flags);
}
