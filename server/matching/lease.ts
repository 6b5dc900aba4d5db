/**
 * Who matches a pool: a lease in the store, renewed while it is held.
 *
 * It does not know what is done under it. A lease is for speed, never for safety: two nodes that
 * both believe they hold it lose races against each other's checks and break nothing.
 *
 * @module
 */
import type { CancelTimer, Clock } from "../clock.ts";
import { keys } from "../store/keys.ts";
import { type Store, StoreUnavailableError } from "../store/store.ts";

/** How long a crashed holder keeps others waiting, in milliseconds. */
export const LEASE_TERM_MS = 5_000;
/** A third of the term leaves room for two failed renewals. */
const RENEW_MS = LEASE_TERM_MS / 3;

/** What a {@linkcode Lease} is made of. */
export interface LeaseDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly pool: string;
  /** The id of this node. */
  readonly node: string;
  /** Called whenever the lease is won. */
  readonly onHeld: () => void;
}

/** One pool's lease, as one node sees it. */
export class Lease {
  readonly #deps: LeaseDeps;
  #heldUntil = 0;
  #cancel: CancelTimer = () => {};
  #isClosed = false;
  /** A process that owns its store has nobody to yield to: what it finds is its own past. */
  #mayTakeOver: boolean;

  constructor(deps: LeaseDeps) {
    this.#deps = deps;
    this.#mayTakeOver = deps.store.limits.isExclusive;
  }

  /** Whether this node may match the pool now. */
  get isHeld(): boolean {
    return this.#deps.clock.now() < this.#heldUntil;
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
    const { store, clock, pool, node, onHeld } = this.#deps;
    const key = keys.lease(pool);
    const wasHeld = this.isHeld;
    try {
      const { value, versionstamp } = await store.get(key);
      const now = clock.now();
      if (value && value.node !== node && value.until > now && !this.#mayTakeOver) {
        this.#heldUntil = 0;
        return value.until - now;
      }
      const until = now + LEASE_TERM_MS;
      const result = await store.commit({
        checks: [{ key, versionstamp }],
        sets: [{ key, value: { node, until } }],
      });
      if (!result.ok) return RENEW_MS;
      this.#mayTakeOver = false;
      this.#heldUntil = until;
      if (!wasHeld && !this.#isClosed) onHeld();
      return RENEW_MS;
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      return RENEW_MS;
    }
  }
}
