/**
 * A store that several nodes share, with every trap that was seen on real ones, by seeded chance.
 *
 * It does not know what is stored. The invariant it keeps: whatever goes wrong, a commit is all or
 * nothing, and checks hold at the moment at which it happens.
 *
 * @module
 */
import type { CancelTimer, Clock, Random } from "../../../server/clock.ts";
import type {
  Commit,
  CommitResult,
  Engine,
  EngineLimits,
  Entry,
  Key,
} from "../../../server/store/engine.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";

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
}

/** The longest delay of a call, in milliseconds. */
export const MAX_DELAY_MS = 30_000;
/** Nothing goes wrong. */
export const NO_FAULTS: FaultRates = {
  conflict: 0,
  lostAnswer: 0,
  throwAfter: 0,
  throwBefore: 0,
  delay: 0,
  hang: 0,
};
/** A bad day: one call in five goes wrong in some way. */
export const BAD_DAY: FaultRates = {
  conflict: 0.05,
  lostAnswer: 0.05,
  throwAfter: 0.03,
  throwBefore: 0.03,
  delay: 0.04,
  hang: 0.02,
};

/** What went wrong, counted, so that a run that met no trouble does not count as one that did. */
export type FaultCounts = Record<keyof FaultRates, number>;

/** Commits that only a rare way through the server makes, as {@linkcode SimulatedKv} saw them. */
export const NO_WAYS = {
  /** Several changes were refused together and came again apart. */
  "lost batch split": 0,
  /** A place was written and the answer said that it was not. */
  "own op found": 0,
  /** A place was written anew as it was. */
  fence: 0,
  /** A lease passed from one node to another. */
  "lease changed hands": 0,
  /** A session whose node had ended was taken over by another. */
  adoption: 0,
};

/** How often each rare way was taken. */
export type WayCounts = Record<keyof typeof NO_WAYS, number>;

/** The shared store. */
export class SimulatedKv {
  readonly memory: MemoryEngine;
  readonly counts: FaultCounts = { ...NO_FAULTS };
  readonly ways: WayCounts = { ...NO_WAYS };
  /** Places that were refused, and how many there were in the commit. */
  readonly #refused = new Map<string, number>();
  rates: FaultRates = NO_FAULTS;

  constructor(
    readonly clock: Clock,
    readonly random: Random,
    limits: Partial<EngineLimits>,
  ) {
    this.memory = new MemoryEngine(limits);
  }

  /** Commits, unless refused for no reason, and takes note of the rare ways that show in it. */
  async commit(commit: Commit, fault?: "conflict" | "lostAnswer"): Promise<CommitResult> {
    const [set] = commit.sets;
    const before = set && (await this.memory.getMany([set.key]))[0]?.value;
    const result = fault === "conflict" ? { ok: false as const } : await this.memory.commit(commit);
    this.#noteSplit(commit, result.ok);
    if (result.ok && set) this.#note(set, before, { ...commit, isAnswerLost: !!fault });
    return fault === "lostAnswer" ? { ok: false } : result;
  }

