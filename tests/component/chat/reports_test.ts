import { assert, assertEquals } from "@std/assert/mod.js";
import { Chat, type Wish } from "../../../component/chat/mod.ts";
import { ProblemError } from "../../../component/link/problem_error.ts";
import { reportRequestSchema } from "../../../server/protocol.ts";
import { MemoryServer } from "../support/memory_server.ts";
import { QuickClock, settle } from "../support/quick_clock.ts";
import * as v from "valibot";

const TEXT: Wish = { mode: "text", interests: [], languages: ["en"], strictLanguages: false };

/** Alice and Bob in a written talk; `hear` lets Alice hear something of Bob, as the server signs it. */
async function setup(storageKey: string | null = null) {
  const server = new MemoryServer();
  const clock = new QuickClock();
  const open = (key: string | null) =>
    new Chat({
      server: "",
      storageKey: key,
      clock,
      random: () => 0.5,
      createSignaling: server.createSignaling,
    });
  const alice = open(storageKey);
  const bob = open(null);
  alice.start(TEXT);
  await settle();
  bob.start(TEXT);
  await settle();
  const { state } = alice.snapshot;
  assert(state.kind === "talk");
  const { room } = state.match;
  const [session = ""] = server.sessions;
  const hear = async (id: string, text: string, signature: string) => {
    const at = clock.now();
    server.tell(session, { type: "message", data: { room, id, text, at, signature } });
    await settle();
  };
  return { server, clock, alice, bob, room, hear, open };
}

Deno.test("a report ends the talk, blocks, and takes the other one's words along with their signatures", async () => {
  const { server, alice, bob, room, hear } = await setup();
  await hear("one", "you again", "signed-one");
  alice.send("please stop");
  const left: string[] = [];
  alice.on("left", ({ reason, by }) => left.push(`${reason} by ${by}`));
  bob.on("left", ({ reason, by }) => left.push(`${reason} by ${by} for Bob`));
  assertEquals(await alice.report("harassment", { note: "Three times" }), "sent");
  await settle();
  const { state } = alice.snapshot;
  assert(state.kind === "ended" && state.isBlocked);
  // To the other one it is what any other end is.
  assertEquals(left, ["left by self", "left by partner for Bob"]);
  const [report] = server.reports;
  assertEquals([report?.room, report?.reason, report?.note], [room, "harassment", "Three times"]);
  assertEquals(report?.messages?.map(({ from, text, signature }) => [from, text, signature]), [
    ["them", "you again", "signed-one"],
  ]);
});

Deno.test("a message that a program named oddly can be reported all the same", async () => {
  const { server, alice, hear } = await setup();
  await hear("../<odd> id", "hello", "");
  assertEquals(await alice.report("other"), "sent");
  const { messages } = v.parse(reportRequestSchema, JSON.parse(JSON.stringify(server.reports[0])));
  assertEquals(messages.map(({ text }) => text), ["hello"]);
});

Deno.test("an earlier talk is reported by its room, and the one under way goes on", async () => {
  const { server, alice, bob, room } = await setup();
  alice.next();
  await settle();
  bob.next();
  await settle();
  assertEquals(alice.snapshot.state.kind, "talk");
  assertEquals(await alice.report("threat", { room }), "sent");
  assertEquals(server.reports.map((report) => report.room), [room]);
  assertEquals(alice.snapshot.state.kind, "talk");
});

for (
  const [slug, outcome] of [
    ["not-in-room", "too-late"],
    ["rate-limited", "too-often"],
    ["internal", "failed"],
  ] as const
) {
  Deno.test(`a report that is refused as "${slug}" is ${outcome}, and can be made again`, async () => {
    const { server, alice } = await setup();
    server.gate = (name) => {
      if (name === "report") throw new ProblemError(slug, 409, null, "Cannot report");
    };
    assertEquals(await alice.report("spam"), outcome);
    server.gate = () => {};
    assertEquals(await alice.report("spam"), "sent");
  });
}

Deno.test("before anybody was met there is nobody to be reported", async () => {
  const server = new MemoryServer();
  const chat = new Chat({ server: "", storageKey: null, createSignaling: server.createSignaling });
  assertEquals(await chat.report("spam"), "too-late");
  assertEquals(server.reports, []);
});

Deno.test("a signature outlives a reload with its line", async () => {
  const { server, alice, hear, open } = await setup("reports-test");
  await hear("one", "before the reload", "signed-one");
  globalThis.dispatchEvent(new Event("pagehide"));
  server.cut(server.sessions[0] ?? "");
  const again = open("reports-test");
  const wish = again.resumable;
  assert(wish !== null);
  again.resume(wish);
  await settle();
  assertEquals(await again.report("spam"), "sent");
  assertEquals(server.reports[0]?.messages?.map(({ signature }) => signature), ["signed-one"]);
  again.dispose();
  alice.dispose();
});
