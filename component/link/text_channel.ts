/**
 * The written half of a talk: messages and typing, by the data channel or by the server.
 *
 * It does not know peers, rooms or HTTP. The invariant it keeps: a message is told once at the
 * receiver and in the order of writing, whatever way it took and whatever forgot it on that way.
 *
 * @module
 */
import type { LIMITS, MessageAnswer } from "../../server/protocol.ts";
import type { Clock } from "./clock.ts";
import { decodeFrame, encodeFrame } from "./text_frame.ts";
import { type Incoming, TextInbox } from "./text_inbox.ts";
import { type Outgoing, type Sent, TextOutbox } from "./text_outbox.ts";

/** The way by the server. */
export interface TextRelay {
  /** @param isAgain The server took it before, and the partner has not acknowledged it. */
  message(message: Sent, isAgain: boolean, signal: AbortSignal): Promise<MessageAnswer>;
  /** Tells the partner which of their messages were shown. */
  acknowledge(ids: readonly string[]): Promise<void>;
  typing(isTyping: boolean): Promise<void>;
  /** Tells the partner that a message of theirs and all before it were in sight. */
  see(id: string): Promise<void>;
}

/** Who hears what is written. */
export interface TextListener {
  onMessage(message: Incoming): void;
  onTyping(isTyping: boolean): void;
  /**
   * The partner has seen it.
   *
   * @param at The server's time of it, or `null` when it went by the data channel.
   */
  onDelivered(id: string, at: number | null): void;
  onFailed(id: string): void;
  /** The partner has had it, and all before it, in sight. */
  onSeen(id: string): void;
}

/** What a text channel is made with. */
export interface TextChannelOptions {
  readonly clock: Clock;
  readonly relay: TextRelay;
  readonly listener: TextListener;
  /** Ids of the partner's messages that were told before this page was loaded. */
  readonly seen: Iterable<string>;
  /** Sends through the data channel. @returns Whether it took the frame. */
  readonly sendFrame: (frame: string) => boolean;
}

/** Typing is told again at most this often, in milliseconds. */
const TYPING_EVERY_MS = 2_000;
/** Typing that is not told again for this time is over, in milliseconds. */
const TYPING_LASTS_MS = 5_000;

/** As many as the server takes at once. */
const MAX_ACKS: (typeof LIMITS)["acks"] = 100;

/** Messages and typing of one talk. */
export class TextChannel {
  readonly #options: TextChannelOptions;
  readonly #outbox: TextOutbox;
  readonly #inbox: TextInbox;
  #isOpen = false;
  /** What came by the server, was shown, and is still to be acknowledged there. */
  #shown: string[] = [];
  #isAcknowledging = false;
  #isTypingTold = false;
  #typingToldAt = -Infinity;
  #cancelTyping: (() => void) | null = null;
  /** The last message that the partner was told to be seen. */
  #seenId = "";

  constructor(options: TextChannelOptions) {
    this.#options = options;
    const { clock, relay, listener, seen, sendFrame } = options;
    this.#inbox = new TextInbox(clock, seen, (message) => {
      this.#hearTyping(false);
      listener.onMessage(message);
    });
    this.#outbox = new TextOutbox({
      clock,
      sendByChannel: (message) => sendFrame(encodeFrame({ kind: "message", ...message })),
      sendByRelay: (message, isAgain, signal) => relay.message(message, isAgain, signal),
      onDelivered: (id, at) => listener.onDelivered(id, at),
      onFailed: (id) => listener.onFailed(id),
    });
  }

  /** Sends a message, and again until it is acknowledged. */
  send(message: Outgoing): void {
    this.#isTypingTold = false;
    this.#outbox.send(message);
  }

  /** Tells the partner that a message of theirs is in sight, once. */
  see(id: string): void {
    if (id === this.#seenId) return;
    this.#seenId = id;
    if (this.#isOpen && this.#options.sendFrame(encodeFrame({ kind: "seen", id }))) return;
    // One that is lost is made good by the next one, which stands for all before it.
    this.#options.relay.see(id).catch(() => undefined);
  }

  /** Tells the partner whether one is writing; may be called on each key. */
  setTyping(isTyping: boolean): void {
    const now = this.#options.clock.now();
    if (isTyping ? now - this.#typingToldAt < TYPING_EVERY_MS : !this.#isTypingTold) return;
    if (isTyping) this.#typingToldAt = now;
    this.#isTypingTold = isTyping;
    const frame = encodeFrame({ kind: "typing", typing: isTyping });
    if (this.#isOpen && this.#options.sendFrame(frame)) return;
    // Typing that does not arrive is not worth another try: by then it is something else.
    this.#options.relay.typing(isTyping).catch(() => undefined);
  }

  /** The data channel opened or closed. */
  setChannel(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#outbox.setChannel(isOpen);
  }

  /** The stream of the server is a new one, on this side or the other. */
  resume(): void {
    this.#outbox.resume();
  }

  /** Takes what came through the data channel. */
  receiveFrame(data: string): void {
    const frame = decodeFrame(data);
    if (frame === null) return;
    this.#outbox.heard();
    if (frame.kind === "ack") return this.#outbox.acknowledge(frame.id);
    if (frame.kind === "typing") return this.#hearTyping(frame.typing);
    if (frame.kind === "seen") return this.receiveSeen(frame.id);
    const { id, text, after } = frame;
    const message = { id, text, after, at: this.#options.clock.now() };
    this.#inbox.take(message, () => this.#acknowledgeByChannel(id));
  }

  /** Takes a message that came by the server. */
  receiveRelayed(message: Incoming): void {
    this.#inbox.take(message, () => {
      this.#shown.push(message.id);
      void this.#acknowledgeByRelay();
      // By the way it came, to be sure; by the channel too, because that may have come back.
      if (this.#isOpen) this.#acknowledgeByChannel(message.id);
    });
  }

  /** Takes the partner's word by the server that messages were shown. */
  receiveAcks(ids: readonly string[]): void {
    for (const id of ids) this.#outbox.acknowledge(id);
  }

  /** Takes the partner's word that a message, and all before it, were in sight. */
  receiveSeen(id: string): void {
    this.#options.listener.onSeen(id);
  }

  /** Takes typing that came by the server. */
  receiveTyping(isTyping: boolean): void {
    this.#hearTyping(isTyping);
  }

  /** Ends it: nothing is sent or told any more. */
  close(): void {
    this.#outbox.close();
    this.#inbox.close();
    this.#cancelTyping?.();
  }

  #acknowledgeByChannel(id: string): void {
    this.#options.sendFrame(encodeFrame({ kind: "ack", id }));
  }

  /** What is shown while a request is under way shares the next one. */
  async #acknowledgeByRelay(): Promise<void> {
    if (this.#isAcknowledging) return;
    this.#isAcknowledging = true;
    while (this.#shown.length > 0) {
      // One that is lost costs a repeat, which is acknowledged again.
      await this.#options.relay.acknowledge(this.#shown.splice(0, MAX_ACKS)).catch(() => {});
    }
    this.#isAcknowledging = false;
  }

  #hearTyping(isTyping: boolean): void {
    const { clock, listener } = this.#options;
    const wasTyping = this.#cancelTyping !== null;
    this.#cancelTyping?.();
    this.#cancelTyping = isTyping
      ? clock.after(TYPING_LASTS_MS, () => this.#hearTyping(false))
      : null;
    if (isTyping !== wasTyping) listener.onTyping(isTyping);
  }
}
