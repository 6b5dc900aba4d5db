/**
 * How long to wait before the next try, as an object.
 *
 * It does not know what is tried. The invariant it keeps: the first try after a success comes at
 * once, and the waits never shrink until there is a success again.
 *
 * @module
 */

/**
 * The waits in milliseconds before the first, second, … try: quick at first, because most breaks
 * are short, and then one try in three or four seconds for as long as anybody wants it: what is
 * written is to be under way again within five seconds of the server's return.
 */
const DELAYS_MS = [0, 300, 700, 1_500, 3_000] as const;
/** Up to this share is added, so that visitors of a server that was restarted come back spread. */
const JITTER = 0.4;

/** Counts failures and says how long to wait after each. */
export class Backoff {
  readonly #random: () => number;
  #attempt = 0;

  /** @param random A number from 0 to below 1. */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** How many tries in a row have failed. */
  get attempt(): number {
    return this.#attempt;
  }

  /**
   * Counts a failure.
   *
   * @returns The wait before the next try in milliseconds.
   */
  fail(): number {
    const delayMs = DELAYS_MS[Math.min(this.#attempt, DELAYS_MS.length - 1)] ?? 0;
    this.#attempt += 1;
    return Math.round(delayMs * (1 + this.#random() * JITTER));
  }

  /** Forgets the failures: something worked. */
  succeed(): void {
    this.#attempt = 0;
  }
}
