/**
 * Token buckets by key: how often something may be done, at once and in the long run.
 *
 * It does not know what is done. The invariants it keeps: whoever takes no more than a rate allows
 * never waits, and whoever waits as long as they are told may take one; memory is bounded, by
 * forgetting whoever has taken nothing for the longest time, as if their bucket were full.
 *
 * @module
 */

/** A bucket's size and how fast it fills. */
export interface Rate {
  /** What may be taken at once from a full bucket. */
  readonly burst: number;
  /** What may be taken in the long run. */
  readonly perMinute: number;
}

const MINUTE_MS = 60_000;

/**
 * The buckets of one rate.
 *
 * A bucket is the moment at which it will be full again (the "theoretical arrival time" of the
 * generic cell rate algorithm): one number, and nothing runs in the background.
 *
 * @see https://www.itu.int/rec/T-REC-I.371 (annex A: GCRA)
 */
export class Buckets {
  readonly #maxKeys: number;
  /** Milliseconds in which one fills in. */
  readonly #everyMs: number;
  /** How far ahead of now a bucket may become full and still have one, in milliseconds. */
  readonly #slackMs: number;
  /** The least recently used first. */
  readonly #fullAt = new Map<string, number>();

  /** @param maxKeys Buckets that are remembered. */
  constructor({ burst, perMinute }: Rate, maxKeys: number) {
    this.#maxKeys = maxKeys;
    this.#everyMs = MINUTE_MS / perMinute;
    // To the nearest millisecond: sums of such numbers are about that exact.
    this.#slackMs = (burst - 1) * this.#everyMs + 0.5;
  }

  /** Buckets that are not full, and some that have become so. */
  get size(): number {
    return this.#fullAt.size;
  }

  /**
   * How long it is until one can be taken, in milliseconds; zero if it can be now.
   *
   * @param now Milliseconds since the epoch.
   */
  wait(key: string, now: number): number {
    const fullAt = this.#fullAt.get(key);
    return fullAt === undefined ? 0 : Math.max(0, Math.ceil(fullAt - now - this.#slackMs));
  }

  /**
   * Takes one, whether it is there or not.
   *
   * @param now Milliseconds since the epoch.
   */
  take(key: string, now: number): void {
    const fullAt = this.#fullAt.get(key);
    // To the end, where the most recently used stand.
    if (fullAt !== undefined) this.#fullAt.delete(key);
    this.#fullAt.set(key, Math.max(fullAt ?? now, now) + this.#everyMs);
    this.#forget(now);
  }

  #forget(now: number): void {
    for (const [key, fullAt] of this.#fullAt) {
      // A full one is as good as none. The first that is neither full nor too many ends the look.
      if (fullAt > now && this.#fullAt.size <= this.#maxKeys) return;
      this.#fullAt.delete(key);
    }
  }
}
