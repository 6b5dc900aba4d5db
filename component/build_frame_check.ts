/**
 * Makes the files of the frame check in `.build/frame_check`, for operators who want one: its
 * packages are large, so that no other build installs them.
 *
 * It does not know how the files are served. The invariants it keeps: packages are installed by a
 * lock file into a folder that is gone afterwards; files that are not those that the element asks for
 * are not written.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { formatTable } from "./build/budget.ts";
import { publishAll } from "./build/publish.ts";
import type { Source } from "./build/sources.ts";
import { FILES, pathOf } from "./frame_check/files.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const HERE = join(ROOT, "component/frame_check");
/** The smallest of nsfwjs's models. */
const MODEL = "nsfwjs/dist/models/mobilenet_v2";
const PROGRAM = "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm";

const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  bin: "application/octet-stream",
  wasm: "application/wasm",
};
/** Where the licenses of what is in it are, beside the worker that names this file. */
const LEGAL = "random-chat-nsfwjs.js.LEGAL.txt";

/** As the element's other files with a hash in their name. */
const IMMUTABLE = "public, max-age=31536000, immutable";

/** The bytes of each file, by its name in the element's table. */
type Contents = Readonly<Record<string, Uint8Array>>;

/** Installs what `packages.json` names, as its lock file says. */
async function install(folder: string): Promise<string> {
  await copyFile(join(HERE, "packages.json"), join(folder, "package.json"));
  await copyFile(join(HERE, "packages.lock"), join(folder, "deno.lock"));
  const options = ["install", "--quiet", "--node-modules-dir=auto", "--frozen"];
  await promisify(execFile)(process.execPath, options, { cwd: folder });
  return join(folder, "node_modules");
}

async function make(packages: string): Promise<Contents> {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, "worker.ts")],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    nodePaths: [packages],
    // Only asked for where there is no browser.
    external: ["fs", "os", "path", "perf_hooks", "worker_threads"],
    legalComments: "linked",
    outfile: "random-chat-nsfwjs.js",
    logLevel: "silent",
  });
  const script = outputFiles.find(({ path }) => path.endsWith(".js"));
  const legal = outputFiles.find(({ path }) => path.endsWith(LEGAL));
  if (script === undefined || legal === undefined) {
    throw new Error("Cannot make the frame check: esbuild gave no worker");
  }
  const { modelTopology, weightsManifest: [group] = [] }: Model = Object(
    await readModule(join(packages, MODEL, "model.min.js")),
  );
  const weights = await readModule(join(packages, MODEL, "group1-shard1of1.min.js"));
  const topology = JSON.stringify({ modelTopology, weightSpecs: group?.weights });
  return {
    worker: script.contents,
    legal: legal.contents,
    topology: new TextEncoder().encode(topology),
    weights: Buffer.from(String(weights), "base64"),
    program: await readFile(join(packages, PROGRAM)),
  };
}

/** A model as TensorFlow.js's converter writes it, as far as it is taken apart here. */
interface Model {
  readonly modelTopology?: unknown;
  readonly weightsManifest?: readonly { readonly weights: unknown }[];
}

/** What a script of the package exports; these hold data and do nothing. */
async function readModule(path: string): Promise<unknown> {
  const scope = { module: { exports: null }, exports: {} };
  runInNewContext(await readFile(path, "utf8"), scope);
  return scope.module.exports;
}

/** Something to serve, and the file of the element's table that it is. */
interface Made {
  readonly name: string;
  readonly digest: string;
  readonly source: Source;
}

function describe(contents: Contents): readonly Made[] {
  return Object.entries(FILES).map(([name, { extension }]) => {
    const bytes = contents[name];
    if (bytes === undefined) throw new Error(`Cannot make the frame check: no ${name}`);
    const digest = createHash("sha256").update(bytes).digest("base64");
    const path = pathOf({ extension, digest });
    const source = { path, bytes, type: TYPES[extension] ?? "", cache: IMMUTABLE };
    return { name, digest, source };
  });
}

function licenses({ legal: bytes = new Uint8Array() }: Contents): Source {
  return { path: `/${LEGAL}`, bytes, type: "text/plain; charset=utf-8", cache: "no-cache" };
}

/** Says what differs from what the element asks for. */
function findOthers(made: readonly Made[]): readonly string[] {
  const known = Object.values(FILES).map(({ digest }): string => digest);
  return made.filter(({ digest }) => !known.includes(digest))
    .map(({ name, digest }) => `${name}: ${digest}`);
}

const folder = await mkdtemp(join(tmpdir(), "random-chat-frame-check-"));
try {
  const contents = await make(await install(folder));
  const made = describe(contents);
  const others = findOthers(made);
  if (others.length > 0) {
    console.error("Cannot make the frame check: component/frame_check/files.ts names other bytes");
    for (const line of others) console.error(`  ${line}`);
    process.exitCode = 1;
  } else {
    const out = join(ROOT, ".build/frame_check");
    const sources = [...made.map(({ source }) => source), licenses(contents)];
    console.log(formatTable(await publishAll(sources, out)));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
