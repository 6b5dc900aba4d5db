/**
 * What happens during a talk, as a pure function.
 *
 * It does not know peers, streams or requests. The invariant it keeps: what belongs to another room
 * changes nothing.
 *
 * @module
 */
import type { LeaveReason, Match } from "../../server/protocol.ts";
import { enter } from "./enter.ts";
import type { Call, Line } from "./state.ts";
import { askAgain, climbDown, hearOfStep, prepared } from "./transition_ladder.ts";
import type { ChatEffect, ChatInput, InputOf, StateOf, Transition } from "./transition_types.ts";

type Talk = StateOf<"talk">;
type TalkInput = Extract<ChatInput, { readonly room: unknown }>;

/** The most lines that a talk keeps, so that a flood does not fill the visitor's memory. */
export const MAX_LINES = 1_000;
/** So many of the first ones go at a time: with each time, all that is drawn is drawn anew. */
export const LINES_LET_GO = 100;

/** Decides about an input that belongs to a room. */
export function followTalk(state: Talk, input: TalkInput): Transition {
  if (input.room !== state.match.room) return enter(state);
  switch (input.kind) {
    case "call":
      return enter({ ...state, call: input.call });
    case "heard":
      return hear(state, input);
    case "partner-typing":
      return enter({ ...state, isPartnerTyping: input.isTyping });
    case "delivered":
      return enter(withLine(state, input.id, (line) => ({
        ...line,
        at: input.at ?? line.at,
        delivery: line.delivery === "seen" ? "seen" : "sent",
      })));
    case "undelivered":
      return enter(withLine(state, input.id, (line) => ({ ...line, delivery: "failed" })));
    case "seen":
      return enter(withSeen(state, input.id));
    case "peer-away":
      return enter({
        ...state,
        partner: { kind: "away", until: input.until },
        isPartnerTyping: false,
      });
    case "peer-back":
      return enter({ ...state, partner: { kind: "here" } }, { kind: "resend" }, ...askAgain(state));
    case "ladder":
      return hearOfStep(state, input);
    case "prepared":
      return prepared(state, input);
    case "block-failed":
      // The talk ended with the block.
      return enter(state);
    case "peer-left":
      return endTalk(state, input.reason);
  }
}

/** Writes a line of one's own. */
export function say(
  state: Talk,
  { id, text, at }: InputOf<"send">,
): Transition {
  const line: Line = { id, from: "self", text, at, delivery: "sending" };
  const { match } = state;
  return enter(withNewLine(state, line), { kind: "send", id, text }, written(line, match));
}

/** Tries again whatever failed in the talk. */
export function retryTalk(state: Talk, at: number): Transition {
  const failed = state.lines.filter((line) => line.delivery === "failed");
  const isCallFailed = state.call.kind === "failed";
  if (failed.length === 0 && !isCallFailed) return enter(state);
  const call: Call = isCallFailed ? { kind: "connecting", sinceMs: at } : state.call;
  const lines = state.lines.map((line): Line =>
    line.delivery === "failed" ? { ...line, delivery: "sending" } : line
  );
  const effects: ChatEffect[] = failed.map(({ id, text }) => ({ kind: "send", id, text }));
  if (isCallFailed) effects.push({ kind: "rebuild" });
  return enter({ ...state, call, lines }, ...effects);
}

/** The partner has ended the talk, or it is lost. */
export function endTalk(state: Talk, reason: LeaveReason): Transition {
  return enter(
    endedOf(state, reason),
    { kind: "finish" },
    ...climbDown(state),
    left(state, reason, "partner"),
  );
}

/** What is left of a talk: what was not delivered never will be. */
function endedOf({ wish, match, lines }: Talk, reason: LeaveReason): StateOf<"ended"> {
  const final = lines.map((line): Line =>
    line.delivery === "sending" ? { ...line, delivery: "failed" } : line
  );
  return { kind: "ended", wish, match, reason, lines: final };
}

/** Ends the talk, if it is not over, and wants never to meet the other one again. */
export function block(state: Talk | StateOf<"ended">): Transition {
  const blocking: ChatEffect = { kind: "block", room: state.match.room };
  if (state.kind === "ended") return enter({ ...state, isBlocked: true }, blocking);
  const ended: StateOf<"ended"> = { ...endedOf(state, "left"), isBlocked: true };
  return enter(ended, { kind: "finish" }, blocking, left(state, "left", "self"));
}

/** Tells that a talk is over. */
export function left(state: Talk, reason: LeaveReason, by: "self" | "partner"): ChatEffect {
  return { kind: "tell", event: { type: "left", detail: { match: state.match, reason, by } } };
}

function hear(
  state: Talk,
  { id, text, at, signature }: InputOf<"heard">,
): Transition {
  const signed = signature && { signature };
  const line: Line = { id, from: "partner", text, at, delivery: "sent", ...signed };
  const { match } = state;
  return enter(withNewLine({ ...state, isPartnerTyping: false }, line), written(line, match));
}

function written(line: Line, match: Match): ChatEffect {
  return { kind: "tell", event: { type: "message", detail: { line, match } } };
}

function withNewLine(state: Talk, line: Line): Talk {
  const { lines } = state;
  const first = lines.length < MAX_LINES ? 0 : LINES_LET_GO;
  return { ...state, lines: [...lines.slice(first), line] };
}

/** Own lines up to that one were in sight; the word that they have arrived may still be under way. */
function withSeen(state: Talk, id: string): Talk {
  const last = state.lines.findIndex((line) => line.id === id && line.from === "self");
  const isSeen = (line: Line, index: number) =>
    index <= last && line.from === "self" &&
    (line.delivery === "sent" || line.delivery === "sending");
  if (!state.lines.some(isSeen)) return state;
  const lines = state.lines.map((line, index): Line =>
    isSeen(line, index) ? { ...line, delivery: "seen" } : line
  );
  return { ...state, lines };
}

function withLine(state: Talk, id: string, change: (line: Line) => Line): Talk {
  const isOwn = (line: Line) => line.id === id && line.from === "self";
  if (!state.lines.some(isOwn)) return state;
  return { ...state, lines: state.lines.map((line) => isOwn(line) ? change(line) : line) };
}
