/**
 * How a call is refused: problems, as RFC 9457 has them.
 *
 * It does not know which call is refused for what. The invariant it keeps: every name of a problem is
 * in one list.
 *
 * @module
 */

/** The URL-safe names of all problems; `type` of a problem is `/problems/<slug>`. */
export const PROBLEM_SLUGS = [
  "invalid-request",
  "too-large",
  "unsupported-media-type",
  "unauthorized",
  "session-expired",
  "origin-not-allowed",
  "not-in-room",
  "stale-generation",
  "wrong-role",
  "gone",
  "not-found",
  "rate-limited",
  "proof-required",
  "restricted",
  "closed",
  "gate-required",
  "store-unavailable",
  "draining",
  "internal",
] as const;

/** The URL-safe name of a problem. */
export type ProblemSlug = (typeof PROBLEM_SLUGS)[number];

/** An `application/problem+json` body (RFC 9457, section 3.1). */
export interface ProblemBody {
  readonly type: `/problems/${ProblemSlug}`;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The id of the request, to be quoted to the operator. */
  readonly instance: string;
  readonly retryAfterMs?: number;
}
