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
import { findExcess, formatTable } from "./build/budget.ts";
import { consoleSources } from "./build/console.ts";
import { publishAll, type Weight } from "./build/publish.ts";
import { createRepeater } from "./build/repeat.ts";
import { demoSources, elementSources } from "./build/sources.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** Everything that the bundles are made of: of the wire they take types only, which leave nothing. */
const WATCHED = ["component", "demo"] as const;
/** Saves that come in one burst are built once; in milliseconds. */
const WATCH_SETTLE_MS = 80;

/** Builds everything once and returns what it weighs. */
async function buildAll(): Promise<readonly Weight[]> {
  const sources = [
    ...await elementSources(ROOT),
    ...await demoSources(ROOT),
    ...await consoleSources(ROOT),
  ];
  return await publishAll(sources, join(ROOT, ".build"));
}

/** How a build is run. */
interface RunOptions {
  /** Prints no table; an element over its budget is then told of and no failure. */
  readonly isQuiet: boolean;
  /** Goes on after a failure. */
  readonly isWatching: boolean;
}

async function run({ isQuiet, isWatching }: RunOptions): Promise<void> {
  try {
    const weights = await buildAll();
    if (!isQuiet) console.log(formatTable(weights));
    const excess = findExcess(weights);
    for (const line of excess) console.error(line);
    if (excess.length > 0 && !isQuiet && !isWatching) process.exitCode = 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (!isWatching) process.exitCode = 1;
  }
}

/** Builds again whenever something changes, for ever. @throws When a folder cannot be watched. */
async function rebuildOnChange(): Promise<never> {
  const tell = createRepeater(() => run({ isQuiet: false, isWatching: true }), {
    settleMs: WATCH_SETTLE_MS,
    after: (ms, begin) => {
      const timer = setTimeout(begin, ms);
      return () => clearTimeout(timer);
    },
  });
  const follow = async (folder: string): Promise<never> => {
    for await (const _change of watch(join(ROOT, folder), { recursive: true })) tell();
    throw new Error(`Cannot watch "${folder}" any longer`);
  };
  return await Promise.race(WATCHED.map(follow));
}

const isWatching = process.argv.includes("--watch");
await run({ isQuiet: process.argv.includes("--quiet"), isWatching });
if (isWatching) await rebuildOnChange();
