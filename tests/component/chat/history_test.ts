import { assert, assertEquals } from "@std/assert/mod.js";
import { Chat } from "../../../component/chat/mod.ts";
import { keepHistory, readHistory } from "../../../component/chat/history.ts";
import type { ChatState, Line } from "../../../component/chat/state.ts";
import { openSessionStore } from "../../../component/link/session_store.ts";
import type { HelloData } from "../../../server/protocol.ts";
import { MemoryServer } from "../support/memory_server.ts";
import { QuickClock, settle } from "../support/quick_clock.ts";

const TEXT = {
  mode: "text",
  interests: ["tea"],
  languages: ["en"],
  strictLanguages: false,
} as const;

function setup(name: string) {
  const server = new MemoryServer();
  const clock = new QuickClock();
  let chance = 0;
  const key = `history-test-${name}`;
  const arrive = (storageKey: string | null) =>
    new Chat({
      server: "",
      storageKey,
      clock,
      // Not one number for ever: two loads of a page within a millisecond make different ids.
      random: () => (chance = (chance + 0.618) % 1),
      createSignaling: server.createSignaling,
    });
  const kept = () => sessionStorage.getItem(`${key}:history`);
  return { server, clock, kept, enter: () => arrive(key), other: () => arrive(null) };
}

async function setupTalk(name: string) {
  const scene = setup(name);
  const alice = scene.enter();
  const bob = scene.other();
  alice.start(TEXT);
  await settle();
  bob.start(TEXT);
  await settle();
  /** Her page is loaded anew: no word of the old one is heard any more. */
  const reload = async () => {
    globalThis.dispatchEvent(new Event("pagehide"));
    scene.server.cut(scene.server.sessions[0] ?? "");
    const after = scene.enter();
    const wish = after.resumable;
    assert(wish !== null);
    after.resume(wish);
    await settle();
    return after;
  };
  return { ...scene, alice, bob, reload };
}

function lines({ snapshot: { state } }: Chat): string[] {
  if (state.kind !== "talk" && state.kind !== "ended") return [state.kind];
  return state.lines.map(({ from, text, delivery }) => `${from}:${text}:${delivery}`);
}

Deno.test("what was said is there after a reload, with how it fared", async () => {
  const { server, clock, alice, bob, reload } = await setupTalk("said");
  alice.send("hello");
  bob.send("hi");
  await settle();
  server.gate = (name) => {
    if (name === "message") throw new TypeError("Cannot reach the server");
  };
  alice.send("are you there?");
  await settle();
  assertEquals(lines(alice), ["self:hello:sent", "partner:hi:sent", "self:are you there?:sending"]);
  const after = await reload();
  assertEquals(lines(after), lines(alice));
  server.gate = () => {};
  after.send("after all");
  await clock.advance(2_000);
  assertEquals(lines(bob).slice(2), ["partner:are you there?:sent", "partner:after all:sent"]);
  after.dispose();
  alice.dispose();
  bob.dispose();
});

Deno.test("what waited for a server goes out from the new page, once and first", async () => {
  const { server, clock, alice, bob, reload } = await setupTalk("waited");
  server.gate = (name) => {
    if (name === "message") throw new TypeError("Cannot reach the server");
  };
  alice.send("one");
  alice.send("two");
  await settle();
  server.gate = () => {};
  const after = await reload();
  after.send("three");
  await clock.advance(5_000);
  assertEquals(lines(bob), ["partner:one:sent", "partner:two:sent", "partner:three:sent"]);
  assertEquals(lines(after), ["self:one:sent", "self:two:sent", "self:three:sent"]);
  after.dispose();
  bob.dispose();
});

Deno.test("what the other one sends again is not shown again after a reload", async () => {
  const { server, clock, alice, bob, reload } = await setupTalk("again");
  server.gate = (name) => {
    if (name === "acknowledge") throw new TypeError("Cannot reach the server");
  };
  bob.send("hello");
  await settle();
  assertEquals([lines(alice), lines(bob)], [["partner:hello:sent"], ["self:hello:sending"]]);
  server.gate = () => {};
  const after = await reload();
  await clock.advance(5_000);
  assertEquals([lines(after), lines(bob)], [["partner:hello:sent"], ["self:hello:sent"]]);
  after.dispose();
  bob.dispose();
});

