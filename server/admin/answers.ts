/**
 * What `/admin/api` answers, as types that the console shares.
 *
 * It does not know how any of it is found. The invariant it keeps: a service's own type is told as it
 * is, so that the console cannot expect what no service gives.
 *
 * @module
 */
import type { AuditLog } from "../safety/audit.ts";
import type { Decided, Decision } from "../safety/decisions.ts";
import type { CaseFile } from "../safety/desk.ts";
import type { Account } from "./accounts.ts";

export type { CaseFile, FiledReport, QueueLine } from "../safety/desk.ts";
export type { Sample } from "../telemetry/figures.ts";

/** Who is signed in. Answer of `GET` and `POST /admin/api/session`. */
export type Me = Pick<Account, "name" | "role">;

/** What a moderator can decide. */
export type Action = Decision["action"];

/** A restriction of a case. */
export type Restriction = CaseFile["restrictions"][number];

/** What became of a decision, and the case as it is now. */
export interface DecisionAnswer {
  readonly kind: Exclude<Decided["kind"], "gone">;
  /** Nothing once its time is over. */
  readonly case: CaseFile | null;
}

/** The log, the latest first. Answer of `GET /admin/api/audit`. */
export interface LogAnswer {
  readonly entries: Awaited<ReturnType<AuditLog["all"]>>;
  /** The number of the first entry that is not as it was written. */
  readonly brokenAt: number | null;
}
