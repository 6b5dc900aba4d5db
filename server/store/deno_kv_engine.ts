/**
 * Deno KV as an {@linkcode Engine}: the SQLite file, memory, or KV Connect.
 *
 * It does not know what is stored.
 *
 * @module
 */
import type { Commit, CommitResult, Engine, EngineLimits, Entry, Key } from "./engine.ts";

/**
 * Bounds of Deno's own engine, which only this process can open.
 *
 * @see https://docs.deno.com/deploy/kv/manual/transactions/
 */
const LOCAL_LIMITS: EngineLimits = {
  checks: 100,
  mutations: 1_000,
  getMany: 10,
  isExclusive: true,
};

/** Bounds of a KV Connect server; denokv takes ten checks (`MAX_CHECKS` in its `limits.rs`). */
const REMOTE_LIMITS: EngineLimits = { ...LOCAL_LIMITS, checks: 10, isExclusive: false };

/**
 * Wraps an open KV.
 *
 * @param options.isRemote Whether it is reached by KV Connect and shared with other nodes.
 */
export function createDenoKvEngine(kv: Deno.Kv, options: { readonly isRemote: boolean }): Engine {
  return {
    limits: options.isRemote ? REMOTE_LIMITS : LOCAL_LIMITS,
    getMany: async (keys) => {
      const entries = await kv.getMany(keys.map((key) => [...key]));
      return entries.map((entry, index) => ({ ...entry, key: keys[index] ?? [] }));
    },
    list: (prefix) => listEntries(kv, prefix),
    commit: (commit) => commitTo(kv, commit),
    watch: (key, onChange) => watchKey(kv, key, onChange),
    close: () => kv.close(),
  };
}

function watchKey(kv: Deno.Kv, key: Key, onChange: () => void): () => void {
  const reader = kv.watch([[...key]]).getReader();
  const read = async (): Promise<void> => {
    for (let next = await reader.read(); !next.done; next = await reader.read()) onChange();
  };
  // A watch that breaks costs speed only: whoever watches looks from time to time all the same.
  read().catch(() => undefined);
  return () => void reader.cancel().catch(() => undefined);
}

async function* listEntries(kv: Deno.Kv, prefix: Key): AsyncIterable<Entry> {
  for await (const entry of kv.list({ prefix: [...prefix] })) {
    yield { ...entry, key: entry.key.map(String) };
  }
}

async function commitTo(kv: Deno.Kv, commit: Commit): Promise<CommitResult> {
  const atomic = kv.atomic();
  for (const { key, versionstamp } of commit.checks) {
    atomic.check({ key: [...key], versionstamp });
  }
  for (const { key, value, expireInMs } of commit.sets) {
    atomic.set([...key], value, expireInMs === undefined ? {} : { expireIn: expireInMs });
  }
  for (const key of commit.deletes) atomic.delete([...key]);
  const result = await atomic.commit();
  return result.ok ? { ok: true, versionstamp: result.versionstamp } : { ok: false };
}
