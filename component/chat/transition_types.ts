/**
 * What can happen to a conversation and what can follow, as data.
 *
 * It does not know what is decided; `transition.ts` does. The invariant it keeps: an input carries
 * everything that a decision needs, the time included.
 *
 * @module
 */
import type {
  HelloData,
  LeaveReason,
  Match,
  Mode,
  Near,
  QueueAnswer,
  RoomId,
} from "../../server/protocol.ts";
import type { ChatEvent } from "./events.ts";
import type {
  Call,
  ChatState,
  Ladder,
  Line,
  MediaCause,
  Step,
  TroubleCause,
  Wish,
} from "./state.ts";

type Waiting = Exclude<QueueAnswer, { readonly status: "matched" }>;

/** A talk that was under way before this page was. */
export interface Rejoining {
  readonly generation: number;
  /** What was written in it, as far as this tab has kept it. */
  readonly lines: readonly Line[];
}

/** Something that happened. Times are milliseconds since the epoch. */
export type ChatInput =
  /** The visitor's. */
  | { readonly kind: "start"; readonly wish: Wish }
  | { readonly kind: "next" }
  | { readonly kind: "widen" }
  | { readonly kind: "stop" }
  | { readonly kind: "retry"; readonly at: number }
  | { readonly kind: "send"; readonly id: string; readonly text: string; readonly at: number }
  | { readonly kind: "block" }
  | { readonly kind: "appeal"; readonly note: string }
  /** More or less of each other, in a talk. */
  | { readonly kind: "climb"; readonly step: Step; readonly at: number }
  | { readonly kind: "decline-step" }
  | { readonly kind: "ladder-expired"; readonly ladder: Ladder }
  /** The capture's. */
  | { readonly kind: "captured" }
  | {
    readonly kind: "capture-refused";
    readonly cause: MediaCause;
    readonly alternatives: readonly Mode[];
  }
  /**
   * The connection's. `steps` is how many steps the site's wishes have, `lines` what this tab has
   * kept of the room in which one sits, if it knows that room at all.
   */
  | {
    readonly kind: "hello";
    readonly hello: HelloData;
    readonly at: number;
    readonly steps: number;
    readonly lines?: readonly Line[] | null;
  }
  | {
    readonly kind: "down";
    readonly cause: TroubleCause;
    readonly retryAt: number;
    readonly attempt: number;
  }
  | { readonly kind: "lost"; readonly cause: TroubleCause }
  /** The queue's. */
  | {
    readonly kind: "queued";
    readonly widensInMs: Waiting["widensInMs"];
    readonly near?: Near;
    readonly at: number;
    readonly steps: number;
  }
  | { readonly kind: "matched"; readonly match: Match; readonly at: number }
  | {
    readonly kind: "widened";
    readonly step: number;
    readonly nextInMs?: number;
    readonly near?: Near;
    readonly at: number;
  }
  /** Nobody knows whether it widened. */
  | { readonly kind: "widen-failed" }
  | {
    readonly kind: "request-failed";
    readonly cause: TroubleCause;
    readonly retryAt: number | null;
    /** When a closed site opens, milliseconds since the epoch. */
    readonly opensAt?: number;
  }
  /** A decision about this visitor. */
  | {
    readonly kind: "restricted";
    readonly until: number;
    readonly rule: string;
    readonly receipt: string;
  }
  | { readonly kind: "appealed"; readonly result: "sent" | "failed" }
  /** The block of whoever was in that room did not reach the server. */
  | { readonly kind: "block-failed"; readonly room: RoomId }
  /** The talk's; `room` tells which talk, so that a late one means nothing. */
  | { readonly kind: "call"; readonly room: RoomId; readonly call: Call }
  | {
    readonly kind: "heard";
    readonly room: RoomId;
    readonly id: string;
    readonly text: string;
    readonly at: number;
    /** The server's, where it came that way. */
    readonly signature?: string | undefined;
  }
  | { readonly kind: "partner-typing"; readonly room: RoomId; readonly isTyping: boolean }
  | {
    readonly kind: "ladder";
    readonly room: RoomId;
    readonly step: Step;
    readonly consent: boolean;
    /** Whether both have agreed, or need not. */
    readonly agreed: boolean;
    readonly at: number;
  }
  | {
    readonly kind: "prepared";
    readonly room: RoomId;
    readonly step: Mode;
    readonly result: "ready" | MediaCause;
    readonly at: number;
  }
  | {
    readonly kind: "delivered";
    readonly room: RoomId;
    readonly id: string;
    /** The server's time of it, or `null` when this device's stays. */
    readonly at: number | null;
  }
  | { readonly kind: "undelivered"; readonly room: RoomId; readonly id: string }
  /** The partner has had this line, and all before it, in sight. */
  | { readonly kind: "seen"; readonly room: RoomId; readonly id: string }
  | { readonly kind: "peer-away"; readonly room: RoomId; readonly until: number }
  | { readonly kind: "peer-back"; readonly room: RoomId }
  | {
    readonly kind: "peer-left";
    readonly room: RoomId;
    readonly reason: LeaveReason;
  }
  /** What only `undo.ts` knows about. Whoever left that talk would like to come back. */
  | { readonly kind: "wanted"; readonly talk: RoomId }
  /** The other one is asked to come back. */
  | { readonly kind: "asked" }
  /** It is too late to come back to that talk. */
  | { readonly kind: "undo-over"; readonly talk: RoomId };

