/**
 * Builds what the server hands out: the element as one ES module, the demo pages, and a manifest
 * that says under which path, with which headers and in which encodings each of them is served.
 *
 * It does not know how files are served, and it uses Node's interfaces only, so that the whole of
 * `component/` stays free of `Deno`. The invariant it keeps: a file's name in `.build` carries the
 * hash of its bytes, and the manifest is replaced in one step after all files are there, so a server
 * that is running meanwhile never serves bytes that disagree with the manifest it read.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, watch, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build, transform } from "esbuild";

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

/** Something to serve, before it has been written and compressed. */
interface Source {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly cache: string;
}

/** What one published path weighs, in bytes. */
interface Weight {
  readonly path: string;
  readonly plain: number;
  readonly gzip: number;
  readonly brotli: number;
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OUT = join(ROOT, ".build");

/** Most that the element may weigh with brotli, in bytes: Lit, views and chat, nothing optional. */
const ELEMENT_BUDGET_BYTES = 28 * 1024;
/** Pages and demo files change with every build and are small: always asked for, rarely sent. */
const REVALIDATE = "no-cache";
/** The stable address: five minutes old at most, and a day old while a fresh one is fetched. */
const STABLE = "public, max-age=300, stale-while-revalidate=86400";
/** A path with a hash never changes: a year, the longest that RFC 9111 caches promise to keep. */
const IMMUTABLE = "public, max-age=31536000, immutable";
/** Saves that come in one burst are built once; in milliseconds. */
const WATCH_SETTLE_MS = 80;
/** Files that no manifest names live this long; a build takes a second or two. */
const SWEEP_AGE_MS = 60_000;

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
};

/** Bundles one entry and what it imports into ES modules, minified for today's browsers. */
async function bundle(entries: readonly string[], legal: "linked" | "none") {
  const result = await build({
    absWorkingDir: ROOT,
    entryPoints: [...entries],
    outdir: OUT,
    bundle: true,
    write: false,
    format: "esm",
    // Standard decorators and `accessor` are not in any browser yet and are lowered by this target.
    target: "es2022",
    minify: true,
    legalComments: legal,
    logLevel: "silent",
  });
  return result.outputFiles;
}

/** The element under its stable path and its hashed one, with the file that names its hash. */
async function elementSources(): Promise<Source[]> {
  const files = await bundle(["component/define.ts"], "linked");
  const script = files.find((file) => file.path.endsWith(".js"));
  if (script === undefined) throw new Error("Cannot publish the element: esbuild gave no script");
  const legal = files.find((file) => file.path.endsWith(".LEGAL.txt"));
  const version = await readVersion();
  const named = script.text.replace("define.js.LEGAL.txt", "random-chat.LEGAL.txt");
  const bytes = new TextEncoder().encode(named);
  const hashed = `/random-chat.${hash(bytes)}.js`;
  const about = {
    version,
    file: hashed,
    integrity: `sha384-${createHash("sha384").update(bytes).digest("base64")}`,
    bytes: bytes.byteLength,
    brotli: (await compressBrotli(bytes)).byteLength,
  };
  const json = new TextEncoder().encode(JSON.stringify(about, null, 2) + "\n");
  return [
    { path: "/random-chat.js", bytes, type: typeOf(".js"), cache: STABLE },
    { path: hashed, bytes, type: typeOf(".js"), cache: IMMUTABLE },
    { path: "/random-chat.json", bytes: json, type: typeOf(".json"), cache: REVALIDATE },
    ...(legal === undefined ? [] : [{
      path: "/random-chat.LEGAL.txt",
      bytes: legal.contents,
      type: typeOf(".txt"),
      cache: STABLE,
    }]),
  ];
}

/** Everything in `demo/`: the scripts at its top bundled, styles minified, pages and pictures as they are. */
async function demoSources(): Promise<Source[]> {
  const names = await listFiles(join(ROOT, "demo"));
  // What lies in folders of their own is imported by the pages' scripts, not served.
  const scripts = names.filter((name) => /^[^/]+(?<!\.d)\.ts$/.test(name));
  const bundled = scripts.length === 0
    ? []
    : await bundle(scripts.map((name) => `demo/${name}`), "none");
  const sources: Source[] = bundled.map((file) => ({
    path: `/demo/${basename(file.path)}`,
    bytes: file.contents,
    type: typeOf(".js"),
    cache: REVALIDATE,
  }));
  for (const name of names) {
    const extension = extname(name);
    if (extension === ".ts" || TYPES[extension] === undefined) continue;
    const bytes = await readFile(join(ROOT, "demo", name));
    sources.push({
      path: demoPath(name),
      bytes: extension === ".css" ? await minifyStyles(bytes) : bytes,
      type: typeOf(extension),
      cache: REVALIDATE,
    });
  }
  return sources;
}

/** Where a file of `demo/` is served: pages at the top, everything else under `/demo/`. */
function demoPath(name: string): string {
  if (name === "index.html") return "/";
  return name.endsWith(".html") && !name.includes("/") ? `/${name}` : `/demo/${name}`;
}

async function minifyStyles(bytes: Uint8Array): Promise<Uint8Array> {
  const { code } = await transform(bytes, { loader: "css", minify: true });
  return new TextEncoder().encode(code);
}

/** Files of a folder and of the folders in it, with `/` between, in a stable order. */
async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((name) => name.replaceAll("\\", "/"))
    .sort();
}

