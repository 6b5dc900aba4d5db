/**
 * One thing at a time for each key.
 *
 * It does not know what is done. It spares needless lost races within a node (a double tap, a leave
 * on the heels of a join); the checks of the commits keep things right without it.
 *
 * @module
 */

/** Runs tasks of the same key one after the other. */
export class Serial<Key> {
  readonly #tails = new Map<Key, Promise<unknown>>();

  /** Runs `task` when all earlier ones of the key have ended, however they ended. */
  run<Result>(key: Key, task: () => Promise<Result>): Promise<Result> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const result = before.then(task, task);
    const tail = result.then(() => {}, () => {}).then(() => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
    this.#tails.set(key, tail);
    return result;
  }
}
