import { assertEquals, assertNotEquals } from "@std/assert/mod.js";
import { createHmac } from "node:crypto";
import type { QueueRequest } from "../../../server/protocol.ts";
import { keys } from "../../../server/store/keys.ts";
import { settle } from "../support/fake_clock.ts";
import { Node, type Visitor } from "../support/node.ts";
import { ulid } from "../support/ulid.ts";

const TEA: QueueRequest = { mode: "video", languages: ["en"], interests: ["tea"] };
const OFFER = { type: "offer", sdp: "v=0 offer" } as const;
const ANSWER = { type: "answer", sdp: "v=0 answer" } as const;

async function setup() {
  const node = await Node.open();
  return { node, ...await node.couple() };
}

async function signal(from: Visitor, body: Record<string, unknown>): Promise<number> {
  const response = await from.post("/v1/signals", body);
  await response.body?.cancel();
  await settle();
  return response.status;
}

Deno.test("signals pass to the other side as they were sent, and to nobody else", async () => {
  const { node, alice, bob, room } = await setup();
  const carol = await node.visitor();
  const candidates = [{ candidate: "candidate:1", sdpMid: "0", sdpMLineIndex: 0 }, null];
  assertEquals(await signal(alice, { room, generation: 1, description: OFFER }), 202);
  assertEquals(await signal(bob, { room, generation: 1, description: ANSWER, candidates }), 202);
  assertEquals(await signal(alice, { room, generation: 1, candidates }), 202);
  assertEquals(alice.all("signal"), [{ room, generation: 1, description: ANSWER, candidates }]);
  assertEquals(bob.all("signal"), [
    { room, generation: 1, description: OFFER },
    { room, generation: 1, candidates },
  ]);
  assertEquals(carol.all("signal"), []);
});

Deno.test("of two with an offer whoever came last begins, and the offer is told to the other alone", async () => {
  const node = await Node.open();
  const [alice, bob] = [await node.visitor(), await node.visitor()];
  await alice.join({ ...TEA, offer: { sdp: "alice's offer" } });
  await node.clock.advance(1);
  const { match } = await bob.join({ ...TEA, offer: { sdp: "bob's offer" } });
  assertEquals([match.role, match.polite, match.offer], ["offerer", false, undefined]);
  const [told] = alice.all("matched");
  assertEquals([told?.role, told?.polite, told?.offer], ["answerer", true, { sdp: "bob's offer" }]);
});

Deno.test("whoever has an offer begins, also who waited longer", async () => {
  const node = await Node.open();
  const [alice, bob] = [await node.visitor(), await node.visitor()];
  await alice.join({ ...TEA, offer: { sdp: "alice's offer" } });
  await node.clock.advance(1);
  const { match } = await bob.join(TEA);
  assertEquals([match.role, match.offer], ["answerer", { sdp: "alice's offer" }]);
  assertEquals(alice.all("matched").map(({ role, offer }) => [role, offer]), [[
    "offerer",
    undefined,
  ]]);
});

Deno.test("two whose offers are mutual are each told the other's, and that the other has theirs", async () => {
  const node = await Node.open();
  const [alice, bob] = [await node.visitor(), await node.visitor()];
  await alice.join({ ...TEA, offer: { sdp: "alice's", id: "a", mutual: true } });
  await node.clock.advance(1);
  const { match } = await bob.join({ ...TEA, offer: { sdp: "bob's", id: "b", mutual: true } });
  const [told] = alice.all("matched");
  assertEquals([match.offer, match.offered], [{ sdp: "alice's" }, "b"]);
  assertEquals([told?.offer, told?.offered], [{ sdp: "bob's" }, "a"]);
});

