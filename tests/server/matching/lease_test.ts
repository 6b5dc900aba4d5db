import { assert, assertEquals } from "@std/assert/mod.js";
import { Lease, LEASE_TERM_MS } from "../../../server/matching/lease.ts";
import { keys } from "../../../server/store/keys.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { Store } from "../../../server/store/store.ts";
import { FakeClock, settle } from "../support/fake_clock.ts";

function setup() {
  const [engine, clock] = [new MemoryEngine({ isExclusive: false }), new FakeClock()];
  const store = new Store({ engine, clock });
  const won: string[] = [];
  const open = (node: string) => {
    const onHolder = (holder: string) => void (holder === node && won.push(node));
    const lease = new Lease({ store, clock, pool: "p", node, onHolder });
    void lease.open();
    return lease;
  };
  return { engine, clock, store, won, open };
}

Deno.test("of two nodes one holds the lease, and keeps it while it renews", async () => {
  const { clock, won, open } = setup();
  const [one, two] = [open("one"), open("two")];
  await clock.advance(10 * LEASE_TERM_MS);
  assertEquals([one.isHeld, two.isHeld], [true, false]);
  assertEquals(won, ["one"]);
});

Deno.test("a lease that is given back is free at once", async () => {
  const { clock, store, open } = setup();
  const one = open("one");
  await settle();
  await one.close();
  assertEquals((await store.get(keys.lease("p"))).value, null);
  const two = open("two");
  await settle();
  assertEquals([one.isHeld, two.isHeld], [false, true]);
  await clock.advance(0);
});

Deno.test("the lease of a node that died passes on when nothing was heard for a whole term", async () => {
  const { clock, store, open } = setup();
  await store.commit({ sets: [{ key: keys.lease("p"), value: { node: "dead" } }] });
  const two = open("two");
  await clock.advance(LEASE_TERM_MS - 1);
  assert(!two.isHeld);
  assertEquals(two.holder, "dead");
  await clock.advance(1_000);
  assert(two.isHeld);
});

Deno.test("a holder that cannot renew stops by itself before another can begin", async () => {
  const { engine, clock, open } = setup();
  const one = open("one");
  await settle();
  engine.setDown(true);
  await clock.advance(LEASE_TERM_MS);
  assert(!one.isHeld);
  engine.setDown(false);
  await clock.advance(LEASE_TERM_MS);
  assert(one.isHeld);
});

Deno.test("a lease that lapsed while it was renewed is told as won anew, as rounds were missed", async () => {
  const { engine, clock, won, open } = setup();
  const one = open("one");
  await settle();
  const gate = Promise.withResolvers<void>();
  const read = engine.getMany.bind(engine);
  engine.getMany = (all) => gate.promise.then(() => read(all));
  await clock.advance(LEASE_TERM_MS);
  assert(!one.isHeld);
  gate.resolve();
  await settle();
  assert(one.isHeld);
  assertEquals(won, ["one", "one"]);
});
