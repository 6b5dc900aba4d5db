/**
 * The server is killed and started again over the same store, in the middle of everything.
 */
import { assertEquals } from "@std/assert/mod.js";
import type { QueueRequest } from "../../../server/protocol.ts";
import { FakeClock, settle } from "../support/fake_clock.ts";
import { Node, type Visitor } from "../support/node.ts";
import { ulid } from "../support/ulid.ts";

const HOLD_MS = 30_000;
const LEASE_MS = 45_000;
const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
const GO: QueueRequest = { mode: "text", languages: ["en"], interests: ["go"] };
const OFFER = { type: "offer", sdp: "v=0" };

/** The next life over the same store. The old one's clock stands still, so it does nothing more. */
function restart(node: Node): Promise<Node> {
  return Node.open({
    engine: node.engine,
    clock: new FakeClock(node.clock.now()),
    life: "b",
  });
}

/** Comes back as the element does: the same token, and the last id that was read. */
async function comeBack(visitor: Visitor, node: Node) {
  const { lastEventId } = visitor;
  visitor.node = node;
  await visitor.open({ lastEventId });
  return visitor.all("hello").at(-1);
}

async function beat(...visitors: readonly Visitor[]): Promise<void> {
  for (const visitor of visitors) assertEquals((await visitor.post("/v1/beat", {})).status, 204);
}

async function placesAndRooms(node: Node) {
  const kinds: unknown[] = [];
  for await (const { value } of node.engine.list(["places"])) {
    if (typeof value === "object" && value && "kind" in value) kinds.push(value.kind);
  }
  let rooms = 0;
  for await (const _ of node.engine.list(["rooms"])) rooms++;
  return { kinds: kinds.toSorted(), rooms };
}

Deno.test("who sat in a talk sits in it still, and hello carries the whole match", async () => {
  const before = await Node.open();
  const { alice, bob, room } = await before.couple();
  const node = await restart(before);
  const first = await comeBack(bob, node);
  const [match] = bob.all("matched");
  if (!match) throw new Error("Not matched");
  assertEquals(first, {
    resumed: false,
    state: "seated",
    room,
    generation: 1,
    role: "answerer",
    partnerPresent: false,
    match,
  });
  const second = await comeBack(alice, node);
  assertEquals(second?.state === "seated" && [second.role, second.partnerPresent], [
    "offerer",
    true,
  ]);
  assertEquals(bob.all("peer-back"), [{ room }]);
});

Deno.test("a talk goes on after a restart: messages, typing and a new generation", async () => {
  const before = await Node.open();
  const { alice, bob, room } = await before.couple();
  await (await alice.post("/v1/signals", { room, generation: 2, description: OFFER })).body
    ?.cancel();
  const node = await restart(before);
  const hello = await comeBack(alice, node);
  assertEquals(hello?.state === "seated" && hello.generation, 2);
  await comeBack(bob, node);
  const calls: readonly (readonly [Visitor, string, unknown])[] = [
    [alice, "/v1/messages", { room, id: ulid(1), text: "still here" }],
    [alice, "/v1/typing", { room, typing: true }],
    [alice, "/v1/signals", { room, generation: 3, description: OFFER }],
    [bob, "/v1/messages", { room, id: ulid(1), text: "me too" }],
  ];
  for (const [visitor, path, body] of calls) {
    const response = await visitor.post(path, body);
    assertEquals(response.status, 202);
    await response.body?.cancel();
  }
  await settle();
  assertEquals(bob.events.slice(-3).map(({ type }) => type), ["message", "typing", "signal"]);
  assertEquals(alice.all("message").map(({ text }) => text), ["me too"]);
  await beat(alice, bob);
  await node.clock.advance(HOLD_MS + 5_000);
  assertEquals([alice, bob].flatMap((visitor) => visitor.all("peer-left")), []);
});

Deno.test("a message sent before either stream is back arrives with the stream", async () => {
  const before = await Node.open();
  const { alice, bob, room } = await before.couple();
  const node = await restart(before);
  alice.node = node;
  const response = await alice.post("/v1/messages", { room, id: ulid(1), text: "are you there?" });
  assertEquals(response.status, 202);
  await response.body?.cancel();
  await comeBack(bob, node);
  assertEquals(bob.all("message").map(({ text }) => text), ["are you there?"]);
});

Deno.test("a partner who never returns is lost after the hold, counted from the restart", async () => {
  const before = await Node.open();
  const { alice, bob, room } = await before.couple();
  const node = await restart(before);
  await comeBack(alice, node);
  await node.clock.advance(HOLD_MS - 1);
  assertEquals(alice.all("peer-left"), []);
  await node.clock.advance(1);
  assertEquals(alice.all("peer-left"), [{ room, reason: "lost" }]);
  const hello = await comeBack(bob, node);
  assertEquals(hello?.state, "idle");
});

