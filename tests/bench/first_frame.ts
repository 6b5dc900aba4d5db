/**
 * Next → the partner's first frame, in two real browsers, side by side with the tutorial's page of
 * simple-peer and socket.io:
 *
 * `deno task bench:first-frame --tutorial <directory> --rounds 16 --delays 0,50 --stages`
 *
 * What is measured. Two Chromiums with fake cameras, one page each. Both pages press "Next" once
 * and see each other; that one is not counted: connections to the server, preflights and code are
 * warm, as they are for everybody's second partner. They talk for 5 s. Then one presses "Next", and
 * 1.5 s later, when everything has come to rest, so does the other, out of the talk that the first
 * one has left: those two are all who are there, so the second press completes the pair. Its time is
 * taken from the press to the first frame of the partner that the browser composes
 * (`requestVideoFrameCallback`, asked for by the same probe in every page as soon as the page gives
 * a video a stream that is not its own camera's). "both" is until the one who waited sees a frame
 * as well, from the same press. Who presses first alternates. Systems take turns, a pair of fresh
 * pages for two counted talks each, so that the machine's moods hit all of them.
 *
 * What is the same for all: machine, browsers and their flags, page without anything else on it, no
 * STUN or TURN that answers. With a delay, a proxy in front of each server holds every byte back
 * by that time in each direction, and every new connection by one round trip; media go directly.
 * The element is embedded in a page of another origin, the tutorial's page comes from its server.
 * Whether two may meet again is not looked at by the tutorial; the element's server is told not to.
 *
 * @module
 */
import { delay } from "@std/async/delay.js";
import { parseArgs } from "@std/cli/parse_args.js";
import type { Page } from "puppeteer-core";
import { launchChromium, type TestBrowser } from "../support/browser.ts";
import { waitFor } from "../support/wait.ts";
import { FIRST_FRAME, installProbe, type Mark, PRESS } from "./first_frame/page_probe.ts";
import { openElement, openTutorial, type System } from "./first_frame/systems.ts";
import { median, printTable, quantile } from "./report.ts";

/** Between the two presses, in milliseconds: whoever waits has done so for a moment. */
const REST_MS = 1_500;
/** A talk lasts this long before somebody presses, in milliseconds: whatever follows its begin is over. */
const TALK_MS = 5_000;
/** Counted talks of a pair of pages. */
const TALKS_PER_VISIT = 2;

/** One counted talk; times in milliseconds from the second press. */
interface Talk {
  readonly presserMs: number;
  readonly bothMs: number;
  readonly stages: readonly { readonly name: string; readonly atMs: number }[];
}

async function openPage({ browser }: TestBrowser, system: System): Promise<Page> {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(installProbe);
  await page.goto(system.url, { waitUntil: "load" });
  await system.prepare(page);
  return page;
}

function marksOf(page: Page): Promise<readonly Mark[]> {
  return page.evaluate(() => firstFrameProbe.marks);
}

const timeOf = (marks: readonly Mark[], name: string) =>
  marks.find((mark) => mark.name === name)?.at ?? NaN;

/** The first presses, then the second; both see each other when it returns. */
async function talk(system: System, first: Page, second: Page): Promise<Talk> {
  await system.next(first);
  await delay(REST_MS);
  await system.next(second);
  const seen = async (page: Page) => !Number.isNaN(timeOf(await marksOf(page), FIRST_FRAME));
  for (const page of [first, second]) {
    await waitFor("the partner's first frame", () => seen(page), { everyMs: 200 });
  }
  const [waiter, presser] = [await marksOf(first), await marksOf(second)];
  const pressedAt = timeOf(presser, PRESS);
  const presserMs = timeOf(presser, FIRST_FRAME) - pressedAt;
  const waiterMs = timeOf(waiter, FIRST_FRAME) - pressedAt;
  const stages = [
    ...presser.map(({ name, at }) => ({ name: `presser: ${name}`, atMs: at - pressedAt })),
    ...waiter.map(({ name, at }) => ({ name: `waiter: ${name}`, atMs: at - pressedAt })),
  ].filter(({ atMs }) => atMs >= -1);
  return { presserMs, bothMs: Math.max(presserMs, waiterMs), stages };
}

