/**
 * The seam between the conversation and the server: requests up, events down, one connection.
 *
 * It does not know HTTP, streams or storage; `sse_signaling.ts` does, and tests use a twin in
 * memory. The invariant it keeps: requests of one kind about one room reach the server in the
 * order in which they were made.
 *
 * @module
 */
import type {
  AgeGroup,
  BackRequest,
  CheckRequest,
  IceAnswer,
  IceServer,
  LadderRequest,
  MessageAnswer,
  MessageRequest,
  QueueAnswer,
  QueueRequest,
  ReportRequest,
  RoomId,
  ServerEvent,
  Signal,
  SitePolicyView,
  UnqueueAnswer,
  WidenAnswer,
  WidenRequest,
} from "../../server/protocol.ts";
import type { Clock } from "./clock.ts";
import type { SessionStore } from "./session_store.ts";

/** Why the server cannot be used at the moment, or at all. */
export type OutageCause =
  | "offline"
  | "server-away"
  | "origin-not-allowed"
  | "rate-limited"
  | "gate-required"
  | "replaced"
  | "draining"
  | "internal";

/** How the connection to the server fares. */
export type ConnectionStatus =
  /** Nobody wants it. */
  | { readonly kind: "closed" }
  /** Being opened, or opened again. */
  | { readonly kind: "opening" }
  /** The stream is open and said `hello`. */
  | { readonly kind: "open" }
  /** It broke and is tried again by itself at `retryAt`, milliseconds since the epoch. */
  | {
    readonly kind: "down";
    readonly cause: OutageCause;
    readonly retryAt: number;
    /** How many tries in a row have failed, from 1. */
    readonly attempt: number;
  }
  /** It broke and is not tried again until it is opened anew. */
  | { readonly kind: "lost"; readonly cause: OutageCause };

/** What the server told about the session when it began. */
export interface SessionFacts {
  readonly iceServers: readonly IceServer[];
  /** When `iceServers` were handed out, milliseconds since the epoch. */
  readonly iceAt: number;
  readonly site: SitePolicyView;
}

/** What somebody who uses the server listens to. */
export interface SignalingListener {
  /** An event of the stream; `hello` comes first on each stream. */
  onEvent(event: ServerEvent): void;
  /** The connection changed; `open` is told before the `hello` that proves it. */
  onConnection(status: ConnectionStatus): void;
}

/** What an implementation is made from. */
export interface SignalingOptions {
  /** Where the server is; relative addresses count from the page. */
  readonly server: string;
  /** Which site's policy counts. */
  readonly site?: string | undefined;
  /** Reads what the site states of the visitor at the moment, if it does. */
  readonly claim?: (() => string | undefined) | undefined;
  readonly store: SessionStore;
  readonly listener: SignalingListener;
  readonly clock: Clock;
  /** A number from 0 to below 1, for jitter. */
  readonly random: () => number;
}

/** What is written to a decision. */
export interface AppealRequest {
  readonly receipt: string;
  /** In the visitor's own words. */
  readonly note: string;
}

/** What becomes of a wish for somebody, or of the wish to have somebody back (`asked`). */
export type SeatAnswer = QueueAnswer | { readonly status: "asked" };

/** How a request may be called off. */
export interface RequestOptions {
  /** Ends the waiting and the repeating; a request that is under way may still arrive. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The server, as the conversation sees it.
 *
 * Every request rejects with a `ProblemError` when the server refuses it, with a `TypeError` when
 * the network fails for good, and with an `AbortError` when it was called off.
 */
export interface Signaling {
  /** What the server told about the session, once one exists. */
  readonly session: SessionFacts | null;
  /** Opens the connection and keeps it open; when it is down, tries again at once. */
  open(): void;
  /** Says of what age the visitor is, who agrees to the rules; told when it is opened next. */
  passGate(age: AgeGroup): void;
  /** Looks whether the connection still holds: something else says that the network is gone. */
  check(): void;
  /** Closes the connection at once; requests can still be made with the session. */
  close(): void;
  /** Asks to be matched; repeated until the server answers. */
  queue(wish: QueueRequest, options?: RequestOptions): Promise<SeatAnswer>;
  /** Takes the wish back; a match that was faster is told. */
  unqueue(options?: RequestOptions): Promise<UnqueueAnswer>;
  /** Leaves the room and asks again, in one step. */
  next(wish: QueueRequest, options?: RequestOptions): Promise<SeatAnswer>;
  /** Wants the other one of a talk back that one of the two has just left. */
  back(wish: BackRequest, options?: RequestOptions): Promise<SeatAnswer>;
  /** Reaches the next step of the search at once; a match that was faster is told. */
  widen(request: WidenRequest, options?: RequestOptions): Promise<WidenAnswer>;
  /** Leaves the room. */
  leave(room: RoomId, options?: RequestOptions): Promise<void>;
  /** Leaves the room, if it is not over, and never meets the other one again. */
  block(room: RoomId, options?: RequestOptions): Promise<void>;
  /** Reports the other one of a room, which blocks them too; may be called while closed. */
  report(report: ReportRequest, options?: RequestOptions): Promise<void>;
  /** Asks for another look at the decision with that receipt; may be called while closed. */
  appeal(request: AppealRequest, options?: RequestOptions): Promise<void>;
  /** Hands a description or candidates to the other side, in order. */
  signal(signal: Signal, options?: RequestOptions): Promise<void>;
  /** Hands a message to the other side; the caller repeats it with the same id. */
  message(message: MessageRequest, options?: RequestOptions): Promise<MessageAnswer>;
  /** Tells the other side which of its messages were shown; tried once. */
  acknowledge(room: RoomId, ids: readonly string[], options?: RequestOptions): Promise<void>;
  /** Tells the other side that a message of its, and all before it, were in sight; tried once. */
  see(room: RoomId, id: string, options?: RequestOptions): Promise<void>;
  /** Tells the other side about typing; tried once. */
  typing(room: RoomId, isTyping: boolean, options?: RequestOptions): Promise<void>;
  /** Tells that one wants a step of the ladder, or wants it no more; repeated until answered. */
  ladder(request: LadderRequest, options?: RequestOptions): Promise<void>;
  /** Counts on the server what failed here, by stage and cause alone; tried once. */
  count(failure: CheckRequest): Promise<void>;
  /** Fetches fresh relay credentials. */
  ice(options?: RequestOptions): Promise<IceAnswer>;
}

/** Makes a connection to a server. */
export type CreateSignaling = (options: SignalingOptions) => Signaling;
