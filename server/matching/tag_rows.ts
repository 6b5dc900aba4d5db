/**
 * The numbers of everybody's tags, side by side in one table: a search compares dozens of people,
 * and most of its time is the way to memory.
 *
 * It does not know tags or people. The invariant it keeps: a row holds what it was given until it is
 * given back.
 *
 * @module
 */
import { LIMITS } from "../protocol.ts";

const WIDTH = LIMITS.interests;

/** The table. A row is named by where it begins. */
export class TagRows {
  readonly #free: number[] = [];
  #count = 0;
  #cells = new Int32Array(64 * WIDTH);

  /**
   * Writes a row of numbers from 1.
   *
   * @throws {RangeError} When there are more of them than anybody may have interests.
   */
  take(likes: readonly { readonly tag: { readonly index: number } }[]): number {
    const { length } = likes;
    if (length > WIDTH) throw new RangeError(`Cannot note ${length} tags: ${WIDTH} fit`);
    const row = this.#free.pop() ?? this.#grow();
    this.#cells.fill(0, row, row + WIDTH);
    for (let at = 0; at < length; at++) this.#cells[row + at] = likes[at]?.tag.index ?? 0;
    return row;
  }

  /** Frees a row. */
  giveBack(row: number): void {
    this.#free.push(row);
  }

  /** Adds up what a row's tags count. @param counts By the tag's number; zero for number zero. */
  sum(row: number, counts: Int32Array): number {
    let sum = 0;
    const cells = this.#cells;
    for (let at = row; at < row + WIDTH; at++) {
      const index = cells[at] ?? 0;
      if (index === 0) break;
      sum += counts[index] ?? 0;
    }
    return sum;
  }

  #grow(): number {
    const row = this.#count++ * WIDTH;
    if (row < this.#cells.length) return row;
    const longer = new Int32Array(2 * this.#cells.length);
    longer.set(this.#cells);
    this.#cells = longer;
    return row;
  }
}
