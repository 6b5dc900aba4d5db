/**
 * Holds the end button for a moment after the ground under it has changed, so that a double tap
 * skips nobody.
 *
 * It does not know which button it is. The invariant it keeps: it opens by itself, and is drawn then.
 *
 * @module
 */
import type { ReactiveControllerHost } from "lit";
import type { Clock } from "./link/clock.ts";

/** How long it holds, in milliseconds. */
export const DISARMED_MS = 400;

/** The latch of one element. */
export class Latch {
  readonly #host: ReactiveControllerHost;
  readonly #clock: () => Clock;
  #opensAt = 0;

  /** @param clock Reads the element's clock, which a page may replace. */
  constructor(host: ReactiveControllerHost, clock: () => Clock) {
    this.#host = host;
    this.#clock = clock;
  }

  /** Whether the button acts. */
  get isOpen(): boolean {
    return this.#clock().now() >= this.#opensAt;
  }

  /** Holds it from now on, for a moment. */
  close(): void {
    this.#opensAt = this.#clock().now() + DISARMED_MS;
    this.#clock().after(DISARMED_MS, () => this.#host.requestUpdate());
  }
}
