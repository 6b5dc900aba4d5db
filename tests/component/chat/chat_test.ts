import { assert, assertEquals } from "@std/assert/mod.js";
import { Chat } from "../../../component/chat/mod.ts";
import type { ChatState, Wish } from "../../../component/chat/mod.ts";
import { ProblemError } from "../../../component/link/problem_error.ts";
import { MemoryServer, NEAR } from "../support/memory_server.ts";
import { QuickClock, settle } from "../support/quick_clock.ts";

const TEXT: Wish = {
  mode: "text",
  interests: ["chess"],
  languages: ["en"],
  strictLanguages: false,
};

interface Visitor {
  readonly chat: Chat;
  /** What was told, in order: `matched`, `left:<reason>:<by>`, `message:<text>`, … */
  readonly told: string[];
  readonly kinds: ChatState["kind"][];
  state(): ChatState;
}

function setup(names = 2) {
  const server = new MemoryServer();
  const clock = new QuickClock();
  const arrive = (storageKey: string | null = null): Visitor => {
    const chat = new Chat({
      server: "",
      storageKey,
      clock,
      random: () => 0.5,
      createSignaling: server.createSignaling,
    });
    const told: string[] = [];
    const kinds: ChatState["kind"][] = [];
    chat.on("change", ({ state }) => void (kinds.at(-1) !== state.kind && kinds.push(state.kind)));
    chat.on("matched", () => told.push("matched"));
    chat.on("left", ({ reason, by }) => told.push(`left:${reason}:${by}`));
    chat.on("message", ({ line }) => told.push(`message:${line.text}`));
    chat.on("problem", ({ cause }) => told.push(`problem:${cause}`));
    return { chat, told, kinds, state: () => chat.snapshot.state };
  };
  const visitors = Array.from({ length: names }, () => arrive());
  const [alice, bob] = visitors;
  if (!alice || !bob) throw new Error("Cannot set up less than two");
  return { server, clock, arrive, alice, bob };
}

async function setupTalk() {
  const scene = setup();
  scene.alice.chat.start(TEXT);
  await settle();
  scene.bob.chat.start(TEXT);
  await settle();
  assertEquals(scene.alice.state().kind, "talk");
  assertEquals(scene.bob.state().kind, "talk");
  const [alices, bobs] = scene.server.sessions;
  if (!alices || !bobs) throw new Error("Cannot find the two sessions");
  return { ...scene, alices, bobs };
}

function texts({ chat }: Visitor): string[] {
  const { state } = chat.snapshot;
  if (state.kind !== "talk" && state.kind !== "ended") return [];
  return state.lines.map(({ from, text, delivery }) => `${from}:${text}:${delivery}`);
}

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
  assertEquals(texts(bob), ["partner:First:sent", "partner:Second:sent"]);
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
  assertEquals(texts(bob), ["self:three:sent", "partner:one:sent", "partner:two:sent"]);
  assertEquals(texts(alice), ["self:one:sent", "self:two:sent", "partner:three:sent"]);
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
  assertEquals(texts(alice), ["self:from the tunnel:sending"]);
  server.restore(alices);
  await clock.advance(4_000);
  const mended = alice.state();
  assertEquals(mended.kind === "talk" && mended.online, true);
  assertEquals(texts(bob), ["partner:from the tunnel:sent"]);
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
  assertEquals(texts(bob), ["partner:back again:sent"]);
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

Deno.test("a closed site is told as trouble with the time at which it opens", async () => {
  const { alice, server, clock } = setup();
  server.gate = (name) => {
    if (name === "queue") throw new ProblemError("closed", 403, 3_600_000, "Cannot join: closed");
  };
  alice.chat.start(TEXT);
  await settle();
  const state = alice.state();
  const opensAt = clock.now() + 3_600_000;
  assertEquals(state, { kind: "trouble", wish: TEXT, cause: "closed", retryAt: null, opensAt });
  server.gate = () => {};
  await clock.advance(3_600_000);
  assertEquals(alice.state().kind, "trouble");
  alice.chat.retry();
  await settle();
  assertEquals(alice.state().kind, "waiting");
});

Deno.test("who blocks leaves like anybody else, and the other one is told no more", async () => {
  const { server, alice, bob } = await setupTalk();
  assert(alice.chat.block());
  await settle();
  assertEquals(server.requests.at(-1)?.name, "block");
  const state = alice.state();
  assert(state.kind === "ended" && state.isBlocked === true);
  assertEquals(bob.told.at(-1), "left:left:partner");
  alice.chat.stop();
  assert(!alice.chat.block(), "nobody is left to be blocked");
});

Deno.test("a block that the server does not take leaves the room all the same", async () => {
  const { server, alice, bob } = await setupTalk();
  server.gate = (name) => {
    if (name === "block") throw new ProblemError("not-found", 404, null, "Cannot block: too late");
  };
  alice.chat.block();
  await settle();
  const state = alice.state();
  assert(state.kind === "ended" && state.isBlocked === false);
  assertEquals(bob.told.at(-1), "left:left:partner");
});

Deno.test("a restriction that has ended by the time it is heard of keeps nobody", async () => {
  const { server, clock, alice, alices } = await setupTalk();
  const data = { until: clock.now(), rule: "hate", receipt: "XM4D" };
  server.tell(alices, { type: "restricted", data });
  await settle();
  assertEquals(alice.state().kind, "talk");
});

Deno.test("whoever is restricted in a talk learns why and until when, and asks about it", async () => {
  const { server, clock, alice, alices } = await setupTalk();
  const until = clock.now() + 3_600_000;
  const data = { rule: "spam", until, receipt: "KQ2" };
  server.tell(alices, { type: "restricted", data });
  await settle();
  assertEquals(alice.told.at(-1), "left:ended:self");
  assertEquals(alice.state(), { kind: "restricted", wish: TEXT, ...data, appeal: "none" });
  alice.chat.appeal("That was my brother");
  await settle();
  assertEquals(server.appeals, ["KQ2: That was my brother"]);
  const state = alice.state();
  assertEquals(state.kind === "restricted" && state.appeal, "sent");
});

Deno.test("an appeal that does not get through can be sent again", async () => {
  const { server, clock, alice, alices } = await setupTalk();
  const data = { rule: "spam", until: clock.now() + 3_600_000, receipt: "KQ2" };
  server.tell(alices, { type: "restricted", data });
  server.gate = (name) => {
    if (name === "appeal") throw new TypeError("Failed to fetch");
  };
  await settle();
  alice.chat.appeal("That was my brother");
  await settle();
  const state = alice.state();
  assertEquals(state.kind === "restricted" && state.appeal, "failed");
});

Deno.test("a refusal alone tells until when", async () => {
  const { server, clock, alice } = setup();
  server.gate = (name) => {
    if (name === "queue") throw new ProblemError("restricted", 403, 60_000, "Cannot join");
  };
  alice.chat.start(TEXT);
  await settle();
  const until = clock.now() + 60_000;
  const expected = { kind: "restricted", wish: TEXT, until, rule: "", receipt: "", appeal: "none" };
  assertEquals<unknown>(alice.state(), expected);
});
