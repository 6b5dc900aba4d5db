/**
 * States of a conversation and inputs to it, for tests of its transitions.
 *
 * It does not know what follows what. The invariant it keeps: every kind of state is there once.
 *
 * @module
 */
import type { Match, RoomId } from "../../../server/protocol.ts";
import type { ChatState, Line, Wish } from "../../../component/chat/state.ts";
import { transition } from "../../../component/chat/transition.ts";
import type { ChatInput, StateOf } from "../../../component/chat/transition_types.ts";
import { roomNamed } from "./room_named.ts";

/** A wish to be seen. */
export const VIDEO: Wish = {
  mode: "video",
  interests: ["tea"],
  languages: ["en"],
  strictLanguages: false,
};
/** A wish to write. */
export const TEXT: Wish = { ...VIDEO, mode: "text" };
/** The time of everything that has one, milliseconds since the epoch. */
export const AT = 1_000_000;

/** The room of the talk. */
export const HERE = roomNamed("room-here");
/** Another room. */
export const ELSEWHERE = roomNamed("room-elsewhere");

/** A match as the offerer is told of it. */
export const match = (id: RoomId, mode: Match["mode"] = "video"): Match => ({
  room: id,
  role: "offerer",
  polite: false,
  generation: 1,
  mode,
  why: { interests: ["tea"], language: "en", step: 1, waitedMs: 5 },
});
/** A line of one's own. */
export const line = (delivery: Line["delivery"]): Line => ({
  id: `line-${delivery}`,
  from: "self",
  text: "hello",
  at: AT,
  delivery,
});
/** What a stream tells first to somebody who has a seat. */
export const seated = (id: RoomId, mode: Match["mode"] = "video", partnerPresent = true) =>
  ({
    resumed: false,
    state: "seated",
    room: id,
    generation: 3,
    role: "offerer",
    partnerPresent,
    match: match(id, mode),
  }) as const;
type Hello = Extract<ChatInput, { kind: "hello" }>;

/** The first event of a stream, as an input. */
export const hello = (data: Hello["hello"]): Hello => ({
  kind: "hello",
  hello: data,
  at: AT,
  steps: 3,
});

/** A talk by video whose call is live. */
export const talk: StateOf<"talk"> = {
  kind: "talk",
  wish: VIDEO,
  match: match(HERE),
  since: AT,
  partner: { kind: "here" },
  call: { kind: "live" },
  lines: [line("sent")],
  isPartnerTyping: false,
  online: true,
};

/** A state of each kind. */
export const STATES: { readonly [Kind in ChatState["kind"]]: StateOf<Kind> } = {
  welcome: { kind: "welcome" },
  asking: { kind: "asking", wish: VIDEO },
  refused: { kind: "refused", wish: VIDEO, cause: "denied", alternatives: ["text"] },
  opening: { kind: "opening", wish: VIDEO },
  waiting: { kind: "waiting", wish: VIDEO, since: AT, step: 1, widensAt: null, online: true },
  talk,
  ended: { kind: "ended", wish: VIDEO, match: match(HERE), reason: "left", lines: [] },
  trouble: { kind: "trouble", wish: VIDEO, cause: "server-away", retryAt: AT },
  restricted: {
    kind: "restricted",
    wish: VIDEO,
    until: AT + 9,
    rule: "spam",
    receipt: "KQ2",
    appeal: "none",
  },
};

/** An input of each kind, and of each way that it can be, by name. */
export const INPUTS: { readonly [name: string]: ChatInput } = {
  "start video": { kind: "start", wish: VIDEO },
  "start text": { kind: "start", wish: TEXT },
  next: { kind: "next" },
  widen: { kind: "widen" },
  stop: { kind: "stop" },
  retry: { kind: "retry", at: AT },
  send: { kind: "send", id: "new", text: "hi", at: AT },
  block: { kind: "block" },
  appeal: { kind: "appeal", note: "It wasn't me" },
  captured: { kind: "captured" },
  "capture refused": { kind: "capture-refused", cause: "busy", alternatives: ["voice", "text"] },
  "hello idle": hello({ resumed: false, state: "idle" }),
  "hello waiting": hello({
    resumed: true,
    state: "waiting",
    mode: "video",
    widensInMs: [7_000],
  }),
  "hello here": hello(seated(HERE)),
  "hello elsewhere": hello(seated(ELSEWHERE)),
  "hello other mode": hello(seated(ELSEWHERE, "text")),
  "down once": { kind: "down", cause: "server-away", retryAt: AT + 1, attempt: 1 },
  "down for long": { kind: "down", cause: "offline", retryAt: AT + 9, attempt: 3 },
  lost: { kind: "lost", cause: "replaced" },
  queued: { kind: "queued", widensInMs: [5_000, 12_000], at: AT, steps: 3 },
  matched: { kind: "matched", match: match(ELSEWHERE), at: AT },
  widened: { kind: "widened", step: 2, nextInMs: 7_000, at: AT },
  "widened before": { kind: "widened", step: 0, nextInMs: 7_000, at: AT },
  "widen failed": { kind: "widen-failed" },
  "failed for now": { kind: "request-failed", cause: "rate-limited", retryAt: AT + 9 },
  "failed for good": { kind: "request-failed", cause: "internal", retryAt: null },
  "call failed": { kind: "call", room: HERE, call: { kind: "failed" } },
  heard: { kind: "heard", room: HERE, id: "theirs", text: "hey", at: AT },
  "partner typing": { kind: "partner-typing", room: HERE, isTyping: true },
  delivered: { kind: "delivered", room: HERE, id: "line-sent", at: AT + 1 },
  undelivered: { kind: "undelivered", room: HERE, id: "line-sent" },
  seen: { kind: "seen", room: HERE, id: "line-sent" },
  "seen nothing": { kind: "seen", room: HERE, id: "line-unknown" },
  "peer away": { kind: "peer-away", room: HERE, until: AT + 30 },
  "peer back": { kind: "peer-back", room: HERE },
  "peer left": { kind: "peer-left", room: HERE, reason: "next" },
  wanted: { kind: "wanted", talk: HERE },
  asked: { kind: "asked" },
  "undo over": { kind: "undo-over", talk: HERE },
  "call elsewhere": { kind: "call", room: ELSEWHERE, call: { kind: "failed" } },
  "heard elsewhere": { kind: "heard", room: ELSEWHERE, id: "theirs", text: "hey", at: AT },
  restricted: { kind: "restricted", until: AT + 9, rule: "hate", receipt: "XM4" },
  "restricted by a refusal": { kind: "restricted", until: AT + 8, rule: "", receipt: "" },
  "appeal failed": { kind: "appealed", result: "failed" },
  "block failed": { kind: "block-failed", room: HERE },
  "peer left elsewhere": { kind: "peer-left", room: ELSEWHERE, reason: "left" },
};

/** Moves on and makes sure of the kind. */
export function move<Kind extends ChatState["kind"]>(
  state: ChatState,
  input: ChatInput,
  kind: Kind,
): StateOf<Kind> {
  const { state: next } = transition(state, input);
  const isKind = (one: ChatState): one is StateOf<Kind> => one.kind === kind;
  if (!isKind(next)) throw new Error(`Cannot go on: "${next.kind}" instead of "${kind}"`);
  return next;
}
