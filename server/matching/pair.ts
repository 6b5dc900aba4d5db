/**
 * Pairing: which of those who wait meet now.
 *
 * It does not know the store, nodes, or anybody who waits elsewhere. The invariants it keeps: every
 * pair passes {@linkcode mayPair}; nobody is in two pairs; afterwards no two who are left could
 * have met.
 *
 * @module
 */
import type { Random } from "../clock.ts";
import type { SessionId } from "../protocol.ts";
import type { Edge, Member } from "./member.ts";
import { Pool } from "./pool.ts";
import { reachFor, type Seeker, stepAt, stepFor, wideningTimes } from "./rules.ts";
import { isBetter } from "./search.ts";

/** Two who meet, and why. */
export interface Pair {
  readonly a: SessionId;
  readonly b: SessionId;
  /** The tags that both asked for. */
  readonly interests: readonly string[];
  /** The first language of the one who waited longer that both speak, or none. */
  readonly language: string | null;
  /** The step, from 1, that allowed it: the later of both sides'. */
  readonly step: number;
}

/** Somebody whose wishes have loosened. */
export interface Widened {
  readonly id: SessionId;
  /** The step, from 1, that holds now. */
  readonly step: number;
  /** Time until the next one, in milliseconds. */
  readonly nextInMs: number | undefined;
}

/** What one round decided. */
export interface Round {
  readonly pairs: readonly Pair[];
  readonly widened: readonly Widened[];
  /** When the next round has something to do by itself, milliseconds since the epoch. */
  readonly waitUntil: number | undefined;
}

/**
 * Pairs those of a list who may meet now. Pure: the same input and the same chance give the same
 * pairs.
 *
 * @param now Milliseconds since the epoch.
 */
export function pair(seekers: readonly Seeker[], now: number, random: Random): Round {
  const pool = new Pool(random);
  for (const seeker of seekers) pool.add(seeker, now);
  return pairPool(pool, now);
}

/**
 * Pairs those of a pool who may meet now and takes them out of it.
 *
 * From everybody whose possibilities have changed it walks to the best partner, from there to the
 * best partner's best, and so on. Each step is better than the one before, so the walk ends, at two
 * who prefer each other to all others: they meet. Thus a weak pair never takes somebody from a
 * better one.
 */
export function pairPool(pool: Pool, now: number): Round {
  const { active, widened } = pool.advance(now);
  const pairs: Pair[] = [];
  for (const start of active) {
    for (let couple; start.isAlive && (couple = walk(pool, start, now));) {
      const [a, b] = couple;
      pool.drop(a);
      pool.drop(b);
      pairs.push(describe(a.seeker, b.seeker));
    }
  }
  const stillWaiting = widened.filter((member) => member.isAlive);
  return {
    pairs,
    widened: stillWaiting.map(({ seeker }) => widening(seeker, now)),
    waitUntil: pool.waitUntil(),
  };
}

function walk(pool: Pool, start: Member, now: number): [Member, Member] | undefined {
  let from = start;
  let edge: Edge | undefined = pool.best(start, now);
  while (edge) {
    const back: Edge | undefined = pool.best(edge.other, now);
    if (back === undefined || !isBetter(back, edge)) {
      return [from, edge.other];
    }
    from = edge.other;
    edge = back;
  }
  return undefined;
}

/** Tells what two share, and the step that allows it. */
export function describe(a: Seeker, b: Seeker): Pair {
  const [elder, younger] = a.since <= b.since ? [a, b] : [b, a];
  const interests = a.interests.filter((tag) => b.interests.includes(tag));
  const language = elder.languages.find((tag) => younger.languages.includes(tag)) ?? null;
  const needed = reachFor(language !== null, interests.length > 0);
  return {
    a: a.id,
    b: b.id,
    interests,
    language,
    step: Math.max(stepFor(a, needed), stepFor(b, needed)),
  };
}

function widening(seeker: Seeker, now: number): Widened {
  const next = wideningTimes(seeker, now)[0];
  return {
    id: seeker.id,
    step: stepAt(seeker, now),
    nextInMs: next === undefined ? undefined : next - now,
  };
}
