/**
 * The waiting seekers of one pool, indexed so that whoever fits is found without looking at all.
 *
 * It does not know tickets, rooms or the store. The invariants it keeps: a posting holds every
 * living seeker that belongs in it; whoever {@linkcode Pool.best} returns passes `mayPair` of
 * the rules; and somebody is returned whenever somebody fits.
 *
 * Seekers are found by what they share. A posting of a tag and a language holds those who share
 * both; as that is the narrowest step, all of them fit. A language's posting holds those who reach
 * that far, and the last posting those who accept anyone.
 *
 * @module
 */
import { BinaryHeap } from "@std/data_structures/binary_heap.js";
import type { Random } from "../clock.ts";
import type { Near, SessionId } from "../protocol.ts";
import { nearOf } from "./census.ts";
import { Columns } from "./columns.ts";
import {
  type Edge,
  giveBackShared,
  Languages,
  type Member,
  People,
  type Person,
  type Tag,
  Tags,
  takeShared,
} from "./member.ts";
import { Posting } from "./posting.ts";
import { nextChangeAt, REACH, type Reach, reachOf, type Seeker } from "./rules.ts";
import { LUCK_RANGE, Search } from "./search.ts";

/** Weights count in parts of a bit of information, this many to the bit. */
const WEIGHT_UNITS = 1_024;
/** Shared by all who have no other names. */
const NO_ALIASES: readonly Person[] = [];

/** The index. */
export class Pool {
  readonly #members = new Map<SessionId, Member>();
  readonly #tags = new Tags();
  readonly #people = new People();
  readonly #languages = new Languages();
  readonly #open = new Posting();
  readonly #changes = new BinaryHeap<{ at: number; member: Member }>((a, b) => a.at - b.at);
  readonly #columns = new Columns<Member>();
  readonly #search = new Search(this.#columns);
  #active: Member[] = [];
  #round = 0;

  constructor(readonly random: Random) {}

  /** How many wait. */
  get size(): number {
    return this.#members.size;
  }

  has(id: SessionId): boolean {
    return this.#members.has(id);
  }

