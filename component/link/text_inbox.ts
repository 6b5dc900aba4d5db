/**
 * The partner's messages as they arrive on two ways: each shown once, in the order of writing.
 *
 * It does not know how they travel. The invariant it keeps: no id is told twice, and a message
 * that says what it comes after is told after it, unless that one is long overdue.
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
}

/** A message that went by the server and is not here after this time is not waited for longer. */
const HOLD_MS = 2_000;
/** Ids that are remembered, more than can be under way at once. */
const MAX_SEEN = 1_000;

/** Puts what arrives into order. */
export class TextInbox {
  readonly #clock: Clock;
  readonly #tell: (message: Incoming) => void;
  readonly #seen = new Set<string>();
  #held: Incoming[] = [];
  #cancelHold: (() => void) | null = null;

  /** @param tell Called once for each message, in order. */
  constructor(clock: Clock, tell: (message: Incoming) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Takes a message that came by the data channel. */
  fromChannel(message: Incoming): void {
    this.#held.push(message);
    this.#release();
  }

  /** Takes a message that came by the server; that way keeps its order by itself. */
  fromRelay(message: Incoming): void {
    const at = this.#held.findIndex(({ id }) => id === message.id);
    for (const held of this.#held.splice(0, at + 1)) this.#show(held);
    this.#show(message);
    this.#release();
  }

  /** Forgets what is held. */
  close(): void {
    this.#cancelHold?.();
    this.#held = [];
  }

  #release(): void {
    while (this.#held[0] !== undefined && this.#isDue(this.#held[0])) {
      this.#show(this.#held[0]);
      this.#held.shift();
    }
    if (this.#held.length > 0) {
      this.#cancelHold ??= this.#clock.after(HOLD_MS, () => this.#giveUpWaiting());
    } else {
      this.#cancelHold?.();
      this.#cancelHold = null;
    }
  }

  #giveUpWaiting(): void {
    this.#cancelHold = null;
    for (const message of this.#held.splice(0)) this.#show(message);
  }

  #isDue({ after }: Incoming): boolean {
    return after === undefined || this.#seen.has(after);
  }

  #show(message: Incoming): void {
    if (this.#seen.has(message.id)) return;
    this.#seen.add(message.id);
    const [oldest] = this.#seen;
    if (this.#seen.size > MAX_SEEN && oldest !== undefined) this.#seen.delete(oldest);
    this.#tell(message);
  }
}