Deno.test("one whose offer is not mutual, or has no name, takes no offer for an answer", async () => {
  for (const offer of [{ sdp: "alice's", id: "a" }, { sdp: "alice's", mutual: true }]) {
    const node = await Node.open();
    const [alice, bob] = [await node.visitor(), await node.visitor()];
    await alice.join({ ...TEA, offer });
    await node.clock.advance(1);
    const { match } = await bob.join({ ...TEA, offer: { sdp: "bob's", id: "b", mutual: true } });
    assertEquals([match.offer, match.offered], [undefined, "b"]);
    assertEquals(alice.all("matched")[0]?.offered, undefined);
  }
});

Deno.test("the offerer is told which of its waiting offers the answerer got", async () => {
  const node = await Node.open();
  const [alice, bob] = [await node.visitor(), await node.visitor()];
  await alice.join({ ...TEA, offer: { sdp: "the first", id: "offer-1" } });
  await alice.post("/v1/queue", { ...TEA, offer: { sdp: "the second", id: "offer-2" } });
  await node.clock.advance(1);
  const { match } = await bob.join(TEA);
  assertEquals([match.offer, match.offered], [{ sdp: "the second" }, undefined]);
  const [told] = alice.all("matched");
  assertEquals([told?.role, told?.offered, told?.offer], ["offerer", "offer-2", undefined]);
});

Deno.test("an offer counts as given only when the answerer has a stream to read it from", async () => {
  const node = await Node.open();
  const [alice, bob] = [await node.visitor(), await node.visitor()];
  await alice.join({ ...TEA, offer: { sdp: "alice's offer", id: "offer-1" } });
  await bob.close();
  await node.clock.advance(1);
  await bob.post("/v1/queue", TEA);
  await bob.open();
  await node.clock.advance(1);
  const hello = bob.all("hello").at(-1);
  const given = hello?.state === "seated" ? hello.match.offer : bob.all("matched")[0]?.offer;
  assertEquals(alice.all("matched")[0]?.offered !== undefined, given !== undefined);
});

Deno.test("an offer is told again with hello, but only in the generation that it opens", async () => {
  const node = await Node.open();
  const [alice, bob] = [await node.visitor(), await node.visitor()];
  await alice.join({ ...TEA, offer: { sdp: "alice's offer" } });
  await node.clock.advance(1);
  const { match: { room } } = await bob.join(TEA);
  await bob.close();
  await bob.open();
  const before = bob.all("hello").at(-1);
  assertEquals(before?.state === "seated" && before.match.offer, { sdp: "alice's offer" });

  assertEquals(await signal(alice, { room, generation: 2, description: OFFER }), 202);
  await bob.close();
  await bob.open();
  const after = bob.all("hello").at(-1);
  assertEquals(after?.state === "seated" && [after.generation, after.match.offer], [2, undefined]);
});

Deno.test("the offerer opens the next generation with its offer", async () => {
  const { node, alice, bob, room } = await setup();
  assertEquals(await signal(alice, { room, generation: 2, description: OFFER }), 202);
  assertEquals(bob.all("signal"), [{ room, generation: 2, description: OFFER }]);
  assertEquals(await signal(bob, { room, generation: 2, description: ANSWER }), 202);
  const [entry] = await node.engine.getMany([keys.room(room)]);
  const stored = entry?.value;
  assertEquals(
    typeof stored === "object" && stored && "generation" in stored && stored.generation,
    2,
  );
});

Deno.test("the answerer asks for the next generation with a bare signal, and the offerer answers with its offer", async () => {
  const { alice, bob, room } = await setup();
  assertEquals(await signal(bob, { room, generation: 2 }), 202);
  assertEquals(alice.all("signal"), [{ room, generation: 2 }]);
  assertEquals(await signal(alice, { room, generation: 2, description: OFFER }), 202);
  assertEquals(bob.all("signal"), [{ room, generation: 2, description: OFFER }]);
});

