/**
 * Time that a test moves, quick enough for thousands of runs: it lets promises settle, not the
 * event loop.
 *
 * @module
 */
import type { Clock } from "../../../component/link/clock.ts";

/** Turns of the promise queue after which nothing is open that needs no time. */
const TURNS = 40;

/** A clock whose timers fire when a test says so. */
export class QuickClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  #timers: { readonly at: number; readonly run: () => void }[] = [];

  /** Timers that have not fired. */
  get pending(): number {
    return this.#timers.length;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Moves time, firing each timer at its moment and letting what follows from it happen. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    while (true) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#now = Math.max(this.#now, due.at);
      due.run();
      await settle();
    }
    this.#now = end;
  }
}

/** Lets everything happen that only waits for promises. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await Promise.resolve();
}
