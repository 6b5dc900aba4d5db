/**
 * What a page's main thread did, out of a trace of Chromium.
 *
 * It does not know what is measured. The invariant it keeps: time by the clock and time that the
 * thread had to itself are never taken for each other: a busy machine stretches only the first.
 *
 * @module
 */
import type { Page } from "puppeteer-core";
import * as v from "valibot";

/** A stretch of the main thread, in milliseconds. */
export interface Stretch {
  /** What Chromium calls it. */
  readonly name: string;
  /** By the clock. */
  readonly wall: number;
  /** What the thread computed in it. */
  readonly own: number;
}

/** As much of a trace's event as is read here; times in microseconds. */
const TRACE = v.object({
  traceEvents: v.array(v.object({
    name: v.string(),
    pid: v.number(),
    tid: v.number(),
    dur: v.optional(v.number(), 0),
    tdur: v.optional(v.number(), 0),
  })),
});
/** Set in the page: it tells which of all threads is the page's. */
const MARK = "measured from here";
const CATEGORIES = ["toplevel", "blink", "devtools.timeline", "blink.user_timing"];

/** Traces a page while something runs. */
export async function traceMainThread(
  page: Page,
  run: () => Promise<void>,
): Promise<readonly Stretch[]> {
  await page.tracing.start({ categories: CATEGORIES });
  await page.evaluate((mark) => void performance.mark(mark), MARK);
  await run();
  const trace = await page.tracing.stop() ?? new Uint8Array();
  const { traceEvents } = v.parse(TRACE, JSON.parse(new TextDecoder().decode(trace)));
  const mark = traceEvents.find(({ name }) => name === MARK);
  return traceEvents
    .filter(({ pid, tid }) => pid === mark?.pid && tid === mark.tid)
    .map(({ name, dur, tdur }) => ({ name, wall: dur / 1_000, own: tdur / 1_000 }));
}
