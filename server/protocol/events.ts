/**
 * What the server tells by itself: every event of the stream.
 *
 * It does not know how a stream is written. The invariant it keeps: an event's name decides what is in
 * it.
 *
 * @module
 */
import type { RoomId } from "./names.ts";
import type { Match, Mode, Near, Role } from "./queue.ts";
import type { LadderRequest, LeaveReason, Signal } from "./talk.ts";

/** Where a session stands, as it is told. */
export type StandingData =
  | { readonly state: "idle" }
  | { readonly state: "waiting"; readonly mode: Mode; readonly widensInMs: readonly number[] }
  | {
    readonly state: "seated";
    readonly room: RoomId;
    readonly generation: number;
    readonly role: Role;
    readonly partnerPresent: boolean;
    /** The whole match, for a client that was away when it was told. */
    readonly match: Match;
  };

/** What the first event of a stream tells: whether it goes on without a gap, and where one stands. */
export type HelloData = { readonly resumed: boolean } & StandingData;

/** Every event of the stream, by type. Clients skip types that they do not know. */
export interface EventMap {
  readonly "hello": HelloData;
  readonly "widened": {
    readonly step: number;
    readonly nextInMs?: number;
    readonly near?: Near;
  };
  readonly "matched": Match;
  readonly "signal": Signal;
  readonly "message": {
    readonly room: RoomId;
    readonly id: string;
    readonly text: string;
    readonly at: number;
    /** The server's HMAC over room, sender, id, time and text. */
    readonly signature: string;
    /** The sender's message that has to be shown first. */
    readonly after?: string;
  };
  /** The other side has shown these messages of one's own. */
  readonly "ack": {
    readonly room: RoomId;
    readonly ids: readonly string[];
    /** These and all before them were in sight of the other one. */
    readonly seen?: boolean;
  };
  readonly "typing": { readonly room: RoomId; readonly typing: boolean };
  /**
   * The other side wants a step of the ladder (`consent`), or wants it no more. With `agreed` it is
   * told to both: the talk goes on like this.
   */
  readonly "ladder": LadderRequest & { readonly agreed?: boolean };
  readonly "peer-away": { readonly room: RoomId; readonly holdMs: number };
  readonly "peer-back": { readonly room: RoomId };
  readonly "peer-left": { readonly room: RoomId; readonly reason: LeaveReason };
  /**
   * Whoever left that talk to meet somebody else would like to come back: `POST /v1/back` within that
   * time brings the two together. Whoever left is told nothing of what the one who was left wants.
   */
  readonly "back": { readonly room: RoomId; readonly endsInMs: number };
  /**
   * One may not be matched until then (milliseconds since the epoch). Told again when the end has
   * changed; an end that has come already means that the restriction was lifted.
   */
  readonly "restricted": {
    readonly rule: string;
    readonly until: number;
    /** By which it can be asked about, without an account. */
    readonly receipt: string;
  };
  readonly "replaced": Record<never, never>;
  readonly "bye": { readonly retryMs: number };
}

/** The name of an event. */
export type EventType = keyof EventMap;

/** One event before it is written to a stream. */
export type ServerEvent = {
  [Type in EventType]: { readonly type: Type; readonly data: EventMap[Type] };
}[EventType];
