/**
 * Whatever people, networks, stores and nodes do: the rules of the design hold at every moment, and
 * when the trouble ends everything is in order again.
 *
 * A failure prints the seed and the path with which it can be played again:
 * `MODEL_SEED=… MODEL_PATH=… deno test -A tests/server/model`. `MODEL_RUNS` sets how many are played.
 *
 * @module
 */
import { assert } from "@std/assert/mod.js";
import fc from "fast-check";
import { type FaultCounts, NO_FAULTS } from "./simulated_kv.ts";
import { type Deed, World } from "./world.ts";

const RUNS = Number(Deno.env.get("MODEL_RUNS") ?? 1_000);

const FAULTS = Object.keys(NO_FAULTS) as (keyof FaultCounts)[];

const index = fc.nat(11);

/** People's deeds are the most frequent, as in life. */
const deeds: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ kind: fc.constant("join" as const), who: index, wish: index }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("next" as const), who: index, wish: index }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("leave-queue" as const), who: index }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("leave-room" as const), who: index }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("connect" as const), who: index, node: index }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("disconnect" as const), who: index, node: index }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("vanish" as const), who: index, node: index }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      ms: fc.constantFrom(1, 50, 1_000, 5_100, 7_100, 31_000, 50_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("trouble" as const), isOn: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("crash" as const), node: index }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("restart" as const), node: index }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("pause" as const), node: index }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("resume" as const), node: index }) },
);

for (const nodes of [1, 3]) {
  Deno.test(`with ${nodes} node(s) the rules hold whatever happens, and order returns`, async () => {
    await play(nodes);
  });
}

async function play(nodes: number): Promise<void> {
  let rooms = 0;
  const troubles: FaultCounts = { ...NO_FAULTS };
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.integer({ min: 3, max: 12 }),
      fc.array(deeds, { minLength: 5, maxLength: 40, size: "max" }),
      async (seed, people, all) => {
        const world = new World({ seed, people, nodes });
        await world.begin();
        for (const deed of all) await world.happen(deed);
        await world.recover();
        for (const fault of FAULTS) troubles[fault] += world.kv.counts[fault];
        rooms += world.people.reduce((sum, { told }) => sum + told.length, 0);
      },
    ),
    {
      numRuns: RUNS,
      ...(Deno.env.has("MODEL_SEED") ? { seed: Number(Deno.env.get("MODEL_SEED")) } : {}),
      ...(Deno.env.has("MODEL_PATH") ? { path: Deno.env.get("MODEL_PATH") ?? "" } : {}),
    },
  );
  assert(rooms > RUNS, `${rooms} matches in ${RUNS} runs: people hardly met`);
  for (const fault of FAULTS) {
    assert(
      troubles[fault] > RUNS / 10,
      `${fault} happened ${troubles[fault]} times in ${RUNS} runs`,
    );
  }
}
