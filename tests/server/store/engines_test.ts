/**
 * What every engine promises, held against the twin and against Deno KV, in memory and on a file.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert/mod.js";
import { createDenoKvEngine } from "../../../server/store/deno_kv_engine.ts";
import type { Commit, Engine } from "../../../server/store/engine.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";

const KEY = ["things", "a"];

function commit(parts: Partial<Commit>): Commit {
  return { checks: [], sets: [], deletes: [], ...parts };
}

function each(name: string, test: (engine: Engine) => Promise<void>): void {
  Deno.test(`twin: ${name}`, async () => {
    await test(new MemoryEngine());
  });
  Deno.test(`Deno KV in memory: ${name}`, async () => {
    const engine = createDenoKvEngine(await Deno.openKv(":memory:"), { isRemote: false });
    try {
      await test(engine);
    } finally {
      engine.close();
    }
  });
  Deno.test(`Deno KV on a file: ${name}`, async () => {
    const folder = await Deno.makeTempDir();
    const kv = await Deno.openKv(`${folder}/kv.sqlite`);
    try {
      await test(createDenoKvEngine(kv, { isRemote: false }));
    } finally {
      kv.close();
      await Deno.remove(folder, { recursive: true });
    }
  });
}

each("an absent key has neither value nor version", async (engine) => {
  assertEquals(await engine.getMany([KEY]), [{ key: KEY, value: null, versionstamp: null }]);
});

each("a commit gives all of its keys one version, which reads return", async (engine) => {
  const other = ["things", "b"];
  const result = await engine.commit(
    commit({ sets: [{ key: KEY, value: { n: 1 } }, { key: other, value: "x" }] }),
  );
  assert(result.ok);
  const entries = await engine.getMany([KEY, other]);
  assertEquals(entries.map(({ value }) => value), [{ n: 1 }, "x"]);
  assertEquals(entries.map(({ versionstamp }) => versionstamp), [
    result.versionstamp,
    result.versionstamp,
  ]);
});

each(
  "of two commits the later one has the greater version, whatever keys they have",
  async (engine) => {
    const versions: string[] = [];
    // Enough that a number of one digit more is among them, in decimals as in hexadecimals.
    for (let n = 0; n < 40; n++) {
      const result = await engine.commit(
        commit({ sets: [{ key: ["things", String(n)], value: n }] }),
      );
      assert(result.ok);
      versions.push(result.versionstamp);
    }
    assertEquals(versions, [...new Set(versions)].sort());
  },
);

each("a commit whose check fails changes nothing at all", async (engine) => {
  await engine.commit(commit({ sets: [{ key: KEY, value: 1 }] }));
  const result = await engine.commit(commit({
    checks: [{ key: KEY, versionstamp: null }],
    sets: [{ key: KEY, value: 2 }, { key: ["things", "b"], value: 2 }],
  }));
  assertEquals(result, { ok: false });
  const values = (await engine.getMany([KEY, ["things", "b"]])).map(({ value }) => value);
  assertEquals(values, [1, null]);
});

each("of two commits that check the same version only one goes through", async (engine) => {
  const claim = (value: string) =>
    engine.commit(
      commit({ checks: [{ key: KEY, versionstamp: null }], sets: [{ key: KEY, value }] }),
    );
  const results = await Promise.all([claim("a"), claim("b")]);
  assertEquals(results.filter(({ ok }) => ok).length, 1);
});

each("deleting a key twice in one commit is harmless", async (engine) => {
  await engine.commit(commit({ sets: [{ key: KEY, value: 1 }] }));
  const result = await engine.commit(commit({ deletes: [KEY, KEY] }));
  assert(result.ok);
  assertEquals((await engine.getMany([KEY]))[0]?.value, null);
});

each("a list has all keys under a prefix and no others", async (engine) => {
  const keys = [["things", "b"], ["things", "a"], ["thing", "c"], ["things2", "d"]];
  await engine.commit(commit({ sets: keys.map((key) => ({ key, value: key[1] })) }));
  const found: unknown[] = [];
  for await (const { value } of engine.list(["things"])) found.push(value);
  assertEquals(found, ["a", "b"]);
});

each("a full batch of fifty pairs fits into one commit", async (engine) => {
  const checks = Array.from({ length: engine.limits.checks }, (_, index) => ({
    key: ["places", String(index)],
    versionstamp: null,
  }));
  const sets = checks.map(({ key }) => ({ key, value: "x".repeat(300), expireInMs: 60_000 }));
  const deletes = Array.from({ length: 100 }, (_, index) => ["rooms", String(index)]);
  assert((await engine.commit(commit({ checks, sets, deletes }))).ok);
});
