/**
 * A skip that is undone: loaded with the first talk, around the decisions that there are without it.
 *
 * It does not know how the other one is asked. The invariants it keeps: whoever wanted somebody back
 * in vain goes on as before; a state in which nothing may be undone is decided on as ever.
 *
 * @module
 */
import type { BACK_MS, RoomId } from "../../server/protocol.ts";
import type { Clock } from "../link/clock.ts";
import { enter } from "./enter.ts";
import type { ChatState, Line, Undo } from "./state.ts";
import { isAbove } from "./transition_ladder.ts";
import type { ChatEffect, ChatInput, StateOf, Transition } from "./transition_types.ts";

/** How long a skip can be undone, in milliseconds; the compiler holds it equal to the wire's. */
export const UNDO_MS: typeof BACK_MS = 10_000;

/** That somebody has gone on is told for this long, in milliseconds. */
const NEWS_MS = 8_000;

/** Decides what follows from an input. */
export type Decide = (state: ChatState, input: ChatInput) => Transition;

/** What it works with. */
export interface UndoTools {
  readonly clock: Clock;
  readonly onInput: (input: ChatInput) => void;
}

type Place = StateOf<"opening" | "waiting" | "ended">;

/** Lets skips be undone, in what is decided otherwise as given. */
export function undoable(decide: Decide, { clock, onInput }: UndoTools): Decide {
  const endIn = (ms: number, talk: RoomId): number => {
    clock.after(ms, () => onInput({ kind: "undo-over", talk }));
    return clock.now() + ms;
  };
  const offer = (place: Place, room: RoomId, lines: readonly Line[]): ChatState => {
    const until = endIn(UNDO_MS, room);
    return { ...place, undo: { is: "open", room, lines: lines.map(final), until } };
  };
  return (state, input) => {
    const undone = followUndo(state, input, {
      decide,
      now: clock.now(),
      end: (room) => endIn(NEWS_MS, room),
    });
    if (undone !== null) return undone;
    const next = decide(state, input);
    if (isSkip(state, input) && isPlace(next.state)) {
      const { match, lines } = state;
      return { ...next, state: offer(next.state, match.room, lines) };
    }
    return keepUndo(state, next);
  };
}

/** Whether somebody leaves a talk to meet somebody else, from where the two could go on. */
function isSkip(state: ChatState, input: ChatInput): state is StateOf<"talk"> {
  // Whoever has gone down the ladder would need more for their own wish than the talk had.
  if (state.kind !== "talk" || isAbove(state.wish.mode, state.match.mode)) return false;
  return input.kind === "next" ||
    (input.kind === "peer-left" && input.reason === "next" && input.room === state.match.room);
}

function isPlace(state: ChatState): state is Place {
  return state.kind === "opening" || state.kind === "waiting" || state.kind === "ended";
}

/** Decides about an input while a skip can be undone; nothing if it has to do with something else. */
function followUndo(
  state: ChatState,
  input: ChatInput,
  { decide, now, end }: {
    readonly decide: Decide;
    readonly now: number;
    /** Ends the news that somebody has gone on, and says when that is. */
    readonly end: (room: RoomId) => number;
  },
): Transition | null {
  if (!isPlace(state)) return null;
  const { undo, ...place } = state;
  const resumed = resumedBy(input);
  if (undo === undefined) {
    // They agreed in the very moment in which this side wanted it no more.
    const isLate = state.kind === "ended" && input.kind === "matched" &&
      resumed === state.match.room;
    return isLate ? enter(state, { kind: "leave", room: input.match.room }) : null;
  }
  if (resumed === undo.room) return comeBack(place, undo, decide, input);
  switch (input.kind) {
    case "retry":
      return undo.is === "asked" || undo.is === "gone" ? null : wantBack(place, undo);
    case "wanted":
      if (input.talk !== undo.room || undo.is !== "open") return enter(state);
      return enter({ ...place, undo: { ...undo, is: "wanted" } });
    case "request-failed":
      return undo.is === "asked" ? giveUp(place, { ...undo, until: end(undo.room) }) : null;
    case "undo-over":
      if (input.talk !== undo.room || (undo.is === "gone" && now < undo.until)) return enter(state);
      return undo.is === "asked" ? giveUp(place, { ...undo, until: end(undo.room) }) : enter(place);
    default:
      return null;
  }
}

/** The talk that an input brings back, if it does. */
function resumedBy(input: ChatInput): RoomId | undefined {
  if (input.kind === "matched") return input.match.resumes;
  if (input.kind !== "hello" || input.hello.state !== "seated") return undefined;
  return input.hello.match.resumes;
}

/** The two sit together again: what they wrote before stays above what they write now. */
function comeBack({ wish }: Place, { lines }: Undo, decide: Decide, input: ChatInput): Transition {
  const { state, effects } = decide({ kind: "opening", wish }, input);
  const isNew = state.kind === "talk" && state.lines.length === 0;
  return enter(isNew ? { ...state, lines } : state, ...effects);
}

function wantBack(place: Place, undo: Undo): Transition {
  const { wish } = place;
  const asked: Undo = { ...undo, is: "asked" };
  return enter(
    // Whoever asks for one waits for nobody else.
    place.kind === "ended" ? { ...place, undo: asked } : { kind: "opening", wish, undo: asked },
    { kind: "back", wish, room: undo.room },
  );
}

function giveUp(place: Place, undo: Undo): Transition {
  const { kind, wish } = place;
  const effects: readonly ChatEffect[] = kind === "ended" ? [] : [{ kind: "queue", wish }];
  return enter({ ...place, undo: { ...undo, is: "gone" } }, ...effects);
}

/** What may be undone may be so wherever one goes on to, but for another way of talking. */
function keepUndo(before: ChatState, { state, effects }: Transition): Transition {
  if (!isPlace(before) || before.undo === undefined || state === before) return { state, effects };
  const { undo, kind, wish } = before;
  // A ticket that waited beside their wish goes by itself.
  const isDropped = kind === "ended" && undo.is === "asked" &&
    effects.some((effect) => effect.kind === "close");
  const all: readonly ChatEffect[] = isDropped ? [{ kind: "unqueue" }, ...effects] : effects;
  if (!isPlace(state) || state.wish.mode !== wish.mode) return enter(state, ...all);
  const { undo: _, ...place } = state;
  const isOver = state.kind === "ended" ? state.isBlocked : kind === "ended" && undo.is === "gone";
  if (isOver) return enter(place, ...all);
  const isOpen = undo.is === "asked" && state.kind !== kind;
  return enter({ ...place, undo: isOpen ? { ...undo, is: "open" } : undo }, ...all);
}

/** What was not delivered by the end of a talk never will be. */
function final(line: Line): Line {
  return line.delivery === "sending" ? { ...line, delivery: "failed" } : line;
}
