/**
 * How fast matching is: rounds over many tickets, and pairs committed next to what the bare engine
 * commits in the same batches.
 *
 * Run: `deno task bench:matching`. Figures are medians of interleaved repetitions.
 *
 * @module
 */
import { createDenoKvEngine } from "../../server/store/deno_kv_engine.ts";
import type { Commit, Engine } from "../../server/store/engine.ts";
import { Store } from "../../server/store/store.ts";
import { createId, systemClock } from "../../server/clock.ts";
import { type Change, commitChanges, pairChange } from "../../server/matching/changes.ts";
import { pairPool } from "../../server/matching/pair.ts";
import { Pool } from "../../server/matching/pool.ts";
import { DEFAULT_STEPS, type Seeker } from "../../server/matching/rules.ts";
import type { RoomId } from "../../server/protocol.ts";
import { entrant } from "../server/support/entrants.ts";
import { seededRandom } from "../server/support/random.ts";
import { seeker } from "../server/support/seekers.ts";
import { crowd } from "./crowd.ts";
import { median, printTable } from "./report.ts";

const REPETITIONS = 5;
/** Tickets of a round, and how often one is played: the first ones run in code not compiled yet. */
const ROUNDS = [[100, 200], [1_000, 60], [10_000, 30], [100_000, 5]] as const;

/** Tickets of a crowd that came within the last twenty seconds. */
function tickets(size: number, seed: number): Seeker[] {
  const random = seededRandom(seed);
  return crowd(size, random).map((likes, index) =>
    seeker(`s${index}`, { ...likes, since: -Math.floor(random() * 20_000), steps: DEFAULT_STEPS })
  );
}

function measureRounds(): void {
  const rows = ROUNDS.map(([size, repetitions]) => {
    const fillMs: number[] = [];
    const roundMs: number[] = [];
    let pairs = 0;
    let shared = 0;
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const seekers = tickets(size, repetition);
      const pool = new Pool(seededRandom(repetition));
      const start = performance.now();
      for (const each of seekers) pool.add(each, 0);
      const filled = performance.now();
      const round = pairPool(pool, 0);
      roundMs.push(performance.now() - filled);
      fillMs.push(filled - start);
      pairs = round.pairs.length;
      shared = round.pairs.reduce((sum, { interests }) => sum + interests.length, 0);
    }
    const round = median(roundMs);
    return [
      size.toLocaleString("en"),
      median(fillMs).toFixed(1),
      round.toFixed(1),
      Math.min(...roundMs).toFixed(1),
      ((round * 1_000) / size).toFixed(2),
      pairs.toLocaleString("en"),
      (shared / pairs).toFixed(2),
    ];
  });
  const header = [
    "tickets",
    "fill, ms",
    "round, ms",
    "best",
    "µs a ticket",
    "pairs",
    "shared interests",
  ];
  printTable("A round", header, rows);
}

function freshPairs(count: number): Change[] {
  return Array.from({ length: count }, () => {
    const [a, b] = [entrant(createId()), entrant(createId())];
    const seat = ({ ticket: { session, subject } }: typeof a) => ({
      session,
      subject,
      waitedMs: 1_234,
    });
    return pairChange(
      {
        id: createId() as RoomId,
        mode: "video",
        generation: 1,
        openedAt: Date.now(),
        seats: [seat(a), seat(b)],
        interests: ["tea", "chess"],
        language: "en",
        step: 1,
      },
      a,
      b,
    );
  });
}

async function commitBare(engine: Engine, changes: readonly Change[], size: number): Promise<void> {
  for (let index = 0; index < changes.length; index += size) {
    const batch = changes.slice(index, index + size).map(({ commit }) => commit);
    const whole: Commit = {
      checks: batch.flatMap(({ checks }) => checks),
      sets: batch.flatMap(({ sets }) => sets),
      deletes: batch.flatMap(({ deletes }) => deletes),
    };
    await engine.commit(whole);
  }
}

async function measureCommits(name: string, path: string): Promise<void> {
  const kv = await Deno.openKv(path);
  const rows: string[][] = [];
  for (const size of [1, 5, 20, 50]) {
    const engine = createDenoKvEngine(kv, { isRemote: false });
    const limited: Engine = { ...engine, limits: { ...engine.limits, checks: 2 * size } };
    const store = new Store({ engine: limited, clock: systemClock });
    const total = size === 1 ? 1_000 : 10_000;
    const ours: number[] = [];
    const bare: number[] = [];
    for (let repetition = 0; repetition < REPETITIONS; repetition++) {
      const [mine, theirs] = [freshPairs(total), freshPairs(total)];
      let start = performance.now();
      for await (const [, outcome] of commitChanges(store, mine)) {
        if (outcome.kind !== "done") throw new Error(`A fresh pair ended as ${outcome.kind}`);
      }
      ours.push((total * 1_000) / (performance.now() - start));
      start = performance.now();
      await commitBare(engine, theirs, size);
      bare.push((total * 1_000) / (performance.now() - start));
    }
    const ratios = ours.map((rate, index) => rate / (bare[index] ?? rate));
    rows.push([
      String(size),
      Math.round(median(ours)).toLocaleString("en"),
      Math.round(median(bare)).toLocaleString("en"),
      median(ratios).toFixed(2),
    ]);
  }
  kv.close();
  printTable(`Pairs a second, ${name}`, ["pairs a commit", "ours", "bare engine", "ratio"], rows);
}

measureRounds();
const folder = await Deno.makeTempDir();
await measureCommits("SQLite file", `${folder}/bench.sqlite`);
await Deno.remove(folder, { recursive: true });
await measureCommits("in memory", ":memory:");
