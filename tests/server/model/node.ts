/**
 * A node of the model: all services of the server, over the simulated store.
 *
 * It does not know who uses it.
 *
 * @module
 */
import { openServices, type Services } from "../../../server/services.ts";
import { parseSites } from "../../../server/sites.ts";
import { Store } from "../../../server/store/store.ts";
import { countingIds, seededRandom } from "../support/random.ts";
import type { Life } from "./life.ts";
import { SimulatedEngine } from "./simulated_engine.ts";
import type { SimulatedKv } from "./simulated_kv.ts";

const HOLD_MS = 30_000;
const LEASE_MS = 45_000;
/** Digits of the number at the end of every id. */
const DIGITS = 8;

/** Opens the services of one life of a node. */
export function openNode(
  kv: SimulatedKv,
  life: Life,
  options: {
    /** How long two who met do not meet again, in milliseconds. */
    readonly rematchMs: number;
    readonly seed: number;
    readonly onError: (error: unknown) => void;
  },
): Promise<Services> {
  return openServices({
    config: {
      sites: parseSites({}, { rematchWindowMs: options.rematchMs }),
      sessionSecret: "a secret of the model",
      turn: { stunUrls: [], turnUrls: [], turnSecret: null },
      holdMs: HOLD_MS,
      leaseMs: LEASE_MS,
      hasLimits: false,
    },
    store: new Store({ engine: new SimulatedEngine(kv, life), clock: life }),
    clock: life,
    random: seededRandom(options.seed),
    createId: countingIds(life.name),
    onError: options.onError,
  });
}

/** Whether a life made an id: it counts them up after its name. */
export function isOfLife(id: string, life: Life): boolean {
  return id.slice(0, -DIGITS) === life.name;
}
