/**
 * A list of pool members by their slots, the longest waiting first and chance among equals, from
 * which those who have gone are dropped on the way.
 *
 * It does not know why somebody is in it.
 *
 * @module
 */
import type { Random } from "../clock.ts";
import { GONE } from "./columns.ts";

/** What a posting needs to know of a member. */
export interface Listed {
  readonly slot: number;
  readonly since: number;
}

/** What a posting reads of a slot. */
export interface Marks {
  /** The last search that passed it, or {@linkcode GONE}. */
  markOf(slot: number): number;
}

/** One posting list. */
export class Posting {
  #slots: number[] = [];
  /** Everybody before has gone: the longest waiting are met first. */
  #head = 0;
  /** Where those begin that wait as long as the last one, and since when that waits. */
  #equalsFrom = 0;
  #lastSince = -Infinity;

  /**
   * Appends a member at a random place among those at the end that wait as long, so that a list
   * read from its start prefers none of them.
   */
  add({ slot, since }: Listed, random: Random): void {
    const slots = this.#slots;
    if (since !== this.#lastSince) this.#equalsFrom = slots.length;
    this.#lastSince = since;
    // The head passes only those who have gone; a newcomer may not land among them.
    const from = Math.max(this.#equalsFrom, this.#head);
    const place = from + Math.floor(random() * (slots.length - from + 1));
    slots.push(slot);
    const displaced = slots[place];
    if (displaced !== undefined) {
      slots[slots.length - 1] = displaced;
      slots[place] = slot;
    }
  }

  /** Calls `visit` with each slot that a search has not passed until it returns false. */
  visit(marks: Marks, search: number, visit: (slot: number) => boolean): void {
    const slots = this.#slots;
    let index = this.#head;
    let gone = 0;
    for (let goesOn = true; goesOn && index < slots.length; index++) {
      const slot = slots[index] ?? 0;
      const mark = marks.markOf(slot);
      if (mark < search) goesOn = visit(slot);
      else if (mark === GONE) gone++;
    }
    if (gone > 0) this.#pullTo(index, marks);
  }

  /** Renames all slots, and drops those that have no new name. */
  rename(names: readonly (number | undefined)[]): void {
    const kept: number[] = [];
    let equalsFrom = 0;
    for (let index = this.#head; index < this.#slots.length; index++) {
      if (index === this.#equalsFrom) equalsFrom = kept.length;
      const name = names[this.#slots[index] ?? 0];
      if (name !== undefined) kept.push(name);
    }
    this.#slots = kept;
    this.#head = 0;
    this.#equalsFrom = equalsFrom;
  }

  /**
   * Pulls those who are still there before `end` together up to it, in their order, and lets the
   * list begin there: a list is read from its start, so each of the others is met once and never
   * again.
   */
  #pullTo(end: number, marks: Marks): void {
    const slots = this.#slots;
    let to = end;
    let equalsFrom = this.#equalsFrom;
    for (let from = end - 1; from >= this.#head; from--) {
      const slot = slots[from] ?? 0;
      if (marks.markOf(slot) !== GONE) slots[--to] = slot;
      if (from === this.#equalsFrom) equalsFrom = to;
    }
    this.#head = to;
    this.#equalsFrom = equalsFrom;
  }
}
