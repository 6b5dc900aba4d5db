/**
 * A store that several nodes share, with every trap that was seen on real ones, by seeded chance.
 *
 * It does not know what is stored. The invariant it keeps: whatever goes wrong, a commit is all or
 * nothing, and checks hold at the moment at which it happens.
 *
 * @module
 */
import type { Clock, Random } from "../../../server/clock.ts";
import type { Commit, CommitResult, EngineLimits } from "../../../server/store/engine.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { STORE_DEADLINE_MS } from "../../../server/store/store.ts";
import type { Slip } from "./deeds.ts";
import { type WayCounts, Ways } from "./ways.ts";

/** How often each thing goes wrong, from 0 to 1 a call. */
export interface FaultRates {
  /** Refused although no check fails. */
  readonly conflict: number;
  /** Done, and answered as refused. */
  readonly lostAnswer: number;
  /** Done, then the connection breaks. */
  readonly throwAfter: number;
  /** The connection breaks before. */
  readonly throwBefore: number;
  /** Happens up to {@linkcode MAX_DELAY_MS} later. */
  readonly delay: number;
  /** Is never answered and never happens. */
  readonly hang: number;
  /** Happens in time, and is answered after others that were asked later. */
  readonly lateAnswer: number;
}

/** The longest delay of a call, in milliseconds. */
export const MAX_DELAY_MS = 30_000;
/** How long a key can be seen after its time is up, in milliseconds; on a real store it was 60.9 s. */
export const MAX_OVERSTAY_MS = 61_000;
/** No world gets as old as this, so that keys which live longer need not be watched. */
const OLDEST_WORLD_MS = 3_600_000;
/** Nothing goes wrong. */
export const NO_FAULTS: FaultRates = {
  conflict: 0,
  lostAnswer: 0,
  throwAfter: 0,
  throwBefore: 0,
  delay: 0,
  hang: 0,
  lateAnswer: 0,
};
/** A bad day: one call in four goes wrong in some way. */
export const BAD_DAY: FaultRates = {
  conflict: 0.05,
  lostAnswer: 0.05,
  throwAfter: 0.03,
  throwBefore: 0.03,
  delay: 0.04,
  hang: 0.02,
  lateAnswer: 0.03,
};

/** What went wrong, counted, so that a run that met no trouble does not count as one that did. */
export type FaultCounts = Record<keyof FaultRates, number>;

/** What goes wrong with one commit, and whether its writer has given it up by now. */
export interface Fate {
  readonly fault?: "conflict" | "lostAnswer";
  readonly isLate?: boolean;
}

/** The shared store. */
export class SimulatedKv {
  readonly memory: MemoryEngine;
  readonly counts: FaultCounts = { ...NO_FAULTS };
  /** Called with each commit at the moment at which it is done. */
  onDone: (commit: Commit) => void = () => {};
  /** Called when a write goes wrong that was to. */
  onSlip: () => void = () => {};
  readonly #ways = new Ways();
  readonly #slips = new Map<string, Slip>();
  rates: FaultRates = NO_FAULTS;

  constructor(
    readonly clock: Clock,
    readonly random: Random,
    limits: Partial<EngineLimits>,
  ) {
    this.memory = new MemoryEngine(limits);
  }

  /** How often each rare way was taken. */
  get ways(): WayCounts {
    return this.#ways.counts;
  }

  /** Commits, unless refused for no reason, and takes note of the rare ways that show in it. */
  async commit(commit: Commit, { fault, isLate = false }: Fate = {}): Promise<CommitResult> {
    const [set] = commit.sets;
    const before = set && (await this.memory.getMany([set.key]))[0]?.value;
    const result = fault === "conflict" ? { ok: false as const } : await this.memory.commit(commit);
    const isAnswerLost = fault !== undefined;
    this.#ways.note({ commit, before, isDone: result.ok, isAnswerLost, isLate });
    if (result.ok) {
      this.onDone(commit);
      for (const { key, expireInMs } of commit.sets) {
        if (expireInMs !== undefined && expireInMs < OLDEST_WORLD_MS) {
          this.#expire(key, result.versionstamp, expireInMs);
        }
      }
    }
    return fault === "lostAnswer" ? { ok: false } : result;
  }

  /** Makes the next write of a session's place go wrong. */
  slip(session: string, slip: Slip): void {
    this.#slips.set(session, slip);
  }

  /** What is to go wrong with this commit in particular. */
  takeSlip({ sets }: Commit): Slip | undefined {
    if (this.#slips.size === 0) return undefined;
    for (const { key: [kind, session = ""] } of sets) {
      const slip = kind === "places" ? this.#slips.get(session) : undefined;
      if (!slip) continue;
      this.#slips.delete(session);
      this.onSlip();
      return slip;
    }
    return undefined;
  }

  /** Ends all trouble. */
  heal(): void {
    this.rates = NO_FAULTS;
    this.#slips.clear();
  }

  /** Draws what goes wrong with a call. */
  draw(): keyof FaultRates | undefined {
    if (this.rates === NO_FAULTS) {
      // The numbers that come later are the same with and without trouble.
      this.random();
      return undefined;
    }
    let drawn = this.random();
    for (const [fault, rate] of Object.entries(this.rates)) {
      drawn -= rate;
      if (drawn >= 0) continue;
      const name = fault as keyof FaultRates;
      this.counts[name]++;
      return name;
    }
    return undefined;
  }

  /** Resolves before the asker gives up. */
  delayAnswer(): Promise<void> {
    return this.delay(this.random() * STORE_DEADLINE_MS);
  }

  /** Resolves after a while, or at some time up to the longest delay. */
  delay(ms = this.random() * MAX_DELAY_MS): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.clock.after(ms, resolve);
    return promise;
  }

  #expire(key: Commit["deletes"][number], versionstamp: string, lifeMs: number): void {
    this.clock.after(lifeMs + this.random() * MAX_OVERSTAY_MS, () => {
      void this.memory.commit({ checks: [{ key, versionstamp }], sets: [], deletes: [key] });
    });
  }
}
