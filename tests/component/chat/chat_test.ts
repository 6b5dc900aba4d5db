/** Two conversations: how they meet, write, widen and leave. */
import { assert, assertEquals } from "@std/assert/mod.js";
import { Chat } from "../../../component/chat/mod.ts";
import { setup, setupTalk, TEXT, textsOf } from "../support/chat_scene.ts";
import { MemoryServer } from "../support/memory_server.ts";
import { NEAR } from "../support/memory_signaling.ts";
import { settle } from "../support/quick_clock.ts";

Deno.test("two who start are told once that they are matched, by answer or by event", async () => {
  const { alice, bob } = await setupTalk();
  assertEquals(alice.kinds, ["opening", "waiting", "talk"]);
  assertEquals(bob.kinds, ["opening", "talk"]);
  assertEquals([alice.told, bob.told], [["matched"], ["matched"]]);
});

Deno.test("a match that comes by answer and by event is one match", async () => {
  const { server, alice, alices } = await setupTalk();
  const { state } = alice.chat.snapshot;
  if (state.kind === "talk") server.tell(alices, { type: "matched", data: state.match });
  await settle();
  assertEquals(alice.told, ["matched"]);
});

Deno.test("what the stream brings before the answer names the room is kept, in order", async () => {
  const { server, alice, bob } = setup();
  alice.chat.start(TEXT);
  await settle();
  const answer = Promise.withResolvers<void>();
  server.answerGate = (name) => name === "queue" ? answer.promise : undefined;
  bob.chat.start(TEXT);
  await settle();
  alice.chat.send("First");
  alice.chat.send("Second");
  await settle();
  assertEquals(bob.state().kind, "opening");
  answer.resolve();
  await settle();
  assertEquals(textsOf(bob), ["partner:First:sent", "partner:Second:sent"]);
});

Deno.test("a partner who leaves before the answer names the room has left", async () => {
  const { server, alice, bob } = setup();
  alice.chat.start(TEXT);
  await settle();
  const answer = Promise.withResolvers<void>();
  server.answerGate = (name) => name === "queue" ? answer.promise : undefined;
  bob.chat.start(TEXT);
  await settle();
  alice.chat.stop();
  await settle();
  answer.resolve();
  await settle();
  assertEquals(bob.told, ["matched", "left:left:partner"]);
});

Deno.test("text mode asks for no device and opens no peer connection", async () => {
  const server = new MemoryServer();
  const forbidden = () => {
    throw new Error("Cannot be wanted in text mode");
  };
  const chat = new Chat({
    server: "",
    storageKey: null,
    createSignaling: server.createSignaling,
    getMedia: forbidden,
    createConnection: forbidden,
  });
  const other = new Chat({ server: "", storageKey: null, createSignaling: server.createSignaling });
  chat.start(TEXT);
  other.start(TEXT);
  await settle();
  const { state, localStream } = chat.snapshot;
  assertEquals([state.kind, localStream], ["talk", null]);
  assertEquals(state.kind === "talk" && state.call, { kind: "none" });
  chat.dispose();
  other.dispose();
  await settle();
});

Deno.test("messages arrive in order on both sides and are marked as sent", async () => {
  const { alice, bob } = await setupTalk();
  assert(alice.chat.send(" one "));
  assert(alice.chat.send("two"));
  assert(bob.chat.send("three"));
  await settle();
  assertEquals(textsOf(bob), ["self:three:sent", "partner:one:sent", "partner:two:sent"]);
  assertEquals(textsOf(alice), ["self:one:sent", "self:two:sent", "partner:three:sent"]);
});

Deno.test("a message that is empty, too long or out of a talk is not taken", async () => {
  const { alice, bob } = await setupTalk();
  assertEquals([alice.chat.send("  \n "), alice.chat.send("x".repeat(2_001))], [false, false]);
  bob.chat.stop();
  await settle();
  assertEquals([alice.state().kind, alice.chat.send("late")], ["ended", false]);
});

Deno.test("typing is shown to the other one and ends by itself after five seconds", async () => {
  const { alice, bob, clock } = await setupTalk();
  const isTyping = () => {
    const state = bob.state();
    return state.kind === "talk" && state.isPartnerTyping;
  };
  alice.chat.setTyping(true);
  await settle();
  assert(isTyping());
  await clock.advance(5_000);
  assert(!isTyping());
});

Deno.test("next leaves the room, tells the other one, and waits again", async () => {
  const { alice, bob, server } = await setupTalk();
  alice.chat.next();
  await settle();
  assertEquals(alice.state().kind, "waiting");
  const state = bob.state();
  assertEquals(state.kind === "ended" && state.reason, "next");
  assertEquals(alice.told.at(-1), "left:next:self");
  assertEquals(bob.told.at(-1), "left:next:partner");
  assertEquals(server.rooms.size, 0);
});

