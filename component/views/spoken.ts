/**
 * What a screen reader is told of incoming messages: each one as long as they come singly, and their
 * number when they come in a burst, which nobody wants read aloud one by one.
 *
 * It does not know words. The invariant it keeps: whatever comes is told of, at once or within
 * `GATHER_MS`, and never more often than that.
 *
 * @module
 */
import type { Clock } from "../link/clock.ts";

/** After something was told, what comes next is gathered for this long, in milliseconds. */
export const GATHER_MS = 3_000;

/** What is told now. */
export interface Told {
  /** Another one each time, as the same words said twice are also read twice. */
  readonly key: number;
  readonly count: number;
  /** What was written last. */
  readonly text: string;
}

/** The incoming messages of one element. */
export class Spoken {
  /** What is told now; nothing before the first message of a talk. */
  told: Told | null = null;
  readonly #clock: () => Clock;
  readonly #update: () => void;
  #gathered: string[] = [];
  #cancel: (() => void) | null = null;
  #key = 0;

  /**
   * @param clock Reads the clock, which may be replaced.
   * @param update Draws what is told.
   */
  constructor(clock: () => Clock, update: () => void) {
    this.#clock = clock;
    this.#update = update;
  }

  /** Takes a message of the other one. */
  hear(text: string): void {
    this.#gathered.push(text);
    if (this.#cancel === null) this.#tell();
  }

  /** Another talk, or none. */
  hush(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#gathered = [];
    this.told = null;
  }

  #tell(): void {
    this.#cancel = null;
    const text = this.#gathered.at(-1);
    if (text === undefined) return;
    this.#key += 1;
    this.told = { key: this.#key, count: this.#gathered.length, text };
    this.#gathered = [];
    this.#cancel = this.#clock().after(GATHER_MS, () => this.#tell());
    this.#update();
  }
}
