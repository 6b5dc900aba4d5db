/** Conversations whose stream breaks, whose wish is refused, whose page is loaded anew. */
import { assert, assertEquals } from "@std/assert/mod.js";
import { ProblemError } from "../../../component/link/problem_error.ts";
import { setup, setupTalk, TEXT, textsOf } from "../support/chat_scene.ts";
import { settle } from "../support/quick_clock.ts";

Deno.test("a stream that breaks while waiting pauses the search and asks again", async () => {
  const { server, alice } = setup();
  alice.chat.start(TEXT);
  await settle();
  const [session = ""] = server.sessions;
  server.cut(session);
  const broken = alice.state();
  assertEquals(broken.kind === "waiting" && broken.online, false);
  server.waiting.clear();
  server.restore(session);
  await settle();
  const mended = alice.state();
  assertEquals(mended.kind === "waiting" && mended.online, true);
  assert(server.waiting.has(session));
  assertEquals(alice.told, []);
});

Deno.test("a match that was told while the stream was broken is learned from hello", async () => {
  const { server, alice, bob } = setup();
  alice.chat.start(TEXT);
  await settle();
  const [session = ""] = server.sessions;
  server.cut(session);
  bob.chat.start(TEXT);
  await settle();
  assertEquals(alice.state().kind, "waiting");
  server.restore(session);
  await settle();
  assertEquals(alice.state().kind, "talk");
  assertEquals(alice.told, ["matched"]);
});

Deno.test("a talk outlives a broken stream, and what was written meanwhile arrives", async () => {
  const { server, alice, bob, alices, clock } = await setupTalk();
  server.cut(alices);
  alice.chat.send("from the tunnel");
  await clock.advance(1_000);
  const broken = alice.state();
  assertEquals(broken.kind === "talk" && broken.online, false);
  assertEquals(textsOf(alice), ["self:from the tunnel:sending"]);
  server.restore(alices);
  await clock.advance(4_000);
  const mended = alice.state();
  assertEquals(mended.kind === "talk" && mended.online, true);
  assertEquals(textsOf(bob), ["partner:from the tunnel:sent"]);
  assertEquals(alice.told, ["matched", "message:from the tunnel"]);
});

Deno.test("a talk that the server no longer knows has ended as lost", async () => {
  const { server, alice, alices } = await setupTalk();
  server.cut(alices);
  server.rooms.clear();
  server.restore(alices);
  await settle();
  const state = alice.state();
  assertEquals(state.kind === "ended" && state.reason, "lost");
});

Deno.test("away and back of the other one are shown", async () => {
  const { server, alice, alices, clock } = await setupTalk();
  const partner = () => {
    const state = alice.state();
    return state.kind === "talk" ? state.partner : null;
  };
  const { state } = alice.chat.snapshot;
  if (state.kind !== "talk") throw new Error("Cannot test without a talk");
  const { room } = state.match;
  server.tell(alices, { type: "peer-away", data: { room, holdMs: 30_000 } });
  await settle();
  assertEquals(partner(), { kind: "away", until: clock.now() + 30_000 });
  server.tell(alices, { type: "peer-back", data: { room } });
  await settle();
  assertEquals(partner(), { kind: "here" });
});

Deno.test("a wish that the server refuses for now is tried again when it said", async () => {
  const { server, alice, clock } = setup();
  server.gate = (name) => {
    if (name === "queue") throw new ProblemError("rate-limited", 429, 12_000, "Cannot: too often");
  };
  alice.chat.start(TEXT);
  await settle();
  const state = alice.state();
  assertEquals(state.kind === "trouble" && [state.cause, state.retryAt], [
    "rate-limited",
    clock.now() + 12_000,
  ]);
  server.gate = () => {};
  await clock.advance(12_000);
  assertEquals(alice.state().kind, "waiting");
});

