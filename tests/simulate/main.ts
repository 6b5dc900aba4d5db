/**
 * `deno task simulate`: shows an operator what a widening policy does to waits and matches, before
 * visitors feel it.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse_args.js";
import { DEFAULT_STEPS } from "../../server/matching/rules.ts";
import { parseSites } from "../../server/sites.ts";
import { printTable, quantile } from "../bench/report.ts";
import { type ArrivalName, ARRIVALS, ONE_RARE_LANGUAGE, type Scenario } from "./scenario.ts";
import { type Result, simulate } from "./simulation.ts";

const USAGE = `deno task simulate [options]

  --arrivals    ${Object.keys(ARRIVALS).join(", ")} (evening)
  --minutes     simulated time (60)
  --interests   different interests in the world (200)
  --skew        Zipf exponent of the interests, 0 even … 1.5 steep (1)
  --languages   shares, as en=0.7,de=0.27,eu=0.03
  --talk        mean length of a talk in seconds (120)
  --patience    mean patience of who waits, in seconds (60)
  --steps       widening, as interest:0,language:5,anyone:12 (seconds)
  --rematch     rematch window in minutes (30)
  --seed        any number (1)`;

const ROWS = 8;
const COLUMNS = 72;

function main(): void {
  const options = parseArgs(Deno.args, {
    string: ["arrivals", "languages", "steps"],
    boolean: ["help"],
    default: {
      arrivals: "evening",
      minutes: 60,
      interests: 200,
      skew: 1,
      talk: 120,
      patience: 60,
      rematch: 30,
      seed: 1,
    },
  });
  if (options.help) return console.log(USAGE);
  assertKnown(Object.keys(options));
  const scenario: Scenario = {
    arrivals: arrivalsOf(String(options.arrivals)),
    minutes: positive("minutes", options.minutes),
    interests: positive("interests", options.interests),
    skew: number("skew", options.skew),
    interestsEach: 5,
    languages: languagesOf(options.languages),
    talkS: positive("talk", options.talk),
    patienceS: positive("patience", options.patience),
    returning: 0.8,
    seed: number("seed", options.seed),
  };
  const steps = stepsOf(options.steps);
  const rematchWindowMs = number("rematch", options.rematch) * 60_000;
  print(scenario, simulate(scenario, { steps, rematchWindowMs }));
}

/** A figure of a policy that nobody asked for is worse than none. */
function assertKnown(names: readonly string[]): void {
  for (const name of names) {
    const isKnown = name === "_" || name === "help" || USAGE.includes(`\n  --${name} `);
    if (!isKnown) throw new Error(`Cannot use --${name}: there is no such option`);
  }
}

function arrivalsOf(name: string): ArrivalName {
  if (name in ARRIVALS) return name as ArrivalName;
  throw new Error(`Cannot use --arrivals ${name}: one of ${Object.keys(ARRIVALS).join(", ")}`);
}

function positive(name: string, value: unknown): number {
  const given = number(name, value);
  if (given > 0) return given;
  throw new Error(`Cannot use --${name} ${value}: a positive number is needed`);
}

function number(name: string, value: unknown): number {
  const given = Number(value);
  if (given >= 0) return given;
  throw new Error(`Cannot use --${name} ${value}: a number is needed`);
}

function languagesOf(text: string | undefined): Readonly<Record<string, number>> {
  if (text === undefined) return ONE_RARE_LANGUAGE;
  return Object.fromEntries(
    text.split(",").map((part) => {
      const [name = "", share] = part.split("=");
      return [name.trim(), positive("languages", share)];
    }),
  );
}

function stepsOf(text: string | undefined) {
  if (text === undefined) return DEFAULT_STEPS;
  const steps = text.split(",").map((part) => {
    const [accepts = "", seconds] = part.split(":");
    return { accepts: accepts.trim(), fromMs: Number(seconds) * 1_000 };
  });
  const site = parseSites({ simulated: { steps } }, { rematchWindowMs: 0 }).get("simulated");
  return site?.steps ?? DEFAULT_STEPS;
}

function print({ arrivals, minutes }: Scenario, result: Result): void {
  const { matches, gaveUp, people } = result;
  console.log(`${ARRIVALS[arrivals].description}, ${minutes} simulated minutes`);
  printTable("People", ["came", "matches", "gave up waiting"], [[
    String(people),
    String(matches),
    gaveUp === 0 ? "nobody" : percent(gaveUp, gaveUp + 2 * matches),
  ]]);
  if (matches > 0) printMatches(result);
  console.log(`\nWaiting, from the first minute to the last\n${plot(result.waiting)}`);
}

function printMatches({ waitsMs, matches, bySteps, shared }: Result): void {
  const seconds = (share: number) => (quantile(waitsMs, share) / 1_000).toFixed(1);
  printTable("Wait until matched, seconds", ["p50", "p90", "p99"], [
    [seconds(0.5), seconds(0.9), seconds(0.99)],
  ]);
  printTable("Matched at", bySteps.map((_, index) => `step ${index + 1}`), [
    bySteps.map((count) => percent(count, matches)),
  ]);
  printTable("Shared interests", ["none", "one", "two and more", "mean"], [[
    percent(shared.filter((count) => count === 0).length, matches),
    percent(shared.filter((count) => count === 1).length, matches),
    percent(shared.filter((count) => count > 1).length, matches),
    (shared.reduce((sum, count) => sum + count, 0) / matches).toFixed(2),
  ]]);
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

/** A bar chart of a series, as lines of text. */
function plot(series: readonly number[]): string {
  const width = Math.ceil(series.length / COLUMNS);
  const means = Array.from({ length: Math.ceil(series.length / width) }, (_, column) => {
    const slice = series.slice(column * width, (column + 1) * width);
    return slice.reduce((sum, value) => sum + value, 0) / slice.length;
  });
  const top = Math.max(1, ...means);
  const blocks = " ▁▂▃▄▅▆▇█";
  return Array.from({ length: ROWS }, (_, row) => {
    const floor = ROWS - 1 - row;
    const bars = means.map((mean) => {
      const filled = Math.min(Math.max((mean / top) * ROWS - floor, 0), 1);
      return blocks[Math.round(filled * 8)];
    });
    const height = (top * (floor + 1)) / ROWS;
    return `${height.toFixed(top < 2 * ROWS ? 1 : 0).padStart(5)} │${bars.join("")}`;
  }).join("\n");
}

try {
  main();
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  Deno.exit(1);
}
