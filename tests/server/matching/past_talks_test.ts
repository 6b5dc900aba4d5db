import { assert, assertEquals } from "@std/assert/mod.js";
import { BACK_MS, type QueueRequest } from "../../../server/protocol.ts";
import { keys } from "../../../server/store/keys.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { FakeClock, settle } from "../support/fake_clock.ts";
import { Node, type Visitor } from "../support/node.ts";
import { assertProblem } from "../support/problems.ts";
import { ulid } from "../support/ulid.ts";

const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
const DEVICE = "a-device-of-bob-001";
/** What was pressed in the last moment is on its way. */
const GRACE_MS = 2_000;

/** Alice has skipped Bob and waits; Bob is where he was. */
async function skipped() {
  const node = await Node.open();
  const [alice, bob] = [await node.visitor(), await node.visitor({ device: DEVICE })];
  await bob.join(TEA);
  const { match: { room } } = await alice.join(TEA);
  await skip(alice, room);
  return { node, alice, bob, room };
}

async function skip(visitor: Visitor, room: string): Promise<void> {
  const response = await visitor.post("/v1/next", { ...TEA, room });
  assertEquals((await response.json()).status, "queued");
  await settle();
}

async function back(visitor: Visitor, room: string, wish = TEA) {
  const response = await visitor.post("/v1/back", { ...wish, room });
  await settle();
  return response;
}

async function assertAsked(response: Response, endsInMs = BACK_MS): Promise<void> {
  assertEquals([response.status, await response.json()], [202, { status: "asked", endsInMs }]);
}

async function assertGone(visitor: Visitor, room: string): Promise<void> {
  await assertProblem(await back(visitor, room), 409, "gone");
}

/** Those who sit in a room, as the store has it. */
async function roomsOf({ engine }: Node): Promise<unknown[]> {
  const rooms = await Array.fromAsync(engine.list(keys.rooms()));
  return rooms.map(({ value }) => value);
}

Deno.test("a skip that both want undone brings the two together, and they talk", async () => {
  const { alice, bob, room } = await skipped();
  await assertAsked(await back(alice, room));
  assertEquals(bob.all("back"), [{ room, endsInMs: BACK_MS }]);
  const answer = await back(bob, room);
  const { status, match } = await answer.json();
  assertEquals([answer.status, status, match.resumes], [200, "matched", room]);
  assert(match.room !== room);
  assertEquals(bob.all("matched").length, 1);
  const told = alice.all("matched").map(({ room, resumes }) => ({ room, resumes }));
  assertEquals(told, [{ room: match.room, resumes: room }]);
  assertEquals([match.mode, match.why.interests, match.why.language], ["text", ["tea"], "en"]);
  const message = { room: match.room, id: ulid(1), text: "There you are" };
  assertEquals((await alice.post("/v1/messages", message)).status, 202);
  await settle();
  assertEquals(bob.all("message").map(({ text }) => text), ["There you are"]);
});

Deno.test("whoever has skipped is told nothing of the other one's wish, and has it at once if they share it", async () => {
  const { alice, bob, room } = await skipped();
  const before = alice.events.length;
  await assertAsked(await back(bob, room));
  assertEquals(alice.events.length, before);
  const { status, match } = await (await back(alice, room)).json();
  assertEquals([status, match.resumes], ["matched", room]);
  assertEquals(bob.all("matched").at(-1)?.room, match.room);
});

Deno.test("wanting somebody back twice is harmless, and told once", async () => {
  const { node, alice, bob, room } = await skipped();
  await assertAsked(await back(alice, room));
  await node.clock.advance(1_000);
  await assertAsked(await back(alice, room), BACK_MS - 1_000);
  assertEquals(bob.all("back").length, 1);
  const first = await (await back(bob, room)).json();
  const again = await (await back(bob, room)).json();
  assertEquals([again.status, again.match.room], ["matched", first.match.room]);
  assertEquals(node.services.rooms.size, 1);
});

Deno.test("whoever wants somebody back waits in no pool, until they ask for anybody again", async () => {
  const { node, alice, bob, room } = await skipped();
  await assertAsked(await back(alice, room));
  const carol = await node.visitor();
  await carol.join(TEA);
  await node.clock.advance(30_000);
  assertEquals([...alice.all("matched"), ...carol.all("matched")], []);
  assertEquals((await alice.join(TEA)).status, "matched");
  await assertGone(bob, room);
});

