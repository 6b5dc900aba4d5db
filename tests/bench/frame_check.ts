/**
 * What the frame check costs a device: loading, and each frame in the worker, in real browsers and
 * under the policy of a strict page.
 * Run: `deno task bench:frame-check` (`--frames 40`), after nothing else that computes.
 *
 * It does not know talks: it speaks to the worker as the page does. The invariant it keeps: what runs
 * are the files that visitors get.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse_args.js";
import { FILES, pathOf } from "../../component/frame_check/files.ts";
import { launchChromium, launchFirefox, type TestBrowser } from "../support/browser.ts";
import { makeFrameCheck } from "../support/frame_check.ts";
import { servePages } from "../support/pages.ts";
import { startServer } from "../support/server.ts";
import { median, printTable, quantile } from "./report.ts";

const { frames = "40" } = parseArgs(Deno.args, { string: ["frames"] });

/** What one browser measured, in milliseconds. */
interface Measured {
  /** From files that are there to a worker that is ready. */
  readonly readyMs: number;
  /** From the picture to its scores, as the page waits for it. */
  readonly waits: readonly number[];
  /** What the worker's thread was busy of that. */
  readonly costs: readonly number[];
}

async function measure({ browser }: TestBrowser, page: string, urls: readonly string[]) {
  const tab = await browser.newPage();
  await tab.goto(page);
  return await tab.evaluate(
    async (urls: readonly string[], count: number): Promise<Measured> => {
      const [script, ...rest] = await Promise.all(
        urls.map(async (url) => (await fetch(url)).arrayBuffer()),
      );
      const [topology, weights, program] = rest;
      const begun = performance.now();
      const worker = new Worker(URL.createObjectURL(new Blob([script ?? ""])));
      const ask = (message: unknown, transfer: Transferable[] = []) =>
        new Promise<Record<string, unknown>>((resolve, reject) => {
          worker.onmessage = ({ data }) =>
            data.kind === "failed" ? reject(new Error(data.cause)) : resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message));
          worker.postMessage(message, transfer);
        });
      await ask({ kind: "set-up", topology, weights, program });
      const readyMs = performance.now() - begun;
      const brush = Object.assign(document.createElement("canvas"), { width: 640, height: 480 })
        .getContext("2d");
      if (brush === null) throw new Error("Cannot draw");
      const waits: number[] = [];
      const costs: number[] = [];
      for (let frame = 0; frame < count; frame += 1) {
        brush.fillStyle = `hsl(${frame * 37} 60% 60%)`;
        brush.fillRect(frame * 5, frame * 3, 320, 240);
        const from = performance.now();
        const size = { resizeWidth: 224, resizeHeight: 224 };
        const picture = await createImageBitmap(brush.canvas, size);
        const { costMs } = await ask({ kind: "look", picture }, [picture]);
        waits.push(performance.now() - from);
        costs.push(Number(costMs));
      }
      worker.terminate();
      return { readyMs, waits, costs };
    },
    urls,
    Number(frames),
  );
}

await makeFrameCheck();
await using server = await startServer();
const urls = Object.values(FILES).map((file) => `${server.url}${pathOf(file)}`);
const csp = `default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src ${server.url}; ` +
  "worker-src blob:";
await using pages = servePages(() => ({ html: "<!doctype html><title>Bench</title>", csp }));
const rows: string[][] = [];
for (const [name, launch] of [["Chromium", launchChromium], ["Firefox", launchFirefox]] as const) {
  await using launched = await launch();
  const { readyMs, waits, costs } = await measure(launched, `${pages.origin}/`, urls);
  rows.push([
    name,
    ...[readyMs, median(costs), quantile(costs, 0.9), median(waits)].map((ms) => ms.toFixed(0)),
  ]);
}
const head = [
  "browser",
  "ready, ms",
  "worker per frame, ms",
  "of ten the slowest",
  "page waits, ms",
];
printTable(`Frame check, ${frames} frames`, head, rows);
