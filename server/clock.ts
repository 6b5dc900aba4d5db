/**
 * Time and chance as values that are handed in.
 *
 * It does not know who asks. The invariant it keeps: whoever is given a {@linkcode Clock} and a
 * {@linkcode Random} can be run in a test with time that moves only when the test says so.
 *
 * @module
 */

/** Ends a timer; harmless when it has already fired. */
export type CancelTimer = () => void;

/** A source of time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Calls `run` once, later.
   *
   * @param delayMs Milliseconds; negative counts as zero.
   */
  after(delayMs: number, run: () => void): CancelTimer;
}

/** A number from 0 (included) to 1 (excluded), as `Math.random`. */
export type Random = () => number;

/** `setTimeout` takes a signed 32-bit delay and fires at once when it is larger. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(delayMs, 0), MAX_TIMER_MS));
    return () => clearTimeout(timer);
  },
};

/**
 * Makes ids that nobody can guess or make twice: `bytes` from the system's cryptographic source,
 * as URL-safe base64.
 *
 * @param bytes 12 give 96 bits and 16 characters.
 */
export function createId(bytes = 12): string {
  return crypto.getRandomValues(new Uint8Array(bytes)).toBase64({
    alphabet: "base64url",
    omitPadding: true,
  });
}
