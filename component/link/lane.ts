/**
 * Work that must not overtake other work of its kind.
 *
 * It does not know what the work is. The invariant it keeps: a job begins when the one before it
 * has ended, well or badly.
 *
 * @module
 */

/** A queue of one worker. */
export class Lane {
  #tail: Promise<unknown> = Promise.resolve();

  /**
   * Does the job when it is its turn.
   *
   * @returns What the job returns; its failure is its caller's and does not stop the lane.
   */
  run<Value>(job: () => Promise<Value>): Promise<Value> {
    const result = this.#tail.then(job);
    this.#tail = result.catch(() => undefined);
    return result;
  }
}
