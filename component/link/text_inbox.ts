/**
 * The partner's messages as they arrive on two ways: each shown once, in the order of writing.
 *
 * It does not know how they travel. The invariants it keeps: no id is told twice; a message that
 * says what it comes after is told after it, unless that one never comes; what is acknowledged was
 * told, so that nothing is lost with the page.
 *
 * @module
 */
import type { Clock } from "./clock.ts";

/** A message from the partner. */
export interface Incoming {
  readonly id: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What has to be told before it. */
  readonly after?: string | undefined;
  /** The server's, where it came that way: by it a report of it can be verified. */
  readonly signature?: string | undefined;
}

/**
 * How long a message waits for the one before it, in milliseconds: longer than a seat is held. Only
 * a partner whose browser forgot what it had promised to send makes it wait in vain.
 */
export const HOLD_MS = 60_000;
/** The most messages that wait; somebody who sends more does not mean well. */
const MAX_HELD = 200;
/** Ids that are remembered, more than can be under way at once. */
const MAX_SEEN = 1_000;

interface Held {
  readonly message: Incoming;
  readonly acknowledge: () => void;
}

/** Puts what arrives into order. */
export class TextInbox {
  readonly #clock: Clock;
  readonly #tell: (message: Incoming) => void;
  readonly #seen: Set<string>;
  readonly #held = new Map<string, Held>();
  #cancelHold: (() => void) | null = null;

  /**
   * @param seen Ids that were told before this page was loaded.
   * @param tell Called once for each message, in order.
   */
  constructor(clock: Clock, seen: Iterable<string>, tell: (message: Incoming) => void) {
    this.#clock = clock;
    this.#seen = new Set(seen);
    this.#tell = tell;
  }

  /** Takes a message. @param acknowledge Called once it was told, or at once if it was before. */
  take(message: Incoming, acknowledge: () => void): void {
    if (this.#seen.has(message.id)) return acknowledge();
    this.#held.set(message.id, { message, acknowledge });
    this.#release();
  }

  /** Forgets what is held. */
  close(): void {
    this.#cancelHold?.();
    this.#held.clear();
  }

  #release(): void {
    for (let due = this.#due(); due; due = this.#due()) this.#show(due);
    if (this.#held.size === 0) {
      this.#cancelHold?.();
      this.#cancelHold = null;
    } else {
      this.#cancelHold ??= this.#clock.after(HOLD_MS, () => this.#giveUpWaiting());
    }
  }

  #due(): Held | undefined {
    const held = [...this.#held.values()];
    return held.find(({ message: { after } }) => after === undefined || this.#seen.has(after)) ??
      (held.length > MAX_HELD ? this.#first(held) : undefined);
  }

  #giveUpWaiting(): void {
    this.#cancelHold = null;
    const first = this.#first([...this.#held.values()]);
    if (first) this.#show(first);
    this.#release();
  }

  /** The one that waits for something that is not here at all. */
  #first(held: readonly Held[]): Held | undefined {
    return held.find(({ message: { after = "" } }) => !this.#held.has(after)) ?? held[0];
  }

  #show({ message, acknowledge }: Held): void {
    this.#held.delete(message.id);
    this.#seen.add(message.id);
    const [oldest] = this.#seen;
    if (this.#seen.size > MAX_SEEN && oldest !== undefined) this.#seen.delete(oldest);
    this.#tell(message);
    acknowledge();
  }
}
