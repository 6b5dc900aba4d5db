/**
 * The figures of many runs as a table for people.
 *
 * It does not know how they came about. The invariant it keeps: a run that went wrong altogether
 * counts as one that never recovered.
 *
 * @module
 */
import type { Findings } from "./talk_probe.ts";

/** All runs of one trouble; an error for a run that could not be measured. */
export interface Row {
  readonly name: string;
  readonly runs: readonly (Findings | Error)[];
  /** How many programs wanted a processor meanwhile, on average: more than there are is noise. */
  readonly load: number;
}

/** What counts as back in time, in milliseconds, as issue and README promise it. */
const MEDIA_GOAL_MS = 15_000;
const TEXT_GOAL_MS = 5_000;

/** Draws the table as Markdown. */
export function drawTable(rows: readonly Row[]): string {
  const head = [
    "trouble",
    "runs",
    "media: median",
    "p95",
    "worst",
    "≤ 15 s",
    "text: median",
    "p95",
    "worst",
    "≤ 5 s",
    "lost",
    "doubled",
    "out of order",
    "broken",
    "load",
  ];
  const lines = [head, head.map(() => "---"), ...rows.map(drawRow)];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function drawRow({ name, runs, load }: Row): string[] {
  const good = runs.filter((run): run is Findings => !(run instanceof Error));
  const broken = runs.length - good.length;
  const never = Array.from({ length: broken }, () => Infinity);
  const sum = (read: (run: Findings) => number) =>
    String(good.reduce((total, run) => total + read(run), 0));
  return [
    name,
    String(runs.length),
    ...drawTimes([...good.map(({ mediaMs }) => mediaMs), ...never], MEDIA_GOAL_MS),
    ...drawTimes([...good.map(({ textMs }) => textMs), ...never], TEXT_GOAL_MS),
    sum(({ lost }) => lost),
    sum(({ doubled }) => doubled),
    sum(({ disordered }) => disordered),
    String(broken),
    load.toFixed(1),
  ];
}

function drawTimes(times: readonly number[], goalMs: number): string[] {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  const inTime = sorted.filter((time) => time <= goalMs).length;
  const share = sorted.length === 0 ? "–" : `${Math.round((100 * inTime) / sorted.length)} %`;
  return [at(0.5), at(0.95), at(1)].map(drawSeconds).concat(share);
}

/** Milliseconds as seconds for people. */
export function drawSeconds(ms: number | undefined): string {
  if (ms === undefined) return "–";
  return Number.isFinite(ms) ? `${(ms / 1_000).toFixed(1)} s` : "never";
}
