/**
 * Who may meet whom: the rules of matching, in one table, as pure functions of two seekers and a
 * moment.
 *
 * It does not know how seekers are stored, found or told. The invariants it keeps: the rules are
 * symmetric, and waiting longer never shrinks whom a seeker accepts.
 *
 * @module
 */
import type { SessionId, WideningStep } from "../protocol.ts";
import type { Met, Subject } from "../store/keys.ts";

/** A ticket as the rules see it. */
export interface Seeker {
  readonly id: SessionId;
  readonly subject: Subject;
  /** Other subjects of the same person; none if absent. */
  readonly aliases?: readonly Subject[];
  readonly interests: readonly string[];
  readonly languages: readonly string[];
  readonly isStrict: boolean;
  /** When the wait began, milliseconds since the epoch. */
  readonly since: number;
  /** How much earlier than the wait says each step begins, in milliseconds, by the visitor's wish. */
  readonly aheadMs?: number;
  /** How the wishes loosen; the first begins at zero and each accepts more than the one before. */
  readonly steps: readonly WideningStep[];
  readonly met: readonly Met[];
  readonly allowsSameDevice: boolean;
}

/** How far a seeker reaches, and how far a pair asks both to reach. A greater number is wider. */
export const REACH = {
  /** Shares a language and at least one interest. */
  interest: 0,
  /** Shares a language. */
  language: 1,
  /** Shares nothing. */
  anyone: 2,
} as const satisfies Record<WideningStep["accepts"], number>;
/** How far a seeker reaches, and how far a pair asks both to reach. A greater number is wider. */
export type Reach = (typeof REACH)[keyof typeof REACH];

/**
 * The widening that holds where a site says nothing else. Five seconds are about as long as a
 * person looks at a waiting screen before doubting it; by twelve, somebody beats nobody.
 */
export const DEFAULT_STEPS: readonly WideningStep[] = [
  { fromMs: 0, accepts: "interest" },
  { fromMs: 5_000, accepts: "language" },
  { fromMs: 12_000, accepts: "anyone" },
];

/** How far the seeker's own wishes can ever loosen, and where they begin. */
function clampReach(seeker: Seeker, reach: Reach): Reach {
  if (seeker.isStrict && reach === REACH.anyone) return REACH.language;
  // Without interests the first step could never be met.
  if (seeker.interests.length === 0 && reach === REACH.interest) return REACH.language;
  return reach;
}

/** How far the seeker reaches after having waited until `now`. */
export function reachOf(seeker: Seeker, now: number): Reach {
  let reach: Reach = REACH.interest;
  for (const { fromMs, accepts } of seeker.steps) {
    // The same sum as in `wideningTimes`: a difference would round otherwise between milliseconds.
    if (beginOf(seeker, fromMs) <= now) reach = REACH[accepts];
  }
  return clampReach(seeker, reach);
}

/** When a step begins for the seeker, milliseconds since the epoch. */
function beginOf({ since, aheadMs = 0 }: Seeker, fromMs: number): number {
  return since + fromMs - aheadMs;
}

/** How far both sides have to reach for these two to meet. */
export function neededReach(a: Seeker, b: Seeker): Reach {
  return reachFor(shares(a.languages, b.languages), shares(a.interests, b.interests));
}

/** How far both sides have to reach for two who share a language, or an interest, or neither. */
export function reachFor(sharesLanguage: boolean, sharesInterest: boolean): Reach {
  if (!sharesLanguage) return REACH.anyone;
  return sharesInterest ? REACH.interest : REACH.language;
}

/** Whether these two must not meet now, however far they reach. */
export function isExcluded(a: Seeker, b: Seeker, now: number): boolean {
  if (a.id === b.id) return true;
  if (a.subject === b.subject) return !(a.allowsSameDevice && b.allowsSameDevice);
  return isNamed(a, b.subject) || isNamed(b, a.subject) || hasMet(a, b, now) || hasMet(b, a, now);
}

/** Whether these two may meet now: nobody excluded, and each accepts the other at its own step. */
export function mayPair(a: Seeker, b: Seeker, now: number): boolean {
  const needed = neededReach(a, b);
  return reachOf(a, now) >= needed && reachOf(b, now) >= needed && !isExcluded(a, b, now);
}

/** The first step, from 1, at which the seeker reaches that far. */
export function stepFor(seeker: Seeker, reach: Reach): number {
  const index = seeker.steps.findIndex((step) => clampReach(seeker, REACH[step.accepts]) >= reach);
  return index === -1 ? seeker.steps.length : index + 1;
}

/** The step, from 1, that the seeker has reached by `now`. */
export function stepAt(seeker: Seeker, now: number): number {
  return stepFor(seeker, reachOf(seeker, now));
}

/**
 * When whom the seeker accepts changes next, milliseconds since the epoch; none if never. Besides
 * the steps, somebody met becomes a stranger again.
 */
export function nextChangeAt(seeker: Seeker, now: number): number | undefined {
  let next = wideningTimes(seeker, now)[0] ?? Infinity;
  for (const { until } of seeker.met) if (until > now && until < next) next = until;
  return next === Infinity ? undefined : next;
}

/** When each step still to come begins that really widens, milliseconds since the epoch. */
export function wideningTimes(seeker: Seeker, now: number): number[] {
  let reach = reachOf(seeker, now);
  const times: number[] = [];
  for (const { fromMs, accepts } of seeker.steps) {
    const next = clampReach(seeker, REACH[accepts]);
    const at = beginOf(seeker, fromMs);
    if (at <= now || next <= reach) continue;
    reach = next;
    times.push(at);
  }
  return times;
}

function hasMet(a: Seeker, b: Seeker, now: number): boolean {
  return a.met.length > 0 && a.met.some(({ who, until }) => until > now && isNamed(b, who));
}

function isNamed({ subject, aliases }: Seeker, name: Subject): boolean {
  return subject === name || (aliases?.includes(name) ?? false);
}

function shares(left: readonly string[], right: readonly string[]): boolean {
  return left.some((item) => right.includes(item));
}
