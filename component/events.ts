/**
 * What the element tells the page around it, as typed events that bubble and cross shadow borders.
 *
 * It does not know when they are sent. The invariant it keeps: the data is on the event itself,
 * read-only, and only an event whose default the host may prevent is cancelable.
 *
 * @module
 */
import type { LeaveReason, Match, ReportReason } from "../server/protocol.ts";
import type { Chat } from "./chat/controller.ts";
import type { ReportDetails } from "./chat/reports.ts";
import type { ChatState, Line, MediaCause, TroubleCause, Wish } from "./chat/state.ts";

const TOLD: EventInit = { bubbles: true, composed: true };

/** Somebody wants to begin; `preventDefault()` keeps them on the start screen. */
export class RandomChatStartEvent extends Event {
  /** What they ask for. */
  readonly wish: Wish;

  /** @param wish What the visitor asks for. */
  constructor(wish: Wish) {
    super("random-chat-start", { ...TOLD, cancelable: true });
    this.wish = wish;
  }
}

/** Two were paired. */
export class RandomChatMatchedEvent extends Event {
  /** The pair, as this side is told of it. */
  readonly match: Match;

  /** @param match The pair, as this side is told of it. */
  constructor(match: Match) {
    super("random-chat-matched", TOLD);
    this.match = match;
  }
}

/** Somebody wants to send a message; `preventDefault()` keeps it in the field. */
export class RandomChatSendEvent extends Event {
  /** What they have written. */
  readonly text: string;

  /** @param text What the visitor has written. */
  constructor(text: string) {
    super("random-chat-send", { ...TOLD, cancelable: true });
    this.text = text;
  }
}

/** Somebody wants to meet somebody else; `preventDefault()` keeps them where they are. */
export class RandomChatNextEvent extends Event {
  /** Tells of the wish alone. */
  constructor() {
    super("random-chat-next", { ...TOLD, cancelable: true });
  }
}

/** Somebody wants to report the other one; `preventDefault()` keeps it from the server. */
export class RandomChatReportEvent extends Event {
  /** What it is about. */
  readonly reason: ReportReason;
  /** What goes along. */
  readonly details: ReportDetails;

  /** @param reason What it is about. @param details What goes along. */
  constructor(reason: ReportReason, details: ReportDetails) {
    super("random-chat-report", { ...TOLD, cancelable: true });
    this.reason = reason;
    this.details = details;
  }
}

/** A message was written or received. */
export class RandomChatMessageEvent extends Event {
  /** The line as it stands in the talk. */
  readonly line: Line;

  /** @param line The line as it stands in the talk. */
  constructor(line: Line) {
    super("random-chat-message", TOLD);
    this.line = line;
  }
}

/** A talk is over. */
export class RandomChatLeftEvent extends Event {
  /** Why; by this visitor's own hand it is `left` or `next`. */
  readonly reason: LeaveReason;

  /** @param reason Why the talk ended. */
  constructor(reason: LeaveReason) {
    super("random-chat-left", TOLD);
    this.reason = reason;
  }
}

/** The conversation entered another state. */
export class RandomChatStateEvent extends Event {
  /** The state as a whole. */
  readonly state: ChatState;

  /** @param state The state that was entered. */
  constructor(state: ChatState) {
    super("random-chat-state", TOLD);
    this.state = state;
  }
}

/** Something keeps the visitor from talking; the element already says so in plain words. */
export class RandomChatErrorEvent extends Event {
  /** What it is: the device's cause, or the service's. */
  readonly cause: MediaCause | TroubleCause;

  /** @param cause What keeps the visitor from talking. */
  constructor(cause: MediaCause | TroubleCause) {
    super("random-chat-error", TOLD);
    this.cause = cause;
  }
}

/** Tells a page what a conversation tells and the element itself adds nothing to. */
export function tellPage(chat: Pick<Chat, "on">, page: EventTarget): void {
  chat.on("matched", ({ match }) => page.dispatchEvent(new RandomChatMatchedEvent(match)));
  chat.on("left", ({ reason }) => page.dispatchEvent(new RandomChatLeftEvent(reason)));
  chat.on("problem", ({ cause }) => page.dispatchEvent(new RandomChatErrorEvent(cause)));
}

declare global {
  // Of elements, and of the document and the window, which hear it too.
  interface GlobalEventHandlersEventMap {
    "random-chat-start": RandomChatStartEvent;
    "random-chat-matched": RandomChatMatchedEvent;
    "random-chat-send": RandomChatSendEvent;
    "random-chat-next": RandomChatNextEvent;
    "random-chat-message": RandomChatMessageEvent;
    "random-chat-left": RandomChatLeftEvent;
    "random-chat-report": RandomChatReportEvent;
    "random-chat-state": RandomChatStateEvent;
    "random-chat-error": RandomChatErrorEvent;
  }
}
