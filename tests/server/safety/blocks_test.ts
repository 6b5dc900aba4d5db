import { assertEquals, assertNotEquals } from "@std/assert/mod.js";
import type { QueueRequest, RoomId, SessionId } from "../../../server/protocol.ts";
import { Blocks } from "../../../server/safety/blocks.ts";
import { Serial } from "../../../server/sessions/serial.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { Store } from "../../../server/store/store.ts";
import { FakeClock, settle } from "../support/fake_clock.ts";
import { Node } from "../support/node.ts";
import { assertProblem } from "../support/problems.ts";

const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
const DEVICE = "a-device-of-alice-1";
/** The window after which two who have met may meet again. */
const REMATCH_MS = 20_000;

async function talk() {
  const node = await Node.open({ sites: { default: { rematchWindowMs: REMATCH_MS } } });
  const [alice, bob] = [await node.visitor({ device: DEVICE }), await node.visitor()];
  await alice.join(TEA);
  const answer = await bob.join(TEA);
  return { node, alice, bob, room: answer.match.room };
}

Deno.test("whoever is blocked sees an ordinary leave, and nothing else", async () => {
  const { alice, bob, room } = await talk();
  const before = bob.events.length;
  assertEquals((await alice.post("/v1/blocks", { room })).status, 200);
  await settle();
  const heard = bob.events.slice(before).map(({ type, data }) => ({ type, data }));
  assertEquals(heard, [{ type: "peer-left", data: { room, reason: "left" } }]);
});

Deno.test("two of whom one has blocked the other never meet again, whoever asks and however often", async () => {
  const { node, alice, bob, room } = await talk();
  await alice.post("/v1/blocks", { room });
  await node.clock.advance(REMATCH_MS + 1);
  for (const [first, second] of [[alice, bob], [bob, alice]] as const) {
    await Promise.all([first.open(), second.open()]);
    assertEquals((await first.join(TEA)).status, "queued");
    assertEquals((await second.join(TEA)).status, "queued");
    await node.clock.advance(15_000);
    assertEquals([...first.all("matched"), ...second.all("matched")].length, 1);
    await Promise.all([first.delete("/v1/queue"), second.delete("/v1/queue")]);
  }
  assertEquals(node.errors, []);
});

Deno.test("a blocked pair waits on for others, and each meets the next who comes", async () => {
  const { node, alice, bob, room } = await talk();
  await alice.post("/v1/blocks", { room });
  await alice.join(TEA);
  await bob.join(TEA);
  const carol = await node.visitor();
  assertEquals((await carol.join(TEA)).status, "matched");
});

Deno.test("a block holds for the device, in a new session and after the server was started anew", async () => {
  const { node, alice, room } = await talk();
  await alice.post("/v1/blocks", { room });
  const subject = { device: DEVICE };
  const blocked = await node.services.blocks.of(node.services.signer.subject(DEVICE));
  assertEquals(blocked.length, 1);
  const { engine, clock } = node;
  const next = await Node.open({ engine, clock, life: "b" });
  const again = await next.visitor(subject);
  assertNotEquals(again.session, alice.session);
  assertEquals(await next.services.blocks.of(next.services.signer.subject(DEVICE)), blocked);
});

Deno.test("one can block whom one talked with a moment ago, but not after ten minutes, nor in a foreign room", async () => {
  const { node, alice, bob, room } = await talk();
  const mallory = await node.visitor();
  await assertProblem(await mallory.post("/v1/blocks", { room }), 409, "not-in-room");
  await bob.post("/v1/next", TEA);
  await settle();
  assertEquals((await alice.post("/v1/blocks", { room })).status, 200);
  await node.clock.advance(10 * 60_000 + 1);
  await alice.open();
  await alice.join(TEA);
  await assertProblem(await bob.post("/v1/blocks", { room }), 409, "not-in-room");
});

Deno.test("blocking twice leaves one block, and a block is over after thirty days", async () => {
  const clock = new FakeClock();
  const blocks = new Blocks({
    store: new Store({ engine: new MemoryEngine(), clock }),
    clock,
    withPartner: (_session, _room, run) => run({ who: "bob" }).then(() => true),
    leave: () => Promise.resolve(),
    serial: new Serial(),
  });
  await blocks.start();
  const alice = { session: "alice" as SessionId, subject: "alice" };
  for (let times = 0; times < 2; times++) {
    assertEquals(await blocks.block(alice, "room-0000001" as RoomId), true);
  }
  assertEquals(await blocks.of("alice"), ["bob"]);
  await clock.advance(30 * 24 * 60 * 60_000);
  assertEquals(await blocks.of("alice"), []);
});

Deno.test("a block is seen by whoever asks after it was answered, although somebody asked meanwhile", async () => {
  const engine = new MemoryEngine();
  const clock = new FakeClock();
  const blocks = new Blocks({
    store: new Store({ engine, clock }),
    clock,
    withPartner: (_session, _room, run) => run({ who: "bob" }).then(() => true),
    leave: () => Promise.resolve(),
    serial: new Serial(),
  });
  await blocks.start();
  const read = engine.getMany.bind(engine);
  const goOn = Promise.withResolvers<void>();
  engine.getMany = async (keys) => {
    const entries = await read(keys);
    await goOn.promise;
    return entries;
  };
  let asked: Promise<readonly string[]> | undefined;
  const commit = engine.commit.bind(engine);
  engine.commit = async (changes) => {
    // Whoever asks while the commit is under way reads what was there before it.
    asked = blocks.of("alice");
    await settle();
    return await commit(changes);
  };
  await blocks.block({ session: "alice" as SessionId, subject: "alice" }, "room-0000001" as RoomId);
  goOn.resolve();
  await asked;
  assertEquals(await blocks.of("alice"), ["bob"]);
});
