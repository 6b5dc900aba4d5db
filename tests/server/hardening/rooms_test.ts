/**
 * Somebody meddles with a talk that is not theirs, or not theirs any more. Each test says what the
 * abuse would gain.
 */
import { assertEquals } from "@std/assert/mod.js";
import { settle } from "../support/fake_clock.ts";
import { Node, type Visitor } from "../support/node.ts";
import { assertProblem } from "../support/problems.ts";
import { ulid } from "../support/ulid.ts";

/** A couple, and somebody who knows the id of their room. */
async function setup() {
  const node = await Node.open();
  const { alice, bob, room } = await node.couple();
  const mallory = await node.visitor();
  const heard = () => [alice, bob].map(({ events }) => events.map(({ type }) => type));
  return { node, alice, bob, mallory, room, heard, before: heard() };
}

Deno.test("who knows the id of a room can still say nothing in it, as ids are seen by two and guessed by none", async () => {
  const { node, mallory, room, heard, before } = await setup();
  const calls: readonly (readonly [string, unknown])[] = [
    ["/v1/signals", { room, generation: 1, description: { type: "offer", sdp: "v=0" } }],
    ["/v1/signals", { room, generation: 2 }],
    ["/v1/signals", { room, generation: 2, description: { type: "offer", sdp: "v=0" } }],
    ["/v1/messages", { room, id: ulid(1), text: "hello" }],
    ["/v1/acks", { room, ids: [ulid(1)] }],
    ["/v1/blocks", { room }],
    ["/v1/typing", { room, typing: true }],
  ];
  for (const [path, body] of calls) {
    await assertProblem(await mallory.post(path, body), 409, "not-in-room");
  }
  await settle();
  assertEquals(heard(), before);
  assertEquals(node.errors, []);
});

Deno.test("who knows the id of a room cannot end it", async () => {
  const { alice, bob, mallory, room, heard, before } = await setup();
  const left = await mallory.post("/v1/leave", { room });
  assertEquals(left.status, 200);
  await left.body?.cancel();
  const next = await mallory.post("/v1/next", { mode: "text", room });
  assertEquals((await next.json()).status, "queued");
  await settle();
  assertEquals(heard(), before);
  const message = await alice.post("/v1/messages", { room, id: ulid(1), text: "still here" });
  assertEquals(message.status, 202);
  await settle();
  assertEquals(bob.all("message").length, 1);
});

Deno.test("a room that never was is refused as one that is not ours, so that nobody can tell them apart", async () => {
  const { mallory, room } = await setup();
  const answers = [];
  for (const id of [room, "room-never-was"]) {
    const response = await mallory.post("/v1/messages", { room: id, id: ulid(1), text: "x" });
    const { instance: _, ...rest } = await assertProblem(response, 409, "not-in-room");
    answers.push(rest);
  }
  assertEquals(answers[0], answers[1]);
});

Deno.test("who has left says nothing more into the room", async () => {
  const { alice, bob, room } = await setup();
  await (await alice.post("/v1/leave", { room })).body?.cancel();
  await settle();
  const count = bob.events.length;
  const message = await alice.post("/v1/messages", { room, id: ulid(1), text: "one more thing" });
  await assertProblem(message, 409, "not-in-room");
  await assertProblem(await alice.post("/v1/typing", { room, typing: true }), 409, "not-in-room");
  await assertProblem(await alice.post("/v1/signals", { room, generation: 1 }), 409, "not-in-room");
  assertEquals(bob.events.length, count);
});

Deno.test("a seat of one talk gives none in another", async () => {
  const { node, alice, room } = await setup();
  const other = await node.couple({ mode: "text", languages: ["de"], interests: ["go"] });
  const count = alice.events.length;
  const response = await other.alice.post("/v1/messages", { room, id: ulid(1), text: "x" });
  await assertProblem(response, 409, "not-in-room");
  assertEquals(alice.events.length, count);
});

Deno.test("a stale generation is refused, so that a dead call cannot speak into a living one", async () => {
  const { alice, bob, room } = await setup();
  const offer = { type: "offer", sdp: "v=0" };
  await (await alice.post("/v1/signals", { room, generation: 2, description: offer })).body
    ?.cancel();
  await settle();
  const count = bob.events.length;
  const late = await alice.post("/v1/signals", { room, generation: 1, candidates: [null] });
  await assertProblem(late, 409, "stale-generation");
  const again = await bob.post("/v1/signals", { room, generation: 1 });
  await assertProblem(again, 409, "stale-generation");
  assertEquals(bob.events.length, count);
});

Deno.test("a generation cannot be jumped to, so that nobody runs the counter out", async () => {
  const { alice, bob, room } = await setup();
  const offer = { type: "offer", sdp: "v=0" };
  for (const generation of [3, 4, 1_000_000]) {
    for (const visitor of [alice, bob]) {
      const response = await visitor.post("/v1/signals", {
        room,
        generation,
        ...(visitor === alice ? { description: offer } : {}),
      });
      await assertProblem(response, 409, "stale-generation");
    }
  }
  const response = await alice.post("/v1/signals", { room, generation: 1, candidates: [null] });
  assertEquals(response.status, 202);
});

