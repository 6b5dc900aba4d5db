/**
 * Does something again whenever there is news, one after the other.
 *
 * It does not know what is done. The invariants it keeps: two runs never overlap; news that comes
 * during a run is followed by another run, so that the last run always saw all of it.
 *
 * @module
 */

/** How it is repeated. */
export interface RepeatOptions {
  /** News that comes in one burst counts as one; in milliseconds. */
  readonly settleMs: number;
  /** Calls something later, and returns what takes it back. */
  readonly after: (ms: number, run: () => void) => () => void;
}

/**
 * Makes a function that is told of news.
 *
 * @param run What is done; it handles its own failures.
 */
export function createRepeater(
  run: () => Promise<void>,
  { settleMs, after }: RepeatOptions,
): () => void {
  let cancel = () => {};
  let isRunning = false;
  let isStale = false;
  const begin = async () => {
    isStale = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isStale) {
        isStale = false;
        await run();
      }
    } finally {
      isRunning = false;
    }
  };
  return () => {
    cancel();
    cancel = after(settleMs, () => void begin());
  };
}
