/**
 * All numbers that judging rests on, each with its reason.
 *
 * It does not know how they are used.
 *
 * @module
 */
import type { ReportReason } from "../protocol.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How bad something is: 4 cannot wait. */
export type Severity = 1 | 2 | 3 | 4;

/**
 * Each reason: how severe, and how many reports of people who are believed make a restriction; of the
 * heaviest two are enough by people who were right before. Whoever may be in danger needs somebody who
 * looks, and no restriction.
 */
export const REASONS: Readonly<
  Record<ReportReason, { readonly severity: Severity; readonly reports: number }>
> = {
  "child-safety": { severity: 4, reports: 2.5 },
  "threat": { severity: 4, reports: 2.5 },
  "violence": { severity: 4, reports: 2.5 },
  "self-harm": { severity: 4, reports: Infinity },
  "sexual": { severity: 3, reports: 3 },
  "underage": { severity: 3, reports: 3 },
  "hate": { severity: 3, reports: 3 },
  "harassment": { severity: 2, reports: 3 },
  "fraud": { severity: 2, reports: 3 },
  "spam": { severity: 1, reports: 4 },
  "other": { severity: 1, reports: 4 },
};

/** Restrictions, the first the shortest; the heaviest reasons begin at the second. */
export const LADDER_MS = [HOUR, DAY, 30 * DAY] as const;

/** A talk of this length, in milliseconds, says that two could bear each other. */
export const PEACEFUL_MS = MINUTE;
/** Talks remembered of one person; more say nothing new. */
export const MAX_TALKS = 64;
/** Reports by one person that are remembered. */
export const MAX_REPORTS = 64;
/** Reports on one person that are remembered; a moderator has looked long before. */
export const MAX_STRIKES = 100;
/** For how long talks and reports say something about somebody, in milliseconds. */
export const CONDUCT_MS = 30 * DAY;
/** Being reported by somebody whom one has just reported is to be expected, in milliseconds. */
export const RETURN_MS = 10 * MINUTE;

/** What reports weigh. A report by somebody known, not in haste and today, weighs 1. */
export const NUMBERS = {
  /** A report weighs half after two weeks: people change, and so do those who share a device. */
  halfLifeMs: 14 * DAY,
  /** So little is never missing: reports of one day count as if they were made at once. */
  slack: 0.05,
  /** What somebody's report weighs who has talked with nobody yet, and what each talk adds. */
  newcomer: 0.25,
  perTalk: 0.25,
  /** However many newcomers report, together they are a third of what is needed. */
  newcomersTogether: 0.35,
  /** A report by somebody whom the accused has reported just before. */
  returned: 0.25,
  /** In a talk shorter than this nobody has read or seen much. */
  hastyMs: 3_000,
  hasty: 0.5,
  /** Each report that was upheld makes the next weigh more, to a bound that no two can pass. */
  upheld: 0.05,
  maxRecord: 1.25,
  /** A report that was dismissed costs as much as two that were upheld. */
  dismissed: 2,
  /** Whoever reports three people whom others report, and hardly anybody else, says what they say. */
  choirTargets: 3,
  choirLikeness: 0.6,
  /** The part of what is needed that has to be for the heaviest reasons to begin higher. */
  heavyPart: 0.5,
  /** Independent voices without which nobody is restricted. */
  voices: 2,
  /**
   * Of all who stayed with somebody for a while, or report them, more than this part has to report
   * them: who is liked by as many as report them is for a moderator to judge.
   */
  share: 0.5,
  /**
   * Talks that everybody is thought to have had: nobody is judged by their first minutes, in which a
   * mob of an eighth of all may happen to be two of three.
   */
  priorTalks: 2,
  /** A restriction is remembered for the next one's length for three months. */
  ladderMemoryMs: 90 * DAY,
} as const;