Deno.test("next after the other one has left finds somebody else", async () => {
  const { alice, bob, arrive } = await setupTalk();
  bob.chat.stop();
  await settle();
  const carol = arrive();
  carol.chat.start(TEXT);
  await settle();
  alice.chat.next();
  await settle();
  assertEquals([alice.state().kind, carol.state().kind], ["talk", "talk"]);
});

Deno.test("a double next is one next", async () => {
  const { alice, server, alices } = await setupTalk();
  alice.chat.next();
  alice.chat.next();
  await settle();
  const nexts = server.requests.filter(({ name, session }) =>
    name === "next" && session === alices
  );
  assertEquals(nexts.length, 1);
});

for (const kind of ["opening", "waiting", "talk", "ended"] as const) {
  Deno.test(`stop in "${kind}" leaves nothing behind on the server`, async () => {
    const { server, alice, bob } = setup();
    alice.chat.start(TEXT);
    if (kind !== "opening") await settle();
    if (kind === "talk" || kind === "ended") {
      bob.chat.start(TEXT);
      await settle();
    }
    if (kind === "ended") {
      bob.chat.stop();
      await settle();
    }
    assertEquals(alice.state().kind, kind);
    alice.chat.stop();
    assertEquals(alice.state().kind, "welcome");
    await settle();
    assertEquals([server.waiting.size, server.rooms.size], [0, 0]);
    assertEquals([...server.links.values()][0]?.isOpen, false);
  });
}
Deno.test("a match that is faster than stop is left again", async () => {
  const { server, alice, bob } = setup();
  bob.chat.start(TEXT);
  await settle();
  const gate = Promise.withResolvers<void>();
  server.gate = (name) => name === "queue" ? gate.promise : undefined;
  alice.chat.start(TEXT);
  await settle();
  alice.chat.stop();
  gate.resolve();
  await settle();
  await settle();
  assertEquals(alice.state().kind, "welcome");
  assertEquals(server.rooms.size, 0);
  assertEquals(bob.told, ["matched", "left:left:partner"]);
});

Deno.test("wishes that loosen are shown with the time of the next step", async () => {
  const { server, alice, clock } = setup();
  alice.chat.start(TEXT);
  await settle();
  const first = alice.state();
  assertEquals(first.kind === "waiting" && [first.step, first.widensAt], [1, clock.now() + 5_000]);
  const [session = ""] = server.sessions;
  server.tell(session, { type: "widened", data: { step: 2, nextInMs: 7_000 } });
  await settle();
  const second = alice.state();
  assertEquals(second.kind === "waiting" && [second.step, second.widensAt], [
    2,
    clock.now() + 7_000,
  ]);
});

Deno.test("what is disposed of leaves its talk and starts nothing more", async () => {
  const { alice, bob, server } = await setupTalk();
  alice.chat.dispose();
  alice.chat.start(TEXT);
  await settle();
  assertEquals([alice.state().kind, bob.state().kind], ["welcome", "ended"]);
  assertEquals([server.rooms.size, server.waiting.size], [0, 0]);
});

Deno.test("a listener that throws stops neither the others nor the conversation", async () => {
  const { alice, bob } = setup();
  const errors: unknown[] = [];
  const caught = (event: ErrorEvent) => {
    event.preventDefault();
    errors.push(event.error);
  };
  globalThis.addEventListener("error", caught);
  let heard = 0;
  alice.chat.on("matched", () => {
    throw new Error("Cannot listen");
  });
  alice.chat.on("matched", () => heard++);
  alice.chat.start(TEXT);
  bob.chat.start(TEXT);
  await settle();
  globalThis.removeEventListener("error", caught);
  assertEquals([heard, errors.length, alice.state().kind], [1, 1, "talk"]);
});

Deno.test("who widens reaches the next step as soon as the server says so", async () => {
  const { alice, server } = setup();
  alice.chat.start(TEXT);
  await settle();
  alice.chat.widen();
  await settle();
  const state = alice.state();
  assertEquals(state.kind === "waiting" && [state.step, state.near], [2, NEAR]);
  assertEquals(server.requests.map(({ name }) => name), ["queue", "widen"]);
});

Deno.test("a match that is told in the answer to widening begins the talk", async () => {
  const { alice, bob, server } = setup();
  alice.chat.start(TEXT);
  await settle();
  const lost = Promise.withResolvers<void>();
  server.tell = () => {};
  server.gate = (name) => name === "widen" ? lost.promise : undefined;
  alice.chat.widen();
  bob.chat.start(TEXT);
  await settle();
  assertEquals(alice.state().kind, "waiting");
  lost.resolve();
  await settle();
  assertEquals(alice.told, ["matched"]);
});

Deno.test("a wish to widen whose answer is lost asks again where one stands", async () => {
  const { alice, bob, server } = setup();
  alice.chat.start(TEXT);
  await settle();
  server.tell = () => {};
  server.gate = (name) => {
    if (name === "widen") throw new TypeError("Cannot reach the server");
  };
  bob.chat.start(TEXT);
  await settle();
  alice.chat.widen();
  await settle();
  assertEquals([alice.state().kind, alice.told], ["talk", ["matched"]]);
});
