/**
 * Which of several nodes matches a pool: a lease in the store, renewed while it is held.
 *
 * It does not know what is done under it. A lease is for speed, never for safety: two nodes that
 * both believe they hold it lose races against each other's checks and break nothing.
 *
 * @module
 */
import type { CancelTimer, Clock } from "../clock.ts";
import { keys, type NodeId } from "../store/keys.ts";
import { type Store, StoreUnavailableError } from "../store/store.ts";

/** How long a crashed holder keeps others waiting, in milliseconds. */
export const LEASE_TERM_MS = 5_000;
/** A third of the term leaves room for two failed renewals. */
const RENEW_MS = LEASE_TERM_MS / 3;
/** How often somebody who waits for a lease looks at it, in milliseconds. */
const LOOK_MS = 1_000;

/** What a {@linkcode Lease} is made of. */
export interface LeaseDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly pool: string;
  /** The id of this node. */
  readonly node: NodeId;
  /** Called whenever another node is found to hold the lease, or this one has won it. */
  readonly onHolder: (node: NodeId) => void;
}

/** One pool's lease, as one node sees it. */
export class Lease {
  readonly #deps: LeaseDeps;
  #heldUntil = 0;
  #holder: NodeId | null = null;
  /** The version of the record that was seen last, and since when. */
  #seen: { readonly versionstamp: string | null; readonly at: number } | undefined;
  #cancel: CancelTimer = () => {};
  #isClosed = false;

  constructor(deps: LeaseDeps) {
    this.#deps = deps;
  }

  /** Whether this node may match the pool now. */
  get isHeld(): boolean {
    return this.#deps.clock.now() < this.#heldUntil;
  }

  /** The node that matches the pool, as far as is known. */
  get holder(): NodeId | null {
    return this.#holder;
  }

  /** Tries to win the lease and keeps trying or renewing until closed. */
  async open(): Promise<void> {
    if (this.#isClosed) return;
    const retryMs = await this.#claim();
    // Closed while the claim was under way.
    if (this.#isClosed) return;
    this.#cancel = this.#deps.clock.after(retryMs, () => void this.open());
  }

  /** Stops renewing and gives the lease back, so that another node need not wait for its end. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel();
    if (!this.isHeld) return;
    this.#heldUntil = 0;
    const key = keys.lease(this.#deps.pool);
    try {
      const { value, versionstamp } = await this.#deps.store.get(key);
      if (value?.node !== this.#deps.node) return;
      await this.#deps.store.commit({ checks: [{ key, versionstamp }], deletes: [key] });
    } catch (error) {
      // A lease that cannot be given back ends by itself; a server has to be able to stop.
      if (!(error instanceof StoreUnavailableError)) throw error;
    }
  }

  /** @returns when to try or renew next, in milliseconds. */
  async #claim(): Promise<number> {
    const { store, clock, pool, node } = this.#deps;
    const key = keys.lease(pool);
    try {
      const { value, versionstamp } = await store.get(key);
      if (value && value.node !== node && !this.#isStale(versionstamp)) {
        this.#heldUntil = 0;
        if (this.#holder !== value.node) this.#setHolder(value.node);
        return LOOK_MS;
      }
      // Counted from before the commit, so that it ends here before it ends for others.
      const until = clock.now() + LEASE_TERM_MS;
      const result = await store.commit({
        checks: [{ key, versionstamp }],
        sets: [{ key, value: { node } }],
      });
      if (!result.ok || this.#isClosed) return LOOK_MS;
      // It may have lapsed while the store was slow; what was due then was not done.
      const wasHeld = this.isHeld;
      this.#heldUntil = until;
      if (!wasHeld) this.#setHolder(node);
      return RENEW_MS;
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      return LOOK_MS;
    }
  }

  /**
   * Whether the holder has not renewed for a whole term, by this node's clock: those of others may
   * be half a minute off.
   */
  #isStale(versionstamp: string | null): boolean {
    const now = this.#deps.clock.now();
    if (this.#seen?.versionstamp !== versionstamp) this.#seen = { versionstamp, at: now };
    return now - this.#seen.at >= LEASE_TERM_MS;
  }

  #setHolder(node: NodeId): void {
    this.#holder = node;
    this.#deps.onHolder(node);
  }
}
