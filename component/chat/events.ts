/**
 * What the conversation tells whoever drives it, by name, and the smallest emitter that does it.
 *
 * It does not know who listens. The invariant it keeps: a listener that throws stops neither the
 * conversation nor the other listeners.
 *
 * @module
 */
import type { LeaveReason, Match } from "../../server/protocol.ts";
import type { ChatSnapshot, Line, MediaCause, TroubleCause } from "./state.ts";

/** Every event of a conversation, by name. */
export interface ChatEventMap {
  /** Something that a view may draw has changed. */
  readonly change: ChatSnapshot;
  /** Two were paired; told once per room. */
  readonly matched: { readonly match: Match };
  /** A line was written by the partner or by oneself; told once per line. */
  readonly message: { readonly line: Line; readonly match: Match };
  /** A talk is over; told once per room. */
  readonly left: {
    readonly match: Match;
    readonly reason: LeaveReason;
    /** Who ended it; a connection lost for good counts as the partner's. */
    readonly by: "self" | "partner";
  };
  /** Camera, microphone or service cannot be used. */
  readonly problem: { readonly cause: MediaCause | TroubleCause };
}
/** The name of an event of a conversation. */
export type ChatEventType = keyof ChatEventMap;
/** One event of a conversation. */
export type ChatEvent = {
  [Type in ChatEventType]: { readonly type: Type; readonly detail: ChatEventMap[Type] };
}[ChatEventType];

/** Hands events to those who asked for them. */
export class ChatEmitter {
  readonly #target = new EventTarget();

  /**
   * Listens to one kind of event.
   *
   * @returns Ends the listening.
   */
  on<Type extends ChatEventType>(
    type: Type,
    listener: (detail: ChatEventMap[Type]) => void,
    options: { readonly signal?: AbortSignal } = {},
  ): () => void {
    const handle = (event: Event) => {
      if (event instanceof DetailEvent) listener(event.detail);
    };
    this.#target.addEventListener(type, handle, options);
    return () => this.#target.removeEventListener(type, handle);
  }

  /** Tells everybody who listens; what they throw is reported by the browser, not here. */
  protected emit(event: ChatEvent): void {
    this.#target.dispatchEvent(new DetailEvent(event.type, event.detail));
  }
}

class DetailEvent<Detail> extends Event {
  constructor(type: string, readonly detail: Detail) {
    super(type);
  }
}