Deno.test("a wish to have somebody back is worth nothing after ten seconds, whoever comes then", async () => {
  for (const isSkipperFirst of [true, false]) {
    const { node, alice, bob, room } = await skipped();
    const [first, second] = isSkipperFirst ? [alice, bob] : [bob, alice];
    await node.clock.advance(BACK_MS);
    // What was pressed in the last moment is on its way.
    await assertAsked(await back(first, room), 0);
    await node.clock.advance(GRACE_MS);
    await assertGone(second, room);
    await assertGone(first, room);
    assertEquals(await roomsOf(node), []);
  }
});

Deno.test("whoever was skipped and has met somebody is gone, and the one who skipped goes on waiting", async () => {
  const { node, alice, bob, room } = await skipped();
  const carol = await node.visitor();
  const films = { ...TEA, interests: ["films"] };
  await carol.join(films);
  assertEquals((await bob.join(films)).status, "matched");
  await assertGone(alice, room);
  assertEquals(bob.all("back"), []);
  const dave = await node.visitor();
  const { match } = await dave.join(TEA);
  assertEquals(alice.all("matched").at(-1)?.room, match.room);
});

Deno.test("whoever has met somebody while the other wanted them back is gone", async () => {
  const { node, alice, bob, room } = await skipped();
  await assertAsked(await back(bob, room));
  const carol = await node.visitor();
  await carol.join(TEA);
  const { status, match } = await (await back(alice, room)).json();
  // A match was faster.
  assertEquals([status, match.resumes, match.room === room], ["matched", undefined, false]);
  await node.clock.advance(BACK_MS);
  assertEquals(bob.all("matched").length, 1);
});

Deno.test("whoever has left cannot be had back, before or after the other one wants it", async () => {
  for (const isAskedBefore of [true, false]) {
    const { alice, bob, room } = await skipped();
    if (isAskedBefore) await assertAsked(await back(bob, room));
    await bob.close();
    await assertGone(alice, room);
    await bob.open();
    assertEquals(bob.all("hello").at(-1)?.state, "idle");
    assertEquals(bob.all("back"), []);
  }
});

Deno.test("leaving the queue ends the wish to have somebody back", async () => {
  const { node, alice, bob, room } = await skipped();
  await assertAsked(await back(alice, room));
  assertEquals(await (await alice.delete("/v1/queue")).json(), { status: "left" });
  await assertAsked(await back(bob, room));
  assertEquals(await roomsOf(node), []);
});

Deno.test("nobody comes back to whom they have blocked, or who has blocked them, and who was blocked is not told", async () => {
  for (const isByAlice of [true, false]) {
    const { node, alice, bob, room } = await skipped();
    const [blocker, blocked] = isByAlice ? [alice, bob] : [bob, alice];
    assertEquals((await blocker.post("/v1/blocks", { room })).status, 200);
    await assertGone(blocker, room);
    await assertAsked(await back(blocked, room));
    await assertGone(blocker, room);
    await assertAsked(await back(blocked, room));
    assertEquals(blocker.all("back"), []);
    assertEquals(await roomsOf(node), []);
  }
});

Deno.test("a block or a report takes back that one wanted them back", async () => {
  for (const [path, body] of [["/v1/blocks", {}], ["/v1/reports", { reason: "spam" }]] as const) {
    const { node, alice, bob, room } = await skipped();
    await assertAsked(await back(bob, room));
    const done = await bob.post(path, { room, ...body });
    assertEquals(done.ok, true, await done.text());
    await assertAsked(await back(alice, room));
    const { value } = (await node.engine.getMany([keys.place(bob.session)]))[0] ?? {};
    assertEquals(typeof value === "object" && value !== null && "back" in value, false);
    assertEquals(await roomsOf(node), []);
  }
});

Deno.test("whoever is banned comes back to nobody, and nobody to them", async () => {
  const { node, alice, bob, room } = await skipped();
  await assertAsked(await back(bob, room));
  const until = node.clock.now() + 60_000;
  const { signer, bans } = node.services;
  await bans.ban(signer.subject(DEVICE), { rule: "spam", until, receipt: "receipt-1" });
  await settle();
  await assertGone(alice, room);
  await assertProblem(await back(bob, room), 403, "restricted");
  assertEquals(await roomsOf(node), []);
});

