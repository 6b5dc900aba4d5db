/**
 * Takes inputs one after the other: what answers at once waits for its turn.
 *
 * It does not know what an input is. The invariant it keeps: a step has ended before the next one
 * begins, also when it threw.
 *
 * @module
 */

/** The inputs of one machine. */
export class Turns<Input> {
  readonly #step: (input: Input) => void;
  readonly #inputs: Input[] = [];
  #isBusy = false;

  /** @param step Takes one input; may itself bring others. */
  constructor(step: (input: Input) => void) {
    this.#step = step;
  }

  /** Takes an input now, or after those that are being taken. */
  take(input: Input): void {
    this.#inputs.push(input);
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      for (let next = this.#inputs.shift(); next; next = this.#inputs.shift()) this.#step(next);
    } finally {
      this.#isBusy = false;
    }
  }
}
