/**
 * What a visitor is told who meets nobody for a while, in English; loaded when it is needed.
 *
 * It does not know who decided. The invariant it keeps: it says what is known and accuses of nothing
 * more.
 *
 * @module
 */
import type { ReportReason } from "../../server/protocol.ts";

const rules: Record<ReportReason, string> = {
  "child-safety": "the safety of children",
  "threat": "threats",
  "violence": "violence",
  "sexual": "sexual content",
  "underage": "age",
  "hate": "hate",
  "harassment": "harassment",
  "self-harm": "self-harm",
  "fraud": "fraud",
  "spam": "advertising",
  "other": "the rules of this place",
};

/** The words in English. A sentence that is made of something is a function. */
export const restrictionEnglish = {
  title: "You can't talk here for a while.",
  today: (time: string): string => `You can talk again today at ${time}.`,
  later: (day: string, time: string): string => `You can talk again on ${day} at ${time}.`,
  about: (rule: string): string => `The reason: ${rule}.`,
  rules,
  receipt: "Your receipt:",
  appealLabel: "Is this a mistake? Tell us what happened.",
  appeal: "Ask for another look",
  sending: "Sending",
  sent: "Thank you. Someone will read it and look again.",
  failed: "That didn't get through. Try again in a moment.",
  overTitle: "You can talk again.",
  over: "Your break is over.",
};

/** The shape of these words. */
export type RestrictionTable = Readonly<typeof restrictionEnglish>;

/** Another language, all of it: `{0}` stands for the first thing that a sentence is made of. */
export type RestrictionTranslation = {
  readonly [Key in keyof RestrictionTable]: RestrictionTable[Key] extends (
    ...of: never[]
  ) => string ? string
    : RestrictionTable[Key];
};
