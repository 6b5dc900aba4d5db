/**
 * The files of the frame check, which operators build in a step of its own, beside those of the
 * element.
 *
 * It does not know what is in them. The invariants it keeps: a server without them serves everything
 * else; files that do not belong to the element that is served count as none.
 *
 * @module
 */
import * as v from "valibot";
import { manifestSchema, type ReadFile } from "./assets.ts";
import { type Sites, withoutFrameCheck } from "./sites.ts";

/** What the element's build says of itself, as far as it is needed here. */
const aboutSchema = v.object({ frameCheck: v.array(v.string()) });

/**
 * Puts the two builds together.
 *
 * @param readBuild Reads a file of the element's build, whose manifest is `assets.json`.
 * @param readStep Reads a file of the other; `null` when there is none.
 * @returns Reads a file of either; its `assets.json` lists both.
 */
export function addFrameCheck(
  readBuild: ReadFile,
  readStep: (name: string) => Uint8Array<ArrayBuffer> | null,
): ReadFile {
  const bytes = readStep("assets.json");
  if (bytes === null) return readBuild;
  const step = parseManifest(bytes);
  const names = new Set(
    Object.values(step).flatMap(({ file, encodings }) => [file, encodings.br, encodings.gzip]),
  );
  return (name) => {
    if (name === "assets.json") {
      const both = { ...step, ...parseManifest(readBuild(name)) };
      return new TextEncoder().encode(JSON.stringify(both));
    }
    return (names.has(name) ? readStep(name) : null) ?? readBuild(name);
  };
}

/** Whether everything is there that the element asks for. */
export function hasFrameCheck(readFile: ReadFile): boolean {
  const manifest = parseManifest(readFile("assets.json"));
  const about = manifest["/random-chat.json"];
  if (about === undefined) return false;
  const read = v.safeParse(aboutSchema, parseJson(readFile(about.file)));
  return read.success && read.output.frameCheck.every((path) => manifest[path] !== undefined);
}

/**
 * Sites as this server can serve them: where the files are missing, none has pictures looked at, so
 * that no talk waits for what does not come.
 *
 * @param warn Told once, what the operator can do.
 */
export function sitesWithFiles(
  sites: Sites,
  readFile: ReadFile,
  warn: (line: string) => void,
): Sites {
  const names = [...sites.values()].flatMap((it) => it.frameCheck === null ? [] : [it.name]);
  if (names.length === 0 || hasFrameCheck(readFile)) return sites;
  warn(
    `Cannot look at pictures for ${names.join(", ")}: run deno task frame-check and start again; ` +
      "until then talks go on without it",
  );
  return withoutFrameCheck(sites);
}

function parseManifest(bytes: Uint8Array): v.InferOutput<typeof manifestSchema> {
  return v.parse(manifestSchema, parseJson(bytes));
}

function parseJson(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
