/**
 * Reads how many cases passed out of what a test runner wrote.
 *
 * It does not run anything. The invariant it keeps: what cannot be read is not counted, so the
 * caller can tell "no tests" from "all passed".
 *
 * @module
 */

/** Test cases by how they ended. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Nothing counted. */
export const NO_COUNTS: Counts = { passed: 0, failed: 0, skipped: 0 };

/** `ok | 3 passed (2 steps) | 0 failed | 1 ignored (5ms)`, the last line of `deno test`. */
const DENO = /^(?:ok|FAILED) \| (\d+) passed.*? \| (\d+) failed(?:.*? \| (\d+) ignored)?/gm;
/** The last line of the element's tests, written by their configuration. */
const BROWSER = /^browser tests: (\d+) passed, (\d+) failed, (\d+) skipped/gm;
/** `name of the test ... ignored (0ms)`. */
const IGNORED = /^(.+) \.\.\. ignored \(/gm;

/** Adds counts up. */
export function sumCounts(all: readonly Counts[]): Counts {
  return all.reduce((sum, counts) => ({
    passed: sum.passed + counts.passed,
    failed: sum.failed + counts.failed,
    skipped: sum.skipped + counts.skipped,
  }), NO_COUNTS);
}

/**
 * Adds up every summary in the text.
 *
 * @param text What the runners wrote, without colours
 * @returns the counts, and the names of the cases that were left out
 */
export function countCases(text: string): { counts: Counts; ignored: readonly string[] } {
  const summaries = [...text.matchAll(DENO), ...text.matchAll(BROWSER)];
  const counts = sumCounts(summaries.map(([, passed, failed, skipped]) => ({
    passed: Number(passed),
    failed: Number(failed),
    skipped: Number(skipped ?? 0),
  })));
  return { counts, ignored: [...text.matchAll(IGNORED)].map(([, name]) => name ?? "") };
}
