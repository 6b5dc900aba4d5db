/**
 * The element as a package for npm: modules that a page's own bundler takes apart, their types, the
 * manifest, and what frameworks want to know.
 *
 * It does not publish anything. The invariant it keeps: a package is whole or is not there.
 *
 * @module
 */
import { copyFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { emitDeclarations } from "./declarations.ts";
import { frameworkTypes } from "./framework_types.ts";
import { buildManifest, elementIn } from "./manifest.ts";
import { readProject } from "./project.ts";
import { minifyTemplates } from "./templates.ts";

/** What is imported by which name, and which file it is made of. */
const ENTRIES = {
  "random-chat": "component/define.ts",
  "element": "component/mod.ts",
  "chat": "component/chat/mod.ts",
} as const;

/**
 * Writes the package.
 *
 * @param root The project's folder.
 * @param folder Where it goes; what was there is replaced.
 * @returns The names of its files, relative to the folder.
 */
export async function writePackage(root: string, folder: string): Promise<readonly string[]> {
  const manifest = await buildManifest(root);
  const files = new Map<string, string | Uint8Array>([
    ...await packageScripts(root),
    ...types(root),
    ...frameworkTypes(elementIn(manifest)),
    ["custom-elements.json", `${JSON.stringify(manifest, null, 2)}\n`],
    ["package.json", `${JSON.stringify(await describePackage(root), null, 2)}\n`],
  ]);
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  for (const [name, content] of files) {
    await mkdir(dirname(join(draft, name)), { recursive: true });
    await writeFile(join(draft, name), content);
  }
  await copyFile(join(root, "LICENSE"), join(draft, "LICENSE"));
  await copyFile(join(root, "component/PACKAGE.md"), join(draft, "README.md"));
  await rm(folder, { recursive: true, force: true });
  await rename(draft, folder);
  return [...files.keys(), "LICENSE", "README.md"].sort();
}

/**
 * Builds the package's scripts, by their names.
 *
 * Readable modules that share what they have in common; what is loaded late is a file of its own, as
 * in the script that a server hands out. Lit is left to the page's bundler, which may have it.
 */
export async function packageScripts(root: string): Promise<[string, Uint8Array][]> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir: root,
    bundle: true,
    splitting: true,
    write: false,
    format: "esm",
    target: "es2022",
    external: ["lit"],
    chunkNames: "parts/[name]-[hash]",
    legalComments: "none",
    plugins: [minifyTemplates(join(root, "component"))],
    logLevel: "silent",
  });
  return outputFiles.map(({ path, contents }) => [path.slice(root.length), contents]);
}

function types(root: string): [string, string][] {
  const entries = Object.entries(ENTRIES);
  const declarations = emitDeclarations(root, entries.map(([, file]) => file));
  const named = entries.map(([name, file]): [string, string] => [
    `${name}.d.ts`,
    `export * from "./types/${file.replace(/\.ts$/, ".js")}";\n`,
  ]);
  return [
    ...named,
    ...[...declarations].map(([path, text]): [string, string] => [
      `types/${path}`,
      text,
    ]),
  ];
}

async function describePackage(root: string): Promise<Record<string, unknown>> {
  const { version, lit } = await readProject(root);
  const entry = (name: string) => ({ types: `./${name}.d.ts`, default: `./${name}.js` });
  const typesOnly = (name: string) => ({ types: `./${name}.d.ts` });
  return {
    name: "random-chat",
    version,
    description: "Anonymous one-to-one video, voice and text chat for any web page, as an element",
    keywords: ["web-component", "custom-element", "webrtc", "video-chat", "lit"],
    license: "MIT",
    type: "module",
    exports: {
      ".": entry("random-chat"),
      "./element": entry("element"),
      "./chat": entry("chat"),
      "./react": typesOnly("react"),
      "./vue": typesOnly("vue"),
      "./svelte": typesOnly("svelte"),
      "./custom-elements.json": "./custom-elements.json",
      "./package.json": "./package.json",
    },
    customElements: "custom-elements.json",
    // Only the entry that registers the tag does anything when it is imported.
    sideEffects: ["./random-chat.js"],
    dependencies: { lit: `^${lit}` },
  };
}
