/** A ban that comes to any of three nodes while the banned one is being matched over two of them. */
import { assert, assertEquals } from "@std/assert/mod.js";
import type { QueueRequest } from "../../../server/protocol.ts";
import { keys } from "../../../server/store/keys.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { FakeClock, settlePromises } from "../support/fake_clock.ts";
import { Node, type Visitor } from "../support/node.ts";
import { storeOf, subjectOf } from "../support/offences.ts";
import { assertProblem } from "../support/problems.ts";
import { seededRandom } from "../support/random.ts";

const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
/** Within this time a ban holds on all nodes, milliseconds. */
const EVERYWHERE_MS = 5_000;
/** Links of the promises from the request to the answer; a ban comes before any of them or after. */
const MAX_TURNS = 200;

/** Three nodes over one store. Alice is at the first, Mallory at the second. */
async function openRace(engine: MemoryEngine) {
  const clock = new FakeClock(undefined, settlePromises);
  const open = (life: string) =>
    Node.open({ engine, clock, life, sites: { default: { rematchWindowMs: 0 } } });
  const nodes = [await open("a"), await open("b"), await open("c")] as const;
  const [here, there] = nodes;
  const [alice, mallory] = [await here.visitor(), await there.visitor()];
  return { clock, nodes, alice, mallory, subject: subjectOf(there, mallory) };
}

/** Whether a session waits or sits anywhere, by the store: a seat in a room that is over is none. */
async function seatOf(node: Node, { session }: Visitor): Promise<string> {
  const { value } = await storeOf(node).get(keys.place(session));
  if (value?.kind !== "seated") return value?.kind ?? "idle";
  const room = await node.services.rooms.read(value.room);
  return room === null ? "idle" : "seated";
}

/** Lets bans race matches; says how many found a room, and how many closed it. */
async function race(races: number, engine: MemoryEngine) {
  const { clock, nodes, alice, mallory, subject } = await openRace(engine);
  const random = seededRandom(20_270);
  const counts = { refused: 0, closed: 0 };
  for (let round = 0; round < races; round++) {
    const ban = { rule: "spam", until: clock.now() + 60_000, receipt: `receipt-${round}` };
    const node = nodes[Math.floor(random() * nodes.length)] ?? nodes[0];
    const [first, second] = random() < 0.5 ? [alice, mallory] : [mallory, alice];
    // Whose stream was cut comes back, as a page does.
    for (const each of [alice, mallory]) {
      if (!each.isStreamOpen) await each.open({ lastEventId: each.lastEventId });
    }
    const before = alice.all("matched").length + mallory.all("matched").length;
    await first.post("/v1/queue", TEA);
    if (random() < 0.5) await settlePromises();
    const joining = second.post("/v1/queue", TEA);
    for (let turn = Math.floor(random() ** 2 * MAX_TURNS); turn > 0; turn--) await undefined;
    await node.services.bans.ban(subject, { ...ban, order: 2 * round + 1 });
    const { match } = await (await joining).json();
    await clock.advance(EVERYWHERE_MS);
    const told = alice.all("matched").length + mallory.all("matched").length - before;
    counts[match === undefined && told === 0 ? "refused" : "closed"]++;
    assertEquals(await seatOf(node, mallory), "idle", `race ${round}`);
    for (const each of nodes) {
      mallory.node = each;
      await assertProblem(await mallory.post("/v1/queue", TEA), 403, "restricted");
    }
    mallory.node = nodes[1];
    assert(await seatOf(node, alice) !== "seated", `race ${round}: the other one sits there still`);
    await alice.delete("/v1/queue");
    await node.services.bans.ban(subject, { ...ban, order: 2 * round + 2, isLifted: true });
    await clock.advance(EVERYWHERE_MS);
  }
  assertEquals(nodes.flatMap(({ errors }) => errors), []);
  await Promise.all(nodes.map(({ services }) => services.drain()));
  return counts;
}

Deno.test("bans that race a match over two of three nodes all win, or close the room on all of them within five seconds", async () => {
  const counts = await race(300, new MemoryEngine({ isExclusive: false, checks: 10 }));
  assert(counts.refused > 15 && counts.closed > 50, JSON.stringify(counts));
});

Deno.test("the same where no node is told of a ban, and each has to look", async () => {
  const engine = new MemoryEngine({ isExclusive: false, checks: 10 });
  const watch = engine.watch.bind(engine);
  const news = JSON.stringify(keys.news("bans"));
  engine.watch = (key, onChange) => {
    return JSON.stringify(key) === news ? () => {} : watch(key, onChange);
  };
  const counts = await race(100, engine);
  assert(counts.refused > 0 && counts.closed > 20, JSON.stringify(counts));
});
