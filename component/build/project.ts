/**
 * What the project says of itself: its version, and that of Lit.
 *
 * It does not know what is made of them. The invariant it keeps: they are those of `deno.json`, which
 * everything else is run by.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Two versions, as `1.2.3`. */
export interface Project {
  readonly version: string;
  readonly lit: string;
}

/**
 * Reads the project's configuration.
 *
 * @param root The project's folder.
 * @throws {Error} When it names no version, or none of Lit.
 */
export async function readProject(root: string): Promise<Project> {
  const config: unknown = JSON.parse(await readFile(join(root, "deno.json"), "utf8"));
  const version = textAt(config, "version");
  const [, lit] = /^npm:lit@([\d.]+)$/.exec(textAt(config, "imports", "lit") ?? "") ?? [];
  if (version === undefined || lit === undefined) {
    throw new Error('Cannot name the build: "deno.json" has no version, or none of Lit');
  }
  return { version, lit };
}

function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  let at = value;
  for (const key of path) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Reflect.get(at, key);
  }
  return typeof at === "string" ? at : undefined;
}
