/**
 * When a picture moved, from counts of decoded frames.
 *
 * It does not know browsers. The invariant it keeps: a count that falls is a connection that was
 * built anew, not a picture that moved.
 *
 * @module
 */

/**
 * A picture that does not move for this long has stopped, in milliseconds: a browser that gets no
 * processor for a second is not a call that broke.
 */
const STILL_MS = 2_000;

interface Move {
  readonly at: number;
  /** Whether the picture comes from another connection than before. */
  readonly isAnew: boolean;
}

/** The times at which a picture was seen to move on, in milliseconds. */
export class PictureTimeline {
  #count = 0;
  #isAnew = false;
  readonly #moves: Move[] = [];

  /** Takes a count of decoded frames. */
  see(count: number, at: number): void {
    if (count < this.#count) this.#isAnew = true;
    if (count > this.#count) {
      this.#moves.push({ at, isAnew: this.#isAnew });
      this.#isAnew = false;
    }
    this.#count = count;
  }

  /** Whether it moves, and has not stopped lately. */
  isSteady(now: number, forMs: number): boolean {
    const [first] = this.#moves;
    if (first === undefined || now - (this.#moves.at(-1)?.at ?? first.at) >= STILL_MS) return false;
    const begun = this.#lastBack(this.#moves, first.at) ?? first.at;
    return now - begun >= forMs;
  }

  /** How long after a moment it began to move for good; 0 when it did not stop. */
  backAfter(since: number): number {
    const moves = this.#moves.filter(({ at }) => at >= since);
    if (moves.length === 0) return Infinity;
    return (this.#lastBack(moves, since) ?? since) - since;
  }

  /** The last time among moves at which it began again. */
  #lastBack(moves: readonly Move[], since: number): number | undefined {
    return moves.findLast(({ at, isAnew }, index) =>
      isAnew || at - (moves[index - 1]?.at ?? since) >= STILL_MS
    )?.at;
  }
}
