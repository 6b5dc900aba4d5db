/**
 * What the server needs of a key-value engine: a small part of Deno KV.
 *
 * It does not know what is stored. The invariant it keeps: a commit is all or nothing, and it is
 * nothing when a check fails.
 *
 * @module
 */

/** A key: parts from general to particular. */
export type Key = readonly string[];

/** A value with the version that it had when it was read; both `null` when the key is absent. */
export interface Entry<Value = unknown> {
  readonly key: Key;
  readonly value: Value | null;
  readonly versionstamp: string | null;
}

/** Many changes that happen together or not at all. */
export interface Commit {
  /** Keys that must still be at these versions; `null` means absent. */
  readonly checks: readonly { readonly key: Key; readonly versionstamp: string | null }[];
  readonly sets: readonly {
    readonly key: Key;
    readonly value: unknown;
    /** When the key may be cleaned up, in milliseconds. Never trusted as a deadline. */
    readonly expireInMs?: number;
  }[];
  readonly deletes: readonly Key[];
}

/**
 * Committed, or refused because a check failed. Over KV Connect a refusal may hide that an earlier,
 * silent try of the same commit went through: whoever must know reads its own op id back. Of two
 * commits the later one has the greater versionstamp, compared as text.
 */
export type CommitResult =
  | { readonly ok: true; readonly versionstamp: string }
  | { readonly ok: false };

/** Bounds of an engine. */
export interface EngineLimits {
  readonly checks: number;
  readonly mutations: number;
  readonly getMany: number;
  /** Whether this process is the only one that can write, so that no other node exists. */
  readonly isExclusive: boolean;
}

/** The door to a key-value engine. */
export interface Engine {
  readonly limits: EngineLimits;
  /** Reads up to `limits.getMany` keys at one moment. */
  getMany(keys: readonly Key[]): Promise<Entry[]>;
  /** All keys that start with `prefix`, in order, read in pages. */
  list(prefix: Key): AsyncIterable<Entry>;
  commit(commit: Commit): Promise<CommitResult>;
  /**
   * Calls `onChange` after a key was written. Calls may be late, doubled, merged or lost.
   *
   * @returns what ends it.
   */
  watch(key: Key, onChange: () => void): () => void;
  close(): void;
}
