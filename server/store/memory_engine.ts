/**
 * The in-memory twin of Deno KV, for tests: the same promises, and faults on demand.
 *
 * It does not know what is stored. The invariant it keeps: without faults it answers as Deno KV
 * does; a fault is one that was seen on a real engine.
 *
 * @module
 */
import type { Commit, CommitResult, Engine, EngineLimits, Entry, Key } from "./engine.ts";

/** What may go wrong with one commit. */
export type CommitFault =
  /** Refused as if a check had failed. */
  | "conflict"
  /** Done, but answered as refused: what a silent retry over KV Connect looks like. */
  | "lost-answer"
  /** Done, but the connection broke before the answer. */
  | "throw-after"
  /** Not done: the connection broke before. */
  | "throw-before"
  /** Neither done nor answered. */
  | "hang"
  /** Not answered, and done only once {@linkcode MemoryEngine.release} is called. */
  | "hold";

/** The next commit's fault, or none. */
export type FaultPlan = (commit: Commit) => CommitFault | undefined;

const LIMITS: EngineLimits = { checks: 100, mutations: 1_000, getMany: 10, isExclusive: true };

interface Cell {
  readonly key: Key;
  readonly value: unknown;
  readonly versionstamp: string;
}

/** A key-value engine in a map. */
export class MemoryEngine implements Engine {
  readonly limits: EngineLimits;
  /** Decides what goes wrong; nothing by default. */
  plan: FaultPlan = () => undefined;
  /** Commits that went through, for tests that count. */
  commits = 0;
  readonly #cells = new Map<string, Cell>();
  readonly #held: Commit[] = [];
  readonly #watchers = new Map<string, Set<() => void>>();
  #version = 0;
  #isDown = false;

  /** @param limits Bounds that differ from those of the SQLite file. */
  constructor(limits: Partial<EngineLimits> = {}) {
    this.limits = { ...LIMITS, ...limits };
  }

  /** Makes every call throw, or work again. */
  setDown(isDown: boolean): void {
    this.#isDown = isDown;
  }

  async getMany(keys: readonly Key[]): Promise<Entry[]> {
    await this.#arrive();
    if (keys.length > this.limits.getMany) throw new TypeError("Too many ranges");
    return keys.map((key) => this.#entry(key));
  }

  async *list(prefix: Key): AsyncIterable<Entry> {
    await this.#arrive();
    const names: string[] = [];
    for (const [name, { key }] of this.#cells) {
      if (prefix.every((part, index) => key[index] === part)) names.push(name);
    }
    for (const name of names.sort()) {
      const cell = this.#cells.get(name);
      if (cell) yield this.#entry(cell.key);
    }
  }

  async commit(commit: Commit): Promise<CommitResult> {
    await this.#arrive();
    if (commit.checks.length > this.limits.checks) throw new TypeError("Too many checks");
    if (commit.sets.length + commit.deletes.length > this.limits.mutations) {
      throw new TypeError("Too many mutations");
    }
    switch (this.plan(commit)) {
      case "conflict":
        return { ok: false };
      case "lost-answer":
        this.#apply(commit);
        return { ok: false };
      case "throw-after":
        this.#apply(commit);
        throw new Error("Connection closed after the commit");
      case "throw-before":
        throw new Error("Connection closed before the commit");
      case "hang":
        return await new Promise<never>(() => {});
      case "hold":
        this.#held.push(commit);
        return await new Promise<never>(() => {});
      case undefined:
        return this.#apply(commit);
    }
  }

  /** Lets all held commits arrive now, each against its checks. */
  release(): CommitResult[] {
    return this.#held.splice(0).map((commit) => this.#apply(commit));
  }

  watch(key: Key, onChange: () => void): () => void {
    const name = nameOf(key);
    const watchers = this.#watchers.get(name) ?? new Set();
    this.#watchers.set(name, watchers.add(onChange));
    return () => void watchers.delete(onChange);
  }

  close(): void {
    this.#isDown = true;
  }

  #apply(commit: Commit): CommitResult {
    const isCurrent = commit.checks.every(({ key, versionstamp }) =>
      this.#entry(key).versionstamp === versionstamp
    );
    if (!isCurrent) return { ok: false };
    const versionstamp = String(++this.#version).padStart(20, "0");
    for (const { key, value } of commit.sets) {
      this.#cells.set(nameOf(key), { key, value: sealed(structuredClone(value)), versionstamp });
    }
    for (const key of commit.deletes) this.#cells.delete(nameOf(key));
    this.commits++;
    for (const { key } of commit.sets) {
      for (const onChange of this.#watchers.get(nameOf(key)) ?? []) queueMicrotask(onChange);
    }
    return { ok: true, versionstamp };
  }

  #entry(key: Key): Entry {
    const cell = this.#cells.get(nameOf(key));
    return cell
      ? { key, value: cell.value, versionstamp: cell.versionstamp }
      : { key, value: null, versionstamp: null };
  }

  /** A real engine never answers within the same turn. */
  async #arrive(): Promise<void> {
    await Promise.resolve();
    if (this.#isDown) throw new Error("Connection refused");
  }
}

/** Makes a value unchangeable, so that all readers can be given the same one; bytes cannot be. */
function sealed(value: unknown): unknown {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  Object.values(value).forEach(sealed);
  return Object.freeze(value);
}

function nameOf(key: Key): string {
  return JSON.stringify(key);
}
