/**
 * The wire's calls that belong to no talk: ICE servers, numbers of people, proofs of work.
 *
 * It does not know what they are for. The invariant it keeps: nothing in it is about one person but
 * their own credentials.
 *
 * @module
 */
import type { Coarse } from "./queue.ts";

/** One entry of `RTCConfiguration.iceServers`. */
export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

/** Answer of `GET /v1/ice`. */
export interface IceAnswer {
  readonly iceServers: readonly IceServer[];
  readonly expiresInMs: number;
}

/** Answer of `GET /v1/status`: coarse on purpose, and nobody at all reads as `few`, too. */
export interface StatusAnswer {
  readonly online: Coarse;
  readonly waiting: Coarse;
}

/**
 * Answer of `GET /v1/challenge`: a proof-of-work challenge of ALTCHA, version 2. Sought is the
 * counter whose derived key begins with `keyPrefix`.
 *
 * @see https://altcha.org/docs/v2/proof-of-work/
 */
export interface Challenge {
  readonly parameters: {
    /** A PBKDF2 with SHA-256. */
    readonly algorithm: string;
    /** Its rounds. */
    readonly cost: number;
    /** Bytes of a key. */
    readonly keyLength: number;
    /** Hexadecimal, as all that follows. */
    readonly keyPrefix: string;
    /** Begins the password; four bytes of counter, the greatest first, end it. */
    readonly nonce: string;
    readonly salt: string;
    /** Seconds since the epoch. */
    readonly expiresAt?: number;
  };
  readonly signature: string;
}
