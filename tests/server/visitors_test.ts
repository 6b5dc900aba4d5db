import { assertEquals } from "@std/assert/mod.js";
import type { QueueRequest } from "../../server/protocol.ts";
import { SWEEP_MS } from "../../server/visitors.ts";
import { settle } from "./support/fake_clock.ts";
import { Node, type Visitor } from "./support/node.ts";

const LEASE_MS = 45_000;
const HOLD_MS = 30_000;
const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };

async function setup() {
  const node = await Node.open();
  return { node, alice: await node.visitor(), bob: await node.visitor() };
}

async function beat(...visitors: readonly Visitor[]): Promise<void> {
  for (const visitor of visitors) assertEquals((await visitor.post("/v1/beat", {})).status, 204);
}

/** Lets time pass while some are heard of every twenty seconds. */
async function pass(node: Node, ms: number, ...beating: readonly Visitor[]): Promise<void> {
  for (let passed = 0; passed < ms; passed += 20_000) {
    await beat(...beating);
    await node.clock.advance(Math.min(20_000, ms - passed));
  }
}

async function kindsOfPlaces(node: Node): Promise<unknown[]> {
  const kinds = [];
  for await (const { value } of node.engine.list(["places"])) {
    kinds.push(typeof value === "object" && value && "kind" in value ? value.kind : value);
  }
  return kinds;
}

Deno.test("who beats stays in the queue, however long it takes", async () => {
  const { node, alice, bob } = await setup();
  await alice.join(TEA);
  await pass(node, 10 * LEASE_MS, alice);
  assertEquals(alice.isStreamOpen, true);
  await bob.open();
  assertEquals((await bob.join(TEA)).status, "matched");
});

Deno.test("any request counts as a beat", async () => {
  const { node, alice } = await setup();
  for (let round = 0; round < 4; round++) {
    await node.clock.advance(LEASE_MS - SWEEP_MS);
    await (await alice.send("GET", "/v1/ice")).body?.cancel();
  }
  assertEquals(alice.isStreamOpen, true);
  assertEquals(node.services.visitors.size, 1);
});

Deno.test("a refused token is no beat of anybody", async () => {
  const { node, alice } = await setup();
  for (let round = 0; round < 2; round++) {
    await node.clock.advance(LEASE_MS / 2);
    const response = await node.request("/v1/ice", {
      headers: { authorization: `Bearer ${alice.answer.token}x` },
    });
    await response.body?.cancel();
  }
  await node.clock.advance(SWEEP_MS);
  assertEquals(alice.isStreamOpen, false);
});

Deno.test("forty-five seconds of silence take somebody out of the queue, though the stream looks open", async () => {
  const { node, alice, bob } = await setup();
  await alice.join(TEA);
  await pass(node, LEASE_MS - 1, bob);
  assertEquals([alice.isStreamOpen, node.services.waitingCount()], [true, 1]);
  await pass(node, SWEEP_MS, bob);
  assertEquals([alice.isStreamOpen, node.services.waitingCount()], [false, 0]);
  assertEquals(await kindsOfPlaces(node), ["idle"]);
  assertEquals((await bob.join(TEA)).status, "queued");
});

Deno.test("silence gives up a seat after the hold, and the other hears both", async () => {
  const node = await Node.open();
  const { alice, bob, room } = await node.couple();
  await pass(node, LEASE_MS + SWEEP_MS, bob);
  assertEquals(bob.all("peer-away"), [{ room, holdMs: HOLD_MS }]);
  assertEquals(bob.all("peer-left"), []);
  await pass(node, HOLD_MS, bob);
  assertEquals(bob.all("peer-left"), [{ room, reason: "lost" }]);
  await pass(node, 2 * SWEEP_MS, bob);
  assertEquals(node.services.visitors.size, 1);
  assertEquals(alice.isStreamOpen, false);
});

Deno.test("who went silent and is heard of again in the hold keeps the seat", async () => {
  const node = await Node.open();
  const { alice, bob } = await node.couple();
  await pass(node, LEASE_MS + SWEEP_MS, bob);
  assertEquals(bob.all("peer-away").length, 1);
  await alice.open({ lastEventId: alice.lastEventId });
  assertEquals(alice.all("hello").at(-1)?.resumed, true);
  await pass(node, 2 * HOLD_MS, alice, bob);
  assertEquals([bob.all("peer-back").length, bob.all("peer-left").length], [1, 0]);
});

