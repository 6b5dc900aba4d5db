import { assertEquals } from "@std/assert/mod.js";
import type { QueueRequest } from "../../../server/protocol.ts";
import type { Entry, Key } from "../../../server/store/engine.ts";
import { keys } from "../../../server/store/keys.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { settle, settlePromises } from "../support/fake_clock.ts";
import { Node } from "../support/node.ts";

const TEXT: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
/** More than there are between a store's answer and what a server makes of it. */
const MOMENTS = 40;

/** A store whose next answer about one key waits until it is let go. */
class HeldEngine extends MemoryEngine {
  #held: { readonly key: Key; readonly go: PromiseWithResolvers<void> } | undefined;

  hold(key: Key): () => void {
    const go = Promise.withResolvers<void>();
    this.#held = { key, go };
    return () => go.resolve();
  }

  override async getMany(wanted: readonly Key[]): Promise<Entry[]> {
    const entries = await super.getMany(wanted);
    const held = this.#held;
    if (held === undefined || wanted[0]?.join("/") !== held.key.join("/")) return entries;
    this.#held = undefined;
    await held.go.promise;
    return entries;
  }
}

Deno.test("a room that ends in any moment in which it is read is over for its reader", async () => {
  const engine = new HeldEngine();
  const { services: { rooms } } = await Node.open({ engine });
  const elsewhere = await Node.open({ engine, life: "b" });
  for (let moment = 0; moment < MOMENTS; moment++) {
    const { alice, room } = await elsewhere.couple();
    const answer = engine.hold(keys.room(room));
    const reading = rooms.read(room);
    await settlePromises();
    answer();
    for (let turn = 0; turn < moment; turn++) await undefined;
    rooms.over(alice.session, room);
    await reading;
    assertEquals([moment, rooms.size], [moment, 0]);
  }
});

Deno.test("a pair that was seated unnoticed and has parted meanwhile is not seated again", async () => {
  const engine = new HeldEngine();
  const node = await Node.open({ engine });
  const [alice, bob] = [await node.visitor(), await node.visitor()];
  await bob.join(TEXT);
  await node.clock.advance(1);
  engine.plan = ({ sets }) => {
    if (!sets.some(({ key }) => key[0] === "rooms")) return undefined;
    engine.plan = () => undefined;
    return "lost-answer";
  };
  // She came last, so it is by her place that the server finds what was done.
  const look = engine.hold(keys.place(alice.session));
  const joining = alice.post("/v1/queue", TEXT);
  await settle();
  const { status, match } = await bob.join(TEXT);
  assertEquals(status, "matched");
  await (await bob.post("/v1/leave", { room: match.room })).body?.cancel();
  look();
  assertEquals((await (await joining).json()).status, "queued");
  await settle();
  assertEquals([node.services.rooms.size, bob.all("matched"), alice.all("matched")], [0, [], []]);
});

Deno.test("who is matched while their stream cannot be opened, and lost, reads both when they come", async () => {
  const engine = new HeldEngine();
  const node = await Node.open({ engine });
  const [alice, bob] = [await node.visitor(), await node.visitor()];
  await bob.join(TEXT);
  engine.hold(keys.place(bob.session));
  const opening = bob.open();
  await settle();
  const { match: { room } } = await alice.join(TEXT);
  await node.clock.advance(40_000);
  assertEquals((await opening).status, 503);
  assertEquals(alice.all("peer-left"), [{ room, reason: "lost" }]);
  await bob.open();
  assertEquals(bob.events.slice(-3).map(({ type }) => type), ["hello", "matched", "peer-left"]);
  assertEquals(bob.all("hello").at(-1)?.state, "idle");
});

Deno.test("a place that was read before a match and is answered after it ends nothing", async () => {
  const engine = new HeldEngine();
  const node = await Node.open({ engine });
  const [alice, bob] = [await node.visitor(), await node.visitor()];
  await bob.join(TEXT);
  const answer = engine.hold(keys.place(bob.session));
  const opening = bob.open();
  await settle();
  const { match: { room } } = await alice.join(TEXT);
  answer();
  await opening;
  await settle();
  assertEquals([alice.all("peer-left"), bob.all("peer-left")], [[], []]);
  assertEquals(bob.all("matched").map((match) => match.room), [room]);
  assertEquals(node.services.rooms.isSeated(bob.session), true);
});

Deno.test("a room that was read before one of its two went on, and is answered later, ends nothing", async () => {
  const engine = new HeldEngine();
  const { services: { rooms } } = await Node.open({ engine });
  const elsewhere = await Node.open({ engine, life: "b" });
  const { alice, room } = await elsewhere.couple();
  const answer = engine.hold(keys.room(room));
  const reading = rooms.read(room);
  await settlePromises();
  const carol = await elsewhere.visitor();
  await carol.join(TEXT);
  const next = await alice.post("/v1/next", { ...TEXT, room });
  const { match } = await next.json();
  await rooms.read(match.room);
  answer();
  assertEquals([await reading, rooms.size], [null, 1]);
  assertEquals(rooms.isSeated(alice.session), true);
});
