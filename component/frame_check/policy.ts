/**
 * When a picture is covered, as a pure function: scores of frames are smoothed, and so many of the
 * last ones have to be too high before anything happens.
 *
 * It does not know pictures, models or time. The invariants it keeps: one frame alone covers nothing;
 * what was found stays found until a whole row of frames is clearly harmless.
 *
 * @module
 */
import type { Scores } from "./messages.ts";

/** How frames are judged. */
export interface Policy {
  /** What the newest frame counts in the running mean, from 0 to 1. */
  readonly newest: number;
  /** How many of the last frames are looked at. */
  readonly frames: number;
  /** How many of them have to be over the limit; as many are looked at before anything is shown. */
  readonly needed: number;
  /** The share of the limit below which all of them have to be before a picture is harmless again. */
  readonly release: number;
}

/** What holds for everybody; each site has limits of its own. */
export const POLICY: Policy = { newest: 0.6, frames: 5, needed: 3, release: 0.7 };

/** What is thought of a picture: nothing yet, that it is harmless, or that it may not be. */
export type Verdict = "open" | "harmless" | "found";

/** What is known of a picture. */
export interface Judgement {
  readonly verdict: Verdict;
  /** The running mean of each class; empty before the first frame. */
  readonly means: Scores;
  /** How near the last frames came to their limit, the newest last; 1 is at it. */
  readonly nearness: readonly number[];
}

/** A picture of which no frame was seen. */
export const UNSEEN: Judgement = { verdict: "open", means: [], nearness: [] };

/**
 * Takes a frame into account.
 *
 * @param scores From 0 to 1, one for each class.
 * @param limits As many, from 0 to 1; a class whose limit is 0 does not count.
 */
export function judge(
  before: Judgement,
  scores: Scores,
  limits: readonly number[],
  policy: Policy = POLICY,
): Judgement {
  const means = scores.map((score, index) => {
    const mean = before.means[index] ?? score;
    return mean + policy.newest * (score - mean);
  });
  const near = Math.max(0, ...means.map((mean, index) => nearnessOf(mean, limits[index] ?? 0)));
  const nearness = [...before.nearness, near].slice(-policy.frames);
  return { verdict: conclude(before.verdict, nearness, policy), means, nearness };
}

/** Whether the last frame was near its limit, so that the next should not be waited for long. */
export function isNear({ nearness, verdict }: Judgement, { release }: Policy = POLICY): boolean {
  return verdict !== "found" && (nearness.at(-1) ?? 1) >= release;
}

function nearnessOf(mean: number, limit: number): number {
  return limit > 0 ? mean / limit : 0;
}

function conclude(before: Verdict, nearness: readonly number[], policy: Policy): Verdict {
  const { frames, needed, release } = policy;
  if (before === "found") {
    const isOver = nearness.length === frames && nearness.every((it) => it < release);
    return isOver ? "harmless" : "found";
  }
  if (nearness.filter((it) => it >= 1).length >= needed) return "found";
  if (before === "harmless") return before;
  return nearness.length >= needed && (nearness.at(-1) ?? 1) < 1 ? "harmless" : "open";
}

/** What decides when the next frame is looked at. */
export interface Pace {
  /** How long the last one kept a core busy, in milliseconds. */
  readonly costMs: number;
  /** Whether something hangs on it: it is not decided yet, or the last one was near its limit. */
  readonly isUrgent: boolean;
}

/** Between two frames of a harmless picture, in milliseconds. */
const CALM_MS = 3_000;
/** Between two frames on which something hangs, in milliseconds. */
const URGENT_MS = 100;
/** The most of one core that goes into it: in a calm talk, and while something hangs on it. */
const SHARE = { calm: 0.05, urgent: 0.5 } as const;
/** However slow a device is, it looks this often, in milliseconds. */
const LONGEST_MS = 60_000;

/** How long to wait before the next frame, in milliseconds. */
export function pauseAfter({ costMs, isUrgent }: Pace): number {
  const share = isUrgent ? SHARE.urgent : SHARE.calm;
  const least = isUrgent ? URGENT_MS : CALM_MS;
  return Math.min(LONGEST_MS, Math.max(least, costMs / share - costMs));
}
