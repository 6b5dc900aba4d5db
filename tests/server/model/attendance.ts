/**
 * Who has been there for a while: hears a stream of a node that has run all the time.
 *
 * It does not know what they do there, nor the store.
 *
 * @module
 */
import type { Clock } from "../../../server/clock.ts";
import type { Person } from "./person.ts";

/**
 * Whoever has been there for so long is known to be there by all nodes that look, in milliseconds:
 * a node is taken for dead after ten seconds without a sign, and looked at every two.
 */
const SETTLED_MS = 15_000;

/** Says of somebody by which stream and node they are there; nothing when they are not. */
export type MarkOf = (person: Person) => string | undefined;

/** Keeps since when each is there. */
export class Attendance {
  readonly #clock: Clock;
  readonly #markOf: MarkOf;
  readonly #seen = new Map<Person, { readonly mark: string; readonly at: number }>();

  constructor(clock: Clock, markOf: MarkOf) {
    this.#clock = clock;
    this.#markOf = markOf;
  }

  /** Looks who is there now. */
  note(people: readonly Person[]): void {
    for (const person of people) {
      const mark = this.#markOf(person);
      if (mark === undefined) this.#seen.delete(person);
      else if (this.#seen.get(person)?.mark !== mark) {
        this.#seen.set(person, { mark, at: this.#clock.now() });
      }
    }
  }

  /** Whether somebody is there and has been for a while, as far as was seen. */
  isSettled(person: Person): boolean {
    const seen = this.#seen.get(person);
    return seen !== undefined && seen.mark === this.#markOf(person) &&
      this.#clock.now() - seen.at >= SETTLED_MS;
  }
}
