/**
 * The ladder of a talk, text → voice → video, and from veiled pictures to whole ones, as a pure
 * function: who asks, who agrees, and what of one's own devices takes part.
 *
 * It does not know how devices are captured or how the other side is told. The invariants it keeps:
 * a device is asked for only when its owner wants the step; whatever is captured for a step that
 * does not come about is let go of; the talk has the mode that the server says, and no other; one's
 * own picture is unveiled only when the server says that both want it, and one does.
 *
 * @module
 */
import type { Match, Mode } from "../../server/protocol.ts";
import type { Call, Ladder, Step } from "./state.ts";
import { enter } from "./enter.ts";
import type { ChatEffect, InputOf, StateOf, Transition } from "./transition_types.ts";

type Talk = StateOf<"talk">;

/** An offer that is not answered for this long is taken back, in milliseconds. */
export const ASK_MS = 30_000;
/** What became of an offer is told for this long, in milliseconds. */
const NEWS_MS = 8_000;

const RANK: Readonly<Record<Mode, number>> = { text: 0, voice: 1, video: 2 };

/** Whether a mode shows or tells more of somebody than another. */
export function isAbove(mode: Mode, other: Mode): boolean {
  return RANK[mode] > RANK[other];
}

/** The visitor wants a step: asks for it, agrees to it, or goes down to it. */
export function climb(state: Talk, { step, at }: InputOf<"climb">): Transition {
  const { ladder, match } = state;
  const isUnderWay = ladder?.kind === "preparing" || ladder?.kind === "asked";
  // It needs no device, and there is time for one question.
  if (step === "reveal") return match.veiled && !isUnderWay ? ask(state, step, at) : enter(state);
  if (step === match.mode) return enter(state);
  if (!isAbove(step, match.mode)) return enter(state, consent(state, step, true));
  if (isUnderWay && ladder.step === step) return enter(state);
  const isTheirs = ladder?.kind === "offered" && ladder.step === step;
  return prepare(state, step, isTheirs);
}

/** The visitor does not want what is asked, or not any more; or has read what became of it. */
export function declineStep(state: Talk): Transition {
  const { ladder } = state;
  if (ladder === undefined) return enter(state);
  const isHeardOf = ladder.kind === "preparing"
    ? ladder.isTheirs
    : ladder.kind === "offered" || ladder.kind === "asked";
  const no = isHeardOf ? [consent(state, ladder.step, false)] : [];
  return enter(without(state), ...letGo(state), ...no);
}

/** Its time is over, if it is still the same. */
export function expire(state: Talk, { ladder }: InputOf<"ladder-expired">): Transition {
  return state.ladder === ladder ? declineStep(state) : enter(state);
}

/** What a step needs is captured, or cannot be. */
export function prepared(state: Talk, { step, result, at }: InputOf<"prepared">): Transition {
  const { ladder } = state;
  const isWanted = ladder?.kind === "preparing" && ladder.step === step;
  // Changed their mind meanwhile; what is captured for another step stays.
  if (!isWanted) return enter(state, ...(ladder?.kind === "preparing" ? [] : [keep(held(state))]));
  if (result === "ready") return ask(state, step, at);
  const refused: Ladder = { kind: "refused", step, cause: result };
  return enter(
    { ...state, ladder: refused },
    ...(ladder.isTheirs ? [consent(state, step, false)] : []),
    { kind: "expire", ladder: refused, at: at + NEWS_MS },
  );
}

/** A word of the other side, or of the server to both. */
export function hearOfStep(state: Talk, input: InputOf<"ladder">): Transition {
  const { step, consent: isWanted, agreed, at } = input;
  const { ladder } = state;
  if (agreed) return step === "reveal" ? reveal(state, isWanted) : agree(state, step);
  if (isWanted) {
    // Both had the same idea: as soon as one's own devices are there, it is agreed.
    if (ladder?.kind === "preparing" && ladder.step === step) {
      return enter({ ...state, ladder: { ...ladder, isTheirs: true } });
    }
    return enter({ ...state, ladder: { kind: "offered", step } }, ...letGo(state));
  }
  const isOwn = ladder?.kind === "asked" || (ladder?.kind === "preparing" && !ladder.isTheirs);
  if (!isOwn) return enter(ladder?.step === step ? without(state) : state, ...letGo(state));
  const declined: Ladder = { kind: "declined", step };
  const expires: ChatEffect = { kind: "expire", ladder: declined, at: at + NEWS_MS };
  return enter({ ...state, ladder: declined }, keep(state.match.mode), expires);
}

