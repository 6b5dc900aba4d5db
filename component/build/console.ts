/**
 * What there is to serve of the moderators' console.
 *
 * It does not know who may see it: the server decides. The invariant it keeps: all that the page
 * loads comes from the server that it is on.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { transform } from "esbuild";
import { bundle } from "./bundle.ts";
import type { Source } from "./sources.ts";

/** Small, behind a sign-in, and changed with every build. */
const CACHE = "no-cache";
const CHART_STYLES = "node_modules/uplot/dist/uPlot.min.css";

/** The console's page, script and styles. */
export async function consoleSources(root: string): Promise<Source[]> {
  const folder = join(root, "component/console");
  const scripts = await bundle(root, ["component/console/console.ts"], { legal: "none" });
  const styles = await Promise.all([
    readFile(join(folder, "console.css"), "utf8"),
    readFile(join(root, CHART_STYLES), "utf8"),
  ]);
  const { code } = await transform(styles.join("\n"), { loader: "css", minify: true });
  return [
    {
      path: "/admin/index.html",
      bytes: await readFile(join(folder, "index.html")),
      type: "text/html; charset=utf-8",
      cache: CACHE,
    },
    {
      path: "/console/console.css",
      bytes: new TextEncoder().encode(code),
      type: "text/css; charset=utf-8",
      cache: CACHE,
    },
    ...scripts.map(({ path, contents }): Source => ({
      path: `/console/${basename(path)}`,
      bytes: contents,
      type: "text/javascript; charset=utf-8",
      cache: CACHE,
    })),
  ];
}
