/**
 * Relay credentials that are good for a while.
 *
 * It does not know what they are used for.
 *
 * @module
 */
import type { IceServer } from "../../server/protocol.ts";
import type { Clock } from "../link/clock.ts";
import type { Signaling } from "../link/signaling.ts";

/** Older ones are renewed before they are used, in milliseconds: they are good for thirty minutes. */
const FRESH_MS = 20 * 60_000;

/**
 * The session's own while they are fresh, otherwise the server's next.
 *
 * @param signal Ends the asking.
 * @throws What the `Signaling` throws.
 */
export async function freshIceServers(
  signaling: Signaling,
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly IceServer[]> {
  const facts = signaling.session;
  if (facts !== null && clock.now() - facts.iceAt < FRESH_MS) return facts.iceServers;
  return (await signaling.ice({ signal })).iceServers;
}
