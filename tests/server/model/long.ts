/**
 * Plays many worlds in several processes, a part at a time, and adds up:
 * `deno task test:model:long [--runs 100000] [--seed 1] [--processes 2]`.
 *
 * It does not know what is played. A part has a seed of its own, counted from the first; a failed
 * one prints what to play again, and the others go on.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse_args.js";

/** Worlds of one part: some minutes' work, so that little is lost when the machine is needed. */
const PART_RUNS = 2_500;

/** What became of one part. */
interface Part {
  readonly seed: number;
  readonly runs: number;
  readonly isOk: boolean;
}

async function playPart(seed: number, runs: number): Promise<Part> {
  const begun = Date.now();
  const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--no-check", "--filter", "the rules hold", "tests/server/model"],
    cwd: new URL("../../../", import.meta.url),
    env: { NO_COLOR: "1", MODEL_RUNS: String(runs), MODEL_SEED: String(seed) },
  }).output();
  const minutes = ((Date.now() - begun) / 60_000).toFixed(1);
  console.log(`seed ${seed}: ${runs} runs in ${minutes} min, ${success ? "ok" : "FAILED"}`);
  if (!success) {
    const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    const told = /^.*(?:path:|Counterexample:|BrokenRule|AssertionError).*$/gm;
    console.log((text.match(told) ?? [text.slice(-2_000)]).join("\n"));
  }
  return { seed, runs, isOk: success };
}

async function main(given: readonly string[]): Promise<number> {
  const options = parseArgs([...given], {
    string: ["runs", "seed", "processes"],
    default: { runs: "100000", seed: "1", processes: "2" },
  });
  const [total, first, processes] = [options.runs, options.seed, options.processes].map(Number);
  if (!total || first === undefined || !processes) throw new Error("Cannot play: numbers, please");
  const begun = Date.now();
  const parts: Part[] = [];
  let asked = 0;
  let seed = first;
  const work = async () => {
    while (asked < total) {
      const runs = Math.min(PART_RUNS, total - asked);
      asked += runs;
      parts.push(await playPart(seed++, runs));
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  const failed = parts.filter(({ isOk }) => !isOk).map((part) => part.seed);
  const minutes = ((Date.now() - begun) / 60_000).toFixed(1);
  const outcome = failed.length === 0 ? "all ok" : `failed: seeds ${failed.join(", ")}`;
  console.log(`${total} runs, seeds ${first} to ${seed - 1}, ${minutes} min: ${outcome}`);
  return failed.length === 0 ? 0 : 1;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
