/**
 * A request that the server refused, as a typed error (RFC 9457).
 *
 * It does not know which request it was. The invariant it keeps: `slug` is one that the protocol
 * names; whatever else came reads as `internal`.
 *
 * @module
 */
import type { ProblemSlug } from "../../server/protocol.ts";
import { parseProblem } from "./wire.ts";

/** Keyed, so that the compiler notices when the protocol gets another slug. */
const SLUGS: Readonly<Record<ProblemSlug, true>> = {
  "invalid-request": true,
  "too-large": true,
  "unsupported-media-type": true,
  "unauthorized": true,
  "session-expired": true,
  "origin-not-allowed": true,
  "not-in-room": true,
  "stale-generation": true,
  "wrong-role": true,
  "gone": true,
  "not-found": true,
  "rate-limited": true,
  "proof-required": true,
  "restricted": true,
  "closed": true,
  "gate-required": true,
  "store-unavailable": true,
  "draining": true,
  "internal": true,
};

/** Thrown when the server answers with a problem. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  /**
   * @param slug What is wrong.
   * @param status The HTTP status.
   * @param retryAfterMs When it is worth trying again, if the server said.
   */
  constructor(
    readonly slug: ProblemSlug,
    readonly status: number,
    readonly retryAfterMs: number | null,
    message: string,
  ) {
    super(message);
  }

  /** Whether the same request may succeed a little later. */
  get isPassing(): boolean {
    return this.status >= 500 || this.slug === "rate-limited";
  }
}

/**
 * Reads a refusal.
 *
 * @param response An answer whose status is not a success; its body is consumed. A body that is
 * no problem, such as a proxy's page, is told by its status alone.
 */
export async function readProblem(response: Response): Promise<ProblemError> {
  const { status } = response;
  let slug: ProblemSlug = status === 503 ? "store-unavailable" : "internal";
  let message = `Cannot do this: the server answered ${status}`;
  let retryAfterMs: number | null = null;
  try {
    const body = parseProblem(await response.json());
    const name = body.type?.split("/").at(-1) ?? "";
    if (isSlug(name)) slug = name;
    if (body.detail) message = body.detail;
    retryAfterMs = body.retryAfterMs ?? null;
  } catch (error) {
    // Not a problem body; the defaults above say what is known.
    message += ` (${error})`;
  }
  return new ProblemError(slug, status, retryAfterMs, message);
}

function isSlug(name: string): name is ProblemSlug {
  return Object.hasOwn(SLUGS, name);
}
