/**
 * The matchers of all pools that this node has heard of, and who leads each: this node, where it owns
 * its store; otherwise whichever holds the lease.
 *
 * It does not know sessions or streams.
 *
 * @module
 */
import type { Clock, Random } from "../clock.ts";
import type { SessionId } from "../protocol.ts";
import type { NodeId } from "../store/keys.ts";
import type { Store } from "../store/store.ts";
import type { MoveLetter } from "./changes.ts";
import { Lease } from "./lease.ts";
import { Matcher, type MatcherEvents } from "./matcher.ts";

/** What {@linkcode Pools} are made of. */
export interface PoolsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly createId: () => string;
  readonly onError: (error: unknown) => void;
  readonly node: NodeId;
  readonly events: MatcherEvents;
  readonly hasOffer: (session: SessionId) => boolean;
  readonly letter: MoveLetter;
}

/** All pools. */
export class Pools {
  readonly #deps: PoolsDeps;
  readonly #matchers = new Map<string, Matcher>();
  readonly #leases = new Map<string, Lease>();
  #isClosed = false;

  constructor(deps: PoolsDeps) {
    this.#deps = deps;
  }

  /** Sessions that can be matched now. */
  get size(): number {
    let size = 0;
    for (const matcher of this.#matchers.values()) size += matcher.size;
    return size;
  }

  /** The matcher of a pool; from the first call on this node takes part in leading it. */
  matcherOf(pool: string): Matcher {
    return this.#matchers.get(pool) ?? this.#open(pool);
  }

  /** The other node that leads a pool, if one is known. */
  leaderOf(pool: string): NodeId | null {
    const lease = this.#leases.get(pool);
    return lease === undefined || lease.holder === this.#deps.node ? null : lease.holder;
  }

  /** Takes out those of other nodes that cannot be told any more. */
  keepReachable(isReachable: (node: NodeId) => boolean): void {
    for (const matcher of this.#matchers.values()) matcher.keepReachable(isReachable);
  }

  /** Stops all matchers and gives all leases back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const matcher of this.#matchers.values()) matcher.close();
    await Promise.all([...this.#leases.values()].map((lease) => lease.close()));
  }

  #open(pool: string): Matcher {
    const { onError, ...deps } = this.#deps;
    // A process that owns its store has nobody to ask, and nobody to yield to.
    if (deps.store.limits.isExclusive) {
      const matcher = new Matcher({ ...deps, isLeader: () => !this.#isClosed });
      this.#matchers.set(pool, matcher);
      return matcher;
    }
    const lease = new Lease({
      ...deps,
      pool,
      onHolder: (node) => {
        if (node === deps.node) matcher.wake();
        else matcher.announce();
      },
    });
    const matcher = new Matcher({ ...deps, isLeader: () => lease.isHeld });
    this.#matchers.set(pool, matcher);
    this.#leases.set(pool, lease);
    lease.open().catch(onError);
    return matcher;
  }
}