/** Something to be done. */
export type ChatEffect =
  /** Ask for camera and microphone; answers `captured` or `capture-refused`. */
  | { readonly kind: "capture"; readonly mode: Mode }
  /** Let go of camera and microphone, or of the asking. */
  | { readonly kind: "release" }
  /** Connect, or try again at once; answers `hello`. */
  | { readonly kind: "open" }
  | { readonly kind: "close" }
  /** Send the wish; answers `queued`, `matched` or `request-failed`. */
  | { readonly kind: "queue"; readonly wish: Wish }
  /** Leave that room and send the wish, in one step; answers as `queue`. */
  | { readonly kind: "next"; readonly wish: Wish; readonly room: RoomId }
  /** Want the other one of that talk back; answers `asked`, `matched` or `request-failed`. */
  | { readonly kind: "back"; readonly wish: Wish; readonly room: RoomId }
  /** Reach that step now; answers `widened`, `matched` or `widen-failed`. */
  | { readonly kind: "widen"; readonly step: number }
  /** Take the wish back, and leave a room that was faster. */
  | { readonly kind: "unqueue" }
  | { readonly kind: "leave"; readonly room: RoomId }
  /** Leave the room and never meet the other one again; answers `block-failed` if it failed. */
  | { readonly kind: "block"; readonly room: RoomId }
  /** Ask for another look at a decision; answers `appealed`. */
  | { readonly kind: "appeal"; readonly receipt: string; readonly note: string }
  /** Set up the talk. */
  | {
    readonly kind: "begin";
    readonly match: Match;
    readonly rejoins: Rejoining | null;
  }
  /** The talk was cut off from the server and is back. */
  | { readonly kind: "rejoin"; readonly generation: number }
  /** What the other one has not seen may be lost: send it again. */
  | { readonly kind: "resend" }
  /** Build the picture and sound anew. */
  | { readonly kind: "rebuild" }
  /** Take the talk down. */
  | { readonly kind: "finish" }
  | { readonly kind: "send"; readonly id: string; readonly text: string }
  /** Capture what that mode needs, beside what goes on; answers `prepared`. */
  | { readonly kind: "prepare"; readonly room: RoomId; readonly mode: Mode }
  /** Capture what that mode needs and nothing else. */
  | { readonly kind: "keep"; readonly mode: Mode }
  /** Tell what one wants of the ladder. */
  | {
    readonly kind: "consent";
    readonly room: RoomId;
    readonly step: Step;
    readonly consent: boolean;
  }
  /** From now on the talk is like this, and one's own picture is sent veiled, or whole. */
  | { readonly kind: "climb"; readonly mode: Mode; readonly isVeiled: boolean }
  /** Put in `ladder-expired` at that time. */
  | { readonly kind: "expire"; readonly ladder: Ladder; readonly at: number }
  /** Put in `retry` at that time, if nothing else has happened by then. */
  | { readonly kind: "retry-at"; readonly at: number }
  | { readonly kind: "tell"; readonly event: Exclude<ChatEvent, { readonly type: "change" }> };

/** What follows from an input. */
export interface Transition {
  readonly state: ChatState;
  readonly effects: readonly ChatEffect[];
}

/** One state of the union. */
export type StateOf<Kind extends ChatState["kind"]> = Extract<ChatState, { readonly kind: Kind }>;

/** The input of a kind. */
export type InputOf<Kind extends ChatInput["kind"]> = Extract<ChatInput, { readonly kind: Kind }>;
