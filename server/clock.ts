/**
 * Time and chance as values that are handed in.
 *
 * It does not know who asks. The invariant it keeps: whoever is given a {@linkcode Clock} and a
 * {@linkcode Random} can be run in a test with time that moves only when the test says so.
 *
 * @module
 */
import { ulid } from "@std/ulid/ulid.js";

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
 * Makes an id that nobody makes twice: a ULID, 48 bits of time and 80 of chance.
 *
 * Keys that begin with the time lie side by side in the store's B-tree; with ids of chance alone a
 * SQLite file takes a third as many pairs a second.
 *
 * @see https://github.com/ulid/spec
 */
export function createId(): string {
  return ulid();
}
