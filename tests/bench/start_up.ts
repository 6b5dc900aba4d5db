/**
 * What the script costs a page at its start: main-thread time from the first line of the script to an
 * element that is drawn, in a real Chromium, as the median of many fresh pages.
 * Run: `deno task bench:start-up` (`--times 21`), after nothing else that computes.
 *
 * It does not know where the time goes. The invariant it keeps: each page is a new process's first
 * page with the script, so that no compiled code is left of the one before.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse_args.js";
import { launchChromium } from "../support/browser.ts";
import { servePages } from "../support/pages.ts";
import { startServer } from "../support/server.ts";

const { times = "21" } = parseArgs(Deno.args, { string: ["times"] });

/** What one page cost, in milliseconds. */
interface Cost {
  /** Compiling and running script. */
  readonly script: number;
  /** Script, style and layout together: all that the element asks of the main thread. */
  readonly all: number;
  /** From the tag to the picture, the fetch included. */
  readonly drawn: number;
}

async function measure(page: string): Promise<Cost> {
  await using launched = await launchChromium();
  const tab = await launched.browser.newPage();
  await tab.goto(page);
  const drawn = await tab.evaluate(async () => {
    const begin = performance.now();
    const script = document.createElement("script");
    script.type = "module";
    script.src = document.body.dataset["script"] ?? "";
    document.head.append(script);
    while (document.querySelector("random-chat")?.shadowRoot?.querySelector(".frame") == null) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    return performance.now() - begin;
  });
  const { ScriptDuration = 0, LayoutDuration = 0, RecalcStyleDuration = 0 } = await tab.metrics();
  const script = ScriptDuration * 1_000;
  return { script, all: script + (LayoutDuration + RecalcStyleDuration) * 1_000, drawn };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

await using server = await startServer({ env: { ALLOWED_ORIGINS: "*" } });
await using pages = servePages(() => ({
  html: `<!doctype html><html lang="en"><title>Bare</title>
    <body data-script="${server.url}/random-chat.js"><random-chat></random-chat></body></html>`,
}));
const rounds: Cost[] = [];
for (let round = 0; round < Number(times); round += 1) {
  rounds.push(await measure(`${pages.origin}/`));
}
for (
  const [what, read] of [
    ["script on the main thread", (it: Cost) => it.script],
    ["script, style and layout", (it: Cost) => it.all],
    ["tag to picture, with the fetch", (it: Cost) => it.drawn],
  ] as const
) {
  const values = rounds.map(read);
  const range = `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)}`;
  console.log(`${what}: median ${median(values).toFixed(1)} ms (${range})`);
}
