/**
 * What a waiting person reads: whom we look for, and what happens next, as words.
 *
 * It does not know a clock; the time is given. The invariant it keeps: a countdown never shows less
 * than one second, and never promises a step that the site's schedule does not have.
 *
 * @module
 */
import type { WideningStep } from "../../server/protocol.ts";
import type { ChatSnapshot, ChatState, Wish } from "../chat/state.ts";
import type { Strings } from "../strings/en.ts";

/** A search that has run this long without luck is told to be quiet, in milliseconds. */
export const QUIET_AFTER_MS = 30_000;

type Waiting = Extract<ChatState, { kind: "waiting" }>;
type Accepts = WideningStep["accepts"];

const USUAL: readonly Accepts[] = ["interest", "language", "anyone"];

/** One row of the schedule that a waiting person sees. */
export interface Stage {
  readonly label: string;
  readonly is: "past" | "now" | "later";
}

/** Whole seconds until `at`, at least 1, so that no countdown says "in 0 seconds". */
export function secondsUntil(at: number, now: number): number {
  return Math.max(1, Math.ceil((at - now) / 1_000));
}

/** Says in one sentence whom this ticket looks for now. */
export function lookingFor(state: Waiting, site: ChatSnapshot["site"], words: Strings): string {
  switch (acceptedAt(state.step, state.wish, site)) {
    case "interest":
      return words.lookingFor.interest(state.wish.interests);
    case "language":
      return words.lookingFor.language(languageNames(state.wish, words));
    case "anyone":
      return words.lookingFor.anyone();
  }
}

/** Says when and how the search widens, or nothing when it is as wide as it gets. */
export function widening(
  state: Waiting,
  site: ChatSnapshot["site"],
  now: number,
  words: Strings,
): string | null {
  if (state.widensAt === null) return null;
  const inSeconds = secondsUntil(state.widensAt, now);
  const next = nextAccepts(state, site);
  if (next === "anyone") return words.widens.anyone(inSeconds);
  return words.widens.language(inSeconds, languageNames(state.wish, words));
}

/** Whom the next step of this ticket accepts. */
export function nextAccepts(state: Waiting, site: ChatSnapshot["site"]): Accepts {
  return acceptedAt(state.step + 1, state.wish, site);
}

/** Lists the steps of the search that apply to this wish, with the one that holds now. */
export function schedule(
  state: Waiting,
  site: ChatSnapshot["site"],
  words: Strings,
): readonly Stage[] {
  const steps = acceptsOf(site);
  return steps
    .map((accepts, index) => ({ accepts, step: index + 1 }))
    .filter(({ accepts }) => applies(accepts, state.wish))
    .map(({ accepts, step }) => ({
      label: labelOf(accepts, state.wish, words),
      is: placeOf(step, Math.max(state.step, firstStep(steps, state.wish))),
    }));
}

/** The names of the wish's languages in the language of the interface. */
export function languageNames(wish: Wish, words: Strings): readonly string[] {
  return wish.languages.map((tag) => words.language(tag));
}

function acceptsOf(site: ChatSnapshot["site"]): readonly Accepts[] {
  const steps = site?.widening.map((step) => step.accepts) ?? [];
  return steps.length > 0 ? steps : USUAL;
}

function acceptedAt(step: number, wish: Wish, site: ChatSnapshot["site"]): Accepts {
  const steps = acceptsOf(site);
  const index = Math.max(step, firstStep(steps, wish)) - 1;
  return steps[Math.min(index, steps.length - 1)] ?? "anyone";
}

function firstStep(steps: readonly Accepts[], wish: Wish): number {
  return Math.max(1, steps.findIndex((accepts) => applies(accepts, wish)) + 1);
}

function applies(accepts: Accepts, wish: Wish): boolean {
  if (accepts === "interest") return wish.interests.length > 0;
  return accepts === "language" || !wish.strictLanguages;
}

function labelOf(accepts: Accepts, wish: Wish, words: Strings): string {
  if (accepts === "interest") return words.stepInterest(wish.interests);
  if (accepts === "language") return words.stepLanguage(languageNames(wish, words));
  return words.stepAnyone;
}

function placeOf(step: number, current: number): Stage["is"] {
  if (step === current) return "now";
  return step < current ? "past" : "later";
}
