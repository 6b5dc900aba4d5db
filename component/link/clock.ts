/**
 * Time as a value: what the time is, and how to be called later.
 *
 * It does not know what anybody waits for. The invariant it keeps: nothing in `link/` or `chat/`
 * reads the time or sets a timer in any other way, so that tests drive both together.
 *
 * @module
 */

/** The time and timers, injectable. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Calls `run` once, later.
   *
   * @param ms Delay in milliseconds.
   * @returns Cancels the call; harmless after it.
   */
  after(ms: number, run: () => void): () => void;
}

/** The time of the browser. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * Waits, or gives up when the signal says so.
 *
 * @param ms Delay in milliseconds.
 * @returns Settles after the delay, or as soon as the signal is aborted.
 */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      cancel();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const cancel = clock.after(ms, done);
    signal.addEventListener("abort", done);
  });
}