/** The server has the talk at another step than this page: after a break, or in its first moment. */
export function catchUp(state: Talk, { mode, veiled }: Match): Transition {
  const climbed = mode === state.match.mode ? enter(state) : agree(state, mode);
  return veiled === state.match.veiled ? climbed : goOn(climbed, (talk) => reveal(talk, !veiled));
}

/**
 * A talk that is taken up by another page of this tab.
 *
 * @param taken The talk as it begins here, as high as this page has captured for.
 * @param mode Where it stands for the server: what is missing is asked for, and until then it goes
 * on as it can.
 */
export function takeUp(taken: Transition, mode: Mode): Transition {
  return goOn(
    taken,
    (state) =>
      isAbove(mode, state.match.mode)
        ? prepare(state, mode, true)
        : enter(state, ...(isAbove(state.wish.mode, mode) ? [keep(mode)] : [])),
  );
}

/** Who is away may have lost what one has asked. */
export function askAgain(state: Talk): readonly ChatEffect[] {
  const { ladder } = state;
  return ladder?.kind === "asked" ? [consent(state, ladder.step, true)] : [];
}

/** What is captured for this talk alone is let go of with it. */
export function climbDown({ ladder, match, wish }: Talk): readonly ChatEffect[] {
  const isPreparing = ladder?.kind === "preparing" || ladder?.kind === "asked";
  return isPreparing || isAbove(match.mode, wish.mode) ? [keep(wish.mode)] : [];
}

function goOn(before: Transition, how: (talk: Talk) => Transition): Transition {
  if (before.state.kind !== "talk") return before;
  const { state, effects } = how(before.state);
  return enter(state, ...before.effects, ...effects);
}

function agree(state: Talk, step: Mode): Transition {
  const { ladder, match } = state;
  const isAsked = ladder?.kind === "asked" && ladder.step === step;
  if (step === match.mode) return enter(isAsked ? without(state) : state);
  // Taken back in the very moment in which the other agreed: they are told that it is not so.
  if (isAbove(step, match.mode) && !isAsked) return enter(state, consent(state, match.mode, true));
  const call: Call = step === "text"
    ? { kind: "none" }
    : match.mode === "text"
    ? { kind: "connecting", sinceMs: state.since }
    : state.call;
  const next: Talk = { ...without(state), match: { ...match, mode: step }, call };
  return enter(
    next,
    { kind: "climb", mode: step, isVeiled: match.veiled === true },
    ...(isAsked ? [] : [keep(step)]),
  );
}

/** Both want to be seen, or one of them not any more. */
function reveal(state: Talk, isWhole: boolean): Transition {
  const { ladder } = state;
  const { veiled, ...match } = state.match;
  const isAsked = ladder?.kind === "asked" && ladder.step === "reveal";
  // As above: taken back in the very moment in which the other agreed.
  if (isWhole && veiled && !isAsked) return enter(state, consent(state, "reveal", false));
  const next: Match = isWhole ? match : { ...match, veiled: true };
  return enter({ ...without(state), match: next }, {
    kind: "climb",
    mode: match.mode,
    isVeiled: !isWhole,
  });
}

function ask(state: Talk, step: Step, at: number): Transition {
  const asked: Ladder = { kind: "asked", step, until: at + ASK_MS };
  const expires: ChatEffect = { kind: "expire", ladder: asked, at: asked.until };
  return enter({ ...state, ladder: asked }, consent(state, step, true), expires);
}

function prepare(state: Talk, step: Mode, isTheirs: boolean): Transition {
  const { room } = state.match;
  const preparing: Ladder = { kind: "preparing", step, isTheirs };
  return enter({ ...state, ladder: preparing }, { kind: "prepare", room, mode: step });
}

/** What this side has captured for a step that is not asked for any more. */
function letGo(state: Talk): readonly ChatEffect[] {
  const { ladder } = state;
  return ladder?.kind === "preparing" || ladder?.kind === "asked" ? [keep(state.match.mode)] : [];
}

/** The mode whose devices are to be captured. */
function held({ ladder, match }: Talk): Mode {
  return ladder?.kind === "asked" && ladder.step !== "reveal" ? ladder.step : match.mode;
}

function keep(mode: Mode): ChatEffect {
  return { kind: "keep", mode };
}

function consent({ match: { room } }: Talk, step: Step, isWanted: boolean): ChatEffect {
  return { kind: "consent", room, step, consent: isWanted };
}

function without({ ladder: _, ...state }: Talk): Talk {
  return state;
}
