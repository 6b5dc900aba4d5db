/**
 * What the element needs of a conversation, and the little it asks about a state.
 *
 * It does not know how a conversation is held. The invariant it keeps: the element depends on this
 * shape alone, so that tests and galleries bring their own.
 *
 * @module
 */
import type { Chat } from "./chat/controller.ts";
import type { ChatSnapshot, ChatState } from "./chat/state.ts";

/** A conversation as the element drives it; `Chat` is one. */
export type Conversation =
  & Pick<
    Chat,
    | "snapshot"
    | "resumable"
    | "on"
    | "start"
    | "resume"
    | "next"
    | "widen"
    | "stop"
    | "send"
    | "block"
    | "appeal"
    | "setTyping"
    | "fallBack"
    | "retry"
    | "passGate"
    | "setDevice"
    | "climb"
    | "declineStep"
    | "see"
    | "choose"
    | "dispose"
  >
  & {
    /** Reports the other one; nothing where there cannot have been anybody. */
    readonly report: (...of: Parameters<Chat["report"]>) => ReturnType<Chat["report"]> | undefined;
    /** Gets ready for somebody who comes near and may want to talk. */
    readonly prepare?: () => unknown;
  };

/** What is drawn before there is a conversation. */
export const NOTHING_YET: ChatSnapshot = {
  state: { kind: "welcome" },
  devices: { camera: "absent", microphone: "absent" },
  choice: {},
  localStream: null,
  remoteStream: null,
  theirs: { camera: true, microphone: true, isSlow: false },
  quality: null,
  site: null,
};

/** The room of a talk, or none. */
export function roomOf(state: ChatState): string | null {
  return state.kind === "talk" ? state.match.room : null;
}

/** What a host page cares about: a new phase is a new state event, a new line is not. */
export function phaseOf(state: ChatState): string {
  if (state.kind !== "talk") return state.kind;
  return [state.kind, state.match.room, state.call.kind, state.partner.kind].join();
}
