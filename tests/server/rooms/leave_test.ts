import { assertEquals } from "@std/assert/mod.js";
import type { QueueRequest } from "../../../server/protocol.ts";
import { keys } from "../../../server/store/keys.ts";
import { settle } from "../support/fake_clock.ts";
import { Node, type Visitor } from "../support/node.ts";

const TEXT: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };

async function setup() {
  const node = await Node.open();
  return { node, ...await node.couple() };
}

async function leave(visitor: Visitor, room: string): Promise<void> {
  const response = await visitor.post("/v1/leave", { room });
  assertEquals([response.status, await response.json()], [200, {}]);
  await settle();
}

/** All that is stored under a prefix. */
async function stored(node: Node, prefix: readonly string[]): Promise<unknown[]> {
  const found = [];
  for await (const { value } of node.engine.list(prefix)) found.push(value);
  return found;
}

Deno.test("the one who is left hears it once, and the one who leaves hears nothing", async () => {
  const { node, alice, bob, room } = await setup();
  await leave(alice, room);
  await leave(alice, room);
  await node.clock.advance(40_000);
  assertEquals(bob.all("peer-left"), [{ room, reason: "left" }]);
  assertEquals(alice.all("peer-left"), []);
  assertEquals(await stored(node, keys.rooms()), []);
});

Deno.test("two who leave at once are each told at most once", async () => {
  const { node, alice, bob, room } = await setup();
  await Promise.all([leave(alice, room), leave(bob, room)]);
  const told = [alice, bob].map((visitor) => visitor.all("peer-left").length);
  assertEquals(told.every((count) => count <= 1), true, `${told}`);
  assertEquals(node.services.rooms.size, 0);
  assertEquals(await stored(node, keys.rooms()), []);
});

Deno.test("who leaves after having been left is not refused", async () => {
  const { alice, bob, room } = await setup();
  await leave(alice, room);
  await leave(bob, room);
  assertEquals(alice.all("peer-left"), []);
});

Deno.test("leaving a room that never was is harmless", async () => {
  const { alice } = await setup();
  await leave(alice, "room-never-was");
});

Deno.test("who left is idle, and who was left too", async () => {
  const { alice, bob, room } = await setup();
  await leave(alice, room);
  for (const visitor of [alice, bob]) {
    await visitor.close();
    await visitor.open();
    assertEquals(visitor.all("hello").at(-1)?.state, "idle");
  }
});

Deno.test("next tells the other side that somebody moved on, and waits in the same step", async () => {
  const { node, alice, bob, room } = await setup();
  const response = await alice.post("/v1/next", TEXT);
  await settle();
  assertEquals((await response.json()).status, "queued");
  assertEquals(bob.all("peer-left"), [{ room, reason: "next" }]);
  assertEquals(alice.all("peer-left"), []);
  // The one who was left stays idle until it wants another.
  const places = await stored(node, keys.places());
  const kinds = places.map((place) =>
    typeof place === "object" && place && "kind" in place && place.kind
  );
  assertEquals(kinds.toSorted(), ["seated", "waiting"]);
  assertEquals(await stored(node, keys.rooms()), []);
});

Deno.test("two who press next at once both wait again, and are not given to each other", async () => {
  const { node, alice, bob } = await setup();
  const answers = await Promise.all([alice, bob].map((each) => each.post("/v1/next", TEXT)));
  await node.clock.advance(20_000);
  for (const answer of answers) assertEquals((await answer.json()).status, "queued");
  for (const visitor of [alice, bob]) {
    assertEquals(visitor.all("peer-left").length <= 1, true);
  }
  assertEquals(alice.all("matched").length, 0);
  assertEquals(bob.all("matched").length, 1);
});

Deno.test("next that names a room already left leaves no other one", async () => {
  const { node, alice, room } = await setup();
  await (await alice.post("/v1/next", { ...TEXT, room })).body?.cancel();
  const carol = await node.visitor();
  await carol.join(TEXT);
  const { room: second } = alice.all("matched").at(-1) ?? {};
  // The repeat of the first next arrives late.
  const late = await alice.post("/v1/next", { ...TEXT, room });
  const answer = await late.json();
  assertEquals([answer.status, answer.match.room], ["matched", second]);
  assertEquals(carol.all("peer-left"), []);
});

Deno.test("a leave that the store did not take is refused, and done as soon as the store answers", async () => {
  const { node, alice, bob, room } = await setup();
  node.engine.plan = () => "throw-before";
  const response = await alice.post("/v1/leave", { room });
  assertEquals(response.status, 503);
  await response.body?.cancel();
  await node.clock.advance(3_000);
  assertEquals(bob.all("peer-left"), []);
  node.engine.plan = () => undefined;
  await node.clock.advance(1_000);
  assertEquals(bob.all("peer-left"), [{ room, reason: "left" }]);
  assertEquals(await stored(node, keys.rooms()), []);
  await leave(alice, room);
  assertEquals(bob.all("peer-left").length, 1);
});

Deno.test("a leave whose commit went through unheard ends the talk when it is sent again", async () => {
  const { node, alice, bob, room } = await setup();
  node.engine.plan = () => "throw-after";
  const response = await alice.post("/v1/leave", { room });
  assertEquals(response.status, 503);
  await response.body?.cancel();
  node.engine.plan = () => undefined;
  await leave(alice, room);
  assertEquals(bob.all("peer-left"), [{ room, reason: "left" }]);
});

Deno.test("a room that ends while it is read does not come back to life", async () => {
  const node = await Node.open();
  const { alice, room } = await node.couple();
  const gate = Promise.withResolvers<void>();
  const read = node.engine.getMany.bind(node.engine);
  node.engine.getMany = async (all) => {
    const entries = await read(all);
    await gate.promise;
    return entries;
  };
  const reading = node.services.rooms.read(room);
  await settle();
  node.engine.getMany = read;
  await node.services.rooms.leave(alice.session, room);
  gate.resolve();
  assertEquals(await reading, null);
  assertEquals(node.services.rooms.size, 0);
});