Deno.test("who waited waits still, with the time that was waited before", async () => {
  const before = await Node.open();
  const alice = await before.visitor();
  await alice.join(TEA);
  await before.clock.advance(3_000);
  const node = await restart(before);
  const hello = await comeBack(alice, node);
  assertEquals(hello, {
    resumed: false,
    state: "waiting",
    mode: "text",
    widensInMs: [2_000, 9_000],
  });
  await node.clock.advance(1_000);
  const bob = await node.visitor();
  const { match } = await bob.join(TEA);
  const [told] = alice.all("matched");
  assertEquals(told?.room, match.room);
  assertEquals(told?.why.waitedMs, 4_000);
  assertEquals(match.why.waitedMs, 0);
});

Deno.test("two who waited for each other's wishes to widen meet after the restart", async () => {
  const before = await Node.open();
  const [alice, bob] = [await before.visitor(), await before.visitor()];
  await alice.join(TEA);
  await bob.join(GO);
  await before.clock.advance(3_000);
  const node = await restart(before);
  await comeBack(alice, node);
  await comeBack(bob, node);
  assertEquals(alice.all("matched"), []);
  await node.clock.advance(2_000);
  for (const visitor of [alice, bob]) {
    assertEquals(visitor.all("matched").length, 1);
    assertEquals(visitor.all("matched")[0]?.why.step, 2);
  }
});

Deno.test("who waited is not matched before it is back, as it could not be told", async () => {
  const before = await Node.open();
  const alice = await before.visitor();
  await alice.join(TEA);
  const node = await restart(before);
  const bob = await node.visitor();
  assertEquals((await bob.join(TEA)).status, "queued");
  await comeBack(alice, node);
  await settle();
  assertEquals([alice, bob].map((visitor) => visitor.all("matched").length), [1, 1]);
});

Deno.test("who joins again after the restart without knowing of it waits on, or sits on", async () => {
  const before = await Node.open();
  const { alice, room } = await before.couple();
  const carol = await before.visitor();
  await carol.join(GO);
  const node = await restart(before);
  [alice.node, carol.node] = [node, node];
  const seated = await alice.join(TEA);
  assertEquals([seated.status, seated.match.room], ["matched", room]);
  assertEquals((await carol.join(GO)).status, "exists");
});

Deno.test("those who never return are forgotten: no room, no ticket, no memory is left of them", async () => {
  const before = await Node.open();
  const { alice, bob } = await before.couple();
  const carol = await before.visitor();
  await carol.join(GO);
  assertEquals(await placesAndRooms(before), { kinds: ["seated", "seated", "waiting"], rooms: 1 });

  const node = await restart(before);
  assertEquals(node.services.rooms.size, 1);
  await node.clock.advance(HOLD_MS);
  assertEquals(node.services.rooms.size, 0);
  await node.clock.advance(LEASE_MS - HOLD_MS + 5_000);
  // A place that says "seated" in a room that is gone only remembers whom not to meet again.
  assertEquals(await placesAndRooms(node), {
    kinds: ["idle", "seated", "seated"],
    rooms: 0,
  });
  assertEquals(node.services.visitors.size, 0);
  assertEquals(node.services.waitingCount(), 0);
  // What was kept for them is dropped too: whoever comes after all finds nothing but hello.
  for (const visitor of [alice, bob, carol]) {
    const count = visitor.events.length;
    await comeBack(visitor, node);
    assertEquals(visitor.events.slice(count).map(({ type }) => type), ["hello"]);
    assertEquals(visitor.all("hello").at(-1)?.state, "idle");
  }
  assertEquals(node.errors, []);
});

Deno.test("a server that is stopped in order and started again loses no more than one that is killed", async () => {
  const before = await Node.open();
  const { alice, bob, room } = await before.couple();
  const carol = await before.visitor();
  await carol.join(GO);
  await before.services.drain();
  await settle();
  const node = await restart(before);
  for (const visitor of [alice, bob]) {
    const hello = await comeBack(visitor, node);
    assertEquals(hello?.state === "seated" && hello.room, room);
  }
  assertEquals((await comeBack(carol, node))?.state, "waiting");
});

Deno.test("three restarts in a row change nothing", async () => {
  const before = await Node.open();
  const { alice, bob, room } = await before.couple();
  let node = before;
  for (let life = 0; life < 3; life++) {
    node = await Node.open({
      engine: node.engine,
      clock: new FakeClock(node.clock.now()),
      life: `life${life}`,
    });
    await node.clock.advance(1_000);
    await comeBack(alice, node);
    await comeBack(bob, node);
    await node.clock.advance(1_000);
  }
  const hello = alice.all("hello").at(-1);
  assertEquals(hello?.state === "seated" && hello.room, room);
  assertEquals([alice, bob].flatMap((visitor) => visitor.all("peer-left")), []);
});
