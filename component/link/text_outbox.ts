/**
 * One's own messages until the other side has shown them: by the data channel while it answers,
 * otherwise by the server.
 *
 * It does not know frames or HTTP. The invariants it keeps: messages go one way at a time; nothing
 * is let go of before the other side's acknowledgement, because channel, server and network forget;
 * when the way changes, breaks or stays silent, all that is left goes again, in order, each saying
 * which one comes before it; so whoever drops repeats and waits for what comes before sees each
 * message once and in order.
 *
 * @module
 */
import type { MessageAnswer } from "../../server/protocol.ts";
import { type Clock, pause } from "./clock.ts";
import { askedMsOf, isRefusal } from "./problem_error.ts";

/** A message to the partner. */
export interface Outgoing {
  readonly id: string;
  readonly text: string;
}

/** A message on its way. */
export interface Sent extends Outgoing {
  /** The message before it, while that one is not acknowledged. */
  readonly after?: string;
}

/** The two ways, and who hears how a message fared. */
export interface OutboxOptions {
  readonly clock: Clock;
  /** Sends by the data channel. @returns Whether the channel took it. */
  readonly sendByChannel: (message: Sent) => boolean;
  /**
   * Sends by the server, whose answer says only that it is under way.
   *
   * @param isAgain The server has answered the same before.
   */
  readonly sendByRelay: (
    message: Sent,
    isAgain: boolean,
    signal: AbortSignal,
  ) => Promise<MessageAnswer>;
  /** @param at The server's time of it, or `null` when it never answered. */
  readonly onDelivered: (id: string, at: number | null) => void;
  readonly onFailed: (id: string) => void;
}

/** Without an acknowledgement for this time the other way is tried, in milliseconds. */
export const ACK_DEADLINE_MS = 3_000;
/** A server that does not answer is asked again after this time, in milliseconds. */
const RETRY_MS = 1_500;
/**
 * What the server took and the other side has not acknowledged goes again after this time, in
 * milliseconds, then after twice as long and so on: the other one may be away for half a minute.
 */
const RESEND_MS = 4_000;
const MAX_RESEND_MS = 32_000;

interface Pending extends Outgoing {
  /** When it went the present way, or `null`. */
  sentAt: number | null;
  /** When the server took it, by its own time, or `null`. */
  at: number | null;
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
  #resendMs = RESEND_MS;
  /** Ends what began before everything goes again. */
  #round = new AbortController();
  #cancelDeadline: (() => void) | null = null;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Takes a message and sends it as soon as there is a way. */
  send({ id, text }: Outgoing): void {
    if (this.#pending.some((message) => message.id === id)) return;
    this.#pending.push({ id, text, sentAt: null, at: null });
    this.#flush();
  }

  /** The data channel opened or closed. */
  setChannel(isOpen: boolean): void {
    this.#isChannelOpen = isOpen;
    this.#isChannelSilent = false;
    this.#restart();
  }

  /** A way by the server is new, or the other side's is: what was on the old one may be lost. */
  resume(): void {
    this.#resendMs = RESEND_MS;
    if (!this.#usesChannel) this.#restart();
  }

  /** The other side has shown a message. */
  acknowledge(id: string): void {
    const index = this.#pending.findIndex((message) => message.id === id);
    const [message] = index < 0 ? [] : this.#pending.splice(index, 1);
    if (message === undefined) return;
    this.#resendMs = RESEND_MS;
    this.#options.onDelivered(id, message.at);
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
    this.#round.abort();
    this.#cancelDeadline?.();
    this.#pending = [];
  }

  get #usesChannel(): boolean {
    return this.#isChannelOpen && !this.#isChannelSilent;
  }

  /** Everything that is not acknowledged goes again, on the way that is now the right one. */
  #restart(): void {
    this.#round.abort();
    this.#round = new AbortController();
    for (const message of this.#pending) message.sentAt = null;
    this.#flush();
  }

  #flush(): void {
    if (this.#closed.signal.aborted) return;
    if (!this.#usesChannel) return void this.#relay();
    for (const [index, message] of this.#pending.entries()) {
      if (message.sentAt !== null) continue;
      if (!this.#options.sendByChannel(this.#toSend(index, message))) return this.#leaveChannel();
      message.sentAt = this.#options.clock.now();
    }
    this.#watchDeadline();
  }

  #toSend(index: number, { id, text }: Pending): Sent {
    const before = this.#pending[index - 1];
    return before === undefined ? { id, text } : { id, text, after: before.id };
  }

  #watchDeadline(): void {
    this.#cancelDeadline?.();
    this.#cancelDeadline = null;
    const sentAt = this.#pending[0]?.sentAt ?? null;
    if (sentAt === null) return;
    const { clock } = this.#options;
    const afterMs = this.#usesChannel ? ACK_DEADLINE_MS : this.#resendMs;
    const leftMs = Math.max(0, sentAt + afterMs - clock.now());
    this.#cancelDeadline = clock.after(leftMs, () => {
      if (this.#usesChannel) return this.#leaveChannel();
      this.#resendMs = Math.min(2 * this.#resendMs, MAX_RESEND_MS);
      this.#restart();
    });
  }

  #leaveChannel(): void {
    this.#isChannelSilent = true;
    this.#restart();
  }

  async #relay(): Promise<void> {
    if (this.#isRelaying) return;
    this.#isRelaying = true;
    while (!this.#usesChannel) {
      const index = this.#pending.findIndex(({ sentAt }) => sentAt === null);
      const message = this.#pending[index];
      if (message === undefined) break;
      await this.#relayOne(index, message, this.#round.signal);
    }
    this.#isRelaying = false;
    this.#watchDeadline();
  }

  async #relayOne(index: number, message: Pending, round: AbortSignal): Promise<void> {
    const { clock, sendByRelay, onFailed } = this.#options;
    try {
      const isAgain = message.at !== null;
      message.at = (await sendByRelay(this.#toSend(index, message), isAgain, round)).at;
      if (!round.aborted) message.sentAt = clock.now();
    } catch (error) {
      if (round.aborted) return;
      if (isHopeless(error)) {
        this.#pending = this.#pending.filter(({ id }) => id !== message.id);
        return onFailed(message.id);
      }
      const askedMs = askedMsOf(error);
      // A channel that was silent may have come back; with no server it is the only hope.
      if (this.#isChannelOpen) return this.heard();
      await pause(clock, Math.max(RETRY_MS, askedMs), round);
    }
  }
}

/** The server will never take this message: the talk is over, or it is not a message. */
function isHopeless(error: unknown): boolean {
  return isRefusal(error, "not-in-room", "invalid-request");
}
