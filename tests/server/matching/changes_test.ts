import { assert, assertEquals, assertRejects } from "@std/assert/mod.js";
import type { RoomId, SessionId } from "../../../server/protocol.ts";
import type { CommitResult } from "../../../server/store/engine.ts";
import { keys } from "../../../server/store/keys.ts";
import { type CommitFault, MemoryEngine } from "../../../server/store/memory_engine.ts";
import { Store, STORE_DEADLINE_MS } from "../../../server/store/store.ts";
import { entrant, outcomesOf, pairOf, ticketOf } from "../support/entrants.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { commitChanges, pairChange } from "../../../server/matching/changes.ts";

function setup(limits: { checks?: number } = {}) {
  const [engine, clock] = [new MemoryEngine(limits), new FakeClock()];
  return { engine, clock, store: new Store({ engine, clock }) };
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function once(fault: CommitFault) {
  let isDone = false;
  return () => {
    if (isDone) return undefined;
    isDone = true;
    return fault;
  };
}

async function kindOf(store: Store, session: string): Promise<string | undefined> {
  return (await store.get(keys.place(session as SessionId))).value?.kind;
}

Deno.test("fifty pairs are one commit", async () => {
  const { engine, store } = setup();
  assertEquals(new Set(await outcomesOf(store, range(50).map(pairOf))), new Set(["done"]));
  assertEquals(engine.commits, 1);
});

Deno.test("a store that takes ten checks gets five pairs a commit", async () => {
  const { engine, store } = setup({ checks: 10 });
  assertEquals(new Set(await outcomesOf(store, range(50).map(pairOf))), new Set(["done"]));
  assertEquals(engine.commits, 10);
});

Deno.test("only those whose place has moved lose; the rest of the batch is seated", async () => {
  const { store } = setup();
  for (const taken of ["3a", "17b"]) {
    const key = keys.place(taken as SessionId);
    await store.commit({ sets: [{ key, value: { kind: "idle", met: [] } }] });
  }
  const outcomes = await outcomesOf(store, range(20).map(pairOf));
  assertEquals(range(20).filter((n) => outcomes[n] === "lost"), [3, 17]);
  assertEquals(outcomes.filter((outcome) => outcome === "done").length, 18);
  assertEquals(await kindOf(store, "3b"), undefined);
  assertEquals((await store.get(keys.room("room3" as RoomId))).value, null);
  assertEquals(await kindOf(store, "4a"), "seated");
});

Deno.test("a commit that went through but was answered as refused is recognised", async () => {
  const { engine, store } = setup();
  engine.plan = once("lost-answer");
  assertEquals(await outcomesOf(store, [pairOf(1), ticketOf(2)]), ["done", "done"]);
  assertEquals(engine.commits, 1);
  engine.plan = once("lost-answer");
  assertEquals(await outcomesOf(store, [ticketOf(3)]), ["done"]);
});

Deno.test("a refusal without a reason is tried again in halves, and then ends as lost", async () => {
  const { engine, store } = setup();
  let tries = 0;
  engine.plan = () => {
    tries++;
    return "conflict";
  };
  assertEquals(await outcomesOf(store, range(4).map(pairOf)), ["lost", "lost", "lost", "lost"]);
  assertEquals(tries, 7);
});

Deno.test("a connection that breaks leaves the outcome unknown, whatever was done", async () => {
  for (const fault of ["throw-after", "throw-before"] as const) {
    const { engine, store } = setup();
    engine.plan = once(fault);
    assertEquals(await outcomesOf(store, [pairOf(1), pairOf(2)]), ["unknown", "unknown"]);
    assertEquals(await kindOf(store, "1a"), fault === "throw-after" ? "seated" : undefined);
  }
});

Deno.test("a store that falls silent holds up nobody for longer than one deadline, and is asked twice", async () => {
  const { engine, clock, store } = setup();
  let tries = 0;
  engine.plan = () => {
    tries++;
    return "hang";
  };
  const outcomes = outcomesOf(store, range(200).map(pairOf));
  await clock.advance(STORE_DEADLINE_MS);
  assertEquals(new Set(await outcomes), new Set(["unknown"]));
  assertEquals(tries, 2);
});

Deno.test("a fault in the second of two commits is thrown in its turn, after the first is told of", async () => {
  const { store } = setup({ checks: 10 });
  const { promise: first, resolve } = Promise.withResolvers<CommitResult>();
  let tries = 0;
  store.commit = () => ++tries === 1 ? first : Promise.reject(new TypeError("a fault"));
  const outcomes = commitChanges(store, range(10).map(pairOf));
  const told = outcomes.next();
  // A turn of the event loop, in which a fault that nobody hears would end the process.
  await new Promise((done) => setTimeout(done, 0));
  resolve({ ok: true, versionstamp: "1" });
  assertEquals((await told).value?.[1].kind, "done");
  await assertRejects(
    async () => {
      for await (const [, { kind }] of outcomes) assertEquals(kind, "done");
    },
    TypeError,
    "a fault",
  );
});

Deno.test("a commit that arrives long after its deadline cannot undo what came since", async () => {
  const { engine, clock, store } = setup();
  engine.plan = once("hold");
  const late = outcomesOf(store, [pairOf(1)]);
  await clock.advance(STORE_DEADLINE_MS);
  assertEquals(await late, ["unknown"]);
  assertEquals(await outcomesOf(store, [ticketOf(1)]), ["done"]);
  assertEquals(engine.release(), [{ ok: false }]);
  assertEquals(await kindOf(store, "1a"), "waiting");
});

Deno.test("whoever moves on ends the room they leave in the same commit", async () => {
  const { engine, store } = setup();
  await outcomesOf(store, [pairOf(1)]);
  const left = "room1" as RoomId;
  const place = await store.get(keys.place("1a" as SessionId));
  const mover = entrant("1a", { versionstamp: place.versionstamp, ends: left });
  const change = pairChange({ ...pairOf(9).room!, id: "room9" as RoomId }, mover, entrant("9b"));
  const commits = engine.commits;
  assertEquals(await outcomesOf(store, [change]), ["done"]);
  assertEquals(engine.commits, commits + 1);
  assertEquals((await store.get(keys.room(left))).value, null);
  assert((await store.get(keys.room("room9" as RoomId))).value);
});
