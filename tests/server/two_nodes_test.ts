/**
 * Two nodes over one store, each with one of two who talk.
 */
import { assertEquals } from "@std/assert/mod.js";
import type { QueueRequest } from "../../server/protocol.ts";
import type { Commit } from "../../server/store/engine.ts";
import { MemoryEngine } from "../../server/store/memory_engine.ts";
import { FakeClock, settle } from "./support/fake_clock.ts";
import { Node, type Visitor } from "./support/node.ts";
import { ulid } from "./support/ulid.ts";

const TEA: QueueRequest = { mode: "video", languages: ["en"], interests: ["tea"] };

async function open() {
  const engine = new MemoryEngine({ isExclusive: false, checks: 10 });
  const clock = new FakeClock();
  const here = await Node.open({ engine, clock, life: "a" });
  const there = await Node.open({ engine, clock, life: "b" });
  return { clock, here, there };
}

/** Alice is at one node and offers, Bob is at the other. */
async function talk() {
  const nodes = await open();
  const [alice, bob] = [await nodes.here.visitor(), await nodes.there.visitor()];
  await bob.join(TEA);
  // Whoever came last is the offerer.
  await nodes.clock.advance(1);
  await alice.join(TEA);
  await nodes.clock.advance(5_000);
  const { match: { room } } = await bob.join(TEA);
  assertEquals(alice.all("matched").map((match) => [match.room, match.role]), [[room, "offerer"]]);
  return { ...nodes, alice, bob, room };
}

async function messages(visitor: Visitor): Promise<string[]> {
  await settle();
  return visitor.all("message").map(({ text }) => text);
}

Deno.test("a generation that the offerer opens at one node is answered at the other at once", async () => {
  const { alice, bob, room } = await talk();
  const offer = { type: "offer", sdp: "v=0" };
  const opened = await alice.post("/v1/signals", { room, generation: 2, description: offer });
  assertEquals(opened.status, 202);
  await settle();
  const answer = { type: "answer", sdp: "v=0" };
  const answered = await bob.post("/v1/signals", { room, generation: 2, description: answer });
  assertEquals([answered.status, await answered.text()], [202, "{}"]);
});

Deno.test("what means nothing later takes no room from a message to somebody of another node who is away", async () => {
  const { alice, bob, room } = await talk();
  await bob.close();
  for (let times = 0; times < 120; times++) {
    await alice.post("/v1/typing", { room, typing: times % 2 === 0 });
  }
  const sent = await alice.post("/v1/messages", { room, id: ulid(1), text: "Still there?" });
  assertEquals(sent.status, 202);
  await settle();
  await bob.open({ lastEventId: bob.lastEventId });
  assertEquals(await messages(bob), ["Still there?"]);
  assertEquals(bob.all("typing"), []);
});

Deno.test("signs of life that come to another node cost one letter in five seconds, not one each", async () => {
  const { clock, here, there } = await open();
  const alice = await here.visitor();
  await clock.advance(5_000);
  alice.node = there;
  const before = here.engine.commits;
  for (let times = 0; times < 20; times++) await alice.post("/v1/beat", {});
  await settle();
  // One is written, and one takes it away when it was read.
  assertEquals(here.engine.commits - before, 2);
});

Deno.test("a letter that says that somebody has moved, and comes when they are back, moves nobody", async () => {
  const { clock, here, there } = await open();
  const alice = await here.visitor();
  const commit = here.engine.commit.bind(here.engine);
  const late: Commit[] = [];
  here.engine.commit = (given) => {
    if (!JSON.stringify(given.sets).includes(`"replaced"`)) return commit(given);
    late.push(given);
    return Promise.resolve({ ok: true, versionstamp: "" });
  };
  for (const node of [there, here]) {
    alice.node = node;
    await alice.open();
  }
  assertEquals(late.length, 2);
  for (const letter of late) await commit(letter);
  await clock.advance(2_000);
  assertEquals([alice.isStreamOpen, here.services.visitors.has(alice.session)], [true, true]);
  assertEquals(there.services.visitors.has(alice.session), false);
});
