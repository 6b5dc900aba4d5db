/**
 * Keeps the element's files of earlier builds, so that an upgrade breaks no page that is open, was
 * cached, or has pinned the script by its hash: their parts have the names of their own build.
 *
 * It does not know how files are served, nor what is in them. The invariants it keeps: what this
 * build has comes from this build; a file is kept only under a name that holds the hash of its
 * bytes, so an old one can never be taken for a new one; nothing is removed that was not kept by it.
 *
 * @module
 */
import * as v from "valibot";
import { manifestSchema, type ReadFile } from "./assets.ts";

/** How long the files of a build stay after it was served last, in milliseconds: a month. */
export const KEEP_MS = 30 * 24 * 60 * 60 * 1_000;
/** The most builds that are kept; one weighs some hundred kilobytes with its encodings. */
export const MAX_BUILDS = 10;

const INDEX = "kept.json";
const indexSchema = v.record(
  v.string(),
  v.object({ asset: manifestSchema.value, servedAt: v.number() }),
);
type Index = v.InferOutput<typeof indexSchema>;
type Kept = Index[string];

/** A folder that outlives the build's. */
export interface KeptFolder {
  /** Reads a file; `null` when there is none. */
  read(name: string): Uint8Array<ArrayBuffer> | null;
  /** Writes a file, so that whoever reads it meanwhile gets the old bytes or the new ones. */
  write(name: string, bytes: Uint8Array): void;
  /** Removes a file, if it is there. */
  remove(name: string): void;
}

/**
 * Takes note of the build that is served from now on.
 *
 * @param readBuild Reads a file of the build, whose manifest is `assets.json`.
 * @param now Milliseconds since the epoch.
 * @returns Reads a file of the build or a kept one; its `assets.json` lists both.
 * @throws when the build's manifest, or one of its files, is missing.
 */
export function keepAssets(readBuild: ReadFile, folder: KeptFolder, now: number): ReadFile {
  const manifest = v.parse(manifestSchema, parseJson(readBuild("assets.json")));
  const before = readIndex(folder);
  const index: Index = { ...before };
  for (const [path, asset] of Object.entries(manifest)) {
    // Only those whose name says which bytes they are.
    if (!asset.cache.includes("immutable")) continue;
    for (const name of filesOf(asset)) {
      if (folder.read(name) === null) folder.write(name, readBuild(name));
    }
    index[path] = { asset, servedAt: now };
  }
  const kept = Object.fromEntries(
    living(index, now).filter(([, { asset }]) =>
      filesOf(asset).every((name) => folder.read(name) !== null)
    ),
  );
  folder.write(INDEX, new TextEncoder().encode(JSON.stringify(kept)));
  // Nothing but what was put here: the folder may hold other things.
  const named = new Set(filesIn(kept));
  for (const name of filesIn(before)) {
    if (!named.has(name)) folder.remove(name);
  }
  const older = Object.entries(kept).map(([path, { asset }]) => [path, asset]);
  const all = JSON.stringify({ ...Object.fromEntries(older), ...manifest });
  const built = new Set(Object.values(manifest).flatMap(filesOf));
  return (name) => {
    if (name === "assets.json") return new TextEncoder().encode(all);
    const old = built.has(name) ? null : folder.read(name);
    return old ?? readBuild(name);
  };
}

/** The last builds, by when they were served: files that two builds share are the later one's. */
function living(index: Index, now: number): [string, Kept][] {
  const entries = Object.entries(index).filter(([, { servedAt }]) => servedAt > now - KEEP_MS);
  const times = new Set(entries.map(([, { servedAt }]) => servedAt));
  const last = [...times].sort((one, other) => other - one).slice(0, MAX_BUILDS);
  return entries.filter(([, { servedAt }]) => last.includes(servedAt));
}

function filesIn(index: Index): string[] {
  return Object.values(index).flatMap(({ asset }) => filesOf(asset));
}

function filesOf({ file, encodings }: Kept["asset"]): string[] {
  return [file, encodings.br, encodings.gzip].filter((name) => name !== undefined);
}

/** What cannot be read is begun anew: nothing but old files is lost with it. */
function readIndex(folder: KeptFolder): Index {
  const bytes = folder.read(INDEX);
  if (bytes === null) return {};
  try {
    return v.parse(indexSchema, parseJson(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof v.ValiError) return {};
    throw error;
  }
}

function parseJson(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
