/**
 * What a failed request for a partner means for the visitor.
 *
 * It does not know the request. The invariant it keeps: every error has a cause that the visitor
 * has words for.
 *
 * @module
 */
import { isRejectedToken, outageOf } from "../link/outage.ts";
import type { TroubleCause } from "./state.ts";

/** A server that did not say when to come back is asked again after this time, in milliseconds. */
const RETRY_MS = 7_000;

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
): { readonly cause: TroubleCause; readonly retryAt: number | null } | null {
  if (isRejectedToken(error)) return null;
  const { cause, isFinal, retryAfterMs } = outageOf(error);
  return { cause, retryAt: isFinal ? null : now + (retryAfterMs || RETRY_MS) };
}
