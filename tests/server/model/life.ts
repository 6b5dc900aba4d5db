/**
 * One life of a node: it can be paused, resumed and ended between any two awaits.
 *
 * It does not know what the node does.
 *
 * @module
 */
import type { CancelTimer, Clock } from "../../../server/clock.ts";

/** The clock of a node, which stops with it. */
export class Life implements Clock {
  #isDead = false;
  #pauses = 0;
  #resumed: PromiseWithResolvers<void> | undefined;
  #planned: { steps: number; readonly run: () => void } | undefined;

  /**
   * @param name Told apart from other lives by it.
   * @param skewMs How far the node's clock is off, in milliseconds.
   */
  constructor(readonly clock: Clock, readonly name: string, readonly skewMs: number) {}

  get isDead(): boolean {
    return this.#isDead;
  }

  get isPaused(): boolean {
    return this.#resumed !== undefined;
  }

  /** Ends the node: no timer fires and no call returns any more. */
  kill(): void {
    this.#isDead = true;
    this.resume();
  }

  /** How often it was stopped. */
  get pauses(): number {
    return this.#pauses;
  }

  /** Stops the node as a suspended machine is: its timers and answers wait. */
  pause(): void {
    this.#pauses++;
    this.#resumed ??= Promise.withResolvers<void>();
  }

  resume(): void {
    this.#resumed?.resolve();
    this.#resumed = undefined;
  }

  /** Runs something at the node's step of that number from now, in place of what was planned. */
  plan(steps: number, run: () => void): void {
    this.#planned = { steps, run };
  }

  now(): number {
    return this.clock.now() + this.skewMs;
  }

  after(delayMs: number, run: () => void): CancelTimer {
    let isCancelled = false;
    const cancel = this.clock.after(delayMs, () => {
      void this.awake().then(() => {
        if (!isCancelled) run();
      });
    });
    return () => {
      isCancelled = true;
      cancel();
    };
  }

  /** A step of the node. Resolves when the node runs; never when it is dead. */
  async awake(): Promise<void> {
    const planned = this.#planned;
    if (planned && --planned.steps < 0) {
      this.#planned = undefined;
      planned.run();
    }
    await this.#resumed?.promise;
    if (this.#isDead) await new Promise<never>(() => {});
  }
}
