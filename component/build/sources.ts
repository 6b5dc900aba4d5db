/**
 * What there is to serve: the element under its paths, and the demo.
 *
 * It does not know how bytes are compressed, named or served. The invariant it keeps: the hash and
 * the integrity that are published are those of the very bytes that are served.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { transform } from "esbuild";
import { FILES, pathOf } from "../frame_check/files.ts";
import { bundle, squeeze } from "./bundle.ts";
import { buildManifest, elementIn } from "./manifest.ts";
import { type Parts, splitParts } from "./parts.ts";
import { readProject } from "./project.ts";
import { compressBrotli, hash } from "./publish.ts";
import { fillFiles, fillReference } from "./reference.ts";

/** Something to serve, before it has been written and compressed. */
export interface Source {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly cache: string;
}

/** Pages and demo files change with every build and are small: always asked for, rarely sent. */
const REVALIDATE = "no-cache";
/** The stable address: five minutes old at most, and a day old while a fresh one is fetched. */
const STABLE = "public, max-age=300, stale-while-revalidate=86400";
/** A path with a hash never changes: a year, the longest that RFC 9111 caches promise to keep. */
const IMMUTABLE = "public, max-age=31536000, immutable";

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

/**
 * The element under its stable path and its hashed one, its parts under theirs, and the file that
 * names the hashes.
 */
export async function elementSources(root: string): Promise<Source[]> {
  const split: Parts = new Map();
  const files = await bundle(root, ["component/script.ts"], {
    legal: "linked",
    plugins: [splitParts(root, split)],
  });
  const parts = await Promise.all(split.values());
  parts.sort((one, other) => one.file < other.file ? -1 : 1);
  const script = files.find((file) => file.path.endsWith(".js"));
  if (script === undefined) throw new Error("Cannot publish the element: esbuild gave no script");
  const legal = files.find((file) => file.path.endsWith(".LEGAL.txt"));
  const { version } = await readProject(root);
  const bytes = await squeeze(script.text);
  const hashed = `/random-chat.${hash(bytes)}.js`;
  const about = {
    version,
    file: hashed,
    integrity: `sha384-${createHash("sha384").update(bytes).digest("base64")}`,
    bytes: bytes.byteLength,
    brotli: (await compressBrotli(bytes)).byteLength,
    parts: parts.map(({ file, integrity }) => ({ file: `/${file}`, integrity })),
    // What the server has only where its operator has made it.
    frameCheck: Object.values(FILES).map(pathOf),
  };
  const json = new TextEncoder().encode(JSON.stringify(about, null, 2) + "\n");
  return [
    { path: "/random-chat.js", bytes, type: typeOf(".js"), cache: STABLE },
    { path: hashed, bytes, type: typeOf(".js"), cache: IMMUTABLE },
    { path: "/random-chat.json", bytes: json, type: typeOf(".json"), cache: REVALIDATE },
    ...parts.map(({ file, bytes }) => ({
      path: `/${file}`,
      bytes,
      type: typeOf(".js"),
      cache: IMMUTABLE,
    })),
    ...(legal === undefined ? [] : [{
      path: "/random-chat.LEGAL.txt",
      bytes: legal.contents,
      type: typeOf(".txt"),
      cache: STABLE,
    }]),
  ];
}

/**
 * Everything in `demo/`: the scripts at its top bundled, styles minified, pages with the reference
 * filled in, pictures as they are; and the manifest that the reference is made of.
 */
export async function demoSources(root: string): Promise<Source[]> {
  const manifest = await buildManifest(root);
  // Shown as somebody writes it who has installed the package.
  const readText = (name: string) =>
    readFileSync(join(root, "demo", name), "utf8")
      .replace('"../component/chat/mod.ts"', '"random-chat/chat"');
  const names = await listFiles(join(root, "demo"));
  // What lies in folders of their own is imported by the pages' scripts, not served.
  const scripts = names.filter((name) => /^[^/]+(?<!\.d)\.ts$/.test(name));
  const bundled = scripts.length === 0
    ? []
    : await bundle(root, scripts.map((name) => `demo/${name}`), { legal: "none" });
  const sources: Source[] = bundled.map((file) => ({
    path: `/demo/${basename(file.path)}`,
    bytes: file.contents,
    type: typeOf(".js"),
    cache: REVALIDATE,
  }));
  for (const name of names) {
    const extension = extname(name);
    if (extension === ".ts" || TYPES[extension] === undefined) continue;
    const bytes = await readFile(join(root, "demo", name));
    sources.push({
      path: demoPath(name),
      bytes: extension === ".css"
        ? await minifyStyles(bytes)
        : extension === ".html"
        ? recode(bytes, (page) => fillFiles(fillReference(page, elementIn(manifest)), readText))
        : bytes,
      type: typeOf(extension),
      cache: REVALIDATE,
    });
  }
  const bytes = new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
  sources.push({ path: "/custom-elements.json", bytes, type: typeOf(".json"), cache: REVALIDATE });
  return sources;
}

function recode(bytes: Uint8Array, change: (text: string) => string): Uint8Array {
  return new TextEncoder().encode(change(new TextDecoder().decode(bytes)));
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

/** The media type of a file. @param extension With its dot. @throws {Error} When there is none. */
export function typeOf(extension: string): string {
  const type = TYPES[extension];
  if (type === undefined) throw new Error(`Cannot serve a file: unknown type "${extension}"`);
  return type;
}
