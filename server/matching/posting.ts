/**
 * A list of pool members, the longest waiting first and chance among equals, from which the dead
 * are dropped on the way.
 *
 * It does not know why somebody is in it.
 *
 * @module
 */
import type { Random } from "../clock.ts";

/** What a posting needs to know of a member. */
export interface Listed {
  readonly since: number;
  readonly isAlive: boolean;
}

/** A list shorter than this is not worth writing anew. */
const MIN_DROP = 16;

/** One posting list. */
export class Posting<Member extends Listed> {
  #items: Member[] = [];
  /** Everybody before is dead: the longest waiting are met first. */
  #head = 0;
  /** Where those begin that wait as long as the last one. */
  #equalsFrom = 0;
  /** Length at which the dead are dropped, so that a list that nobody reads stays short as well. */
  #dropAt = 2 * MIN_DROP;

  /**
   * Appends a member at a random place among those at the end that wait as long, so that a list
   * read from its start prefers none of them.
   */
  add(member: Member, random: Random): void {
    if (this.#items.length >= this.#dropAt) this.#drop();
    const items = this.#items;
    const last = items.at(-1);
    if (last === undefined || last.since !== member.since) {
      this.#equalsFrom = items.length;
    }
    // The head passes only the dead; a newcomer may not land among them.
    const from = Math.max(this.#equalsFrom, this.#head);
    const place = from + Math.floor(random() * (items.length - from + 1));
    items.push(member);
    const displaced = items[place];
    if (displaced !== undefined) {
      items[items.length - 1] = displaced;
      items[place] = member;
    }
  }

  /** Calls `visit` with each living member until it returns false. */
  visit(visit: (member: Member) => boolean): void {
    const items = this.#items;
    let index = this.#head;
    let dead = 0;
    for (let goesOn = true; goesOn && index < items.length; index++) {
      const member = items[index];
      if (member?.isAlive) goesOn = visit(member);
      else dead++;
    }
    if (dead > 0) this.#pullTo(index);
  }

  /**
   * Pulls the living before `end` together up to it, in their order, and lets the list begin there:
   * a list is read from its start, so each of the dead is met once and never again.
   */
  #pullTo(end: number): void {
    const items = this.#items;
    let to = end;
    let equalsFrom = this.#equalsFrom;
    for (let from = end - 1; from >= this.#head; from--) {
      const member = items[from];
      if (member?.isAlive) items[--to] = member;
      if (from === this.#equalsFrom) equalsFrom = to;
    }
    this.#head = to;
    this.#equalsFrom = equalsFrom;
  }

  #drop(): void {
    this.#items = this.#items.filter((member, index) => index >= this.#head && member.isAlive);
    this.#head = 0;
    const since = this.#items.at(-1)?.since;
    this.#equalsFrom = this.#items.findLastIndex((member) => member.since !== since) + 1;
    this.#dropAt = 2 * Math.max(this.#items.length, MIN_DROP);
  }
}
