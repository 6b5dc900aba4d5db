import { assertEquals, assertRejects } from "@std/assert/mod.js";
import type { SessionId } from "../../../server/protocol.ts";
import { keys } from "../../../server/store/keys.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { Store, STORE_DEADLINE_MS, StoreUnavailableError } from "../../../server/store/store.ts";
import { FakeClock } from "../support/fake_clock.ts";

const KEY = keys.place("alice" as SessionId);

function setup() {
  const [engine, clock] = [new MemoryEngine(), new FakeClock()];
  return { engine, clock, store: new Store({ engine, clock }) };
}

Deno.test("a commit that is never answered fails at its deadline", async () => {
  const { engine, clock, store } = setup();
  engine.plan = () => "hang";
  const outcome = assertRejects(
    () => store.commit({ deletes: [KEY] }),
    StoreUnavailableError,
    "no answer in time",
  );
  await clock.advance(STORE_DEADLINE_MS);
  await outcome;
});

Deno.test("an answer that comes after the deadline counts as none, though the timer has not fired", async () => {
  const { engine, clock, store } = setup();
  const asleep = Promise.withResolvers<void>();
  const read = engine.getMany.bind(engine);
  engine.getMany = (all) => asleep.promise.then(() => read(all));
  let sleptMs = 0;
  const slept = { after: clock.after.bind(clock), now: () => clock.now() + sleptMs };
  const reading = new Store({ engine, clock: slept }).get(KEY);
  sleptMs = 60_000;
  asleep.resolve();
  await assertRejects(() => reading, StoreUnavailableError, "no answer in time");
  assertEquals((await store.get(KEY)).value, null);
});

Deno.test("an engine that fails is one error, whatever failed, with the cause kept", async () => {
  const { engine, store } = setup();
  engine.setDown(true);
  for (
    const call of [
      () => store.get(KEY),
      () => store.commit({ deletes: [KEY] }),
      () => store.list(keys.places()),
    ]
  ) {
    const error = await assertRejects(call, StoreUnavailableError);
    assertEquals((error.cause as Error).message, "Connection refused");
  }
});

Deno.test("a call that was answered leaves no timer behind", async () => {
  const { clock, store } = setup();
  await store.get(KEY);
  await store.commit({ deletes: [KEY] });
  assertEquals(clock.pending, 0);
});
