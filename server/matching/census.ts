/**
 * How many wait in a pool, by language and by tag within a language, and from that how many there
 * are near a seeker.
 *
 * It does not know who may meet whom now, nor steps. The invariants it keeps: what it tells is never
 * more than there are; a name that nobody waits with takes no memory.
 *
 * @module
 */
import type { Coarse, Near } from "../protocol.ts";
import { isExcluded, neededReach, REACH, type Seeker } from "./rules.ts";

/** Fewer than this are told as `few`, so that no single visitor can be watched. */
const FEW = 10;
/**
 * Pools up to this size are counted one by one: there somebody who may not be met again is the
 * difference between somebody and nobody.
 */
const COUNTED = 32;

/** A count that falls with one step from whoever was counted. */
export interface Tally {
  count: number;
}

interface LanguageTally extends Tally {
  readonly tags: Map<string, Tally>;
}

/** The counts of one pool. */
export class Census {
  readonly #languages = new Map<string, LanguageTally>();

  /** Counts somebody. @returns What {@linkcode Census.remove} has to be given. */
  add({ languages, interests }: Seeker): readonly Tally[] {
    const tallies: Tally[] = [];
    for (const name of languages) {
      let language = this.#languages.get(name);
      if (!language) this.#languages.set(name, language = { count: 0, tags: new Map() });
      tallies.push(language);
      for (const interest of interests) {
        let tag = language.tags.get(interest);
        if (!tag) language.tags.set(interest, tag = { count: 0 });
        tallies.push(tag);
      }
    }
    for (const tally of tallies) tally.count++;
    return tallies;
  }

  /** Takes somebody out of the counts. */
  remove({ languages, interests }: Seeker, tallies: readonly Tally[]): void {
    let isAnyEmpty = false;
    for (const tally of tallies) if (--tally.count === 0) isAnyEmpty = true;
    if (isAnyEmpty) this.#forgetEmpty(languages, interests);
  }

  /**
   * How many share a tag and a language with the seeker, and how many a language. Somebody with
   * several of them is counted once, so of several tags and languages the largest count is told.
   */
  around(
    { languages, interests }: Seeker,
  ): { readonly interest: number; readonly language: number } {
    let interest = 0;
    let language = 0;
    for (const name of languages) {
      const tally = this.#languages.get(name);
      language = Math.max(language, tally?.count ?? 0);
      for (const tag of interests) interest = Math.max(interest, tally?.tags.get(tag)?.count ?? 0);
    }
    return { interest, language };
  }

  #forgetEmpty(languages: readonly string[], interests: readonly string[]): void {
    for (const name of languages) {
      const language = this.#languages.get(name);
      if (language?.count === 0) this.#languages.delete(name);
      else {for (const tag of interests) {
          if (language?.tags.get(tag)?.count === 0) language.tags.delete(tag);
        }}
    }
  }
}

/**
 * How many of a pool a seeker would accept at each step.
 *
 * @param pool.others All who wait, the seeker perhaps among them; read only in a small pool.
 */
export function nearOf(
  seeker: Seeker,
  now: number,
  pool: {
    readonly census: Census;
    readonly size: number;
    readonly others: Iterable<Seeker>;
    /** Whether the seeker is counted in it. */
    readonly isIn: boolean;
  },
): Near {
  const own = pool.isIn ? 1 : 0;
  const { interest, language } = pool.census.around(seeker);
  const counts: [number, number, number] = pool.size <= COUNTED
    ? count(seeker, now, pool.others)
    : [Math.max(0, interest - own), Math.max(0, language - own), pool.size - own];
  // As the rules clamp it: without interests the first step is met by a language, and whoever is
  // strict never gets past it.
  if (seeker.interests.length === 0) counts[REACH.interest] = counts[REACH.language];
  if (seeker.isStrict) counts[REACH.anyone] = counts[REACH.language];
  const [byInterest, byLanguage, all] = counts;
  return { interest: coarse(byInterest), language: coarse(byLanguage), anyone: coarse(all) };
}

/** Tells a number so that nobody can be watched through it. */
export function coarse(count: number): Coarse {
  if (count === 0) return 0;
  // Rounded down: what is told is there.
  const unit = 10 ** (String(count).length - 1);
  return count < FEW ? "few" : Math.floor(count / unit) * unit;
}

function count(seeker: Seeker, now: number, others: Iterable<Seeker>): [number, number, number] {
  const counts: [number, number, number] = [0, 0, 0];
  for (const other of others) {
    if (isExcluded(seeker, other, now)) continue;
    for (let reach = neededReach(seeker, other); reach <= REACH.anyone; reach++) counts[reach]++;
  }
  return counts;
}
