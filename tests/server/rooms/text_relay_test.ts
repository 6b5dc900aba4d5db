import { assertEquals } from "@std/assert/mod.js";
import { settle } from "../support/fake_clock.ts";
import { Node, type Visitor } from "../support/node.ts";
import { ulid } from "../support/ulid.ts";

async function setup() {
  const node = await Node.open();
  return { node, ...await node.couple() };
}

async function accepted(from: Visitor, path: string, body: unknown): Promise<unknown> {
  const response = await from.post(path, body);
  assertEquals(response.status, 202);
  const answer = await response.json();
  await settle();
  return answer;
}

Deno.test("a message says which one of its sender has to be shown before it, if its sender did", async () => {
  const { alice, bob, room } = await setup();
  await accepted(alice, "/v1/messages", { room, id: ulid(1), text: "one" });
  await accepted(alice, "/v1/messages", { room, id: ulid(2), text: "two", after: ulid(1) });
  assertEquals(bob.all("message").map(({ after }) => after), [undefined, ulid(1)]);
});

Deno.test("that messages were shown is told to who wrote them, and to nobody else", async () => {
  const { alice, bob, room } = await setup();
  await accepted(bob, "/v1/acks", { room, ids: [ulid(1), ulid(2)] });
  assertEquals(alice.all("ack"), [{ room, ids: [ulid(1), ulid(2)] }]);
  assertEquals(bob.all("ack"), []);
});

Deno.test("that messages were in sight is told apart from that they have arrived", async () => {
  const { alice, bob, room } = await setup();
  await accepted(bob, "/v1/acks", { room, ids: [ulid(1)] });
  await accepted(bob, "/v1/acks", { room, ids: [ulid(1)], seen: true });
  assertEquals(alice.all("ack"), [{ room, ids: [ulid(1)] }, { room, ids: [ulid(1)], seen: true }]);
});

Deno.test("a message of which its sender has no word is relayed once more, with the server's new time", async () => {
  const { node, alice, bob, room } = await setup();
  const message = { room, id: ulid(1), text: "hello" };
  await accepted(alice, "/v1/messages", message);
  await node.clock.advance(4_000);
  const answer = await accepted(alice, "/v1/messages", { ...message, again: true });
  const [first, second] = bob.all("message");
  assertEquals([first?.text, second?.text], ["hello", "hello"]);
  assertEquals(answer, { id: message.id, at: second?.at });
});

Deno.test("a message that still waits for somebody who is away is not put there a second time", async () => {
  const { alice, bob, room } = await setup();
  await bob.close();
  const message = { room, id: ulid(1), text: "hello" };
  await accepted(alice, "/v1/messages", message);
  for (let time = 0; time < 150; time++) {
    await accepted(alice, "/v1/messages", { ...message, again: true });
  }
  await bob.open();
  assertEquals(bob.all("message").length, 1);
});

Deno.test("a message that somebody had half read when their page was reloaded reaches the new page", async () => {
  const { alice, bob, room } = await setup();
  const message = { room, id: ulid(1), text: "hello" };
  await accepted(alice, "/v1/messages", message);
  const { length } = bob.all("message");
  // The new page knows no position, so the server cannot know what the old one had read.
  await bob.close();
  await bob.open();
  await accepted(alice, "/v1/messages", { ...message, again: true });
  assertEquals(bob.all("message").length, length + 1);
});

Deno.test("that something was shown is not kept for somebody who is away: they ask when they are back", async () => {
  const { alice, bob, room } = await setup();
  await alice.close();
  for (let time = 0; time < 150; time++) await accepted(bob, "/v1/acks", { room, ids: [ulid(1)] });
  await alice.open();
  assertEquals(alice.all("ack"), []);
});

Deno.test("a message that was in the memory of a server that died reaches the other by the next one", async () => {
  const { node, alice, bob, room } = await setup();
  await bob.close();
  const message = { room, id: ulid(1), text: "hello" };
  await accepted(alice, "/v1/messages", message);
  const { engine, clock } = node;
  const next = await Node.open({ engine, clock, life: "b" });
  for (const visitor of [alice, bob]) {
    visitor.node = next;
    await visitor.open();
  }
  assertEquals(bob.all("message"), []);
  await accepted(alice, "/v1/messages", { ...message, again: true });
  assertEquals(bob.all("message").map(({ text }) => text), ["hello"]);
});
