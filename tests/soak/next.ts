/**
 * Thousands of visitors who talk in pairs and all press Next at the same moment, against the real
 * server on a SQLite file, over HTTP.
 *
 * Run: `deno task soak:next --visitors 10000`. Prints how long it took until all were told, what the
 * server used, and every rule that was broken; ends with 1 if one was.
 *
 * The clients run in this process and share the machine with the server, so the times are those of
 * both. Each visitor holds a stream, and as many requests are under way at once as the limit of open
 * files leaves room for; all the others stand in line behind them from the same moment on.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse_args.js";
import { mayPair, type Seeker } from "../../server/matching/rules.ts";
import type { QueueRequest, WideningStep } from "../../server/protocol.ts";
import { crowd } from "../bench/crowd.ts";
import { quantile } from "../bench/report.ts";
import { seededRandom } from "../server/support/random.ts";
import { seeker } from "../server/support/seekers.ts";
import { HttpVisitor, inParallel } from "../support/http_visitor.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { waitFor } from "../support/wait.ts";
import { readProcessFigures } from "./process_figures.ts";
import { findBroken, partnersOf } from "./verdict.ts";

/** All accept anyone at once: whoever is left over can be held to the rule. */
const STEPS: readonly WideningStep[] = [{ fromMs: 0, accepts: "anyone" }];
/** Sessions that are opened at once. */
const OPENING = 100;
/** Requests under way at once: with 10,000 streams they stay below 20,000 open files. */
const PRESSING = 4_000;
/** How long everybody may take to be told before the run counts as failed. */
const DEADLINE_MS = 60_000;

type Wish = QueueRequest & { readonly interests: string[]; readonly languages: string[] };

/** All ask at the same moment; ends when everybody has been told or waits by rule. */
async function press(
  server: TestServer,
  visitors: readonly HttpVisitor[],
  wishes: readonly Wish[],
  round: number,
): Promise<void> {
  const pid = server.pid;
  if (pid === null) throw new Error("Cannot measure: the server does not run");
  const [before, clients] = [await readProcessFigures(pid), await readProcessFigures(Deno.pid)];
  const start = performance.now();
  const answers = await inParallel(visitors, PRESSING, (visitor, index) => {
    const room = visitor.matches[round - 1]?.room;
    const wish = wishes[index] as Wish;
    return visitor.ask(round === 0 ? "/v1/queue" : "/v1/next", room ? { ...wish, room } : wish);
  });
  const answeredMs = performance.now() - start;
  await waitFor(
    "everybody to be told or to wait by rule",
    () => findUntold(visitors, wishes, round),
    { until: (untold) => untold.length === 0, deadlineMs: DEADLINE_MS, everyMs: 50 },
  );
  const after = await readProcessFigures(pid);
  const toldMs = visitors.flatMap(({ toldAt }) => {
    const at = toldAt[round];
    return at === undefined ? [] : [at - start];
  });
  const cpu = after.cpuSeconds - before.cpuSeconds;
  const clientCpu = (await readProcessFigures(Deno.pid)).cpuSeconds - clients.cpuSeconds;
  const name = round === 0 ? "Start" : `Next ${round}`;
  const inAnswers = answers.filter(({ status }) => status === "matched").length;
  console.log(
    `${name}: ${toldMs.length.toLocaleString("en")} told within ${ms(Math.max(...toldMs))} ` +
      `(p50 ${ms(quantile(toldMs, 0.5))}, p99 ${ms(quantile(toldMs, 0.99))}), ` +
      `${visitors.length - toldMs.length} wait by rule; ` +
      `last answer after ${ms(answeredMs)}, ${inAnswers.toLocaleString("en")} told in answers; ` +
      `server ${cpu.toFixed(2)} CPU s (${
        (cpu * 1e6 / toldMs.length * 2).toFixed(0)
      } µs a match), ` +
      `${after.residentMiB.toFixed(0)} MiB (peak ${after.peakMiB.toFixed(0)}); ` +
      `clients ${clientCpu.toFixed(2)} CPU s`,
  );
}

/** Sessions that were told nothing although they could have met, or whose partner was told nothing. */
function findUntold(
  visitors: readonly HttpVisitor[],
  wishes: readonly Wish[],
  round: number,
): string[] {
  const partners = partnersOf(visitors, round);
  const earlier = round === 0 ? new Map<string, string>() : partnersOf(visitors, round - 1);
  const untold = visitors.flatMap((visitor, index): Seeker[] => {
    const { session } = visitor;
    if (partners.has(session)) return [];
    const met = earlier.get(session);
    const remembered = met === undefined ? [] : [{ who: met, until: Infinity }];
    const { interests, languages } = wishes[index] as Wish;
    return [
      seeker(session, { subject: session, interests, languages, steps: STEPS, met: remembered }),
    ];
  });
  const isAlone = (one: Seeker) =>
    !untold.some((two) => one !== two && mayPair(one, two, Infinity));
  // Of many, nearly all are on their way; comparing all with all would take longer than they do.
  return (untold.length <= 20 ? untold.filter((one) => !isAlone(one)) : untold)
    .map(({ id }) => id)
    .slice(0, 20);
}

function ms(duration: number): string {
  return `${duration.toFixed(0)} ms`;
}

/** Runs the whole of it. Returns every broken rule. */
async function run(count: number, rounds: number): Promise<string[]> {
  await using server = await startServer({ sites: { crowd: { steps: STEPS } } });
  const random = seededRandom(2026);
  const wishes = crowd(count, random).map((likes): Wish => ({ mode: "text", ...likes }));
  const start = performance.now();
  const visitors = await inParallel(
    wishes,
    OPENING,
    () => HttpVisitor.open(server.url, { site: "crowd" }),
  );
  console.log(`${count.toLocaleString("en")} streams open after ${ms(performance.now() - start)}`);
  const broken: string[] = [];
  try {
    for (let round = 0; round <= rounds; round++) {
      await press(server, visitors, wishes, round);
      broken.push(...findBroken(visitors, round));
    }
  } finally {
    await Promise.all(visitors.map((visitor) => visitor.close()));
  }
  return broken;
}

const { visitors, rounds } = parseArgs(Deno.args, {
  string: ["visitors", "rounds"],
  default: { visitors: "10000", rounds: "2" },
});
const broken = await run(Number(visitors), Number(rounds));
for (const sentence of broken.slice(0, 20)) console.error(`BROKEN: ${sentence}`);
console.log(
  broken.length === 0 ? "No rule was broken" : `${broken.length} times a rule was broken`,
);
Deno.exit(broken.length === 0 ? 0 : 1);
