/**
 * Runs everything that CI runs, one stage after the other, and adds it all up.
 *
 * It does not know what a stage checks, only how it is started and how its counts read. The
 * invariant it keeps: every stage is run even when an earlier one failed, and one that cannot run
 * is counted, named and explained in the last lines.
 *
 * @module
 */
import { findProgram, installPrograms, type Missing, type Program } from "./install.ts";
import { countCases, type Counts, NO_COUNTS, sumCounts } from "./test_counts.ts";

interface Stage {
  readonly name: string;
  /** Arguments of `deno`. */
  readonly args: readonly string[];
  /** Programs without which it cannot run. */
  readonly needs: readonly Program[];
  /** Programs without which some of its cases are ignored. */
  readonly uses: readonly Program[];
  /** Whether its output carries counts of cases; otherwise the stage is one case. */
  readonly hasCases: boolean;
}

interface Outcome {
  readonly stage: Stage;
  readonly counts: Counts;
  readonly seconds: number;
  /** What was skipped and why, one line each. */
  readonly skips: readonly string[];
}

/** A stage that hangs is ended after this, in milliseconds, so that the others still run. */
const STAGE_DEADLINE_MS = 12 * 60_000;

const check = (name: string, ...args: string[]): Stage => ({
  name,
  args,
  needs: [],
  uses: [],
  hasCases: false,
});
const tests = (
  task: string,
  { needs = [], uses = [] }: Partial<Pick<Stage, "needs" | "uses">> = {},
): Stage => ({ name: task, args: ["task", "--quiet", task], needs, uses, hasCases: true });

const STAGES: readonly Stage[] = [
  check("fmt", "fmt", "--check"),
  check("lint", "lint", "--quiet"),
  check("check", "task", "--quiet", "check"),
  check("build", "task", "--quiet", "build"),
  tests("test:server"),
  tests("test:component:pure"),
  tests("test:component:browser", { needs: ["chromium"] }),
  tests("test:e2e", { needs: ["chromium"], uses: ["turnserver"] }),
  tests("test:network", { uses: ["chromium", "turnserver", "iptables", "ip", "openssl"] }),
];

/** Passes output on while it comes, and keeps it. */
async function tee(
  stream: ReadableStream<Uint8Array>,
  to: { writeSync(bytes: Uint8Array): number },
): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    let rest = chunk;
    while (rest.length > 0) rest = rest.subarray(to.writeSync(rest));
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

/** Runs one `deno …` and tells whether it succeeded and what it wrote. */
async function runDeno(args: readonly string[]): Promise<{ isOk: boolean; text: string }> {
  const process = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: new URL("../../", import.meta.url),
    env: { NO_COLOR: "1", CHROMIUM: findProgram("chromium") ?? "" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    process.kill("SIGTERM");
  }, STAGE_DEADLINE_MS);
  const [stdout, stderr, status] = await Promise.all([
    tee(process.stdout, Deno.stdout),
    tee(process.stderr, Deno.stderr),
    process.status,
  ]);
  clearTimeout(timer);
  if (isLate) console.log(`Ended after ${STAGE_DEADLINE_MS / 60_000} minutes`);
  return { isOk: status.success && !isLate, text: `${stdout}\n${stderr}` };
}

async function runStage(stage: Stage, missing: readonly Missing[]): Promise<Outcome> {
  console.log(`\n== ${stage.name}`);
  const lacking = missing.filter(({ program }) => stage.needs.includes(program));
  if (lacking.length > 0) {
    const skips = lacking.map(({ program }) => `${stage.name}: needs ${program}`);
    return { stage, counts: { ...NO_COUNTS, skipped: 1 }, seconds: 0, skips };
  }
  const begin = performance.now();
  const { isOk, text } = await runDeno(stage.args);
  const seconds = (performance.now() - begin) / 1_000;
  const one: Counts = { ...NO_COUNTS, [isOk ? "passed" : "failed"]: 1 };
  if (!stage.hasCases) return { stage, counts: one, seconds, skips: [] };
  const { counts, ignored } = countCases(text);
  const skips = ignored.map((name) => `${stage.name}: ${name}`);
  const total = counts.passed + counts.failed + counts.skipped;
  // A stage that broke outside of its tests, or that found none, is a failure of its own.
  const isBroken = (!isOk && counts.failed === 0) || total === 0;
  const all = isBroken ? sumCounts([counts, { ...NO_COUNTS, failed: 1 }]) : counts;
  return { stage, counts: all, seconds, skips };
}

function formatCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function report(outcomes: readonly Outcome[], missing: readonly Missing[]): Counts {
  console.log("");
  for (const { stage, counts, seconds } of outcomes) {
    const time = `${seconds.toFixed(1)} s`;
    console.log(`${stage.name.padEnd(24)}${time.padStart(9)}   ${formatCounts(counts)}`);
  }
  for (const line of outcomes.flatMap(({ skips }) => skips)) console.log(`skipped: ${line}`);
  for (const { program, remedy } of missing) {
    console.log(`missing: ${program}; to get it: ${remedy}`);
  }
  const total = sumCounts(outcomes.map(({ counts }) => counts));
  console.log(formatCounts(total));
  return total;
}

const absent = await installPrograms();
const missing = absent.filter(({ program }) =>
  STAGES.some(({ needs, uses }) => needs.includes(program) || uses.includes(program))
);
const outcomes: Outcome[] = [];
for (const stage of STAGES) outcomes.push(await runStage(stage, missing));
const total = report(outcomes, missing);
const isIncomplete = Deno.env.get("CI") === "true" && missing.length > 0;
Deno.exit(total.failed > 0 || isIncomplete ? 1 : 0);
