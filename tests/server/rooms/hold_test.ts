import { assertEquals } from "@std/assert/mod.js";
import type { QueueRequest } from "../../../server/protocol.ts";
import { keys } from "../../../server/store/keys.ts";
import { settle } from "../support/fake_clock.ts";
import { Node, type Visitor } from "../support/node.ts";

const HOLD_MS = 30_000;
const TEXT: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };

async function setup() {
  const node = await Node.open();
  return { node, ...await node.couple() };
}

async function beat(...visitors: readonly Visitor[]): Promise<void> {
  for (const visitor of visitors) assertEquals((await visitor.post("/v1/beat", {})).status, 204);
}

function typesAfterMatch({ events }: Visitor): string[] {
  return events.map(({ type }) => type).filter((type) => type !== "hello" && type !== "matched");
}

Deno.test("who loses the stream is away at once, and the other hears how long the seat is held", async () => {
  const { alice, bob, room } = await setup();
  await alice.close();
  assertEquals(bob.all("peer-away"), [{ room, holdMs: HOLD_MS }]);
});

Deno.test("who comes back within the hold keeps the seat, and the hold is over", async () => {
  const { node, alice, bob, room } = await setup();
  await alice.close();
  await node.clock.advance(HOLD_MS - 1);
  await alice.open({ lastEventId: alice.lastEventId });
  const hello = alice.all("hello").at(-1);
  assertEquals([hello?.resumed, hello?.state], [true, "seated"]);
  assertEquals(hello?.state === "seated" && [hello.room, hello.partnerPresent], [room, true]);
  await beat(alice, bob);
  await node.clock.advance(2 * HOLD_MS / 3);
  assertEquals(typesAfterMatch(bob), ["peer-away", "peer-back"]);
  assertEquals(typesAfterMatch(alice), []);
});

Deno.test("who does not come back is lost, and the other hears it once", async () => {
  const { node, alice, bob, room } = await setup();
  await alice.close();
  await node.clock.advance(HOLD_MS - 1);
  assertEquals(bob.all("peer-left"), []);
  await node.clock.advance(1);
  assertEquals(bob.all("peer-left"), [{ room, reason: "lost" }]);
  await alice.open({ lastEventId: alice.lastEventId });
  assertEquals(alice.all("hello").at(-1)?.state, "idle");
  assertEquals(typesAfterMatch(bob), ["peer-away", "peer-left"]);
});

Deno.test("each absence has a hold of its own, however often somebody flickers", async () => {
  const { node, alice, bob } = await setup();
  for (let round = 0; round < 5; round++) {
    await alice.close();
    await node.clock.advance(HOLD_MS - 1);
    await beat(bob);
    await alice.open({ lastEventId: alice.lastEventId });
    await node.clock.advance(1_000);
  }
  assertEquals(bob.all("peer-left"), []);
  assertEquals([bob.all("peer-away").length, bob.all("peer-back").length], [5, 5]);
});

Deno.test("who reopens without a word to the server in between is never away", async () => {
  const { node, alice, bob } = await setup();
  await alice.open({ lastEventId: alice.lastEventId });
  await node.clock.advance(2_000);
  assertEquals(typesAfterMatch(bob), []);
});

Deno.test("both may be away and come back to each other", async () => {
  const { node, alice, bob, room } = await setup();
  await alice.close();
  await node.clock.advance(10_000);
  await bob.close();
  await node.clock.advance(10_000);
  await alice.open({ lastEventId: alice.lastEventId });
  const hello = alice.all("hello").at(-1);
  assertEquals(hello?.state === "seated" && hello.partnerPresent, false);
  await bob.open({ lastEventId: bob.lastEventId });
  await settle();
  assertEquals(alice.all("peer-back"), [{ room }]);
  assertEquals(bob.all("peer-back"), [{ room }]);
  await node.clock.advance(20_000);
  assertEquals([alice, bob].flatMap((visitor) => visitor.all("peer-left")), []);
});