async function visit(system: System, browsers: readonly TestBrowser[]): Promise<Talk[]> {
  const pages: Page[] = [];
  try {
    for (const browser of browsers) pages.push(await openPage(browser, system));
    const [alice, bob] = pages;
    if (!alice || !bob) throw new Error("Cannot meet: there are no two browsers");
    await talk(system, alice, bob);
    const talks: Talk[] = [];
    for (let index = 0; index < TALKS_PER_VISIT; index++) {
      await delay(TALK_MS);
      talks.push(
        await talk(system, ...index % 2 === 0 ? [alice, bob] as const : [bob, alice] as const),
      );
    }
    return talks;
  } finally {
    for (const page of pages) await page.close();
  }
}

function describe(values: readonly number[], base: number): string[] {
  const figure = (value: number) => value.toFixed(0);
  return [
    figure(median(values)),
    figure(quantile(values, 0.9)),
    (median(values) / base).toFixed(2),
  ];
}

/** Prints when each stage was reached in the middle run; what happened in few runs is left out. */
function printStages(system: string, talks: readonly Talk[]): void {
  const times = new Map<string, number[]>();
  for (const { stages } of talks) {
    const firsts = new Map(stages.toReversed().map(({ name, atMs }) => [name, atMs]));
    for (const [name, atMs] of firsts) times.set(name, [...times.get(name) ?? [], atMs]);
  }
  const rows = [...times].filter(([, all]) => all.length > talks.length / 2)
    .map(([name, all]) => [name, median(all)] as const)
    .sort(([, a], [, b]) => a - b)
    .map(([name, atMs]) => [name.padEnd(40), atMs.toFixed(1)]);
  printTable(`${system}: milliseconds after the second press, medians`, ["stage", "ms"], rows);
}

async function compare(delayMs: number): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const folder = flags.tutorial;
  const systems = [
    stack.use(await openElement(delayMs)),
    ...folder === undefined ? [] : [
      stack.use(await openTutorial(folder, { delayMs, trickle: false })),
      stack.use(await openTutorial(folder, { delayMs, trickle: true })),
    ],
  ];
  const args = ["--autoplay-policy=no-user-gesture-required"];
  const browsers = [
    stack.use(await launchChromium("granted", { args })),
    stack.use(await launchChromium("granted", { args })),
  ];
  const talks = new Map(systems.map(({ name }): [string, Talk[]] => [name, []]));
  const visits = Math.ceil(Number(flags.rounds) / TALKS_PER_VISIT);
  for (let round = 0; round < visits; round++) {
    for (const system of systems) talks.get(system.name)?.push(...await visit(system, browsers));
  }
  const base = (of: (talk: Talk) => number) => median((talks.get("tutorial") ?? []).map(of));
  printTable(
    delayMs === 0 ? "directly" : `with ${delayMs} ms on each hop through the server`,
    ["page", "talks", "Next → frame, ms", "p90", "ratio", "both, ms", "p90", "ratio"],
    [...talks].map(([name, all]) => [
      name,
      String(all.length),
      ...describe(all.map(({ presserMs }) => presserMs), base(({ presserMs }) => presserMs)),
      ...describe(all.map(({ bothMs }) => bothMs), base(({ bothMs }) => bothMs)),
    ]),
  );
  if (flags.stages) { for (const [name, all] of talks) printStages(name, all); }
}

async function isInstalled(folder: string): Promise<boolean> {
  try {
    return (await Deno.stat(`${folder}/node_modules/socket.io`)).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

const flags = parseArgs(Deno.args, {
  string: ["tutorial", "rounds", "delays"],
  boolean: ["stages"],
  default: { rounds: "16", delays: "0,50" },
});

if (flags.tutorial === undefined) {
  console.log(
    "Nothing to compare with: --tutorial <directory> names the simple-peer and socket.io page " +
      "(server.mjs, public/), with its packages installed (npm install)",
  );
} else if (!await isInstalled(flags.tutorial)) {
  console.error(`Cannot use "${flags.tutorial}": run npm install in it first`);
  Deno.exit(1);
}
for (const delayMs of (flags.delays ?? "").split(",")) await compare(Number(delayMs));
