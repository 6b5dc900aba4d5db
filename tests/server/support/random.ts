/**
 * Chance that can be repeated.
 *
 * @module
 */
import type { Random } from "../../../server/clock.ts";

/**
 * Makes a seeded source of numbers from 0 to 1 (mulberry32).
 *
 * @param seed Any integer; the same seed gives the same numbers.
 */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Makes ids that count up. */
export function countingIds(prefix = "id"): () => string {
  let count = 0;
  return () => `${prefix}${String(++count).padStart(8, "0")}`;
}
