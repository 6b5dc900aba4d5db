/**
 * Whatever people, networks, stores and nodes do: the rules of the design hold at every moment, and
 * when the trouble ends everything is in order again.
 *
 * A world begins in `world.ts`, with people who do what the element does (`person.ts`), nodes that run
 * the real services (`nodes.ts`) and a store that fails as real ones do (`simulated_kv.ts`). What may
 * happen in it is in `deeds.ts`, and after each deed `judge.ts` looks whether a rule is broken; so to
 * learn what is promised, begin there. Who is not sure that a rule guards something breaks it in
 * `sabotages.ts`. `ways.ts` counts that what is rare was tried at all.
 *
 * A failure prints the seed and the path with which it can be played again:
 * `MODEL_SEED=… MODEL_PATH=… deno test -A tests/server/model`. `MODEL_RUNS` sets how many are played.
 *
 * @module
 */
import { assert } from "@std/assert/mod.js";
import fc from "fast-check";
import { FOUND } from "./found.ts";
import { type Deed, story } from "./deeds.ts";
import { type FaultCounts, NO_FAULTS } from "./simulated_kv.ts";
import { NO_WAYS, type WayCounts } from "./ways.ts";
import { World } from "./world.ts";

/** A thousand in all, as many with several nodes as take about as long as those with one. */
const RUNS = Number(Deno.env.get("MODEL_RUNS") ?? 1_000);
const SHARES = [{ nodes: 1, share: 0.7 }, { nodes: 3, share: 0.3 }] as const;

/** A process that owns its store takes nothing over from others, and fills no batch by checks. */
const WAYS_OF_ANY = [
  "own op found",
  "fence",
  "late write done",
  "late write refused",
  "widened",
  "undone by both",
  "ban",
  "killed between awaits",
] as const;
const WAYS = {
  1: WAYS_OF_ANY,
  3: [
    ...WAYS_OF_ANY,
    "lost batch split",
    "lease changed hands",
    "lease lost in sleep",
    "adoption",
    "bell lost",
    "bell doubled",
    "bell late",
  ],
} as const satisfies Record<1 | 3, readonly (keyof WayCounts)[]>;

/** The normal run plays the same worlds each time; whoever asks for more gets new ones. */
const SEED = Deno.env.get("MODEL_SEED") ?? (Deno.env.has("MODEL_RUNS") ? undefined : "20261122");
const FAULTS = Object.keys(NO_FAULTS) as (keyof FaultCounts)[];

for (const { nodes, share } of SHARES) {
  Deno.test(`with ${nodes} node(s) the rules hold whatever happens, and order returns`, async () => {
    await play(nodes, Math.ceil(RUNS * share));
  });
}

for (const { nodes, seed, people, deeds, was } of FOUND) {
  Deno.test(`found before, with ${nodes} node(s): ${was}`, async () => {
    const world = new World({ seed, people, nodes });
    await playOne(world, deeds);
  });
}

async function playOne(world: World, all: readonly Deed[]): Promise<void> {
  await world.begin();
  for (const deed of all) await world.happen(deed);
  await world.recover();
}

async function play(nodes: 1 | 3, runs: number): Promise<void> {
  let rooms = 0;
  const ways: WayCounts = { ...NO_WAYS };
  const troubles: FaultCounts = { ...NO_FAULTS };
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.integer({ min: 3, max: 12 }),
      story,
      async (seed, people, all) => {
        const world = new World({ seed, people, nodes });
        await playOne(world, all);
        for (const way of WAYS[nodes]) ways[way] += world.kv.ways[way];
        for (const fault of FAULTS) troubles[fault] += world.kv.counts[fault];
        rooms += world.people.reduce((sum, { told }) => sum + told.length, 0);
      },
    ),
    {
      numRuns: runs,
      // Whoever only asks whether something is found need not see the shortest way to it.
      endOnFailure: Deno.env.get("MODEL_SHRINKS") === "no",
      ...(SEED === undefined ? {} : { seed: Number(SEED) }),
      ...(Deno.env.has("MODEL_PATH") ? { path: Deno.env.get("MODEL_PATH") ?? "" } : {}),
    },
  );
  assert(rooms > runs, `${rooms} matches in ${runs} runs: people hardly met`);
  for (const fault of FAULTS) {
    assert(troubles[fault] > 0, `${fault} never happened in ${runs} runs`);
  }
  for (const way of WAYS[nodes]) {
    assert(ways[way] > 0, `${way} never happened in ${runs} runs: ${JSON.stringify(ways)}`);
  }
}
