/**
 * TURN credentials that expire, as coturn's `use-auth-secret` checks them.
 *
 * It does not know who asks; the subject only serves coturn's quota per person.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00
 * @module
 */
import { createHmac } from "node:crypto";
import type { IceAnswer, IceServer } from "../protocol.ts";
import type { Subject } from "../store/keys.ts";

/** Long enough for a restart in the middle of a talk, too short to be worth stealing. */
export const CREDENTIAL_LIFE_MS = 30 * 60 * 1_000;

/** Where the relays are, and the secret shared with them. */
export interface TurnConfig {
  readonly stunUrls: readonly string[];
  readonly turnUrls: readonly string[];
  readonly turnSecret: string | null;
}

/**
 * Makes the ICE servers of one visitor.
 *
 * @param now Milliseconds since the epoch.
 */
export function createIceServers(
  { stunUrls, turnUrls, turnSecret }: TurnConfig,
  subject: Subject,
  now: number,
): IceAnswer {
  const iceServers: IceServer[] = [];
  if (stunUrls.length > 0) iceServers.push({ urls: stunUrls });
  if (turnUrls.length > 0 && turnSecret !== null) {
    // The time comes first; coturn counts its quota by what follows the colon.
    const username = `${Math.floor((now + CREDENTIAL_LIFE_MS) / 1_000)}:${subject}`;
    // SHA-1 is what coturn and the draft know; as an HMAC with a secret key it is sound.
    const credential = createHmac("sha1", turnSecret).update(username).digest("base64");
    iceServers.push({ urls: turnUrls, username, credential });
  }
  return { iceServers, expiresInMs: CREDENTIAL_LIFE_MS };
}
