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

  /** Whether it has moved all the time lately. */
  isSteady(now: number, forMs: number): boolean {
    const last = this.#moves.at(-1)?.at ?? -Infinity;
    return now - last < STILL_MS && this.backAfter(now - forMs) === 0;
  }

  /** How long after a moment it began to move for good; 0 when it did not stop. */
  backAfter(since: number): number {
    const moves = this.#moves.filter(({ at }) => at >= since);
    if (moves.length === 0) return Infinity;
    const isBack = ({ at, isAnew }: Move, index: number) =>
      isAnew || at - (moves[index - 1]?.at ?? since) >= STILL_MS;
    return (moves.findLast(isBack)?.at ?? since) - since;
  }
}