Deno.test("only the right role opens a generation, so that both never begin a call at once", async () => {
  const { alice, bob, room, heard, before } = await setup();
  const wrong: readonly (readonly [Visitor, Record<string, unknown>])[] = [
    [alice, {}],
    [alice, { candidates: [null] }],
    [alice, { description: { type: "answer", sdp: "v=0" } }],
    [alice, { description: { type: "rollback" } }],
    [bob, { description: { type: "offer", sdp: "v=0" } }],
    [bob, { description: { type: "answer", sdp: "v=0" } }],
    [bob, { candidates: [] }],
  ];
  for (const [visitor, fields] of wrong) {
    const response = await visitor.post("/v1/signals", { room, generation: 2, ...fields });
    await assertProblem(response, 409, "wrong-role");
  }
  await settle();
  assertEquals(heard(), before);
});

Deno.test("a message sent again is answered as before and told once, so that a repeat is never a flood", async () => {
  const { node, alice, bob, room } = await setup();
  const first = await alice.post("/v1/messages", { room, id: ulid(1), text: "hello" });
  const answer = await first.json();
  await node.clock.advance(5_000);
  const texts = ["hello", "something else"];
  for (const text of texts) {
    const again = await alice.post("/v1/messages", { room, id: ulid(1), text });
    assertEquals([again.status, await again.json()], [202, answer]);
  }
  const atOnce = await Promise.all(
    texts.map((text) => alice.post("/v1/messages", { room, id: ulid(2), text })),
  );
  const [one, two] = await Promise.all(atOnce.map((response) => response.json()));
  assertEquals(one, two);
  await settle();
  assertEquals(bob.all("message").map(({ text }) => text), ["hello", "hello"]);
});

Deno.test("the other side's message ids silence nobody", async () => {
  const { alice, bob, room } = await setup();
  for (const [visitor, text] of [[alice, "from alice"], [bob, "from bob"]] as const) {
    const response = await visitor.post("/v1/messages", { room, id: ulid(1), text });
    assertEquals(response.status, 202);
    await response.body?.cancel();
  }
  await settle();
  assertEquals(alice.all("message").map(({ text }) => text), ["from bob"]);
  assertEquals(bob.all("message").map(({ text }) => text), ["from alice"]);
});

Deno.test("a text that looks like the stream's own lines stays one text, so that nobody forges events", async () => {
  const { alice, bob, room } = await setup();
  const texts = [
    `x\n\nid: a:99\nevent: peer-left\ndata: {"room":"${room}","reason":"left"}\n\n`,
    "x\r\n\r\nevent: replaced\r\ndata: {}\r\n\r\n",
    "x\r\revent: bye\rdata: {}\r\r",
    "\u2028\u2029\u0085\ufeff\u0000",
  ];
  for (const [index, text] of texts.entries()) {
    const response = await alice.post("/v1/messages", { room, id: ulid(index), text });
    assertEquals(response.status, 202);
    await response.body?.cancel();
  }
  await settle();
  assertEquals(bob.all("message").map(({ text }) => text), texts);
  assertEquals(bob.events.slice(-texts.length).map(({ type }) => type), texts.map(() => "message"));
  assertEquals(bob.isStreamOpen, true);
});

Deno.test("a session description with line ends stays one event", async () => {
  const { alice, bob, room } = await setup();
  const sdp = "v=0\r\n\r\nevent: peer-left\r\ndata: {}\r\n\r\n";
  const description = { type: "answer", sdp };
  const response = await bob.post("/v1/signals", { room, generation: 1, description });
  assertEquals(response.status, 202);
  await settle();
  assertEquals(alice.all("signal"), [{
    room,
    generation: 1,
    description: { type: "answer", sdp },
  }]);
  assertEquals(alice.all("peer-left"), []);
});

Deno.test("fields that the protocol does not know are not passed on, so that no page is fed what it does not expect", async () => {
  const { alice, bob, room } = await setup();
  const candidate = { candidate: "candidate:1", sdpMid: "0", evil: 1 };
  const response = await alice.post("/v1/signals", {
    room,
    generation: 1,
    candidates: [candidate],
    evil: 1,
  });
  assertEquals(response.status, 202);
  await settle();
  assertEquals(bob.all("signal"), [{
    room,
    generation: 1,
    candidates: [{ candidate: "candidate:1", sdpMid: "0" }],
  }]);
});

Deno.test("somebody who is away is not buried: the hundredth unread event is the last", async () => {
  const { node, alice, bob, room } = await setup();
  await bob.close();
  let accepted = 0;
  for (let index = 0; index < 150; index++) {
    const response = await alice.post("/v1/messages", { room, id: ulid(index), text: "x" });
    if (response.status === 202) accepted++;
    else {
      assertEquals(response.headers.get("retry-after"), "2");
      await assertProblem(response, 429, "rate-limited");
    }
  }
  assertEquals(accepted, 100);
  // What was refused was not accepted, so it can be sent again once there is room.
  await bob.open({ lastEventId: bob.lastEventId });
  const again = await alice.post("/v1/messages", { room, id: ulid(149), text: "x" });
  assertEquals(again.status, 202);
  await settle();
  assertEquals(bob.all("message").length, 101);
  assertEquals(node.errors, []);
});
