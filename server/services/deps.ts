/**
 * What all services of a node are made of.
 *
 * It does not know any service. The invariant it keeps: time, chance and the store come from here.
 *
 * @module
 */
import type { Account } from "../admin/accounts.ts";
import type { Clock, Random } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Alert } from "../safety/alerts.ts";
import type { Store } from "../store/store.ts";

/** What services are made of. */
export interface ServicesDeps {
  readonly config: Pick<
    Config,
    "sites" | "sessionSecret" | "turn" | "holdMs" | "leaseMs" | "hasLimits"
  >;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly createId: () => string;
  /** Who may moderate; nobody if absent. */
  readonly accounts?: readonly Account[];
  /** Calls a moderator; nobody is called if absent. */
  readonly callModerator?: (alert: Alert) => void;
  /** Called with what went wrong in the background. */
  readonly onError: (error: unknown) => void;
}
