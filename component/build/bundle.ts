/**
 * Makes scripts of sources: bundled by esbuild, made smaller still by a second minifier.
 *
 * It does not know what becomes of them. The invariant it keeps: whatever is bundled for visitors
 * goes through the same steps.
 *
 * @module
 */
import { join } from "node:path";
import { build, type BuildOptions, type OutputFile, type Plugin } from "esbuild";
import { minify } from "terser";
import { minifyTemplates } from "./templates.ts";

/** What differs between bundles. */
export interface BundleOptions {
  /** Whether the licenses of what is bundled are gathered in a file beside it. */
  readonly legal: "linked" | "none";
  /** Come before the one for templates. */
  readonly plugins?: readonly Plugin[];
  /** Packages that are replaced by a file. */
  readonly alias?: Record<string, string>;
}

/**
 * Bundles entries and what they import into ES modules, minified for today's browsers.
 *
 * @param root The project's folder, which entries are below.
 */
export async function bundle(
  root: string,
  entries: readonly string[],
  { legal, plugins = [], alias = {} }: BundleOptions,
): Promise<OutputFile[]> {
  const options: BuildOptions & { write: false } = {
    absWorkingDir: root,
    entryPoints: [...entries],
    outdir: join(root, ".build"),
    bundle: true,
    write: false,
    format: "esm",
    // Standard decorators and `accessor` are not in any browser yet and are lowered by this target.
    target: "es2022",
    // A field that its constructor sets is not declared a second time; nothing here tells the difference.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    minify: true,
    legalComments: legal,
    alias,
    plugins: [...plugins, minifyTemplates(join(root, "component"))],
    logLevel: "silent",
  };
  return (await build(options)).outputFiles;
}

/** A second minifier takes out what the first, built for speed, leaves: three in a hundred bytes. */
export async function squeeze(code: string): Promise<Uint8Array> {
  const { code: small = "" } = await minify(code, {
    module: true,
    ecma: 2020,
    compress: { passes: 3 },
    format: { comments: false, preamble: "/*! random-chat.LEGAL.txt */" },
  });
  return new TextEncoder().encode(small);
}
