/**
 * Ids of messages: unique, and in the order in which they were written.
 *
 * It does not know messages. The invariant it keeps: each id of one maker sorts after the one
 * before, even within a millisecond and when the clock is set back.
 *
 * @see https://github.com/ulid/spec
 * @module
 */

/** Crockford's digits; those of JavaScript's own base 32 are in the same order. */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 26;
/** Bits of chance, below those of the time. */
const RANDOM_BITS = 80n;

/**
 * Makes a maker of ids.
 *
 * @param now Milliseconds since the epoch.
 * @param random A number from 0 to below 1.
 */
export function createUlids(now: () => number, random: () => number): () => string {
  let last = -1n;
  return () => {
    let id = BigInt(Math.floor(now()));
    for (let bits = 0n; bits < RANDOM_BITS; bits += 16n) {
      id = id << 16n | BigInt(Math.floor(random() * 65_536));
    }
    // Within a millisecond it is counted up; what that carries over is a time to come.
    last = id >> RANDOM_BITS > last >> RANDOM_BITS ? id : last + 1n;
    return last.toString(32).padStart(LENGTH, "0")
      .replace(/./g, (digit) => DIGITS.charAt(parseInt(digit, 32)));
  };
}
