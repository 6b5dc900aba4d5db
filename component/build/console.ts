/**
 * What there is to serve of the moderators' console.
 *
 * It does not know who may see it: the server decides. The invariant it keeps: all that the page
 * loads comes from the server that it is on.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { bundle } from "./bundle.ts";
import { type Source, typeOf } from "./sources.ts";

/** Small, behind a sign-in, and changed with every build. */
const CACHE = "no-cache";
const FOLDER = "component/console";

/** The console's page, script and styles. */
export async function consoleSources(root: string): Promise<Source[]> {
  const entries = ["console.ts", "console.css"].map((name) => `${FOLDER}/${name}`);
  const files = await bundle(root, entries, { legal: "none" });
  return [
    {
      path: "/admin/index.html",
      bytes: await readFile(join(root, FOLDER, "index.html")),
      type: typeOf(".html"),
      cache: CACHE,
    },
    ...files.map(({ path, contents }): Source => ({
      path: `/console/${basename(path)}`,
      bytes: contents,
      type: typeOf(extname(path)),
      cache: CACHE,
    })),
  ];
}