Deno.test("both away for good end the room, and nothing of it is left", async () => {
  const { node, alice, bob, room } = await setup();
  await Promise.all([alice.close(), bob.close()]);
  await node.clock.advance(HOLD_MS);
  assertEquals(node.services.rooms.size, 0);
  assertEquals((await node.engine.getMany([keys.room(room)]))[0]?.value, null);
  await node.clock.advance(60_000);
  assertEquals(node.services.visitors.size, 0);
  assertEquals(node.errors, []);
});

Deno.test("who is back in the very moment in which the seat is given up hears that it is over", async () => {
  const { node, alice, bob, room } = await setup();
  await alice.close();
  await node.clock.advance(HOLD_MS - 1);
  // The commit that gives up the seat is under way when the stream opens.
  node.engine.plan = () => "hold";
  await node.clock.advance(1);
  node.engine.plan = () => undefined;
  await alice.open({ lastEventId: alice.lastEventId });
  node.engine.release();
  await beat(alice, bob);
  await node.clock.advance(10_000);
  assertEquals(bob.all("peer-left"), [{ room, reason: "lost" }]);
  // Told a room by hello, and then that it is gone; or told that there is none.
  const hello = alice.all("hello").at(-1);
  const told = hello?.state === "idle" || alice.all("peer-left").length === 1;
  assertEquals(told, true, JSON.stringify(alice.events.slice(-3)));
});

Deno.test("a stream that opens while the seat is given up waits for nobody", async () => {
  const { node, alice, bob, room } = await setup();
  await alice.close();
  await node.clock.advance(HOLD_MS - 1);
  const opened = node.clock.advance(1);
  await alice.open({ lastEventId: alice.lastEventId });
  await opened;
  await settle();
  const hello = alice.all("hello").at(-1);
  const isOver = bob.all("peer-left").length === 1;
  const knows = hello?.state === "idle" || alice.all("peer-left").length === 1;
  assertEquals(isOver, knows);
  assertEquals(await isSeatedInStore(node, room), !isOver);
});

Deno.test("a stream that is lost while it is opened calls nobody back", async () => {
  const { node, alice, bob, room } = await setup();
  await alice.close();
  const gate = Promise.withResolvers<void>();
  const read = node.engine.getMany.bind(node.engine);
  node.engine.getMany = (all) => gate.promise.then(() => read(all));
  const opening = alice.open();
  await settle();
  node.services.mailboxes.cut(alice.session);
  gate.resolve();
  await opening;
  await beat(alice, bob);
  await node.clock.advance(HOLD_MS);
  assertEquals(bob.all("peer-left"), [{ room, reason: "lost" }]);
});

Deno.test("who is away can be left, and finds itself idle", async () => {
  const { node, alice, bob, room } = await setup();
  await alice.close();
  await (await bob.post("/v1/leave", { room })).body?.cancel();
  await alice.open({ lastEventId: alice.lastEventId });
  assertEquals(alice.all("hello").at(-1)?.state, "idle");
  assertEquals(alice.all("peer-left"), [{ room, reason: "left" }]);
  await node.clock.advance(HOLD_MS);
  assertEquals(bob.all("peer-left"), []);
});

Deno.test("who is away and moved on elsewhere is not called back by an old hold", async () => {
  const { node, alice, bob, room } = await setup();
  await alice.close();
  await (await alice.post("/v1/next", TEXT)).body?.cancel();
  await settle();
  assertEquals(bob.all("peer-left"), [{ room, reason: "next" }]);
  await node.clock.advance(HOLD_MS);
  assertEquals(bob.all("peer-left").length, 1);
});

Deno.test("a seat that cannot be given up as the store does not answer is given up later", async () => {
  const { node, alice, bob, room } = await setup();
  await alice.close();
  node.engine.setDown(true);
  await node.clock.advance(HOLD_MS + 5_000);
  assertEquals(bob.all("peer-left"), []);
  await beat(bob);
  node.engine.setDown(false);
  await node.clock.advance(1_000);
  assertEquals(bob.all("peer-left"), [{ room, reason: "lost" }]);
  assertEquals(node.errors, []);
});

async function isSeatedInStore(node: Node, room: string): Promise<boolean> {
  const [entry] = await node.engine.getMany([["rooms", room]]);
  return entry?.value !== null;
}
