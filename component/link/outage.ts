/**
 * Why the connection to the server broke, and what that means for trying again.
 *
 * It does not know how to connect. The invariant it keeps: only what trying again cannot mend is
 * final; everything unknown is taken for a server that is away.
 *
 * @module
 */
import { isPageOffline } from "./page_watch.ts";
import { ProblemError } from "./problem_error.ts";
import type { OutageCause } from "./signaling.ts";

/** A broken connection. */
export interface Outage {
  readonly cause: OutageCause;
  /** Whether trying again by itself would be wrong. */
  readonly isFinal: boolean;
  /** The least wait in milliseconds that the server asked for. */
  readonly retryAfterMs: number;
}

/** Thrown to end a stream for a reason that the server gave. */
export class StreamEnd extends Error {
  override readonly name = "StreamEnd";

  constructor(readonly outage: Outage) {
    super(`Cannot go on with the stream: ${outage.cause}`);
  }
}

/** Whether the error says that the session's token is no longer good. */
export function isRejectedToken(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 401;
}

/** Tells what kind of break an error is. */
export function outageOf(error: unknown): Outage {
  if (error instanceof StreamEnd) return error.outage;
  if (!(error instanceof ProblemError) || isRejectedToken(error)) {
    const cause = isPageOffline() ? "offline" : "server-away";
    return { cause, isFinal: false, retryAfterMs: 0 };
  }
  const retryAfterMs = error.retryAfterMs ?? 0;
  switch (error.slug) {
    case "origin-not-allowed":
    case "gate-required":
      return { cause: error.slug, isFinal: true, retryAfterMs };
    case "rate-limited":
    case "draining":
      return { cause: error.slug, isFinal: false, retryAfterMs };
    default:
      return error.isPassing
        ? { cause: "server-away", isFinal: false, retryAfterMs }
        : { cause: "internal", isFinal: true, retryAfterMs };
  }
}
