/**
 * The traps of the simulated store: each does what it says, so that the model is tried by it.
 *
 * @module
 */
import { assert, assertEquals, assertRejects } from "@std/assert/mod.js";
import type { Commit } from "../../../server/store/engine.ts";
import { STORE_DEADLINE_MS } from "../../../server/store/store.ts";
import { FakeClock, settlePromises } from "../support/fake_clock.ts";
import { Life } from "./life.ts";
import { SimulatedEngine } from "./simulated_engine.ts";
import {
  type FaultRates,
  MAX_DELAY_MS,
  MAX_OVERSTAY_MS,
  NO_FAULTS,
  SimulatedKv,
} from "./simulated_kv.ts";

const PLACE = ["places", "alice"];
const WRITE: Commit = { checks: [], sets: [{ key: PLACE, value: "here" }], deletes: [] };

function setup({ isExclusive = false } = {}) {
  const clock = new FakeClock(0, settlePromises);
  const kv = new SimulatedKv(clock, () => 0.5, { isExclusive });
  const life = new Life(clock, "life", 30_000);
  return { clock, kv, life, engine: new SimulatedEngine(kv, life) };
}

function always(fault: keyof FaultRates): FaultRates {
  return { ...NO_FAULTS, [fault]: 1 };
}

async function stored(kv: SimulatedKv): Promise<unknown> {
  return (await kv.memory.getMany([PLACE]))[0]?.value;
}

/** How a promise stands after all that needs no time. */
async function stateOf(promise: Promise<unknown>): Promise<string> {
  let state = "pending";
  promise.then(() => state = "done", () => state = "failed");
  await settlePromises();
  return state;
}

for (
  const [fault, { answer, isDone }] of Object.entries({
    conflict: { answer: { ok: false }, isDone: false },
    lostAnswer: { answer: { ok: false }, isDone: true },
    throwAfter: { answer: undefined, isDone: true },
    throwBefore: { answer: undefined, isDone: false },
  })
) {
  Deno.test(`a commit with ${fault} is ${isDone ? "done" : "not done"} and answered otherwise`, async () => {
    const { kv, engine } = setup();
    kv.rates = always(fault as keyof FaultRates);
    const commit = engine.commit(WRITE);
    if (answer) assertEquals<unknown>(await commit, answer);
    else await assertRejects(() => commit, Error, "Connection closed");
    assertEquals(await stored(kv), isDone ? "here" : null);
  });
}

Deno.test("a commit that hangs is never answered and never done", async () => {
  const { kv, engine, clock } = setup();
  kv.rates = always("hang");
  const commit = engine.commit(WRITE);
  await clock.advance(10 * MAX_DELAY_MS);
  assertEquals([await stateOf(commit), await stored(kv)], ["pending", null]);
});

Deno.test("a delayed commit is done later, though its node has died, unless the engine died with it", async () => {
  for (const isExclusive of [false, true]) {
    const { kv, engine, clock, life } = setup({ isExclusive });
    kv.rates = always("delay");
    const commit = engine.commit(WRITE);
    await clock.advance(MAX_DELAY_MS / 2 - 1);
    assertEquals(await stored(kv), null);
    life.kill();
    await clock.advance(MAX_DELAY_MS);
    assertEquals([await stateOf(commit), await stored(kv)], [
      "pending",
      isExclusive ? null : "here",
    ]);
  }
});

Deno.test("an answer that is late tells what was so when it was asked", async () => {
  const { kv, engine, clock } = setup();
  kv.rates = always("lateAnswer");
  const read = engine.getMany([PLACE]);
  await settlePromises();
  const commit = engine.commit(WRITE);
  assertEquals([await stateOf(read), await stateOf(commit), await stored(kv)], [
    "pending",
    "pending",
    "here",
  ]);
  await clock.advance(STORE_DEADLINE_MS);
  assertEquals([(await read)[0]?.value, (await commit).ok], [null, true]);
});

Deno.test("a slip meets the next write of one place and no other", async () => {
  const { kv, engine } = setup();
  kv.slip("alice", { fate: "lost" });
  const other = { ...WRITE, sets: [{ key: ["places", "bob"], value: "there" }] };
  assertEquals((await engine.commit(other)).ok, true);
  await assertRejects(() => engine.commit(WRITE), Error, "Connection closed");
  assertEquals((await engine.commit(WRITE)).ok, true);
});

Deno.test("a key can be seen after its time is up, and goes at last", async () => {
  const { kv, engine, clock } = setup();
  await engine.commit({ ...WRITE, sets: [{ key: PLACE, value: "here", expireInMs: 1_000 }] });
  await clock.advance(1_000 + MAX_OVERSTAY_MS / 2 - 1);
  assertEquals(await stored(kv), "here");
  await clock.advance(2);
  assertEquals(await stored(kv), null);
});

Deno.test("a key that was written again lives as long as the last write says", async () => {
  const { kv, engine, clock } = setup();
  await engine.commit({ ...WRITE, sets: [{ key: PLACE, value: "here", expireInMs: 1_000 }] });
  await engine.commit(WRITE);
  await clock.advance(2 * MAX_OVERSTAY_MS);
  assertEquals(await stored(kv), "here");
});

for (
  const [fault, rings] of Object.entries({
    hang: [0, 0],
    lostAnswer: [2, 2],
    delay: [0, 1],
    conflict: [1, 1],
  })
) {
  Deno.test(`with ${fault} a bell rings ${rings[0]} times at once and ${rings[1]} in the end`, async () => {
    const { kv, engine, clock } = setup();
    let rung = 0;
    engine.watch(PLACE, () => rung++);
    kv.rates = always(fault as keyof FaultRates);
    await kv.commit(WRITE);
    await settlePromises();
    assertEquals(rung, rings[0]);
    await clock.advance(MAX_DELAY_MS);
    assertEquals(rung, rings[1]);
  });
}

Deno.test("a node's clock is off, stands with the node, and ends with it", async () => {
  const { clock, life } = setup();
  assertEquals(life.now() - clock.now(), 30_000);
  const rung: number[] = [];
  for (const ms of [1_000, 2_000, 3_000]) life.after(ms, () => rung.push(ms));
  await clock.advance(1_000);
  life.pause();
  await clock.advance(1_000);
  assertEquals(rung, [1_000]);
  life.resume();
  await settlePromises();
  assertEquals(rung, [1_000, 2_000]);
  life.kill();
  await clock.advance(10_000);
  assertEquals(rung, [1_000, 2_000]);
});

Deno.test("a node can end between two awaits: what it began is done, and it never learns", async () => {
  const { kv, engine, life } = setup();
  // The first step is the beginning of the commit, the second its answer.
  life.plan(1, () => life.kill());
  const commit = engine.commit(WRITE);
  assertEquals([await stateOf(commit), await stored(kv)], ["pending", "here"]);
  assert(life.isDead);
});
