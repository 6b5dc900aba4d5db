/**
 * Streams that are opened wrongly, twice, or not read. Each test says what the abuse would gain.
 */
import { assert, assertEquals, assertNotEquals } from "@std/assert/mod.js";
import { MAX_BACKLOG_BYTES } from "../../../server/events/event_stream.ts";
import { settle } from "../support/fake_clock.ts";
import { Node, Visitor } from "../support/node.ts";
import { ulid } from "../support/ulid.ts";

function typesOf({ events }: Visitor): string[] {
  return events.map(({ type }) => type);
}

async function say(from: Visitor, room: string, count: number, text = "x"): Promise<void> {
  for (let index = 0; index < count; index++) {
    const response = await from.post("/v1/messages", { room, id: ulid(index), text });
    assertEquals(response.status, 202);
    await response.body?.cancel();
  }
  await settle();
}

Deno.test("a Last-Event-ID that this server never wrote starts anew, and is echoed nowhere", async () => {
  const node = await Node.open();
  const { alice, bob, room } = await node.couple();
  await say(bob, room, 3);
  const [epoch] = (alice.lastEventId ?? "").split(":");
  const strange = [
    "",
    "0",
    "garbage",
    `${epoch}`,
    `${epoch}:`,
    `${epoch}:-1`,
    `${epoch}:1.5`,
    `${epoch}:1e1`,
    `${epoch}:0x1`,
    `${epoch}:999999999999999999999`,
    `${epoch}:99`,
    `${epoch}:1:1`,
    `other-epoch:1`,
    `${bob.lastEventId}`,
    "'; DROP TABLE events; --",
    "e".repeat(8_000),
    `${epoch}:${"9".repeat(8_000)}`,
  ];
  for (const lastEventId of strange) {
    const client = new Visitor(node, alice.answer);
    const response = await client.open({ lastEventId });
    assertEquals(response.status, 200, lastEventId);
    const [hello, ...rest] = client.events;
    assertEquals([hello?.type, client.all("hello")[0]?.resumed], ["hello", false], lastEventId);
    // All was read by the stream before.
    assertEquals(rest, []);
  }
  assertEquals(node.errors, []);
});

Deno.test("line ends in a Last-Event-ID never reach the server, and would be no position if they did", async () => {
  const node = await Node.open();
  const alice = await node.visitor();
  for (const lastEventId of ["a:1\r\nx-evil: 1", "a:1\n", "a\r:1"]) {
    let isRefused = false;
    try {
      const client = new Visitor(node, alice.answer);
      await client.open({ lastEventId });
      assertEquals(client.all("hello")[0]?.resumed, false);
    } catch (error) {
      isRefused = error instanceof TypeError;
      assert(isRefused, String(error));
    }
  }
});

Deno.test("a second stream of one session takes over, so that no page hears what another one reads", async () => {
  const node = await Node.open();
  const { alice, bob, room } = await node.couple();
  const count = bob.events.length;
  const second = new Visitor(node, alice.answer);
  await second.open();
  assertEquals(typesOf(alice).slice(-1), ["replaced"]);
  assertEquals(alice.isStreamOpen, false);
  assertEquals(second.all("hello")[0]?.state, "seated");

  await say(bob, room, 1);
  assertEquals(alice.all("message"), []);
  assertEquals(second.all("message").length, 1);
  // The partner of somebody who opened another tab has not lost anybody.
  await node.clock.advance(10_000);
  assertEquals(bob.events.length, count);
});

Deno.test("the end of a stream that was taken over does not end the one that took over", async () => {
  const node = await Node.open();
  const { alice, bob, room } = await node.couple();
  const second = new Visitor(node, alice.answer);
  await second.open();
  await alice.close();
  await node.clock.advance(1_000);
  assertEquals(bob.all("peer-away"), []);
  await say(bob, room, 1);
  assertEquals(second.all("message").length, 1);
});

Deno.test("two streams that take over from each other for ever lose no message and call nobody away", async () => {
  const node = await Node.open();
  const { alice, bob, room } = await node.couple();
  let last = alice;
  const heard: string[] = [];
  for (let index = 0; index < 20; index++) {
    const message = { room, id: ulid(index), text: String(index) };
    assertEquals((await bob.post("/v1/messages", message)).status, 202);
    const next = new Visitor(node, alice.answer);
    await settle();
    heard.push(...last.all("message").map(({ text }) => text));
    await next.open({ lastEventId: last.lastEventId });
    last = next;
  }
  heard.push(...last.all("message").map(({ text }) => text));
  assertEquals(heard, Array.from({ length: 20 }, (_, index) => String(index)));
  assertEquals(bob.all("peer-away"), []);
});

Deno.test("many streams at once of one session leave one, so that nobody hoards connections", async () => {
  const node = await Node.open();
  const alice = await node.visitor({ isStreaming: false });
  const clients = Array.from({ length: 20 }, () => new Visitor(node, alice.answer));
  await Promise.all(clients.map((client) => client.open()));
  await settle();
  assertEquals(clients.filter(({ isStreamOpen }) => isStreamOpen).length, 1);
  assertEquals(clients.flatMap((client) => client.all("hello")).length > 0, true);
  assertEquals(node.services.mailboxes.openCount, 1);
});

Deno.test("a reader that does not read is cut at 64 KiB, and its partner hears that it is away", async () => {
  const node = await Node.open();
  const { alice, bob, room } = await node.couple();
  const deaf = new Visitor(node, alice.answer);
  const response = await deaf.send("GET", "/v1/events");
  const text = "x".repeat(2_000);
  let said = 0;
  while (bob.all("peer-away").length === 0 && said < 100) {
    const message = { room, id: ulid(said++), text };
    assertEquals((await bob.post("/v1/messages", message)).status, 202);
    await settle();
  }
  const bytes = said * 2_100;
  assertEquals(bob.all("peer-away").length, 1);
  assert(bytes > MAX_BACKLOG_BYTES * 0.9 && bytes < MAX_BACKLOG_BYTES * 1.2, `${bytes} bytes`);
  await response.body?.cancel().catch((error: unknown) => assert(error instanceof Error));
});

Deno.test("who was cut, or was away for long, gets all that was accepted meanwhile, however much it is", async () => {
  const node = await Node.open();
  const { alice, bob, room } = await node.couple();
  const lastEventId = alice.lastEventId;
  await alice.close();
  // Three times what a reader may leave unread.
  await say(bob, room, 95, "x".repeat(2_000));
  await alice.open({ lastEventId });
  assertEquals(alice.isStreamOpen, true);
  assertEquals(alice.all("message").length, 95);
  assertEquals(alice.all("hello").at(-1)?.resumed, true);
});

Deno.test("a HEAD of the stream takes over nobody's, as nothing would ever read it", async () => {
  const node = await Node.open();
  const alice = await node.visitor();
  const response = await alice.send("HEAD", "/v1/events");
  assertEquals(response.status, 404);
  await settle();
  assertEquals(typesOf(alice), ["hello"]);
  assertEquals(alice.isStreamOpen, true);
});

Deno.test("each mailbox numbers in an epoch of its own, so that old numbers mean nothing to a new one", async () => {
  const node = await Node.open();
  const alice = await node.visitor();
  const old = alice.lastEventId;
  await alice.close();
  await node.clock.advance(60_000);
  assertEquals(node.services.visitors.size, 0);
  await alice.open({ lastEventId: old });
  const [epoch] = (alice.lastEventId ?? "").split(":");
  assertNotEquals(epoch, old?.split(":")[0]);
  assertEquals(alice.all("hello").at(-1), { resumed: false, state: "idle" });
});
