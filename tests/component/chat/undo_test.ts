/**
 * Two conversations of which one skips the other, and the same server behind both.
 */
import { assertEquals } from "@std/assert/mod.js";
import { Chat } from "../../../component/chat/controller.ts";
import type { Wish } from "../../../component/chat/state.ts";
import { UNDO_MS } from "../../../component/chat/undo.ts";
import { MemoryServer } from "../support/memory_server.ts";
import { QuickClock, settle } from "../support/quick_clock.ts";

const TEXT: Wish = { mode: "text", interests: [], languages: ["en"], strictLanguages: false };

/** What a conversation is at, and how the undoing of a skip fares in it. */
function stateOf({ snapshot: { state } }: Chat): string {
  const { undo } = "undo" in state ? state : {};
  return [state.kind, undo?.is ?? ""].join(" ").trim();
}

function linesOf({ snapshot: { state } }: Chat): readonly string[] {
  return state.kind === "talk" ? state.lines.map(({ text }) => text) : [];
}

/** Alice has skipped Bob, after a word of his. */
async function skipped() {
  const [server, clock] = [new MemoryServer(), new QuickClock()];
  const arrive = () =>
    new Chat({ server: "", storageKey: null, createSignaling: server.createSignaling, clock });
  const [alice, bob] = [arrive(), arrive()];
  alice.start(TEXT);
  await settle();
  bob.start(TEXT);
  await settle();
  bob.send("Wait");
  // What undoes a skip is loaded meanwhile.
  await import("../../../component/chat/talk_part.ts");
  await settle();
  alice.next();
  await settle();
  assertEquals([stateOf(alice), stateOf(bob)], ["waiting open", "ended open"]);
  const end = async () => {
    for (const chat of [alice, bob]) chat.dispose();
    await clock.advance(UNDO_MS);
  };
  return { server, clock, arrive, alice, bob, [Symbol.asyncDispose]: end };
}

Deno.test("a skip that both want undone brings the talk back, with what was written in it", async () => {
  await using talk = await skipped();
  const { alice, bob } = talk;
  alice.retry();
  await settle();
  assertEquals([stateOf(alice), stateOf(bob)], ["opening asked", "ended wanted"]);
  bob.retry();
  await settle();
  assertEquals([stateOf(alice), stateOf(bob)], ["talk", "talk"]);
  alice.send("There you are");
  await settle();
  for (const chat of [alice, bob]) assertEquals(linesOf(chat), ["Wait", "There you are"]);
});

Deno.test("who skipped learns nothing of what the other one wants until they want it too", async () => {
  await using talk = await skipped();
  const { alice, bob } = talk;
  bob.retry();
  await settle();
  assertEquals([stateOf(alice), stateOf(bob)], ["waiting open", "ended asked"]);
  alice.retry();
  await settle();
  assertEquals([stateOf(alice), stateOf(bob)], ["talk", "talk"]);
});

Deno.test("whoever asked in vain for ten seconds goes on as before, and is told", async () => {
  await using talk = await skipped();
  const { alice, bob, clock, server } = talk;
  await clock.advance(1_000);
  alice.retry();
  await settle();
  assertEquals(server.waiting.size, 0);
  await clock.advance(UNDO_MS - 1_000);
  assertEquals([stateOf(alice), stateOf(bob)], ["waiting gone", "ended"]);
  assertEquals(server.waiting.size, 1);
});

Deno.test("whoever asks for somebody who has gone on is told so at once, and goes on searching", async () => {
  await using talk = await skipped();
  const { alice, bob, arrive } = talk;
  // Alice must not be whom they meet.
  talk.server.waiting.clear();
  const carol = arrive();
  carol.start(TEXT);
  await settle();
  bob.next();
  await settle();
  assertEquals(stateOf(bob), "talk");
  alice.retry();
  await settle();
  assertEquals(stateOf(alice), "waiting gone");
  assertEquals(talk.server.waiting.size, 1);
  carol.dispose();
});
