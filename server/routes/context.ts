/**
 * What routes share: the services they may call, and what is known of a request.
 *
 * It does not know any route. The invariant it keeps: a body is parsed before anybody sees it.
 *
 * @module
 */
import type { Context, Hono } from "hono";
import type * as v from "valibot";
import { readJson } from "../body.ts";
import { ProblemError } from "../problem.ts";
import type { Clock } from "../clock.ts";
import type { Expulsions } from "../expulsions.ts";
import type { Mailboxes } from "../events/mailboxes.ts";
import type { PastTalks } from "../matching/past_talks.ts";
import type { Queue } from "../matching/queue.ts";
import type { Rooms } from "../rooms/rooms.ts";
import type { Bans } from "../safety/bans.ts";
import type { Blocks } from "../safety/blocks.ts";
import type { Appeals } from "../safety/appeals.ts";
import type { Reports } from "../safety/reports.ts";
import type { Caller, RateLimits } from "../safety/limits.ts";
import type { Proofs } from "../safety/proof.ts";
import type { Subjects } from "../safety/subjects.ts";
import type { Claims, TokenSigner } from "../sessions/token.ts";
import type { Sites } from "../sites.ts";
import type { IceAnswer } from "../protocol.ts";
import type { FailureCounts } from "../telemetry/failures.ts";
import type { Visitors } from "../visitors.ts";

/** The services that routes call. */
export interface RouteDeps {
  readonly clock: Clock;
  readonly createId: () => string;
  readonly signer: TokenSigner;
  readonly subjects: Subjects;
  /** How often visitors call; none where nobody counts. */
  readonly limits: RateLimits | null;
  readonly proofs: Proofs;
  readonly sites: Sites;
  readonly queue: Queue;
  readonly pastTalks: PastTalks;
  readonly rooms: Rooms;
  readonly mailboxes: Mailboxes;
  readonly visitors: Visitors;
  readonly blocks: Blocks;
  readonly bans: Bans;
  readonly reports: Reports;
  readonly appeals: Appeals;
  readonly expulsions: Expulsions;
  /** What visitors' checks and calls failed at. */
  readonly failures: FailureCounts;
  /** ICE servers with fresh credentials for a subject. */
  readonly iceServers: (subject: string) => IceAnswer;
  /** Sessions that wait in any pool of this node. */
  readonly waitingCount: () => number;
  /** Whether the store answers. */
  readonly isReady: () => Promise<boolean>;
  readonly isDraining: () => boolean;
}

/** What is known of a request. */
export interface RouteEnv {
  Bindings: {
    /** The address that the connection comes from: a visitor's, or a proxy's. */
    peer: string;
  };
  Variables: {
    requestId: string;
    /** The address of the visitor who asks, as far as proxies can be believed. */
    address: string;
    /** The hash of their network. Set on everything that needs no token. */
    prefix: string;
    /** Set on everything that needs a token. */
    claims: Claims;
  };
}

/** An app or a part of one. */
export type Routes = Hono<RouteEnv>;
/** One request on its way. */
export type RouteContext = Context<RouteEnv>;

/**
 * Counts a call.
 *
 * @throws {ProblemError} `rate-limited` when it is one too many.
 */
export function mustNotFlood(call: string, caller: Caller, { limits }: RouteDeps): void {
  const retryAfterMs = limits?.take(call, caller) ?? 0;
  if (retryAfterMs > 0) {
    throw new ProblemError("rate-limited", "Cannot do this so often", { retryAfterMs });
  }
}

/** Reads and checks the body of a request. */
export function bodyOf<Schema extends v.GenericSchema>(
  context: RouteContext,
  schema: Schema,
  deps: RouteDeps,
  options: { readonly maxBytes?: number } = {},
): Promise<v.InferOutput<Schema>> {
  return readJson(context.req.raw, schema, { clock: deps.clock, ...options });
}
