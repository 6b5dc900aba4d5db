import { assert, assertEquals, assertRejects } from "@std/assert/mod.js";
import type { QueueRequest } from "../../../server/protocol.ts";
import { Bans } from "../../../server/safety/bans.ts";
import { type Ban, keys } from "../../../server/store/keys.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { Store, StoreUnavailableError } from "../../../server/store/store.ts";
import { FakeClock, settle } from "../support/fake_clock.ts";
import { Node } from "../support/node.ts";
import { storeOf } from "../support/offences.ts";
import { assertProblem } from "../support/problems.ts";
import { countingIds } from "../support/random.ts";
import { ulid } from "../support/ulid.ts";

const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
const DEVICE = "a-device-of-mallory";
const MINUTE = 60_000;

async function open() {
  const node = await Node.open();
  const mallory = await node.visitor({ device: DEVICE });
  const subject = node.services.signer.subject(DEVICE);
  const ban: Ban = { rule: "spam", until: node.clock.now() + MINUTE, receipt: "receipt-1" };
  return { node, mallory, subject, ban, banNow: () => node.services.bans.ban(subject, ban) };
}

Deno.test("a ban ends the talk, and the other side sees an ordinary leave", async () => {
  const { node, mallory, ban, banNow } = await open();
  const alice = await node.visitor();
  await alice.join(TEA);
  const { match } = await mallory.join(TEA);
  await banNow();
  await settle();
  assertEquals(alice.all("peer-left"), [{ room: match.room, reason: "left" }]);
  assertEquals(mallory.all("restricted"), [ban]);
  assertEquals(mallory.all("peer-left"), [{ room: match.room, reason: "ended" }]);
  assertEquals(await node.services.rooms.read(match.room), null);
});

Deno.test("a ban ends the talk at once also for who has opened no stream since the server was started anew", async () => {
  const { node, mallory, subject, ban } = await open();
  const alice = await node.visitor();
  await alice.join(TEA);
  const { match } = await mallory.join(TEA);
  const next = await Node.open({ engine: node.engine, clock: node.clock, life: "b" });
  for (const visitor of [alice, mallory]) visitor.node = next;
  await alice.open();
  const message = { room: match.room, id: ulid(1), text: "Still here" };
  assertEquals((await mallory.post("/v1/messages", message)).status, 202);
  await next.services.bans.ban(subject, ban);
  await settle();
  assertEquals(alice.all("peer-left"), [{ room: match.room, reason: "left" }]);
  const again = await mallory.post("/v1/messages", { ...message, id: ulid(2) });
  await assertProblem(again, 409, "not-in-room");
  assertEquals(next.errors, []);
});

Deno.test("a ban that was written before a restart ends the talk with the first call after it", async () => {
  const { node, mallory, subject, ban } = await open();
  const alice = await node.visitor();
  await alice.join(TEA);
  const { match } = await mallory.join(TEA);
  // The server ended right after the write, before anybody was taken out.
  await storeOf(node).commit({ sets: [{ key: keys.ban(subject), value: ban }] });
  const next = await Node.open({ engine: node.engine, clock: node.clock, life: "b" });
  for (const visitor of [alice, mallory]) visitor.node = next;
  await alice.open();
  await mallory.post("/v1/beat", { hidden: false });
  await settle();
  assertEquals(alice.all("peer-left"), [{ room: match.room, reason: "left" }]);
  await mallory.open();
  await settle();
  assertEquals([mallory.all("restricted"), next.errors], [[ban], []]);
});

Deno.test("a ban takes the ticket out, so that nobody meets them who comes later", async () => {
  const { node, mallory, banNow } = await open();
  await mallory.join(TEA);
  await banNow();
  await settle();
  const alice = await node.visitor();
  assertEquals((await alice.join(TEA)).status, "queued");
  await node.clock.advance(15_000);
  assertEquals([...alice.all("matched"), ...mallory.all("matched")], []);
});

Deno.test("whoever is banned cannot join, in any of their sessions, until the ban ends", async () => {
  const { node, mallory, ban, banNow } = await open();
  await banNow();
  for (const path of ["/v1/queue", "/v1/next"]) {
    const problem = await assertProblem(await mallory.post(path, TEA), 403, "restricted");
    assertEquals(problem.retryAfterMs, MINUTE);
  }
  const again = await node.visitor({ device: DEVICE });
  assertEquals(again.all("restricted"), [ban]);
  await assertProblem(await again.post("/v1/queue", TEA), 403, "restricted");
  await node.clock.advance(MINUTE);
  await again.open();
  assertEquals((await again.join(TEA)).status, "queued");
});

Deno.test("of two bans the longer holds, in whichever order they are decided on", async () => {
  const { node, subject, ban, banNow } = await open();
  const longer = { ...ban, until: ban.until + MINUTE, receipt: "receipt-2" };
  await Promise.all([banNow(), node.services.bans.ban(subject, longer), banNow()]);
  assertEquals(node.services.bans.find(subject), longer);
  const next = await Node.open({ engine: node.engine, clock: node.clock, life: "b" });
  assertEquals(next.services.bans.find(subject), longer);
});

Deno.test("a ban holds after the server was started anew, and when the store did not answer", async () => {
  const { node, banNow, ban, subject } = await open();
  const faults = ["throw-before" as const];
  node.engine.plan = () => faults.pop();
  await assertRejects(banNow, StoreUnavailableError);
  assertEquals(node.services.bans.find(subject), ban);
  await node.clock.advance(2_000);
  const next = await Node.open({ engine: node.engine, clock: node.clock, life: "b" });
  assertEquals(next.services.bans.find(subject), ban);
});

Deno.test("a ban that is decided on while all bans are read is not forgotten by that", async () => {
  const engine = new MemoryEngine({ isExclusive: false });
  const clock = new FakeClock();
  const list = engine.list.bind(engine);
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const bans = new Bans({
    store: new Store({ engine, clock }),
    clock,
    createId: countingIds("ban"),
    onBanned: () => {},
    onLifted: () => {},
    onError: (error) => {
      throw error;
    },
  });
  await bans.start();
  engine.list = async function* (prefix) {
    const found = await Array.fromAsync(list(prefix));
    begun.resolve();
    await goOn.promise;
    yield* found;
  };
  await engine.commit({ checks: [], deletes: [], sets: [{ key: ["news", "bans"], value: "new" }] });
  await begun.promise;
  const ban = { rule: "spam", until: clock.now() + MINUTE, receipt: "receipt-1" };
  await bans.ban("mallory", ban);
  goOn.resolve();
  await settle();
  assertEquals(bans.find("mallory"), ban);
  bans.stop();
});

Deno.test("a ban that races a match wins, or the room is closed: nobody banned stays in a room", async () => {
  const outcomes = new Set<string>();
  for (let turns = 0; turns < 50; turns++) {
    const { node, mallory, banNow } = await open();
    const alice = await node.visitor();
    await alice.join(TEA);
    const joining = mallory.post("/v1/queue", TEA);
    // The ban comes one step of the event loop later each time.
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    await banNow();
    const answer = await (await joining).json();
    await settle();
    const { room } = answer.match ?? {};
    outcomes.add(room === undefined ? "refused" : "closed");
    assert(room === undefined || await node.services.rooms.read(room) === null, `turn ${turns}`);
    assertEquals(node.services.waitingCount(), room === undefined ? 1 : 0);
    assertEquals(node.errors, []);
  }
  assertEquals(outcomes, new Set(["refused", "closed"]));
});
