/**
 * A request that the server refused, as a typed error (RFC 9457).
 *
 * It does not know which request it was, nor which problems there are: who asks about one compares
 * its slug. The invariant it keeps: what is no problem at all reads as `internal`.
 *
 * @module
 */
import { parseProblem } from "./wire.ts";

/** Thrown when the server answers with a problem. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  /**
   * @param slug What is wrong, as the protocol names it; a newer server may name something else.
   * @param status The HTTP status.
   * @param retryAfterMs When it is worth trying again, if the server said.
   */
  constructor(
    readonly slug: string,
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

/** Whether the server has refused something with one of these problems. */
export function isRefusal(error: unknown, ...slugs: readonly string[]): error is ProblemError {
  return error instanceof ProblemError && slugs.includes(error.slug);
}

/** How long the server asked to be left in peace, in milliseconds; 0 when it said nothing of it. */
export function askedMsOf(error: unknown): number {
  return error instanceof ProblemError ? error.retryAfterMs ?? 0 : 0;
}

/**
 * Reads a refusal.
 *
 * @param response An answer whose status is not a success; its body is consumed. A body that is
 * no problem, such as a proxy's page, is told by its status alone.
 */
export async function readProblem(response: Response): Promise<ProblemError> {
  const { status } = response;
  let slug = status === 503 ? "store-unavailable" : "internal";
  let message = `Cannot do this: the server answered ${status}`;
  let retryAfterMs: number | null = null;
  try {
    const body = parseProblem(await response.json());
    slug = body.type?.split("/").at(-1) || slug;
    if (body.detail) message = body.detail;
    retryAfterMs = body.retryAfterMs ?? null;
  } catch (error) {
    // Not a problem body; the defaults above say what is known.
    message += ` (${error})`;
  }
  return new ProblemError(slug, status, retryAfterMs, message);
}
