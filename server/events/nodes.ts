/**
 * Which nodes run: each writes its record anew while it lives, and all look at all.
 *
 * It does not know what nodes do. The invariant it keeps: life is judged by whether a record
 * changes while it is looked at, on the looker's own clock, as the clocks of nodes differ; whoever
 * could not look, as they slept or the store was away, has seen nobody dead.
 *
 * @module
 */
import type { CancelTimer, Clock } from "../clock.ts";
import { keys, type NodeId, type NodeRecord } from "../store/keys.ts";
import { type Found, type Store, StoreUnavailableError } from "../store/store.ts";

/** How often a node writes its record and looks at the others', in milliseconds. */
const LOOK_MS = 2_000;
/** What may have passed since the last look and counts; the rest nobody has seen. In milliseconds. */
const MAX_LOOK_MS = 2 * LOOK_MS;
/** Five looks without a change: longer than a full garbage collection or a slow commit. */
export const NODE_TERM_MS = 10_000;
/**
 * What a node wrote in its last moment may reach the store after its end: only this long after its
 * last sign of life nothing of it can be on its way any more. In milliseconds.
 */
const LAST_WRITE_MS = 60_000;

/** What {@linkcode Nodes} are made of. */
export interface NodesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly node: NodeId;
  /**
   * Clears away after nodes that have ended, when that is seen and once more for what they wrote
   * last. Their record goes when that is done, so that what was not finished is begun again, by
   * whichever node looks next.
   */
  readonly onDead: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

interface Seen {
  readonly versionstamp: string;
  /** When it was seen first. */
  readonly at: number;
  /** How long it was looked at since, in milliseconds. */
  readonly unchangedMs: number;
  readonly isClosed: boolean;
}

/** All nodes, as one of them sees them. */
export class Nodes {
  readonly #deps: NodesDeps;
  readonly #seen = new Map<NodeId, Seen>();
  readonly #burials = new Set<NodeId>();
  /** Nodes that this one took for alive until another had cleared away after them. */
  readonly #missed = new Set<NodeId>();
  /** Nodes after which was cleared away once. */
  readonly #cleared = new Set<NodeId>();
  #cancel: CancelTimer = () => {};
  #isClosed = false;
  /** When was looked last. */
  #lookedAt: number;

  constructor(deps: NodesDeps) {
    this.#deps = deps;
    this.#lookedAt = deps.clock.now();
  }

  /** Begins to live and to look. */
  async open(): Promise<void> {
    await this.#look();
    if (!this.#isClosed) this.#cancel = this.#deps.clock.after(LOOK_MS, () => void this.open());
  }

  /**
   * Whether a node runs, as far as this one has seen. A node that is not known yet may have begun a
   * moment ago; the next look tells.
   */
  isAlive(node: NodeId): boolean {
    if (node === this.#deps.node) return true;
    const seen = this.#seen.get(node);
    if (seen === undefined) {
      const at = this.#deps.clock.now();
      this.#seen.set(node, { versionstamp: "", at, unchangedMs: 0, isClosed: false });
      return true;
    }
    return !seen.isClosed && seen.unchangedMs < NODE_TERM_MS;
  }

  /** Ends in order: the others need not find out. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel();
    const { store, node } = this.#deps;
    try {
      await store.commit({ sets: [{ key: keys.node(node), value: { node, isClosed: true } }] });
    } catch (error) {
      // They find out.
      if (!(error instanceof StoreUnavailableError)) throw error;
    }
  }

  async #look(): Promise<void> {
    const { store, clock, node, onError } = this.#deps;
    try {
      await store.commit({ sets: [{ key: keys.node(node), value: { node, isClosed: false } }] });
      const found = await store.list(keys.nodes());
      const passedMs = Math.min(clock.now() - this.#lookedAt, MAX_LOOK_MS);
      this.#lookedAt = clock.now();
      for (const record of found) this.#note(record, passedMs);
      this.#noteMissing(new Set(found.map(({ value }) => value.node)));
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) onError(error);
    }
  }

  #note({ value, versionstamp }: Found<NodeRecord>, passedMs: number): void {
    const { node, isClosed } = value;
    const seen = this.#seen.get(node);
    const isSame = seen?.versionstamp === versionstamp;
    const at = isSame ? seen.at : this.#lookedAt;
    const unchangedMs = isSame ? seen.unchangedMs + passedMs : 0;
    this.#seen.set(node, { versionstamp, at, unchangedMs, isClosed });
    if (!this.isAlive(node)) this.#bury(node, () => this.#clearAway(node, versionstamp));
    // It had slept, and may again.
    else this.#cleared.delete(node);
  }

  /**
   * Whoever was cleared away by another is dead all the same. While this node slept it did not see
   * that, and may have left somebody to them since, over whom nobody watches now.
   */
  #noteMissing(listed: ReadonlySet<NodeId>): void {
    for (const [node, seen] of this.#seen) {
      if (listed.has(node) || node === this.#deps.node) continue;
      if (this.isAlive(node)) this.#missed.add(node);
      this.#seen.set(node, { ...seen, isClosed: true });
    }
    for (const node of this.#missed) {
      this.#bury(node, async () => {
        await this.#deps.onDead();
        this.#missed.delete(node);
      });
    }
  }

  /** Not waited for: however long it takes, this node must be seen to live meanwhile. */
  #bury(node: NodeId, clearAway: () => Promise<void>): void {
    if (this.#burials.has(node)) return;
    this.#burials.add(node);
    clearAway().catch((error) => {
      if (!(error instanceof StoreUnavailableError)) this.#deps.onError(error);
    }).finally(() => this.#burials.delete(node));
  }

  async #clearAway(node: NodeId, versionstamp: string): Promise<void> {
    const { clock, onDead } = this.#deps;
    const isLast = clock.now() - (this.#seen.get(node)?.at ?? 0) >= LAST_WRITE_MS;
    if (this.#cleared.has(node) && !isLast) return;
    await onDead();
    this.#cleared.add(node);
    if (!isLast) return;
    const key = keys.node(node);
    await this.#deps.store.commit({
      checks: [{ key, versionstamp }],
      deletes: [key, keys.bell(node)],
    });
    this.#cleared.delete(node);
  }
}