async function readVersion(): Promise<string> {
  const config: unknown = JSON.parse(await readFile(join(ROOT, "deno.json"), "utf8"));
  if (typeof config === "object" && config !== null && "version" in config) {
    return String(config.version);
  }
  throw new Error('Cannot name the build: "deno.json" has no "version"');
}

function typeOf(extension: string): string {
  const type = TYPES[extension];
  if (type === undefined) throw new Error(`Cannot serve a file: unknown type "${extension}"`);
  return type;
}

/** First 48 bits of SHA-256, in hex: enough to tell builds apart, short enough for a file name. */
function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 12);
}

function compressBrotli(bytes: Uint8Array): Promise<Uint8Array> {
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
async function publish(source: Source): Promise<{ asset: Asset; weight: Weight }> {
  const { path, bytes, type, cache } = source;
  const extension = /\.[a-z]+$/.exec(path)?.[0] ?? ".html";
  const stem = path === "/" ? "index" : path.slice(1, -extension.length).replaceAll("/", "-");
  const id = hash(bytes);
  const file = stem.endsWith(id) ? stem + extension : `${stem}.${id}${extension}`;
  await writeFile(join(OUT, file), bytes);
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
      await writeFile(join(OUT, encodings.br), brotli);
    }
    if (gzipped.byteLength < bytes.byteLength) {
      encodings.gzip = `${file}.gz`;
      weight.gzip = gzipped.byteLength;
      await writeFile(join(OUT, encodings.gzip), gzipped);
    }
  }
  const asset: Asset = { file, type, cache, etag: `W/"${id}"`, encodings };
  return { asset: extension === ".html" ? { ...asset, page: true } : asset, weight };
}

/**
 * Removes what neither this manifest nor the one before names, which a running server may read.
 * Fresh files stay: another build may be about to name them.
 */
async function sweep(kept: readonly Manifest[]): Promise<void> {
  const names = new Set(["assets.json"]);
  for (const asset of kept.flatMap((manifest) => Object.values(manifest))) {
    for (const name of [asset.file, asset.encodings.br, asset.encodings.gzip]) {
      if (name !== undefined) names.add(name);
    }
  }
  for (const name of await listFiles(OUT)) {
    if (names.has(name)) continue;
    const path = join(OUT, name);
    const age = Date.now() - (await stat(path)).mtimeMs;
    if (age > SWEEP_AGE_MS) await rm(path, { force: true });
  }
}

async function readManifest(): Promise<Manifest> {
  try {
    return JSON.parse(await readFile(join(OUT, "assets.json"), "utf8"));
  } catch {
    // None yet, or one that another build is replacing: nothing of it needs to be kept.
    return {};
  }
}

/** Builds everything once and returns what it weighs. */
async function buildAll(): Promise<readonly Weight[]> {
  await mkdir(OUT, { recursive: true });
  const before = await readManifest();
  const sources = [...await elementSources(), ...await demoSources()];
  const published = await Promise.all(sources.map(publish));
  const manifest = Object.fromEntries(
    published.map(({ asset, weight }) => [weight.path, asset]),
  );
  const draft = join(OUT, `assets.json.${process.pid}`);
  await writeFile(draft, JSON.stringify(manifest, null, 2) + "\n");
  await rename(draft, join(OUT, "assets.json"));
  await sweep([manifest, before]);
  return published.map(({ weight }) => weight);
}

function formatTable(weights: readonly Weight[]): string {
  const size = (bytes: number) => bytes.toLocaleString("en").padStart(10);
  const head = "path".padEnd(36) + "plain".padStart(10) + "gzip".padStart(10) +
    "brotli".padStart(10);
  const rows = weights.map((it) =>
    it.path.padEnd(36) + size(it.plain) + size(it.gzip) + size(it.brotli)
  );
  return [head, ...rows].join("\n");
}

/** Names the excess if the element is over its budget. */
function findExcess(weights: readonly Weight[]): string | null {
  const element = weights.find(({ path }) => path === "/random-chat.js");
  if (element === undefined || element.brotli <= ELEMENT_BUDGET_BYTES) return null;
  return `The element is over its budget: ${element.brotli} bytes with brotli, ` +
    `${ELEMENT_BUDGET_BYTES} are allowed`;
}

/** Builds again whenever something below `component/`, `demo/` or the wire changes, for ever. */
async function rebuildOnChange(): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const follow = async (folder: string) => {
    for await (const _change of watch(join(ROOT, folder), { recursive: true })) {
      clearTimeout(timer);
      timer = setTimeout(
        () => void run({ isQuiet: false, isWatching: true, holdsBudget: false }),
        WATCH_SETTLE_MS,
      );
    }
  };
  await Promise.all(["component", "demo"].map(follow));
}

/** How a build is run. */
interface RunOptions {
  readonly isQuiet: boolean;
  readonly isWatching: boolean;
  /** Whether an element over its budget is a failure, and not only a line. */
  readonly holdsBudget: boolean;
}

async function run(options: RunOptions): Promise<void> {
  try {
    const weights = await buildAll();
    if (!options.isQuiet) console.log(formatTable(weights));
    const excess = findExcess(weights);
    if (excess !== null) {
      console.error(excess);
      if (options.holdsBudget) process.exitCode = 1;
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (!options.isWatching) process.exitCode = 1;
  }
}

const isWatching = process.argv.includes("--watch");
await run({
  isQuiet: process.argv.includes("--quiet"),
  isWatching,
  holdsBudget: process.argv.includes("--budget"),
});
if (isWatching) await rebuildOnChange();