Deno.test("both opening the same generation at once end in that one, with both signals relayed", async () => {
  const { alice, bob, room } = await setup();
  const statuses = await Promise.all([
    signal(alice, { room, generation: 2, description: OFFER }),
    signal(bob, { room, generation: 2 }),
  ]);
  assertEquals(statuses, [202, 202]);
  assertEquals(alice.all("signal"), [{ room, generation: 2 }]);
  assertEquals(bob.all("signal"), [{ room, generation: 2, description: OFFER }]);
  assertEquals(await signal(alice, { room, generation: 3, description: OFFER }), 202);
});

Deno.test("a generation whose commit went through unheard is open all the same", async () => {
  const { node, alice, bob, room } = await setup();
  node.engine.plan = () => {
    node.engine.plan = () => undefined;
    return "lost-answer";
  };
  assertEquals(await signal(alice, { room, generation: 2, description: OFFER }), 202);
  assertEquals(await signal(bob, { room, generation: 2, description: ANSWER }), 202);
});

Deno.test("a generation that opens while the room ends is refused, and the room stays ended", async () => {
  const { node, alice, bob, room } = await setup();
  const [left, opened] = await Promise.all([
    bob.post("/v1/leave", { room }),
    alice.post("/v1/signals", { room, generation: 2, description: OFFER }),
  ]);
  await settle();
  assertEquals(left.status, 200);
  assertEquals(opened.status, 409);
  await Promise.all([left.body?.cancel(), opened.body?.cancel()]);
  assertEquals((await node.engine.getMany([keys.room(room)]))[0]?.value, null);
  assertEquals(alice.all("peer-left").length, 1);
});

Deno.test("messages arrive in order with the time that their sender was told, and a signature", async () => {
  const { node, alice, bob, room } = await setup();
  const answers = [];
  for (const index of [1, 2, 3]) {
    const message = { room, id: ulid(index), text: `text ${index}` };
    const response = await alice.post("/v1/messages", message);
    answers.push(await response.json());
    await node.clock.advance(100);
  }
  const messages = bob.all("message");
  assertEquals(messages.map(({ text }) => text), ["text 1", "text 2", "text 3"]);
  assertEquals(messages.map(({ id, at }) => ({ id, at })), answers);
  assertEquals(alice.all("message"), []);
  assertEquals(new Set(messages.map(({ signature }) => signature)).size, 3);
});

Deno.test("a message's signature covers room, sender, id, time and text, so that none can be altered in a report", async () => {
  const node = await Node.open();
  // The secret is made once and kept in the store; the key of messages is derived from it.
  const [secret] = await node.engine.getMany([keys.secret("session")]);
  if (!(secret?.value instanceof Uint8Array)) throw new Error("No secret");
  const key = createHmac("sha256", secret.value).update("random-chat/message").digest();
  const { alice, bob, room } = await node.couple();
  await (await alice.post("/v1/messages", { room, id: ulid(1), text: "hello" })).body?.cancel();
  await settle();
  const [message] = bob.all("message");
  if (!message) throw new Error("No message");
  // Without a device of its own a session is its own subject.
  const subject = node.services.signer.subject(alice.session);
  const parts = [room, subject, message.id, String(message.at), message.text];
  const sign = (signed: readonly string[]) =>
    createHmac("sha256", key).update(JSON.stringify(signed)).digest("base64url");
  assertEquals(message.signature, sign(parts));
  for (const index of parts.keys()) {
    const altered = parts.map((part, other) => other === index ? `${part}0` : part);
    assertNotEquals(message.signature, sign(altered));
  }
});

Deno.test("typing is told while the other is there, and forgotten while it is away", async () => {
  const { alice, bob, room } = await setup();
  const type = async (typing: boolean) => {
    const response = await alice.post("/v1/typing", { room, typing });
    assertEquals(response.status, 202);
    await response.body?.cancel();
    await settle();
  };
  await type(true);
  await type(false);
  assertEquals(bob.all("typing"), [{ room, typing: true }, { room, typing: false }]);
  await bob.close();
  await type(true);
  await bob.open({ lastEventId: bob.lastEventId });
  assertEquals(bob.all("typing").length, 2);
});
