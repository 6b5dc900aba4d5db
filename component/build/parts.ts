/**
 * Makes a file of its own of every module that the element imports only when it is needed.
 *
 * esbuild's own splitting would move what both sides use into a third file, which every page would
 * have to wait for. Here a part stands alone: it may use Lit's tags, which the element draws.
 *
 * It does not know how files are served. The invariant it keeps: the script names each part by the
 * hash of its bytes, so that a script and its parts always fit together.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import { bundle, squeeze } from "./bundle.ts";
import { minifySource } from "./templates.ts";

/** A part that was built. */
export interface Part {
  /** Its file name, which begins as the script's does. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** What it is called in the script. */
  readonly name: string;
  /** The SHA-256 of its bytes, in base64. */
  readonly digest: string;
  /** The same, as the `integrity` attribute writes it. */
  readonly integrity: string;
}

const LOADER = fileURLToPath(new URL("../import_part.ts", import.meta.url));
const LIT = fileURLToPath(new URL("lit_of_parts.ts", import.meta.url));
/** An import that waits until it is asked for, of a file of the element. */
const LATE_IMPORT = /\bimport\(\s*"(\.{1,2}\/[^"]+\.ts)"\s*\)/g;

/** The parts by the path of their entry; each is built once, whoever asks for it first. */
export type Parts = Map<string, Promise<Part>>;

/**
 * An esbuild plugin that builds the parts of what it bundles.
 *
 * @param root The project's folder.
 * @param parts Where the parts are noted.
 * @param around The parts that this is bundled for: one that waited for itself would never be done.
 */
export function splitParts(root: string, parts: Parts, around: readonly string[] = []): Plugin {
  return {
    name: "parts",
    setup: ({ onLoad }) => {
      onLoad({ filter: /[\\/]component[\\/].*\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        const names = [...source.matchAll(LATE_IMPORT)].map(([, name = ""]) => name);
        if (names.length === 0) return null;
        const built = new Map<string, Part>();
        for (const name of new Set(names)) {
          const entry = join(dirname(path), name);
          if (around.includes(entry)) {
            throw new Error(`Cannot build a part: "${name}" needs itself`);
          }
          const part = parts.get(entry) ?? buildPart(root, entry, parts, around);
          parts.set(entry, part);
          built.set(name, await part);
        }
        const contents = source.replaceAll(LATE_IMPORT, (whole, name) => {
          const part = built.get(name);
          return part === undefined ? whole : `importPart("${part.name}", "${part.digest}")`;
        });
        const whole = `import { importPart } from ${JSON.stringify(LOADER)};\n${contents}`;
        return { contents: await minifySource(whole), loader: "js" };
      });
    },
  };
}

async function buildPart(
  root: string,
  entry: string,
  parts: Parts,
  around: readonly string[],
): Promise<Part> {
  const [script] = await bundle(root, [entry], {
    legal: "none",
    alias: { lit: LIT },
    // A part may have parts of its own.
    plugins: [splitParts(root, parts, [...around, entry])],
  });
  if (script === undefined) throw new Error(`Cannot build a part: no script from "${entry}"`);
  const bytes = await squeeze(script.text);
  const digest = createHash("sha256").update(bytes).digest("base64");
  const name = basename(entry, ".ts").replace(/_part$/, "").replaceAll("_", "-");
  return {
    // As `import_part.ts` makes it of the two, so that the script need not say it.
    file: `random-chat-${name}.${digest.slice(0, 12).replaceAll(/\W/g, "-")}.js`,
    bytes,
    name,
    digest,
    integrity: `sha256-${digest}`,
  };
}
