/**
 * The one door to the store: typed reads, atomic writes, and a deadline on every call.
 *
 * It does not know what matching or rooms mean. The invariant it keeps: no call hangs; an engine
 * that does not answer in time is a {@linkcode StoreUnavailableError}, after which the outcome of a
 * write is unknown and has to be read back. An answer that comes after the deadline counts as none,
 * also where the process slept meanwhile: `store_test.ts` holds that, as all who read through this
 * door check or look again before they act, and so the model sees no harm without it.
 *
 * @module
 */
import type { Clock } from "../clock.ts";
import type { Commit, CommitResult, Engine, EngineLimits, Entry } from "./engine.ts";
import type { TypedKey } from "./keys.ts";

/** Longer than any healthy commit, shorter than a visitor's patience. */
export const STORE_DEADLINE_MS = 5_000;
/** A store that does not answer is asked again after this time, in milliseconds. */
export const STORE_RETRY_MS = 1_000;

/** The engine failed or did not answer; a write may or may not have happened. */
export class StoreUnavailableError extends Error {
  override readonly name = "StoreUnavailableError";
}

/** The engine did not answer in time; asking it more would take as long again. */
export class StoreSilentError extends StoreUnavailableError {}

/** A value and its version, typed by its key. */
export interface Versioned<Value> {
  readonly value: Value | null;
  readonly versionstamp: string | null;
}

/** A value that is there. */
export interface Found<Value> {
  readonly key: TypedKey<Value>;
  readonly value: Value;
  readonly versionstamp: string;
}

/** What a {@linkcode Store} is made of. */
export interface StoreDeps {
  readonly engine: Engine;
  readonly clock: Clock;
  /** Milliseconds that one call may take. */
  readonly deadlineMs?: number;
}

/** Typed access to an {@linkcode Engine}. */
export class Store {
  readonly limits: EngineLimits;
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #deadlineMs: number;

  constructor({ engine, clock, deadlineMs = STORE_DEADLINE_MS }: StoreDeps) {
    this.#engine = engine;
    this.#clock = clock;
    this.#deadlineMs = deadlineMs;
    this.limits = engine.limits;
  }

  /**
   * Reads one key.
   *
   * @throws {StoreUnavailableError} when the engine fails or is late.
   */
  async get<Value>(key: TypedKey<Value>): Promise<Versioned<Value>> {
    const [entry] = await this.#bounded("read", () => this.#engine.getMany([key]));
    return typed<Value>(entry);
  }

  /**
   * Makes many changes at once, or none.
   *
   * @returns `ok: false` when a check failed; see {@linkcode CommitResult} for what else it may hide.
   * @throws {StoreUnavailableError} when the engine fails or is late: the outcome is unknown.
   */
  commit(commit: Partial<Commit>): Promise<CommitResult> {
    const { checks = [], sets = [], deletes = [] } = commit;
    return this.#bounded("commit", () => this.#engine.commit({ checks, sets, deletes }));
  }

  /**
   * Reads all keys under a prefix.
   *
   * @throws {StoreUnavailableError} when the engine fails or is late as a whole.
   */
  list<Value>(prefix: TypedKey<Value>): Promise<Found<Value>[]> {
    return this.#bounded("list", async () => {
      const found: Found<Value>[] = [];
      for await (const entry of this.#engine.list(prefix)) {
        const { value, versionstamp } = typed<Value>(entry);
        const key: TypedKey<Value> = entry.key;
        if (value !== null && versionstamp !== null) found.push({ key, value, versionstamp });
      }
      return found;
    });
  }

  /**
   * Reads all keys under a prefix one after the other, however many they are.
   *
   * @throws {StoreUnavailableError} when the engine fails or is late with one of them.
   */
  async *each<Value>(prefix: TypedKey<Value>): AsyncGenerator<Found<Value>> {
    const entries = this.#engine.list(prefix)[Symbol.asyncIterator]();
    for (;;) {
      const next = await this.#bounded("list", () => entries.next());
      if (next.done) return;
      const { value, versionstamp } = typed<Value>(next.value);
      const key: TypedKey<Value> = next.value.key;
      if (value !== null && versionstamp !== null) yield { key, value, versionstamp };
    }
  }

  /**
   * Calls `onChange` after a key was written; calls may be late, doubled, merged or lost.
   *
   * @returns what ends it.
   */
  watch(key: TypedKey<unknown>, onChange: () => void): () => void {
    return this.#engine.watch(key, onChange);
  }

  /** Closes the engine. */
  close(): void {
    this.#engine.close();
  }

  async #bounded<Result>(action: string, run: () => Promise<Result>): Promise<Result> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const tooLate = () => new StoreSilentError(`Cannot ${action}: no answer in time`);
    const cancel = this.#clock.after(this.#deadlineMs, () => reject(tooLate()));
    const begunAt = this.#clock.now();
    try {
      const result = await Promise.race([run(), late]);
      // A machine that was suspended finds the answer before the deadline, and the world moved on.
      if (this.#clock.now() - begunAt >= this.#deadlineMs) throw tooLate();
      return result;
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      throw new StoreUnavailableError(`Cannot ${action}: the engine failed`, { cause: error });
    } finally {
      cancel();
    }
  }
}

/** Whether a version was written after another, of the same key or not; `null` is before all. */
export function isLater(version: string | null, other: string | null): boolean {
  return (version ?? "") > (other ?? "");
}

/** The cast from stored bytes to the key's type happens here and nowhere else. */
function typed<Value>(entry: Entry | undefined): Versioned<Value> {
  return {
    value: (entry?.value ?? null) as Value | null,
    versionstamp: entry?.versionstamp ?? null,
  };
}