Deno.test("who listens is told of a message when it comes, not once more after a reload", async () => {
  const { alice, bob, reload } = await setupTalk("told");
  bob.send("hello");
  await settle();
  const after = await reload();
  const told: string[] = [];
  after.on("message", ({ line }) => told.push(line.text));
  bob.send("again");
  await settle();
  assertEquals(told, ["again"]);
  for (const chat of [after, alice, bob]) chat.dispose();
});

const ENDINGS: Readonly<Record<string, (scene: { alice: Chat; bob: Chat }) => void>> = {
  "next": ({ alice }) => alice.next(),
  "stop": ({ alice }) => alice.stop(),
  "the other one's next": ({ bob }) => bob.next(),
  "the other one's stop": ({ bob }) => bob.stop(),
  "the element's removal": ({ alice }) => alice.dispose(),
};
for (const [name, end] of Object.entries(ENDINGS)) {
  Deno.test(`nothing of a talk is left in the tab after ${name}`, async () => {
    const { alice, bob, kept } = await setupTalk(name);
    alice.send("hello");
    await settle();
    assert(kept()?.includes("hello"));
    end({ alice, bob });
    await settle();
    assertEquals(kept(), null);
    alice.dispose();
    bob.dispose();
  });
}

Deno.test("a talk that ended while the page was loaded anew leaves nothing behind", async () => {
  const { alice, bob, enter, kept, server } = await setupTalk("ended");
  alice.send("hello");
  await settle();
  globalThis.dispatchEvent(new Event("pagehide"));
  server.cut(server.sessions[0] ?? "");
  bob.stop();
  await settle();
  const after = enter();
  after.start(TEXT);
  await settle();
  assertEquals([after.snapshot.state.kind, kept()], ["waiting", null]);
  after.dispose();
});

Deno.test("a tab that comes back another day has forgotten the talk before anybody presses Start", async () => {
  const { alice, bob, enter, kept, clock } = await setupTalk("another day");
  alice.send("hello");
  await settle();
  globalThis.dispatchEvent(new Event("pagehide"));
  assert(kept()?.includes("hello"));
  await clock.advance(46_000);
  enter();
  assertEquals(kept(), null);
  bob.dispose();
});

const HELLO = {
  resumed: false,
  state: "seated",
  room: "room-0000001",
  generation: 1,
} as unknown as HelloData;

Deno.test("lines of another room, and what this program did not write, are no history", () => {
  const store = openSessionStore(null);
  assertEquals(readHistory(store, HELLO), null);
  const line = { id: "1", from: "self", text: "x", at: 1, delivery: "sent" };
  for (
    const history of [
      "",
      "{",
      "null",
      "7",
      JSON.stringify({ room: "room-0000002", lines: [line] }),
      JSON.stringify({ room: "room-0000001", lines: [{ ...line, from: "nobody" }] }),
      JSON.stringify({ room: "room-0000001", lines: [{ ...line, text: 7 }] }),
    ]
  ) {
    store.saveHistory(history);
    assertEquals(readHistory(store, HELLO), null, history);
  }
  store.saveHistory(JSON.stringify({ room: "room-0000001", lines: [line] }));
  assertEquals(readHistory(store, HELLO)?.length, 1);
  assertEquals(readHistory(store, { resumed: false, state: "idle" }), null);
});

Deno.test("the newest lines are kept, as many as are quickly written down", () => {
  const store = openSessionStore(null);
  const keep = (length: number, count: number) => {
    const lines = Array.from({ length: count }, (_, index): Line => ({
      id: `${index}`,
      from: "self",
      text: "x".repeat(length),
      at: 1,
      delivery: "sent",
    }));
    const after = { kind: "talk", match: { room: "room-0000001" }, lines } as unknown as ChatState;
    const before: ChatState = { kind: "welcome" };
    keepHistory(store, { before, after, input: { kind: "captured" } });
    const kept = readHistory(store, HELLO) ?? [];
    assertEquals(kept.at(-1)?.id, `${count - 1}`);
    return kept.length;
  };
  assertEquals([keep(1, 10), keep(1, 500), keep(2_000, 100), keep(2_000, 1)], [10, 200, 25, 1]);
});
