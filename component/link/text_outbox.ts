/**
 * One's own messages until they are acknowledged: by the data channel while it answers, otherwise
 * by the server.
 *
 * It does not know frames or HTTP. The invariants it keeps: messages go one way at a time; when
 * the way changes, everything that is not acknowledged goes again, in order, on the new one; so
 * whoever drops repeats sees each message once and in order.
 *
 * @module
 */
import type { MessageAnswer } from "../../server/protocol.ts";
import { type Clock, pause } from "./clock.ts";
import { ProblemError } from "./problem_error.ts";

/** A message to the partner. */
export interface Outgoing {
  readonly id: string;
  readonly text: string;
}

/** The two ways, and who hears how a message fared. */
export interface OutboxOptions {
  readonly clock: Clock;
  /**
   * Sends by the data channel.
   *
   * @param after A message that went by the server so recently that it may still be under way.
   * @returns Whether the channel took it.
   */
  readonly sendByChannel: (message: Outgoing, after: string | undefined) => boolean;
  /** Sends by the server; once it resolves, the message is the server's responsibility. */
  readonly sendByRelay: (message: Outgoing, signal: AbortSignal) => Promise<MessageAnswer>;
  /** @param at The server's time of it, or `null` when it went by the data channel. */
  readonly onDelivered: (id: string, at: number | null) => void;
  readonly onFailed: (id: string) => void;
}

/** Without an acknowledgement for this time the other way is tried, in milliseconds. */
export const ACK_DEADLINE_MS = 3_000;
/** A message that the server took this long ago has arrived, or it never will. */
const TRANSIT_MS = 10_000;

interface Pending extends Outgoing {
  /** When it went into the channel that is open now, or `null`. */
  sentAt: number | null;
}

/** Keeps and repeats what is not acknowledged. */
export class TextOutbox {
  readonly #options: OutboxOptions;
  readonly #closed = new AbortController();
  #pending: Pending[] = [];
  #isChannelOpen = false;
  /** The channel claims to be open but does not answer. */
  #isChannelSilent = false;
  #isRelaying = false;
  #lastRelayed: { readonly id: string; readonly at: number } | null = null;
  #cancelDeadline: (() => void) | null = null;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Takes a message and sends it as soon as there is a way. */
  send({ id, text }: Outgoing): void {
    if (this.#pending.some((message) => message.id === id)) return;
    this.#pending.push({ id, text, sentAt: null });
    this.#flush();
  }

  /** The data channel opened or closed. */
  setChannel(isOpen: boolean): void {
    this.#isChannelOpen = isOpen;
    this.#isChannelSilent = false;
    this.#restart();
  }

  /** The other side has a message. */
  acknowledge(id: string, at: number | null = null): void {
    const index = this.#pending.findIndex((message) => message.id === id);
    if (index < 0) return;
    this.#pending.splice(index, 1);
    this.#options.onDelivered(id, at);
    this.#watchDeadline();
  }

  /** Something came through the channel: it answers. */
  heard(): void {
    if (!this.#isChannelSilent) return;
    this.#isChannelSilent = false;
    this.#restart();
  }

  /** Sends nothing more. */
  close(): void {
    this.#closed.abort();
    this.#cancelDeadline?.();
    this.#pending = [];
  }

  get #usesChannel(): boolean {
    return this.#isChannelOpen && !this.#isChannelSilent;
  }

  /** Everything that is not acknowledged goes again, on the way that is now the right one. */
  #restart(): void {
    for (const message of this.#pending) message.sentAt = null;
    this.#flush();
  }

  #flush(): void {
    if (this.#closed.signal.aborted || this.#pending.length === 0) return;
    if (this.#usesChannel) this.#fillChannel();
    else void this.#relay();
  }

  #fillChannel(): void {
    const now = this.#options.clock.now();
    const last = this.#lastRelayed;
    const after = last !== null && now - last.at < TRANSIT_MS ? last.id : undefined;
    for (const message of this.#pending) {
      if (message.sentAt !== null) continue;
      if (!this.#options.sendByChannel(message, after)) return this.#leaveChannel();
      message.sentAt = now;
    }
    this.#watchDeadline();
  }

  #watchDeadline(): void {
    this.#cancelDeadline?.();
    this.#cancelDeadline = null;
    const sentAt = this.#pending[0]?.sentAt ?? null;
    if (sentAt === null || !this.#usesChannel) return;
    const { clock } = this.#options;
    const leftMs = Math.max(0, sentAt + ACK_DEADLINE_MS - clock.now());
    this.#cancelDeadline = clock.after(leftMs, () => this.#leaveChannel());
  }

  #leaveChannel(): void {
    this.#isChannelSilent = true;
    this.#restart();
  }

  async #relay(): Promise<void> {
    if (this.#isRelaying) return;
    this.#isRelaying = true;
    while (!this.#usesChannel && this.#pending[0] !== undefined) {
      await this.#relayOne(this.#pending[0]);
    }
    this.#isRelaying = false;
  }

  async #relayOne(message: Outgoing): Promise<void> {
    const { clock, sendByRelay, onFailed } = this.#options;
    const { signal } = this.#closed;
    try {
      const { at } = await sendByRelay(message, signal);
      if (signal.aborted) return;
      this.#lastRelayed = { id: message.id, at: clock.now() };
      this.acknowledge(message.id, at);
    } catch (error) {
      if (signal.aborted) return;
      if (isHopeless(error)) {
        this.#pending = this.#pending.filter(({ id }) => id !== message.id);
        return onFailed(message.id);
      }
      const askedMs = error instanceof ProblemError ? error.retryAfterMs ?? 0 : 0;
      // A channel that was silent may have come back; with no server it is the only hope.
      if (this.#isChannelOpen) this.heard();
      await pause(clock, Math.max(ACK_DEADLINE_MS, askedMs), signal);
    }
  }
}

/** The server will never take this message: the talk is over, or it is not a message. */
function isHopeless(error: unknown): boolean {
  return error instanceof ProblemError &&
    (error.slug === "not-in-room" || error.slug === "invalid-request");
}
