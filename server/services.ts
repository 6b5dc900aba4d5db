/**
 * Puts the services together: one store, one clock, one node.
 *
 * It does not read the environment, listen, or open a store. The invariant it keeps: nothing begins
 * before everything is made.
 *
 * @module
 */
import type { AdminDeps } from "./admin/routes.ts";
import type { RouteDeps } from "./routes/context.ts";
import { Appeals } from "./safety/appeals.ts";
import { RateLimits } from "./safety/limits.ts";
import { Proofs } from "./safety/proof.ts";
import { Subjects } from "./safety/subjects.ts";
import type { ServicesDeps } from "./services/deps.ts";
import { adminDepsOf, createSafety, type Safety, startSafety } from "./services/safety.ts";
import { createTalks, type Talks } from "./services/talks.ts";
import { openSecret } from "./sessions/secret.ts";
import { TOKEN_LIFE_MS, TokenSigner } from "./sessions/token.ts";
import { keys } from "./store/keys.ts";
import { type Store, StoreUnavailableError } from "./store/store.ts";
import { FailureCounts } from "./telemetry/failures.ts";
import { createIceServers } from "./turn/credentials.ts";

/** How long a client waits before it comes back to a server that was closed, in milliseconds. */
const COME_BACK_MS = 1_000;

/** All services of a node. */
export interface Services
  extends RouteDeps, Pick<Safety, "cases" | "decisions" | "retention" | "audit"> {
  readonly admin: AdminDeps;
  /** Tells all streams goodbye, gives all leases back, and takes in nothing more. */
  drain(): Promise<void>;
}

/**
 * Opens all services.
 *
 * @throws {StoreUnavailableError} when the store does not answer.
 */
export async function openServices(deps: ServicesDeps): Promise<Services> {
  const { config, store, clock, createId } = deps;
  const subjects = new Subjects({ ...deps, tokenLifeMs: TOKEN_LIFE_MS });
  await subjects.start();
  const secret = await openSecret(store, config.sessionSecret);
  const signer = new TokenSigner(secret, (pseudonym, at) => subjects.of(pseudonym, at));
  const talks = createTalks({ ...deps, signer, safety: () => safety });
  const safety: Safety = createSafety({ ...deps, signer, talks });
  await startSafety(safety);
  const { cluster, mailboxes, rooms, pools, queue, pastTalks, visitors } = talks;
  await visitors.start();
  await cluster?.open(() => visitors.adopt());
  const { blocks, bans, expulsions, cases, audit, decisions, retention, reports } = safety;
  let isDraining = false;
  return {
    clock,
    createId,
    signer,
    subjects,
    limits: config.hasLimits ? new RateLimits(clock) : null,
    proofs: new Proofs({ ...deps, secret: signer.secretOfProofs }),
    sites: config.sites,
    queue,
    pastTalks,
    rooms,
    mailboxes,
    visitors,
    blocks,
    bans,
    reports,
    appeals: new Appeals({ store, clock, cases }),
    cases,
    decisions,
    audit,
    retention,
    admin: adminDepsOf({ ...deps, signer }, safety),
    expulsions,
    failures: new FailureCounts(),
    iceServers: (subject) => createIceServers(config.turn, subject, clock.now()),
    waitingCount: () => pools.size,
    isReady: () => answers(store),
    isDraining: () => isDraining,
    async drain() {
      isDraining = true;
      subjects.stop();
      await close(talks, safety);
    },
  };
}

/** Ends what has begun; whoever has a stream is told to come back. */
async function close(
  { visitors, mailboxes, pools, cluster }: Talks,
  { bans, retention, figures, conducts }: Safety,
): Promise<void> {
  visitors.stop();
  bans.stop();
  retention.stop();
  figures.stop();
  mailboxes.dismissAll({ type: "bye", data: { retryMs: COME_BACK_MS } });
  await pools.close();
  await conducts.close();
  await cluster?.close();
}

async function answers(store: Store): Promise<boolean> {
  try {
    await store.get(keys.secret("session"));
    return true;
  } catch (error) {
    if (error instanceof StoreUnavailableError) return false;
    throw error;
  }
}
