/**
 * What the script costs a page at its start: main-thread time from the script's tag to an element that
 * is drawn on a page that was drawn before, in a real Chromium, as the median of many fresh pages.
 * Run: `deno task bench:start-up` (`--times 21`), after nothing else that computes.
 *
 * A machine that is busy stretches every task by the clock; what the thread computed itself tells
 * how much of that is the script's.
 *
 * It does not know where the time goes. The invariant it keeps: each page is a new process's first
 * page with the script, so that no compiled code is left of the one before.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse_args.js";
import type {} from "../../component/random_chat.ts";
import { launchChromium } from "../support/browser.ts";
import { servePages } from "../support/pages.ts";
import { startServer } from "../support/server.ts";
import { type Stretch, traceMainThread } from "./main_thread.ts";

const { times = "21" } = parseArgs(Deno.args, { string: ["times"] });

/** What one page cost, in milliseconds. */
interface Cost {
  /** Compiling and running the script, with the first picture that it makes. */
  readonly script: Spent;
  /** That, style and layout. */
  readonly laidOut: Spent;
  /** All that the main thread did: also what the script puts off, paint, and the measuring itself. */
  readonly all: number;
  /** From the tag to the picture, the fetch included. */
  readonly drawn: number;
}

/** Time by the clock, and of it what the thread had to itself. */
interface Spent {
  readonly wall: number;
  readonly own: number;
}

/** A script's task, with the microtasks that follow it: what Lit draws is in those. */
const RUN = "ScriptRunner::ExecutePendingScript";
const LAY_OUT = "LocalFrameView::RunStyleAndLayoutLifecyclePhases";

function spentIn(stretches: readonly Stretch[], ...names: readonly string[]): Spent {
  const counted = stretches.filter(({ name }) => names.includes(name));
  const sum = (what: "wall" | "own") => counted.reduce((all, stretch) => all + stretch[what], 0);
  return { wall: sum("wall"), own: sum("own") };
}

async function measure(page: string): Promise<Cost> {
  await using launched = await launchChromium();
  const tab = await launched.browser.newPage();
  await tab.goto(page);
  let drawn = NaN;
  let all = NaN;
  const stretches = await traceMainThread(tab, async () => {
    const before = await tab.metrics();
    drawn = await tab.evaluate(async () => {
      const begin = performance.now();
      const script = document.createElement("script");
      script.type = "module";
      script.src = document.body.dataset["script"] ?? "";
      document.head.append(script);
      await customElements.whenDefined("random-chat");
      await document.querySelector("random-chat")?.updateComplete;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - begin;
    });
    const after = await tab.metrics();
    all = ((after.TaskDuration ?? 0) - (before.TaskDuration ?? 0)) * 1_000;
  });
  const [script, laidOut] = [spentIn(stretches, RUN), spentIn(stretches, RUN, LAY_OUT)];
  return { script, laidOut, all, drawn };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

await using server = await startServer({ env: { ALLOWED_ORIGINS: "*" } });
await using pages = servePages(() => ({
  html: `<!doctype html><html lang="en"><title>Bare</title>
    <body data-script="${server.url}/random-chat.js"><h1>A page with words of its own</h1>
    <random-chat></random-chat></body></html>`,
}));
const rounds: Cost[] = [];
for (let round = 0; round < Number(times); round += 1) {
  rounds.push(await measure(`${pages.origin}/`));
}
for (
  const [what, read] of [
    ["script and first picture, computing", (it: Cost) => it.script.own],
    ["the same by the clock", (it: Cost) => it.script.wall],
    ["with style and layout, computing", (it: Cost) => it.laidOut.own],
    ["the same by the clock", (it: Cost) => it.laidOut.wall],
    ["all of the main thread", (it: Cost) => it.all],
    ["tag to picture, with the fetch", (it: Cost) => it.drawn],
  ] as const
) {
  const values = rounds.map(read);
  const range = `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}`;
  console.log(`${what}: median ${median(values).toFixed(1)} ms (${range})`);
}
