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
  readonly seeker: { readonly since: number };
  readonly isAlive: boolean;
}

/** Dead members that are carried along before the list is written anew. */
const TOLERATED_DEAD = 16;

/** One posting list. */
export class Posting<Member extends Listed> {
  #items: Member[] = [];
  /** Where those begin that wait as long as the last one. */
  #equalsFrom = 0;
  /** Length at which the dead are dropped, so that a list that nobody reads stays short as well. */
  #dropAt = 2 * TOLERATED_DEAD;

  /**
   * Appends a member at a random place among those at the end that wait as long, so that a list
   * read from its start prefers none of them.
   */
  add(member: Member, random: Random): void {
    if (this.#items.length >= this.#dropAt) this.#drop();
    const items = this.#items;
    const last = items.at(-1);
    if (last === undefined || last.seeker.since !== member.seeker.since) {
      this.#equalsFrom = items.length;
    }
    const place = this.#equalsFrom + Math.floor(random() * (items.length - this.#equalsFrom + 1));
    items.push(member);
    const displaced = items[place];
    if (displaced !== undefined) {
      items[items.length - 1] = displaced;
      items[place] = member;
    }
  }

  /** Calls `visit` with each living member until it returns false. */
  visit(visit: (member: Member) => boolean): void {
    let dead = 0;
    for (const member of this.#items) {
      if (!member.isAlive) dead++;
      else if (!visit(member)) break;
    }
    if (dead > TOLERATED_DEAD) this.#drop();
  }

  #drop(): void {
    this.#items = this.#items.filter((member) => member.isAlive);
    const last = this.#items.at(-1);
    const first = this.#items.findIndex((member) => member.seeker.since === last?.seeker.since);
    this.#equalsFrom = Math.max(first, 0);
    this.#dropAt = 2 * Math.max(this.#items.length, TOLERATED_DEAD);
  }
}
