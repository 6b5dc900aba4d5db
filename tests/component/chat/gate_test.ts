/** A site's gate, seen by a conversation. */
import { assertEquals } from "@std/assert/mod.js";
import { Chat } from "../../../component/chat/mod.ts";
import { ProblemError } from "../../../component/link/problem_error.ts";
import { MemoryServer } from "../support/memory_server.ts";
import { QuickClock, settle } from "../support/quick_clock.ts";

const TEXT = {
  mode: "text",
  interests: ["chess"],
  languages: ["en"],
  strictLanguages: false,
} as const;

/** A visitor of a server whose gate opens to whoever says of what age they are. */
function setup() {
  const server = new MemoryServer();
  server.gate = (name) => {
    if (name !== "queue" || server.ages.length > 0) return;
    throw new ProblemError("gate-required", 403, null, "Cannot join: the gate comes first");
  };
  const clock = new QuickClock();
  const chat = new Chat({
    server: "",
    storageKey: null,
    clock,
    random: () => 0.5,
    createSignaling: server.createSignaling,
  });
  const problems: string[] = [];
  chat.on("problem", ({ cause }) => problems.push(cause));
  return { server, clock, chat, problems };
}

Deno.test("who has not passed the gate is asked, and nothing is tried meanwhile", async () => {
  const { server, clock, chat, problems } = setup();
  chat.start(TEXT);
  await settle();
  const { state } = chat.snapshot;
  assertEquals(state, { kind: "trouble", wish: TEXT, cause: "gate-required", retryAt: null });
  assertEquals(problems, ["gate-required"]);
  const { length } = server.requests;
  await clock.advance(3_600_000);
  assertEquals([chat.snapshot.state, server.requests.length], [state, length]);
  chat.dispose();
});

Deno.test("who answers goes on with the wish that was there before", async () => {
  const { server, chat } = setup();
  chat.start(TEXT);
  await settle();
  chat.passGate("minor");
  await settle();
  assertEquals([chat.snapshot.state.kind, server.ages], ["waiting", ["minor"]]);
  assertEquals([...server.waiting.values()].map(({ interests }) => interests), [["chess"]]);
  chat.dispose();
});

Deno.test("who goes back is at the start again, and has said nothing", async () => {
  const { server, chat } = setup();
  chat.start(TEXT);
  await settle();
  chat.stop();
  await settle();
  assertEquals([chat.snapshot.state.kind, server.ages], ["welcome", []]);
  chat.dispose();
});
