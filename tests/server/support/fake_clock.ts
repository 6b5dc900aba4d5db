/**
 * Time that moves only when a test says so.
 *
 * @module
 */
import type { CancelTimer, Clock } from "../../../server/clock.ts";

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock with timers that a test moves. */
export class FakeClock implements Clock {
  #now: number;
  #timers: Timer[] = [];
  readonly #settle: () => Promise<void>;

  /**
   * @param start Milliseconds since the epoch.
   * @param letHappen Waits until nothing more happens by itself; {@linkcode settle} unless given.
   */
  constructor(start = Date.UTC(2026, 0, 1), letHappen = settle) {
    this.#now = start;
    this.#settle = letHappen;
  }

  /** Timers that have not fired. */
  get pending(): number {
    return this.#timers.length;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, run: () => void): CancelTimer {
    const timer: Timer = { at: this.#now + Math.max(delayMs, 0), run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Moves time, firing each timer at its moment and letting all that follows from it happen. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await this.#settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await this.#settle();
    }
    this.#now = end;
    await this.#settle();
  }

  #next(end: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.at <= end && (next === undefined || timer.at < next.at)) next = timer;
    }
    return next;
  }
}

/** Turns of the event loop after which nothing that an in-memory store was asked is still open. */
const TURNS = 4;

/** Lets everything happen that needs no time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
  }
}

/** Links of the longest chain of promises between two calls of a store. */
const MICROTASKS = 250;

/** The same where nothing but promises is waited for: a thousand times as fast. */
export async function settlePromises(): Promise<void> {
  for (let turn = 0; turn < MICROTASKS; turn++) await undefined;
}
