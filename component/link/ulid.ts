/**
 * Ids of messages: unique, and in the order in which they were written.
 *
 * It does not know messages. The invariant it keeps: each id of one maker sorts after the one
 * before, even within a millisecond and when the clock is set back.
 *
 * @see https://github.com/ulid/spec
 * @module
 */

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

/**
 * Makes a maker of ids.
 *
 * @param now Milliseconds since the epoch.
 * @param random A number from 0 to below 1.
 */
export function createUlids(now: () => number, random: () => number): () => string {
  let lastMs = -1;
  let tail: number[] = [];
  return () => {
    const ms = now();
    if (ms > lastMs) {
      lastMs = ms;
      // The first digit stays low, so that counting up never runs out of digits.
      tail = Array.from(
        { length: RANDOM_LENGTH },
        (_, at) => Math.floor(random() * (at === 0 ? 16 : 32)),
      );
    } else {
      countUp(tail);
    }
    return time(lastMs) + tail.map((digit) => ALPHABET.charAt(digit)).join("");
  };
}

function countUp(digits: number[]): void {
  for (let at = digits.length - 1; at >= 0; at--) {
    const digit = digits[at] ?? 0;
    digits[at] = (digit + 1) % ALPHABET.length;
    if (digit + 1 < ALPHABET.length) return;
  }
}

function time(ms: number): string {
  let text = "";
  let rest = ms;
  for (let at = 0; at < TIME_LENGTH; at++) {
    text = ALPHABET.charAt(rest % ALPHABET.length) + text;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return text;
}