  /** Adds a seeker, in place of an earlier one with the same id. */
  add(seeker: Seeker, now: number): void {
    this.remove(seeker.id);
    if (this.#columns.isSparse) this.#pack();
    const tags = seeker.interests.map((name) => this.#tags.take(name));
    const member: Member = {
      isAlive: true,
      slot: 0,
      person: this.#people.take(seeker.subject),
      since: seeker.since,
      tags,
      shared: tags.flatMap((tag) => seeker.languages.map((name) => takeShared(tag, name))),
      languages: seeker.languages.map((name) => this.#languages.take(name)),
      seeker,
      met: [],
      aliases: seeker.aliases?.map((name) => this.#people.take(name)) ?? NO_ALIASES,
      luck: Math.floor(this.random() * LUCK_RANGE),
      reach: reachOf(seeker, now),
      weighedIn: 0,
      searchedIn: 0,
      best: undefined,
      next: undefined,
    };
    this.#members.set(seeker.id, member);
    this.#columns.add(member);
    this.#people.remember(member, now);
    this.#people.name(member);
    for (const { posting } of member.shared) posting.add(member, this.random);
    if (member.reach >= REACH.language) this.#openTo(member, REACH.language);
    if (member.reach >= REACH.anyone) this.#openTo(member, REACH.anyone);
    this.#active.push(member);
    this.#watch(member, now);
  }

  /** Takes a seeker out; harmless when it is not in. */
  remove(id: SessionId): void {
    const member = this.#members.get(id);
    if (member) this.drop(member);
  }

  /** Takes a member out that is in it. */
  drop(member: Member): void {
    this.#members.delete(member.seeker.id);
    member.isAlive = false;
    for (const shared of member.shared) giveBackShared(shared);
    for (const tag of member.tags) this.#tags.giveBack(tag);
    for (const language of member.languages) this.#languages.giveBack(language);
    this.#columns.remove(member);
    this.#people.giveBack(member);
  }

  /** How many wait whom a seeker, in the pool or not, would accept at each step. */
  near(seeker: Seeker, now: number): Near {
    return nearOf(seeker, now, {
      size: this.size,
      isIn: this.has(seeker.id),
      ofLanguage: (language) => this.#languages.get(language)?.count ?? 0,
      ofTag: (tag, language) => this.#tags.get(tag)?.byLanguage.get(language)?.count ?? 0,
      others: this.#members.values().map((member) => member.seeker),
    });
  }

  /**
   * Brings all seekers to `now` and hands out those whose possible partners have changed since the
   * last time, the longest waiting first. All others were compared before, and fit nobody.
   *
   * @returns `widened` are those that accept more than before.
   */
  advance(now: number): { readonly active: Member[]; readonly widened: Member[] } {
    this.#round++;
    const widened: Member[] = [];
    for (let next = this.#changes.peek(); next && next.at <= now; next = this.#changes.peek()) {
      this.#changes.pop();
      const { member } = next;
      if (!member.isAlive) continue;
      if (this.#widen(member, reachOf(member.seeker, now))) widened.push(member);
      this.#active.push(member);
      this.#watch(member, now);
    }
    const active = this.#active.filter((member) => member.isAlive);
    this.#active = [];
    active.sort((a, b) => a.since - b.since || a.luck - b.luck);
    return { active, widened };
  }

  /** When {@linkcode Pool.advance} has something to do next, milliseconds since the epoch. */
  waitUntil(): number | undefined {
    for (let next = this.#changes.peek(); next; next = this.#changes.peek()) {
      if (next.member.isAlive) return next.at;
      this.#changes.pop();
    }
    return undefined;
  }

  /**
   * The best partner for a member now, or none when nobody fits.
   *
   * The rarest tags come first. Whoever is not in the posting of a tag does not share it, so the
   * search ends when all the tags to come weigh less than what was found. When the best has gone,
   * the next one is taken where another search would find nobody better.
   */
  best(member: Member, now: number): Edge | undefined {
    // Within a round people only go, so what was the best is so until they have gone.
    if (member.searchedIn !== this.#round) {
      member.searchedIn = this.#round;
      this.#find(member, now);
    } else if (member.best?.other.isAlive === false) {
      if (member.next?.other.isAlive) {
        member.best = member.next;
        member.next = undefined;
      } else this.#find(member, now);
    }
    return member.best;
  }

  #find(member: Member, now: number): void {
    const search = this.#search;
    let rest = this.#weigh(member);
    search.begin(member, now);
    let at = 0;
    for (const tag of member.tags) {
      if (search.weight !== undefined && search.weight > rest) break;
      for (const end = at + member.languages.length; at < end; at++) {
        const shared = member.shared[at];
        if (shared) search.scan(shared.posting, true);
      }
      if (member.reach === REACH.anyone) search.scan(tag.open, false);
      rest -= tag.weight;
    }
    if (search.weight === undefined && member.reach >= REACH.language) {
      for (const { reaching } of member.languages) search.scan(reaching, true);
    }
    if (search.weight === undefined && member.reach === REACH.anyone) {
      search.scan(this.#open, false);
    }
    const { best, next } = search;
    member.best = best;
    // Whoever was not compared may be better than the next one, but only by the tags to come.
    member.next = next !== undefined && (search.isFull || next.weight > rest) ? next : undefined;
  }

  /** Forgets those who have gone. */
  #pack(): void {
    const slots = this.#columns.pack();
    for (const { open, byLanguage } of this.#tags.values()) {
      open.rename(slots);
      for (const { posting } of byLanguage.values()) posting.rename(slots);
    }
    for (const { reaching } of this.#languages.values()) reaching.rename(slots);
    this.#open.rename(slots);
  }

  #widen(member: Member, reach: Reach): boolean {
    if (reach <= member.reach) return false;
    if (member.reach < REACH.language) this.#openTo(member, REACH.language);
    if (reach === REACH.anyone) this.#openTo(member, REACH.anyone);
    member.reach = reach;
    return true;
  }

  #openTo(member: Member, reach: Reach): void {
    if (reach === REACH.language) {
      for (const { reaching } of member.languages) reaching.add(member, this.random);
      return;
    }
    for (const tag of member.tags) tag.open.add(member, this.random);
    this.#open.add(member, this.random);
  }

  #watch(member: Member, now: number): void {
    const at = nextChangeAt(member.seeker, now);
    if (at !== undefined) this.#changes.push({ at, member });
  }

  /**
   * Weighs a member's tags, a rare one more than a common one, and puts the heaviest first. Weights
   * stay for a whole round, so that ranks hold. Returns their sum.
   */
  #weigh(member: Member): number {
    let sum = 0;
    for (const tag of member.tags) {
      if (tag.weighedIn !== this.#round) {
        tag.weighedIn = this.#round;
        tag.weight = Math.round(WEIGHT_UNITS * Math.log2(1 + this.size / tag.count));
      }
      sum += tag.weight;
    }
    if (member.weighedIn !== this.#round) {
      member.weighedIn = this.#round;
      putHeaviestFirst(member);
    }
    return sum;
  }
}

/** By insertion: for a handful that is mostly in order, sorting in general costs several times more. */
function putHeaviestFirst({ tags, shared, languages: { length } }: Member): void {
  for (let end = 1; end < tags.length; end++) {
    for (let at = end; at > 0 && isHeavier(tags[at], tags[at - 1]); at--) {
      swap(tags, at - 1, at);
      for (let offset = 0; offset < length; offset++) {
        swap(shared, (at - 1) * length + offset, at * length + offset);
      }
    }
  }
}

function isHeavier(tag: Tag | undefined, other: Tag | undefined): boolean {
  return tag !== undefined && other !== undefined && tag.weight > other.weight;
}

function swap<Item>(list: Item[], left: number, right: number): void {
  const one = list[left];
  const other = list[right];
  if (one === undefined || other === undefined) return;
  list[left] = other;
  list[right] = one;
}
