/**
 * What a site's gate asks, in English; loaded where a site asks.
 *
 * It does not know the site. The invariant it keeps: it asks no more than the server needs to know.
 *
 * @module
 */

/** The words in English. A sentence that is made of something is a function. */
export const gateEnglish = {
  title: "Before you begin",
  claim: "This page decides who comes in. If you have an account here, sign in and try again.",
  pass: "Agree and start",
  rulesTitle: "The rules here",
  ageLegend: "How old are you?",
  atLeast: (years: number): string => `${years} or older`,
  between: (from: number, to: number): string => `${from} to ${to}`,
  confirmAge: (years: number): string => `I'm ${years} or older.`,
  confirm: (years: number): string => `I'm ${years} or older, and I'll keep to these rules.`,
  apart: "You'll meet only people of your own age group.",
  apartAndAgree:
    "You'll meet only people of your own age group. By starting you agree to the rules.",
};

/** The shape of these words. */
export type GateTable = Readonly<typeof gateEnglish>;

/** Another language, all of it: `{0}` stands for the first thing that a sentence is made of. */
export type GateTranslation = { readonly [Key in keyof GateTable]: string };