  /** A place that was refused beside others and comes again beside fewer. */
  #noteSplit({ sets }: Commit, isDone: boolean): void {
    const moves = sets.filter(({ key }) => key[0] === "places").map(({ value }) =>
      String(
        JSON.stringify(value),
      )
    );
    if (moves.some((move) => (this.#refused.get(move) ?? 0) > moves.length)) {
      this.ways["lost batch split"]++;
    }
    if (!isDone) { for (const move of moves) this.#refused.set(move, moves.length); }
  }

  #note(
    { key, value }: Commit["sets"][number],
    before: unknown,
    { checks, isAnswerLost }: Pick<Commit, "checks"> & { readonly isAnswerLost: boolean },
  ): void {
    const isOther = before !== null && before !== undefined;
    const isSame = JSON.stringify(before) === JSON.stringify(value);
    switch (key[0]) {
      case "places":
        if (isSame) this.ways.fence++;
        else if (isAnswerLost) this.ways["own op found"]++;
        return;
      case "leases":
        if (isOther && !isSame) this.ways["lease changed hands"]++;
        return;
      case "homes":
        // Whoever opens a stream is at home without a check; only a watch is taken over with one.
        if (isOther && checks.length > 0) this.ways.adoption++;
    }
  }

  /** Draws what goes wrong with a call. */
  draw(): keyof FaultRates | undefined {
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

  /** Resolves at some time up to the longest delay. */
  delay(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.clock.after(this.random() * MAX_DELAY_MS, resolve);
    return promise;
  }
}

/** One life of a node: it can be paused, resumed and ended between any two awaits. */
export class Life implements Clock {
  #isDead = false;
  #resumed: PromiseWithResolvers<void> | undefined;

  /** @param skewMs How far the node's clock is off, in milliseconds. */
  constructor(readonly clock: Clock, readonly skewMs: number) {}

  get isDead(): boolean {
    return this.#isDead;
  }

  get isPaused(): boolean {
    return this.#resumed !== undefined;
  }

  /** Ends the node: no timer fires and no call returns any more. */
  kill(): void {
    this.#isDead = true;
    this.resume();
  }

  /** Stops the node as a suspended machine is: its timers and answers wait. */
  pause(): void {
    this.#resumed ??= Promise.withResolvers<void>();
  }

  resume(): void {
    this.#resumed?.resolve();
    this.#resumed = undefined;
  }

  now(): number {
    return this.clock.now() + this.skewMs;
  }

  after(delayMs: number, run: () => void): CancelTimer {
    let isCancelled = false;
    const cancel = this.clock.after(delayMs, () => {
      void this.awake().then(() => {
        if (!isCancelled) run();
      });
    });
    return () => {
      isCancelled = true;
      cancel();
    };
  }

  /** Resolves when the node runs; never when it is dead. */
  async awake(): Promise<void> {
    await this.#resumed?.promise;
    if (this.#isDead) await new Promise<never>(() => {});
  }
}

/** The door of one life of a node to the shared store. */
export class SimulatedEngine implements Engine {
  constructor(readonly kv: SimulatedKv, readonly life: Life) {}

  get limits(): EngineLimits {
    return this.kv.memory.limits;
  }

  async getMany(keys: readonly Key[]): Promise<Entry[]> {
    await this.#read();
    const entries = await this.kv.memory.getMany(keys);
    await this.life.awake();
    return entries;
  }

  async *list(prefix: Key): AsyncIterable<Entry> {
    await this.#read();
    for await (const entry of this.kv.memory.list(prefix)) yield entry;
    await this.life.awake();
  }

  async commit(commit: Commit): Promise<CommitResult> {
    await this.life.awake();
    const result = await this.#tryCommit(commit);
    await this.life.awake();
    return result;
  }

  /** Bells that are lost, doubled or late. */
  watch(key: Key, onChange: () => void): () => void {
    return this.kv.memory.watch(key, () => {
      const ring = () => void this.life.awake().then(onChange);
      switch (this.kv.draw()) {
        case "throwBefore":
        case "hang":
          return;
        case "lostAnswer":
          ring();
          return ring();
        case "delay":
          return void this.kv.delay().then(ring);
        default:
          return ring();
      }
    });
  }

  close(): void {
    this.life.kill();
  }

  async #tryCommit(commit: Commit): Promise<CommitResult> {
    const { kv } = this;
    switch (kv.draw()) {
      case "conflict":
        return await kv.commit(commit, "conflict");
      case "lostAnswer":
        return await kv.commit(commit, "lostAnswer");
      case "throwAfter":
        await kv.commit(commit);
        throw new Error("Connection closed after the commit");
      case "throwBefore":
        throw new Error("Connection closed before the commit");
      case "delay":
        await kv.delay();
        // An engine inside of the process dies with it; one across a network goes on.
        if (this.limits.isExclusive) await this.life.awake();
        return await kv.commit(commit);
      case "hang":
        return await new Promise<never>(() => {});
      case undefined:
        return await kv.commit(commit);
    }
  }

  async #read(): Promise<void> {
    await this.life.awake();
    switch (this.kv.draw()) {
      case "throwAfter":
      case "throwBefore":
        throw new Error("Connection closed");
      case "delay":
        return await this.kv.delay();
      case "hang":
        return await new Promise<never>(() => {});
    }
  }
}
