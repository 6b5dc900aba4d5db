/**
 * Writes what is served, compressed, with the manifest that says how.
 *
 * It does not know what the bytes are. The invariant it keeps: a file's name carries the hash of its
 * bytes, and the manifest is replaced in one step after all files are there, so a server that is
 * running meanwhile never serves bytes that disagree with the manifest it read.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Source } from "./sources.ts";

/** How one path is served. */
export interface Asset {
  /** Name of the plain bytes, inside the folder of the manifest. */
  readonly file: string;
  /** Value of `Content-Type`. */
  readonly type: string;
  /** Value of `Cache-Control`. */
  readonly cache: string;
  /** Value of `ETag`; weak, because it is the same for every encoding (RFC 9110, 8.8.1). */
  readonly etag: string;
  /** Precompressed twins that are smaller than the plain bytes. */
  readonly encodings: { readonly br?: string; readonly gzip?: string };
  /** Whether it is a document, which the server gives its Content-Security-Policy. */
  readonly page?: true;
}

/** The manifest: URL path → how it is served. */
export type Manifest = Readonly<Record<string, Asset>>;

/** What one published path weighs, in bytes. */
export interface Weight {
  readonly path: string;
  readonly plain: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** Files that no manifest names live this long; a build takes a second or two. */
const SWEEP_AGE_MS = 60_000;

/** First 48 bits of SHA-256, in hex: enough to tell builds apart, short enough for a file name. */
export function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 12);
}

/** Compresses as far as brotli goes; builds are rare, visitors are not. */
export function compressBrotli(bytes: Uint8Array): Promise<Uint8Array> {
  return promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
    },
  });
}

function compressGzip(bytes: Uint8Array): Promise<Uint8Array> {
  return promisify(gzip)(bytes, { level: 9 });
}

/** Writes one source with its encodings and tells how it is served and what it weighs. */
async function publish(source: Source, out: string): Promise<{ asset: Asset; weight: Weight }> {
  const { path, bytes, type, cache } = source;
  const extension = /\.[a-z]+$/.exec(path)?.[0] ?? ".html";
  const stem = path === "/" ? "index" : path.slice(1, -extension.length).replaceAll("/", "-");
  const id = hash(bytes);
  const file = stem.endsWith(id) ? stem + extension : `${stem}.${id}${extension}`;
  await writeFile(join(out, file), bytes);
  const encodings: { br?: string; gzip?: string } = {};
  const weight = {
    path,
    plain: bytes.byteLength,
    gzip: bytes.byteLength,
    brotli: bytes.byteLength,
  };
  if (!type.startsWith("image/") || extension === ".svg") {
    const brotli = await compressBrotli(bytes);
    const gzipped = await compressGzip(bytes);
    if (brotli.byteLength < bytes.byteLength) {
      encodings.br = `${file}.br`;
      weight.brotli = brotli.byteLength;
      await writeFile(join(out, encodings.br), brotli);
    }
    if (gzipped.byteLength < bytes.byteLength) {
      encodings.gzip = `${file}.gz`;
      weight.gzip = gzipped.byteLength;
      await writeFile(join(out, encodings.gzip), gzipped);
    }
  }
  const asset: Asset = { file, type, cache, etag: `W/"${id}"`, encodings };
  return { asset: extension === ".html" ? { ...asset, page: true } : asset, weight };
}

/**
 * Removes what neither this manifest nor the one before names, which a running server may read.
 * Fresh files stay: another build may be about to name them.
 */
async function sweep(out: string, kept: readonly Manifest[]): Promise<void> {
  const names = new Set(["assets.json"]);
  for (const asset of kept.flatMap((manifest) => Object.values(manifest))) {
    for (const name of [asset.file, asset.encodings.br, asset.encodings.gzip]) {
      if (name !== undefined) names.add(name);
    }
  }
  for (const entry of await readdir(out, { withFileTypes: true })) {
    // A folder is no work of a build: the package lies in one.
    if (names.has(entry.name) || !entry.isFile()) continue;
    const path = join(out, entry.name);
    const age = Date.now() - (await stat(path)).mtimeMs;
    if (age > SWEEP_AGE_MS) await rm(path, { force: true });
  }
}

async function readManifest(out: string): Promise<Manifest> {
  try {
    return JSON.parse(await readFile(join(out, "assets.json"), "utf8"));
  } catch {
    // None yet, or one that another build is replacing: nothing of it needs to be kept.
    return {};
  }
}

/**
 * Publishes everything at once and tells what it weighs.
 *
 * @param out The folder, which is made when it is not there
 */
export async function publishAll(
  sources: readonly Source[],
  out: string,
): Promise<readonly Weight[]> {
  await mkdir(out, { recursive: true });
  const before = await readManifest(out);
  const published = await Promise.all(sources.map((source) => publish(source, out)));
  const manifest = Object.fromEntries(published.map(({ asset, weight }) => [weight.path, asset]));
  const draft = join(out, `assets.json.${process.pid}`);
  await writeFile(draft, JSON.stringify(manifest, null, 2) + "\n");
  await rename(draft, join(out, "assets.json"));
  await sweep(out, [manifest, before]);
  return published.map(({ weight }) => weight);
}
