/**
 * What a failed request for a partner means for the visitor.
 *
 * It does not know the request. The invariant it keeps: every error has a cause that the visitor
 * has words for.
 *
 * @module
 */
import { isRejectedToken, outageOf } from "../link/outage.ts";
import { isRefusal } from "../link/problem_error.ts";
import type { TroubleCause } from "./state.ts";

/** A server that did not say when to come back is asked again after this time, in milliseconds. */
const RETRY_MS = 7_000;

/** A cause, when it is tried again by itself, and when a closed site opens, if it ever does. */
export interface RequestTrouble {
  readonly cause: TroubleCause;
  readonly retryAt: number | null;
  readonly opensAt?: number;
}

/**
 * Reads an error of `queue` or `next`.
 *
 * @param now Milliseconds since the epoch.
 * @returns `null` when the connection mends it by itself: a session that was replaced says `hello`,
 * and the wish goes out again then.
 */
export function troubleOf(
  error: unknown,
  now: number,
): RequestTrouble | null {
  if (isRejectedToken(error)) return null;
  if (isRefusal(error, "closed")) {
    // Until it opens, camera and connection rest: nothing is tried again by itself.
    const { retryAfterMs } = error;
    const opening = retryAfterMs === null ? {} : { opensAt: now + retryAfterMs };
    return { cause: "closed", retryAt: null, ...opening };
  }
  const { cause, isFinal, retryAfterMs } = outageOf(error);
  return { cause, retryAt: isFinal ? null : now + (retryAfterMs || RETRY_MS) };
}