Deno.test("who closes the stream is not matched from that moment, as it could not be told", async () => {
  const { node, alice, bob } = await setup();
  await alice.join(TEA);
  await alice.close();
  assertEquals(node.services.waitingCount(), 0);
  assertEquals((await bob.join(TEA)).status, "queued");
  await pass(node, 20_000, bob);
  assertEquals(bob.all("matched"), []);
  assertEquals(await kindsOfPlaces(node), ["waiting", "waiting"]);
});

Deno.test("who opens the stream again waits on with the time that was waited before", async () => {
  const { node, alice, bob } = await setup();
  await alice.join(TEA);
  await node.clock.advance(1_000);
  await alice.close();
  await node.clock.advance(2_000);
  await alice.open({ lastEventId: alice.lastEventId });
  const hello = alice.all("hello").at(-1);
  assertEquals(hello, {
    resumed: true,
    state: "waiting",
    mode: "text",
    widensInMs: [2_000, 9_000],
  });
  await node.clock.advance(500);
  assertEquals((await bob.join(TEA)).status, "matched");
  assertEquals(alice.all("matched")[0]?.why.waitedMs, 3_500);
});

Deno.test("two who wait apart, one without a stream, meet as soon as the stream is back", async () => {
  const { node, alice, bob } = await setup();
  await alice.join(TEA);
  await alice.close();
  await bob.join(TEA);
  await node.clock.advance(1_000);
  await alice.open({ lastEventId: alice.lastEventId });
  await settle();
  assertEquals([alice, bob].map((visitor) => visitor.all("matched").length), [1, 1]);
});

Deno.test("who joins without ever opening a stream leaves no ticket behind", async () => {
  const node = await Node.open();
  const ghost = await node.visitor({ isStreaming: false });
  assertEquals((await ghost.join(TEA)).status, "queued");
  assertEquals(await kindsOfPlaces(node), ["waiting"]);
  await node.clock.advance(LEASE_MS + SWEEP_MS);
  assertEquals(await kindsOfPlaces(node), ["idle"]);
  assertEquals(node.services.visitors.size, 0);
});

Deno.test("a session that does nothing costs nothing, and is forgotten if it did something once", async () => {
  const node = await Node.open();
  const visitors = [];
  for (let index = 0; index < 20; index++) {
    visitors.push(await node.visitor({ isStreaming: false }));
  }
  assertEquals(node.services.visitors.size, 0);
  await beat(...visitors);
  assertEquals(node.services.visitors.size, 20);
  await node.clock.advance(LEASE_MS + SWEEP_MS);
  assertEquals(node.services.visitors.size, 0);
  assertEquals(node.services.mailboxes.openCount, 0);
});

Deno.test("somebody who is heard of while being forgotten is not forgotten", async () => {
  const node = await Node.open();
  const ghost = await node.visitor({ isStreaming: false });
  await ghost.join(TEA);
  await node.clock.advance(LEASE_MS - SWEEP_MS);
  // The commit that removes the ticket is under way when the next request arrives.
  const gate = Promise.withResolvers<void>();
  const commit = node.engine.commit.bind(node.engine);
  node.engine.commit = (changes) => gate.promise.then(() => commit(changes));
  await node.clock.advance(SWEEP_MS);
  await node.clock.advance(1);
  const joined = ghost.join(TEA);
  gate.resolve();
  assertEquals((await joined).status, "queued");
  assertEquals(node.services.visitors.size, 1);
  // As somebody keeps count of it, the new ticket goes as well when silence returns.
  await node.clock.advance(LEASE_MS + SWEEP_MS);
  assertEquals(await kindsOfPlaces(node), ["idle"]);
  assertEquals(node.services.visitors.size, 0);
});

Deno.test("a ticket that was removed unheard is not believed to wait still", async () => {
  const { node, alice, bob } = await setup();
  await alice.join(TEA);
  node.engine.plan = () => "throw-after";
  assertEquals((await alice.delete("/v1/queue")).status, 503);
  node.engine.plan = () => undefined;
  assertEquals(await kindsOfPlaces(node), ["idle"]);
  assertEquals((await alice.join(TEA)).status, "queued");
  assertEquals((await bob.join(TEA)).status, "matched");
});

Deno.test("a store that does not answer keeps nobody: the next sweep tries again", async () => {
  const { node, alice } = await setup();
  await alice.join(TEA);
  node.engine.setDown(true);
  await node.clock.advance(LEASE_MS + 2 * SWEEP_MS);
  assertEquals(alice.isStreamOpen, false);
  node.engine.setDown(false);
  await node.clock.advance(SWEEP_MS);
  assertEquals(await kindsOfPlaces(node), ["idle", "idle"]);
  assertEquals(node.services.visitors.size, 0);
  assertEquals(node.errors, []);
});
