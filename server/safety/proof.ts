/**
 * Proofs of work: what a browser does for about half a second, and an attacker a thousand times.
 *
 * It does not know when one is asked for. The invariants it keeps: a proof counts once, on all nodes
 * together, until its challenge expires, and only for the page's origin and the action that the
 * challenge was made for; looking at one that is wrong costs no more than a few hashes.
 *
 * The challenges are ALTCHA's, version 2, with a counter that the server knows: the work is bounded,
 * and a proof is verified by one signature instead of the work.
 *
 * @see https://altcha.org/docs/v2/proof-of-work/
 * @module
 */
import { randomInt } from "node:crypto";
import { createChallenge, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/pbkdf2";
import * as v from "valibot";
import type { Clock } from "../clock.ts";
import type { Challenge } from "../protocol.ts";
import { keys } from "../store/keys.ts";
import type { Store } from "../store/store.ts";

/** What a challenge may be solved for. */
export type ProvenAction = "begin";

/** How long a challenge can be answered, in milliseconds: a slow phone in a page that is hidden. */
export const CHALLENGE_LIFE_MS = 5 * 60_000;
/** Rounds of one try: a third of a millisecond, most of which is not the call around it. */
const COST = 1_000;
/** Tries at most; half of them on average. */
const MAX_COUNTER = 1_000;
const ALGORITHM = "PBKDF2/SHA-256";

/** What is asked of whom, signed with the challenge. */
interface Purpose {
  readonly action: ProvenAction;
  /** The page's origin; empty where a request names none. */
  readonly origin: string;
}

const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{2,128}$/));
/** As ALTCHA's widget sends it: base64 of this as JSON. */
const payloadSchema = v.object({
  challenge: v.object({
    parameters: v.strictObject({
      algorithm: v.literal(ALGORITHM),
      cost: v.literal(COST),
      data: v.object({ action: v.literal("begin"), origin: v.string() }),
      expiresAt: v.pipe(v.number(), v.integer()),
      keyLength: v.literal(32),
      keyPrefix: hex,
      keySignature: hex,
      nonce: hex,
      salt: hex,
    }),
    signature: hex,
  }),
  solution: v.object({ counter: v.pipe(v.number(), v.integer()), derivedKey: hex }),
});

/** What {@linkcode Proofs} are made of. */
export interface ProofsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly createId: () => string;
  /** Signs challenges; the same on all nodes. */
  readonly secret: string;
}

/** Makes challenges and verifies what they were answered with. */
export class Proofs {
  readonly #deps: ProofsDeps;

  constructor(deps: ProofsDeps) {
    this.#deps = deps;
  }

  /** Makes a challenge. */
  async challenge({ action, origin }: Purpose): Promise<Challenge> {
    const { clock } = this.#deps;
    const { parameters, signature = "" } = await createChallenge({
      algorithm: ALGORITHM,
      cost: COST,
      // Whoever foresees it has nothing to do.
      counter: randomInt(1, MAX_COUNTER + 1),
      deriveKey,
      data: { action, origin },
      expiresAt: Math.floor((clock.now() + CHALLENGE_LIFE_MS) / 1_000),
      ...this.#secrets,
    });
    const { cost, keyLength = 32, keyPrefix, nonce, salt } = parameters;
    return { parameters: { ...parameters, cost, keyLength, keyPrefix, nonce, salt }, signature };
  }

  /**
   * Says whether a proof counts, and lets it count no more.
   *
   * @param proof As the wire has it.
   * @throws {StoreUnavailableError} when the store does not answer; the proof may be used up.
   */
  async redeem(proof: string, purpose: Purpose): Promise<boolean> {
    const payload = parsePayload(proof);
    if (payload === undefined) return false;
    const { data, expiresAt, nonce } = payload.challenge.parameters;
    if (data.action !== purpose.action || data.origin !== purpose.origin) return false;
    if (expiresAt * 1_000 <= this.#deps.clock.now()) return false;
    const { verified } = await verifySolution({ ...payload, deriveKey, ...this.#secrets });
    return verified && await this.#use(nonce);
  }

  get #secrets() {
    const { secret } = this.#deps;
    return {
      hmacSignatureSecret: `challenge/${secret}`,
      hmacKeySignatureSecret: `key/${secret}`,
    };
  }

  async #use(nonce: string): Promise<boolean> {
    const { store, createId } = this.#deps;
    const key = keys.proof(nonce);
    const value = createId();
    const { ok } = await store.commit({
      checks: [{ key, versionstamp: null }],
      sets: [{ key, value, expireInMs: CHALLENGE_LIFE_MS }],
    });
    // A refusal may hide that this very write went through at an earlier, silent try.
    return ok || (await store.get(key)).value === value;
  }
}

function parsePayload(proof: string): v.InferOutput<typeof payloadSchema> | undefined {
  try {
    const text = new TextDecoder().decode(Uint8Array.fromBase64(proof));
    const result = v.safeParse(payloadSchema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
