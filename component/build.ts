/**
 * Builds what the server hands out into `.build`: the element as one ES module, the demo pages, and
 * a manifest that says under which path, with which headers and in which encodings each is served.
 *
 * It does not know how files are served, and it uses Node's interfaces only, so that the whole of
 * `component/` stays free of `Deno`. The invariant it keeps: a build that fails leaves the last one
 * in place.
 *
 * @module
 */
import { watch } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { publishAll, type Weight } from "./build/publish.ts";
import { demoSources, elementSources } from "./build/sources.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Most that the element may weigh with brotli, in bytes. */
const BUDGETS = [
  // What every page view pays: Lit, the views and their words.
  { name: "The element", path: /^\/random-chat\.js$/, bytes: 28 * 1024 },
  // What whoever wants to talk pays on top, once.
  { name: "The conversation", path: /^\/random-chat-chat\./, bytes: 20 * 1024 },
] as const;
/** Saves that come in one burst are built once; in milliseconds. */
const WATCH_SETTLE_MS = 80;

/** Builds everything once and returns what it weighs. */
async function buildAll(): Promise<readonly Weight[]> {
  const sources = [...await elementSources(ROOT), ...await demoSources(ROOT)];
  return await publishAll(sources, join(ROOT, ".build"));
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

/** Names what is over its budget. */
function findExcess(weights: readonly Weight[]): string | null {
  for (const { name, path, bytes } of BUDGETS) {
    const { brotli = 0 } = weights.find((weight) => path.test(weight.path)) ?? {};
    if (brotli > bytes) {
      return `${name} is over its budget: ${brotli} bytes with brotli, ${bytes} are allowed`;
    }
  }
  return null;
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
