/**
 * Names and times as the console says them.
 *
 * It does not know where they stand. The invariant it keeps: every reason and every action has its
 * word.
 *
 * @module
 */
import type { ReportReason } from "../../server/protocol.ts";
import type { Action } from "../../server/admin/answers.ts";

/** Reasons as people say them. */
export const REASONS: Readonly<Record<ReportReason, string>> = {
  "child-safety": "Child safety",
  "threat": "Threat",
  "violence": "Violence",
  "sexual": "Sexual content",
  "underage": "Underage",
  "hate": "Hate",
  "harassment": "Harassment",
  "self-harm": "Self-harm",
  "fraud": "Fraud",
  "spam": "Spam",
  "other": "Something else",
};

/** What a decision does, its key, and what is said when it was made. */
export const ACTIONS: Readonly<
  Record<Action, { readonly label: string; readonly key: string; readonly done: string }>
> = {
  "dismiss": { label: "Dismiss", key: "d", done: "Dismissed" },
  "uphold": { label: "Uphold", key: "u", done: "Upheld" },
  "restrict-hour": { label: "1 hour", key: "1", done: "Restricted for an hour" },
  "restrict-day": { label: "24 hours", key: "2", done: "Restricted for a day" },
  "restrict-month": { label: "30 days", key: "3", done: "Restricted for 30 days" },
  "grant": { label: "Grant", key: "g", done: "Appeal granted" },
  "refuse": { label: "Refuse", key: "r", done: "Appeal refused" },
  "undo": { label: "Undo", key: "z", done: "Undone" },
};

const STEPS: readonly (readonly [ms: number, unit: string])[] = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1_000, "s"],
];

/** A duration in its largest unit, in milliseconds. */
export function describeTime(ms: number): string {
  for (const [unit, name] of STEPS) if (ms >= unit) return `${Math.floor(ms / unit)} ${name}`;
  return "a moment";
}

/** A moment as the moderator's clock shows it. */
export function describeMoment(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

/** Enough of a hash to tell two apart. */
export function shortName(subject: string): string {
  return subject.slice(0, 6);
}

/** A reason or a rule, which is one, as people say it. */
export function nameRule(rule: string): string {
  return Object.entries(REASONS).find(([slug]) => slug === rule)?.[1] ?? rule;
}