Deno.test("only a skip can be undone: whoever has left for good stays gone", async () => {
  const node = await Node.open();
  const { alice, bob, room } = await node.couple();
  await (await alice.post("/v1/leave", { room })).body?.cancel();
  await settle();
  await assertGone(alice, room);
  await assertGone(bob, room);
});

Deno.test("a talk of others is nobody's to come back to", async () => {
  const { node, alice, room } = await skipped();
  const carol = await node.visitor();
  await assertGone(carol, room);
  await assertGone(alice, "room-never-was");
});

Deno.test("two who want each other back in different ways of talking do not meet", async () => {
  const { node, alice, bob, room } = await skipped();
  await assertAsked(await back(alice, room));
  await assertAsked(await back(bob, room, { ...TEA, mode: "video" }));
  assertEquals(await roomsOf(node), []);
  // Whoever comes round to the other's way has them.
  assertEquals((await (await back(bob, room)).json()).status, "matched");
});

Deno.test("the talk that was come back to can be skipped and come back to in turn", async () => {
  const { alice, bob, room } = await skipped();
  await assertAsked(await back(alice, room));
  const { match } = await (await back(bob, room)).json();
  await skip(bob, match.room);
  await assertGone(alice, room);
  await assertAsked(await back(alice, match.room));
  assertEquals((await (await back(bob, match.room)).json()).match.resumes, match.room);
});

Deno.test("two who come back to each other get the offers that they brought along", async () => {
  const { alice, bob, room } = await skipped();
  await bob.post("/v1/back", { ...TEA, room, offer: { sdp: "v=0 bob", id: "b", mutual: true } });
  const answer = await alice.post("/v1/back", {
    ...TEA,
    room,
    offer: { sdp: "v=0 alice", id: "a", mutual: true },
  });
  const { match } = await answer.json();
  await settle();
  assertEquals([match.offer?.sdp, match.offered], ["v=0 bob", "a"]);
  const told = bob.all("matched").at(-1);
  assertEquals([told?.offer?.sdp, told?.offered], ["v=0 alice", "b"]);
});

Deno.test("a return whose commit went through unheard is found when it is asked for again", async () => {
  const { node, alice, bob, room } = await skipped();
  await assertAsked(await back(alice, room));
  node.engine.plan = () => "throw-after";
  assertEquals((await back(bob, room)).status, 503);
  node.engine.plan = () => undefined;
  const { status, match } = await (await back(bob, room)).json();
  assertEquals([status, match.resumes], ["matched", room]);
  await node.clock.advance(5_000);
  assertEquals(alice.all("matched").map((each) => each.room), [match.room]);
});

Deno.test("a wish that the store did not take can be asked for again", async () => {
  const { node, alice, bob, room } = await skipped();
  node.engine.plan = () => "throw-before";
  assertEquals((await back(alice, room)).status, 503);
  node.engine.plan = () => undefined;
  await assertAsked(await back(alice, room));
  assertEquals((await (await back(bob, room)).json()).status, "matched");
});

Deno.test("two at two nodes come back to each other, and each is told by their own", async () => {
  const engine = new MemoryEngine({ isExclusive: false, checks: 10 });
  const clock = new FakeClock();
  const here = await Node.open({ engine, clock, life: "a" });
  const there = await Node.open({ engine, clock, life: "b" });
  const [alice, bob] = [await here.visitor(), await there.visitor()];
  await bob.join(TEA);
  await alice.join(TEA);
  await clock.advance(5_000);
  const { match: { room } } = await bob.join(TEA);
  await skip(alice, room);
  await clock.advance(1_000);
  await assertAsked(await back(alice, room), BACK_MS - 1_000);
  await clock.advance(1_000);
  assertEquals(bob.all("back").length, 1);
  const { status, match } = await (await back(bob, room)).json();
  assertEquals([status, match.resumes], ["matched", room]);
  await clock.advance(1_000);
  assertEquals(alice.all("matched").at(-1)?.room, match.room);
  assertEquals([...here.errors, ...there.errors], []);
});
