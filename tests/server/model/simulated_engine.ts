/**
 * The door of one life of a node to the simulated store.
 *
 * It does not know what is stored. The invariant it keeps: nothing is begun for a node that is
 * paused or dead; what was begun goes on without it, unless the engine is part of the node.
 *
 * @module
 */
import type {
  Commit,
  CommitResult,
  Engine,
  EngineLimits,
  Entry,
  Key,
} from "../../../server/store/engine.ts";
import { STORE_DEADLINE_MS } from "../../../server/store/store.ts";
import type { Slip } from "./deeds.ts";
import type { Life } from "./life.ts";
import type { SimulatedKv } from "./simulated_kv.ts";

/** One node's engine. */
export class SimulatedEngine implements Engine {
  constructor(readonly kv: SimulatedKv, readonly life: Life) {}

  get limits(): EngineLimits {
    return this.kv.memory.limits;
  }

  async getMany(keys: readonly Key[]): Promise<Entry[]> {
    const answered = await this.#read();
    const entries = await this.kv.memory.getMany(keys);
    await answered();
    await this.life.awake();
    return entries;
  }

  async *list(prefix: Key): AsyncIterable<Entry> {
    const answered = await this.#read();
    const entries = await Array.fromAsync(this.kv.memory.list(prefix));
    await answered();
    await this.life.awake();
    yield* entries;
  }

  async commit(commit: Commit): Promise<CommitResult> {
    await this.life.awake();
    const slip = this.kv.takeSlip(commit);
    const result = await (slip ? this.#slip(commit, slip) : this.#tryCommit(commit));
    await this.life.awake();
    return result;
  }

  /** Bells that are lost, doubled or late. */
  watch(key: Key, onChange: () => void): () => void {
    const { kv } = this;
    return kv.memory.watch(key, () => {
      const ring = () => void this.life.awake().then(onChange);
      switch (kv.draw()) {
        case "throwBefore":
        case "hang":
          kv.ways["bell lost"]++;
          return;
        case "lostAnswer":
          kv.ways["bell doubled"]++;
          ring();
          return ring();
        case "delay":
          kv.ways["bell late"]++;
          return void kv.delay().then(ring);
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
        return await kv.commit(commit, { fault: "conflict" });
      case "lostAnswer":
        return await kv.commit(commit, { fault: "lostAnswer" });
      case "throwAfter":
        return await this.#slip(commit, { fate: "lost" });
      case "throwBefore":
        throw new Error("Connection closed before the commit");
      case "delay":
        return await this.#commitLate(commit);
      case "hang":
        return await new Promise<never>(() => {});
      case "lateAnswer": {
        const result = await kv.commit(commit);
        await kv.delayAnswer();
        return result;
      }
      case undefined:
        return await kv.commit(commit);
    }
  }

  async #slip(commit: Commit, slip: Slip): Promise<CommitResult> {
    if (slip.fate === "late") return await this.#commitLate(commit, slip.ms);
    await this.kv.commit(commit);
    throw new Error("Connection closed after the commit");
  }

  async #commitLate(commit: Commit, ms?: number): Promise<CommitResult> {
    const { kv } = this;
    const begun = kv.clock.now();
    await kv.delay(ms);
    // An engine inside of the process dies with it; one across a network goes on.
    if (this.limits.isExclusive) await this.life.awake();
    return await kv.commit(commit, { isLate: kv.clock.now() - begun > STORE_DEADLINE_MS });
  }

  /** @returns what the answer waits for. */
  async #read(): Promise<() => Promise<void>> {
    await this.life.awake();
    switch (this.kv.draw()) {
      case "throwAfter":
      case "throwBefore":
        throw new Error("Connection closed");
      case "delay":
        await this.kv.delay();
        break;
      case "hang":
        return await new Promise<never>(() => {});
      case "lateAnswer":
        return () => this.kv.delayAnswer();
    }
    return () => Promise.resolve();
  }
}
