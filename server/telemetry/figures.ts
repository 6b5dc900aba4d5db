/**
 * How many are here, wait, talk and report: one sample a minute for a day.
 *
 * It does not know who. The invariant it keeps: it takes the same memory on the busiest day, and is
 * of this node alone.
 *
 * @module
 */
import type { CancelTimer, Clock } from "../clock.ts";

const SAMPLE_MS = 60_000;
/** A day. */
const MAX_SAMPLES = 24 * 60;

/** What can be counted at a moment. */
export interface Census {
  readonly online: number;
  readonly waiting: number;
  readonly talks: number;
}

/** One minute. */
export interface Sample extends Census {
  /** The minute's end, milliseconds since the epoch. */
  readonly at: number;
  /** Reports that were taken in it. */
  readonly reports: number;
}

/** The samples of a node. */
export class Figures {
  readonly #clock: Clock;
  readonly #census: () => Census;
  #samples: Sample[] = [];
  #reports = 0;
  #cancel: CancelTimer = () => {};

  constructor({ clock, census }: { readonly clock: Clock; readonly census: () => Census }) {
    this.#clock = clock;
    this.#census = census;
  }

  /** All samples and the present minute, the oldest first. */
  get samples(): readonly Sample[] {
    return [...this.#samples, this.#now()];
  }

  /** Begins to sample. */
  start(): void {
    this.#cancel = this.#clock.after(SAMPLE_MS, () => {
      this.#samples = [...this.#samples, this.#now()].slice(-MAX_SAMPLES);
      this.#reports = 0;
      this.start();
    });
  }

  /** Ends sampling. */
  stop(): void {
    this.#cancel();
  }

  /** Counts a report. */
  reported(): void {
    this.#reports++;
  }

  #now(): Sample {
    return { at: this.#clock.now(), ...this.#census(), reports: this.#reports };
  }
}
