/**
 * Problems as RFC 9457 describes them: what a client is told when something cannot be done.
 *
 * It does not know routes or services. The invariant it keeps: nothing unknown reaches the wire;
 * every body has one of the slugs of the protocol, and no stack.
 *
 * @module
 */
import type { ProblemBody, ProblemSlug } from "./protocol.ts";

/** Status and title of each slug; the title never changes with the occurrence (section 3.1.3). */
const KINDS: Readonly<Record<ProblemSlug, readonly [status: number, title: string]>> = {
  "invalid-request": [400, "The request is not valid"],
  "too-large": [413, "The body is too large"],
  "unsupported-media-type": [415, "The body must be application/json"],
  "unauthorized": [401, "A session token is needed"],
  "session-expired": [401, "The session has expired"],
  "origin-not-allowed": [403, "This origin is not allowed"],
  "not-in-room": [409, "The session is not in this room"],
  "stale-generation": [409, "The call has moved on"],
  "wrong-role": [409, "The other side begins a call"],
  "gone": [409, "The other one has gone on"],
  "not-found": [404, "There is nothing here"],
  "rate-limited": [429, "Too many requests"],
  "proof-required": [403, "A proof of work is needed"],
  "restricted": [403, "The session is restricted"],
  "closed": [403, "The site is closed at this hour"],
  "gate-required": [403, "Age and rules come first"],
  "store-unavailable": [503, "The store does not answer"],
  "draining": [503, "The server is closing"],
  "internal": [500, "Something went wrong on the server"],
};

/** How an occurrence differs from its kind. */
export interface ProblemOptions {
  /** When to try again, in milliseconds; also becomes a `Retry-After` header. */
  readonly retryAfterMs?: number;
  /** A status other than the kind's, where HTTP has a closer one. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by routes to answer with a problem. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly slug: ProblemSlug;
  readonly options: ProblemOptions;

  /** @param detail One sentence that helps the client; it is sent as it is. */
  constructor(slug: ProblemSlug, detail: string, options: ProblemOptions = {}) {
    super(detail);
    this.slug = slug;
    this.options = options;
  }
}

/**
 * Makes the response of a problem.
 *
 * @param instance The request's id.
 * @see https://www.rfc-editor.org/rfc/rfc9457#section-3
 */
export function problemResponse(problem: ProblemError, instance: string): Response {
  const [kindStatus, title] = KINDS[problem.slug];
  const { retryAfterMs, status = kindStatus, headers } = problem.options;
  const body: ProblemBody = {
    type: `/problems/${problem.slug}`,
    title,
    status,
    detail: problem.message,
    instance,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      // Section 10.2.3 of RFC 9110: whole seconds, so a wait is rounded up.
      ...(retryAfterMs === undefined
        ? {}
        : { "retry-after": String(Math.ceil(retryAfterMs / 1_000)) }),
      ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
      ...headers,
    },
  });
}