Deno.test("stopping in trouble calls off the try that was planned", async () => {
  const { server, alice, clock } = setup();
  server.gate = (name) => {
    if (name === "queue") throw new ProblemError("rate-limited", 429, 12_000, "Cannot: too often");
  };
  alice.chat.start(TEXT);
  await settle();
  alice.chat.stop();
  await clock.advance(60_000);
  assertEquals(alice.state().kind, "welcome");
});

Deno.test("a try that was planned does not hurry one that was planned later", async () => {
  const { server, alice, clock } = setup();
  let tries = 0;
  server.gate = (name) => {
    if (name !== "queue") return;
    tries += 1;
    throw new ProblemError("rate-limited", 429, tries * 10_000, "Cannot: too often");
  };
  alice.chat.start(TEXT);
  await settle();
  alice.chat.retry();
  await settle();
  await clock.advance(19_999);
  assertEquals(tries, 2);
  await clock.advance(1);
  assertEquals(tries, 3);
});

Deno.test("a match for a wish that was taken back is left and never shown", async () => {
  const { server, alice, bob } = setup();
  bob.chat.start(TEXT);
  await settle();
  const gate = Promise.withResolvers<void>();
  server.gate = (name) => name === "queue" ? gate.promise : undefined;
  alice.chat.start(TEXT);
  await settle();
  alice.chat.stop();
  alice.chat.start({ ...TEXT, mode: "voice" });
  gate.resolve();
  await settle();
  assertEquals(alice.told.filter((what) => what === "matched"), []);
  assertEquals(bob.told, ["matched", "left:left:partner"]);
});

Deno.test("the failure of a wish that was taken back troubles nobody", async () => {
  const { server, alice } = setup();
  const gate = Promise.withResolvers<void>();
  server.gate = async (name) => {
    if (name !== "queue") return;
    server.gate = () => {};
    await gate.promise;
    throw new ProblemError("invalid-request", 400, null, "Cannot read the wish");
  };
  alice.chat.start(TEXT);
  await settle();
  alice.chat.start({ ...TEXT, interests: ["go"] });
  gate.resolve();
  await settle();
  assertEquals([alice.state().kind, alice.told], ["waiting", []]);
});

Deno.test("another stream that took over ends the talk here, in words", async () => {
  const { server, alice, alices } = await setupTalk();
  server.refuse(alices, "replaced");
  await settle();
  const state = alice.state();
  assertEquals(state.kind === "trouble" && [state.cause, state.retryAt], ["replaced", null]);
  assertEquals(alice.told, ["matched", "left:lost:self", "problem:replaced"]);
});

Deno.test("a reload goes on with the talk, and the other one sees the same talk", async () => {
  const { server, bob, arrive } = setup();
  const before = arrive("chat-test-reload");
  before.chat.start(TEXT);
  await settle();
  bob.chat.start(TEXT);
  await settle();
  globalThis.dispatchEvent(new Event("pagehide"));
  server.cut(server.sessions[0] ?? "");

  const after = arrive("chat-test-reload");
  const wish = after.chat.resumable;
  assertEquals(wish, TEXT);
  if (wish) after.chat.resume(wish);
  await settle();
  assertEquals(after.state().kind, "talk");
  after.chat.send("back again");
  await settle();
  assertEquals(textsOf(bob), ["partner:back again:sent"]);
  assertEquals(after.chat.resumable, null);
  after.chat.dispose();
});

Deno.test("a visit that ended long ago is not resumed", async () => {
  const { arrive, clock } = setup();
  const before = arrive("chat-test-old");
  before.chat.start(TEXT);
  await settle();
  globalThis.dispatchEvent(new Event("pagehide"));
  await clock.advance(46_000);
  assertEquals(arrive("chat-test-old").chat.resumable, null);
});

Deno.test("a conversation that was stopped is not resumed", async () => {
  const { arrive } = setup();
  const before = arrive("chat-test-stopped");
  before.chat.start(TEXT);
  await settle();
  before.chat.stop();
  globalThis.dispatchEvent(new Event("pagehide"));
  assertEquals(arrive("chat-test-stopped").chat.resumable, null);
});
