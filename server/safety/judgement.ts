/**
 * What follows from the reports on one person: nothing yet, a look by a moderator, or a restriction.
 *
 * It does not know the store, the clock or the wire. The invariants it keeps: one more report by
 * somebody independent never makes a verdict milder; and nobody is restricted without a moderator by
 * the reports of one network alone, of newcomers alone, of people who have talked with nobody but
 * each other, of people who all report the same others, or while those who talked with them in
 * peace are as many as those who report them.
 *
 * What that rests on: whoever hunts for somebody talks with hardly anybody else, and whoever does
 * talk with many others meets their victim no more often than the others do.
 *
 * @module
 */
import type { ReportReason } from "../protocol.ts";
import type { JudgementPolicy } from "../sites.ts";
import type { Subject } from "../store/keys.ts";
import type { Conduct, Restriction, Strike } from "../store/safety_records.ts";
import type { Names } from "./moved_records.ts";
import { LADDER_MS, NUMBERS, REASONS, type Severity } from "./numbers.ts";
import { namesOf } from "./strikes.ts";

/** A report, and what is known of who made it. */
export interface Voice {
  readonly strike: Strike;
  readonly conduct: Conduct;
}

/** All that a judgement rests on. */
export interface Facts {
  readonly accused: Names;
  /** One for each reporter. */
  readonly voices: readonly Voice[];
  /** Of the accused. */
  readonly conduct: Conduct;
  readonly restrictions: readonly Restriction[];
  readonly policy: JudgementPolicy;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What is to be done. */
export type Verdict =
  | { readonly kind: "nothing" }
  /** A moderator should look; at once if it is urgent. */
  | { readonly kind: "review"; readonly isUrgent: boolean }
  | { readonly kind: "restrict"; readonly forMs: number; readonly rule: ReportReason };

/** A verdict and the figures that it rests on. */
export interface Judgement {
  readonly verdict: Verdict;
  /** From 1 on the reports are enough for a restriction. */
  readonly pressure: number;
  /** Independent voices that count. */
  readonly voices: number;
  /** Of all who had to do with the accused, the share that reports them: 0 to 1. */
  readonly share: number;
  /** Of the worst that is reported and not decided on; 0 when there is nothing. */
  readonly severity: Severity | 0;
}

/** Parts of one voice add up to a little less than one. */
const ROUNDING = 1e-9;

/** A voice with its weight. */
interface Weighed {
  readonly strike: Strike;
  readonly weight: number;
  /** The part of one voice that it is: less than 1 if others always say the same. */
  readonly voice: number;
  readonly isNewcomer: boolean;
}

/** Judges. */
export function judge(facts: Facts): Judgement {
  const { policy } = facts;
  const heard = loudestOfEachNetwork(freshVoices(facts).map((voice) => weigh(voice, facts)));
  const known = heard.filter(({ isNewcomer }) => !isNewcomer);
  const newcomers = heard.filter(({ isNewcomer }) => isNewcomer);
  const pressure = sum(known.map(pressureOf)) +
    Math.min(NUMBERS.newcomersTogether, sum(newcomers.map(pressureOf)));
  const voices = sum(known.map(({ voice }) => voice));
  const share = shareOf(heard, facts);
  const severity = severityOf(facts.voices.map(({ strike }) => strike));
  const isPressing = pressure > policy.patience - NUMBERS.slack;
  const isEnough = isPressing && voices > NUMBERS.voices - ROUNDING &&
    share >= NUMBERS.share;
  const figures = { pressure, voices, share, severity };
  if (isEnough && policy.isAutomatic) return { ...figures, verdict: restrict(heard, facts) };
  if (severity === 0) return { ...figures, verdict: { kind: "nothing" } };
  const isUrgent = severity === 4 || isPressing;
  return { ...figures, verdict: { kind: "review", isUrgent } };
}

/** How long the next restriction is: one step more than those that still count. */
export function nextStepMs(restrictions: readonly Restriction[], now: number, isHeavy = false) {
  const past =
    restrictions.filter(({ at, ban }) =>
      ban.isLifted === undefined && at > now - NUMBERS.ladderMemoryMs
    ).length;
  const step = Math.min(past + (isHeavy ? 1 : 0), LADDER_MS.length - 1);
  return LADDER_MS[step] ?? LADDER_MS[0];
}

/** How severe the worst is that nobody has decided on. */
export function severityOf(strikes: readonly Strike[]): Severity | 0 {
  let worst: Severity | 0 = 0;
  for (const { reason, outcome } of strikes) {
    if (outcome === "open" && REASONS[reason].severity > worst) worst = REASONS[reason].severity;
  }
  return worst;
}

/** What led to a restriction is spent by it; what was found to be wrong never counts. */
function freshVoices({ voices, restrictions }: Facts): readonly Voice[] {
  const spentAt = Math.max(
    0,
    ...restrictions.filter(({ ban }) => ban.isLifted === undefined).map(({ at }) => at),
  );
  return voices.filter(({ strike }) => strike.outcome !== "dismissed" && strike.at > spentAt);
}

function weigh(voice: Voice, facts: Facts): Weighed {
  const { strike, conduct } = voice;
  const age = 0.5 ** (Math.max(0, facts.now - strike.at) / NUMBERS.halfLifeMs);
  // A moderator has looked: it does not matter any more who said it.
  if (strike.outcome === "upheld") return { strike, weight: age, voice: 1, isNewcomer: false };
  const credit = creditOf(voice, facts);
  const trust = Math.min(1, NUMBERS.newcomer + credit * NUMBERS.perTalk);
  const part = 1 / (1 + choirOf(voice, facts));
  const weight = age * trust * part * recordOf(conduct) * restraintOf(conduct, credit) *
    (strike.isReturned ? NUMBERS.returned : 1) *
    (strike.talkMs < NUMBERS.hastyMs ? NUMBERS.hasty : 1);
  return { strike, weight, voice: part, isNewcomer: credit === 0 };
}

/** With how many they talked who neither report the same person nor were reported by them. */
function creditOf({ conduct }: Voice, facts: Facts): number {
  const partial = partiesOf(facts).union(new Set(conduct.reports.map(({ who }) => who)));
  return conduct.talks.filter(({ who }) => !partial.has(who)).length;
}

/** The accused and all who report them, by all their names: a talk before the salt changed counts. */
function partiesOf({ accused, voices }: Facts): Set<Subject> {
  const { subject, aliases = [] } = accused;
  return new Set([subject, ...aliases, ...voices.flatMap(({ strike }) => namesOf(strike))]);
}

/** How many of the others report the same people as this one does, again and again. */
function choirOf({ strike, conduct }: Voice, { voices }: Facts): number {
  const mine = targetsOf(conduct);
  return voices.filter((other) => {
    if (other.strike.reporter === strike.reporter) return false;
    const theirs = targetsOf(other.conduct);
    const shared = mine.intersection(theirs).size;
    return shared >= NUMBERS.choirTargets &&
      shared / mine.union(theirs).size >= NUMBERS.choirLikeness;
  }).length;
}

/** Whoever was rightly reported is reported by many, without any plan. */
function targetsOf({ reports }: Conduct): Set<Subject> {
  return new Set(reports.filter(({ outcome }) => outcome !== "upheld").map(({ who }) => who));
}

function recordOf({ reports }: Conduct): number {
  const upheld = reports.filter(({ outcome }) => outcome === "upheld").length;
  const dismissed = reports.filter(({ outcome }) => outcome === "dismissed").length;
  const bonus = Math.min(NUMBERS.maxRecord, 1 + upheld * NUMBERS.upheld);
  return bonus * (1 + upheld) / (1 + upheld + dismissed * NUMBERS.dismissed);
}

/** Who reports more people than they talk with does not mean each of them. */
function restraintOf({ reports }: Conduct, credit: number): number {
  const unproven = reports.filter(({ outcome }) => outcome !== "upheld").length;
  return Math.min(1, (1 + credit) / Math.max(1, unproven));
}

function loudestOfEachNetwork(weighed: readonly Weighed[]): readonly Weighed[] {
  const loudest = new Map<string, Weighed>();
  for (const each of weighed) {
    const other = loudest.get(each.strike.prefix);
    if (other === undefined || isLouder(each, other)) loudest.set(each.strike.prefix, each);
  }
  return [...loudest.values()];
}

/** Somebody known goes before a newcomer, whose word is bounded. */
function isLouder(one: Weighed, other: Weighed): boolean {
  if (one.isNewcomer !== other.isNewcomer) return other.isNewcomer;
  return pressureOf(one) > pressureOf(other);
}

function pressureOf({ strike, weight }: Weighed): number {
  return weight / REASONS[strike.reason].reports;
}

function shareOf(heard: readonly Weighed[], facts: Facts): number {
  const parties = partiesOf(facts);
  const peaceful = facts.conduct.talks.filter(({ who }) => !parties.has(who)).length;
  const against = sum(heard.map(({ weight }) => weight));
  return against / (against + peaceful + NUMBERS.priorTalks);
}

function restrict(heard: readonly Weighed[], { restrictions, now }: Facts): Verdict {
  const byRule = new Map<ReportReason, number>();
  for (const each of heard) {
    const { reason } = each.strike;
    byRule.set(reason, (byRule.get(reason) ?? 0) + pressureOf(each));
  }
  const [[rule] = ["other" as const]] = [...byRule].sort(([, a], [, b]) => b - a);
  const heavy = heard.filter(({ strike }) => REASONS[strike.reason].severity === 4);
  const isHeavy = sum(heavy.map(pressureOf)) >= NUMBERS.heavyPart;
  return { kind: "restrict", forMs: nextStepMs(restrictions, now, isHeavy), rule };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
