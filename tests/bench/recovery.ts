/**
 * Lets two real browsers talk through real networks, brings trouble upon them, again and again, and
 * prints how long it took until all was well.
 *
 * `deno task bench:recovery --times 20 --only "network changed" --verbose`
 *
 * @module
 */
import { delay } from "@std/async/delay.js";
import { parseArgs } from "@std/cli/parse_args.js";
import { openNetworkScene } from "../network/support/network_scene.ts";
import { explainRefusal, sweep } from "../network/support/namespaces.ts";
import { drawSeconds, drawTable, type Row } from "./recovery/recovery_table.ts";
import { type Findings, TalkProbe } from "./recovery/talk_probe.ts";
import { type TalkInScene, type Trouble, TROUBLES } from "./recovery/troubles.ts";

/** The talk goes on undisturbed for this long first, in milliseconds. */
const QUIET_MS = 2_000;

const flags = parseArgs(Deno.args, {
  string: ["times", "only"],
  boolean: ["verbose"],
  default: { times: "20" },
});

/** Two who just began to talk and see each other. */
async function meet(scene: TalkInScene["scene"]): Promise<TalkInScene> {
  const [alice, bob] = await Promise.all([scene.alice.enter(), scene.bob.enter()]);
  const choice = { interests: ["tea"] };
  await alice.start(choice);
  await alice.waitForState("waiting");
  await bob.start(choice);
  await Promise.all([alice.seeFrames(), bob.seeFrames()]);
  return { scene, alice, bob };
}

async function runOnce(trouble: Trouble, scene: TalkInScene["scene"]): Promise<Findings> {
  const talk = await meet(scene);
  await using stack = new AsyncDisposableStack();
  stack.use(talk.alice);
  stack.use(talk.bob);
  const probe = await TalkProbe.begin(talk.alice, talk.bob);
  stack.defer(() => probe.end());
  await delay(QUIET_MS);
  const since = performance.now();
  const possible = await trouble.strike(talk) ?? {};
  return await probe.settle(since, possible);
}

function tell(trouble: Trouble, index: number, run: Findings | Error): void {
  if (run instanceof Error) return console.log(`${trouble.name} ${index}:`, run);
  const { mediaMs, textMs, lost, doubled, disordered, story } = run;
  const times = `media ${drawSeconds(mediaMs)}, text ${drawSeconds(textMs)}`;
  const faults = `${lost} lost, ${doubled} doubled, ${disordered} out of order`;
  console.log(`${trouble.name} ${index}: ${times}, ${faults}`);
  if (flags.verbose) console.log(story);
}

/** Runs one trouble many times; a scene that broke is replaced by a new one. */
async function runAll(trouble: Trouble, times: number): Promise<Row> {
  const runs: (Findings | Error)[] = [];
  const loads: number[] = [];
  while (runs.length < times) {
    await using scene = await openNetworkScene(trouble.plan);
    let isWhole = true;
    while (isWhole && runs.length < times) {
      const run = await runOnce(trouble, scene).catch((error) =>
        error instanceof Error ? error : new Error(String(error))
      );
      runs.push(run);
      loads.push(Deno.loadavg()[0] ?? 0);
      isWhole = !(run instanceof Error);
      tell(trouble, runs.length, run);
    }
  }
  const load = loads.reduce((sum, each) => sum + each, 0) / Math.max(1, loads.length);
  return { name: trouble.name, runs, load };
}

const refusal = await explainRefusal();
if (refusal !== null) {
  console.error(`Cannot make networks on this machine: ${refusal}`);
  Deno.exit(1);
}
await sweep();
const rows: Row[] = [];
for (const trouble of TROUBLES) {
  if (flags.only !== undefined && !trouble.name.includes(flags.only)) continue;
  rows.push(await runAll(trouble, Number(flags.times)));
}
console.log(`\n${drawTable(rows)}`);
