import { assertEquals } from "@std/assert/mod.js";
import { Nodes } from "../../../server/events/nodes.ts";
import type { NodeId } from "../../../server/store/keys.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { Store } from "../../../server/store/store.ts";
import { Life } from "../model/life.ts";
import { FakeClock, settlePromises } from "../support/fake_clock.ts";

const ALICE = "alice" as NodeId;
const BOB = "bob" as NodeId;
const CAROL = "carol" as NodeId;

async function setup() {
  const clock = new FakeClock(undefined, settlePromises);
  const engine = new MemoryEngine({ isExclusive: false });
  const commit = engine.commit.bind(engine);
  const outage = { isOn: false };
  engine.commit = (given) => outage.isOn ? Promise.reject(new Error("away")) : commit(given);
  const buried: NodeId[] = [];
  const open = async (node: NodeId) => {
    const life = new Life(clock, node, 0);
    const nodes = new Nodes({
      store: new Store({ engine, clock: life }),
      clock: life,
      node,
      onDead: () => Promise.resolve(void buried.push(node)),
      onError: (error) => {
        throw error;
      },
    });
    await nodes.open();
    return { life, nodes };
  };
  const alice = await open(ALICE);
  // Not at the same moment: what the other one wrote last has been seen when it is over.
  await clock.advance(1_000);
  const bob = await open(BOB);
  await clock.advance(3_500);
  return { clock, outage, buried, alice, bob, open };
}

Deno.test("a node that gives no sign for ten seconds is dead to those who looked", async () => {
  const { clock, alice, bob, buried } = await setup();
  bob.life.pause();
  await clock.advance(8_000);
  assertEquals(alice.nodes.isAlive(BOB), true);
  await clock.advance(5_000);
  assertEquals(alice.nodes.isAlive(BOB), false);
  assertEquals(buried, [ALICE]);
});

Deno.test("a node that woke has seen nobody dead in its sleep", async () => {
  const { clock, alice, bob, buried } = await setup();
  bob.life.pause();
  await clock.advance(30_000);
  bob.life.resume();
  assertEquals(bob.nodes.isAlive(ALICE), true);
  await clock.advance(4_000);
  assertEquals(alice.nodes.isAlive(BOB), true);
  assertEquals(buried, [ALICE]);
});

Deno.test("after a store was away for all nobody takes anybody for dead", async () => {
  const { clock, alice, bob, outage, buried } = await setup();
  outage.isOn = true;
  // Whoever looked last before it looks first after it.
  await clock.advance(61_000);
  outage.isOn = false;
  await clock.advance(4_000);
  assertEquals([alice.nodes.isAlive(BOB), bob.nodes.isAlive(ALICE)], [true, true]);
  assertEquals(buried, []);
});

Deno.test("a node that sleeps for the second time is missed as soon as for the first", async () => {
  const { clock, bob, buried } = await setup();
  for (let sleeps = 1; sleeps <= 2; sleeps++) {
    bob.life.pause();
    await clock.advance(13_000);
    assertEquals(buried.length, sleeps);
    bob.life.resume();
    await clock.advance(4_000);
  }
});

Deno.test("whoever died and was cleared away while a node slept is cleared away after by that one, too, and once", async () => {
  const { clock, outage, alice, bob, buried, open } = await setup();
  await open(CAROL);
  await clock.advance(4_000);
  alice.life.pause();
  bob.life.kill();
  await clock.advance(90_000);
  assertEquals([...new Set(buried)], [CAROL]);
  alice.life.resume();
  // Until it has looked it may leave somebody to them.
  assertEquals(alice.nodes.isAlive(BOB), true);
  outage.isOn = true;
  await clock.advance(4_000);
  outage.isOn = false;
  await clock.advance(4_000);
  assertEquals(alice.nodes.isAlive(BOB), false);
  await clock.advance(20_000);
  assertEquals(buried.filter((node) => node === ALICE), [ALICE]);
});
