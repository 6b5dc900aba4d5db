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

/** What is counted of a pool. */
export interface Census {
  readonly size: number;
  /** Whether the seeker is counted in it. */
  readonly isIn: boolean;
  /** How many speak a language. */
  ofLanguage(language: string): number;
  /** How many share a tag and a language. */
  ofTag(tag: string, language: string): number;
  /** All who wait, the seeker perhaps among them; read only in a small pool. */
  readonly others: Iterable<Seeker>;
}

/** How many of a pool a seeker would accept at each step. */
export function nearOf(seeker: Seeker, now: number, pool: Census): Near {
  const counts = pool.size <= COUNTED ? count(seeker, now, pool.others) : estimate(seeker, pool);
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

/**
 * By the counts alone. Somebody with several of the tags and languages is in several counts, so of
 * these the largest is told.
 */
function estimate({ languages, interests }: Seeker, pool: Census): [number, number, number] {
  const own = pool.isIn ? 1 : 0;
  let [byInterest, byLanguage] = [own, own];
  for (const language of languages) {
    byLanguage = Math.max(byLanguage, pool.ofLanguage(language));
    for (const tag of interests) byInterest = Math.max(byInterest, pool.ofTag(tag, language));
  }
  return [byInterest - own, byLanguage - own, pool.size - own];
}

function count(seeker: Seeker, now: number, others: Iterable<Seeker>): [number, number, number] {
  const counts: [number, number, number] = [0, 0, 0];
  for (const other of others) {
    if (isExcluded(seeker, other, now)) continue;
    for (let reach = neededReach(seeker, other); reach <= REACH.anyone; reach++) counts[reach]++;
  }
  return counts;
}
