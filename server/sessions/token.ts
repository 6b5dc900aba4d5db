/**
 * Session tokens: who a visitor is, signed, so that making a session costs no write.
 *
 * It does not know what a session does. The invariant it keeps: claims that come out of
 * {@linkcode TokenSigner.verify} are claims that this server (or one with its secret) put in.
 *
 * @module
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import * as v from "valibot";
import { type AgeGroup, ageGroupSchema, type SessionId } from "../protocol.ts";
import type { Subject } from "../store/keys.ts";

/** How long a token is good, in milliseconds: a long evening; a page renews it by resuming. */
export const TOKEN_LIFE_MS = 24 * 60 * 60 * 1_000;
/** Verified tokens that are remembered: the visitors of a busy node, at about 400 bytes each. */
const REMEMBERED_TOKENS = 20_000;
/** Bytes of a secret that is made here: as many as the hash has. */
export const SECRET_BYTES = 32;

/** What a token says by itself. */
export interface Grant {
  readonly session: SessionId;
  /** Who they are, by a hash that is stored nowhere; what is stored stands under their subject. */
  readonly pseudonym: string;
  /** A keyed hash of the network that the session came from: two who share it may be one. */
  readonly prefix: string;
  readonly site: string;
  /** As what they have passed the site's gate; nothing where there is none, or they have not. */
  readonly group: AgeGroup | null;
  /** Until when that counts, milliseconds since the epoch; as long as the token if absent. */
  readonly passedUntil?: number | undefined;
  /** Milliseconds since the epoch; {@linkcode TOKEN_LIFE_MS} after the token was issued. */
  readonly expiresAt: number;
}

/** What a token says, and what is known by it. */
export interface Claims extends Grant {
  readonly subject: Subject;
  /** Other subjects of the same person, under which something may stand that still holds. */
  readonly aliases: readonly Subject[];
}

/** Tells what somebody is called whose token was issued at a moment; now, if none is given. */
export type Recognise = (
  pseudonym: string,
  issuedAt?: number,
) => Pick<Claims, "subject" | "aliases">;

/** What became of a token that was shown. */
export type Verdict =
  | { readonly kind: "valid"; readonly claims: Claims }
  | { readonly kind: "expired"; readonly claims: Claims }
  | { readonly kind: "forged" };

/** Short names keep the token, and so every request, small. */
const payloadSchema = v.object({
  s: v.string(),
  w: v.string(),
  n: v.string(),
  t: v.string(),
  g: v.optional(ageGroupSchema),
  p: v.optional(v.number()),
  e: v.number(),
});

/** What may be signed besides tokens; each use has a key of its own. */
type Use = "token" | "pseudonym" | "message" | "proof";

/** Signs and verifies with keys derived from one secret. */
export class TokenSigner {
  readonly #keys: Readonly<Record<Use, Uint8Array>>;
  /** Claims of tokens that were verified: the hash costs more than all else of a small request. */
  readonly #verified = new Map<string, Claims>();

  constructor(secret: Uint8Array, readonly recognise: Recognise) {
    const derive = (use: Use) =>
      new Uint8Array(createHmac("sha256", secret).update(`random-chat/${use}`).digest());
    this.#keys = {
      token: derive("token"),
      pseudonym: derive("pseudonym"),
      message: derive("message"),
      proof: derive("proof"),
    };
  }

  /** What proofs of work are signed with: the same wherever the secret is. */
  get secretOfProofs(): string {
    return this.#keys.proof.toHex();
  }

  /** Writes claims as a token: `<payload>.<mac>`, URL-safe. */
  sign({ session, pseudonym, prefix, site, group, passedUntil, expiresAt }: Grant): string {
    const passed = group === null ? {} : { g: group, p: passedUntil };
    const words = { s: session, w: pseudonym, n: prefix, t: site, ...passed, e: expiresAt };
    const payload = toBase64(new TextEncoder().encode(JSON.stringify(words)));
    return `${payload}.${this.#mac("token", payload)}`;
  }

  /**
   * Reads a token.
   *
   * @param now Milliseconds since the epoch.
   */
  verify(token: string, now: number): Verdict {
    const claims = this.#verified.get(token) ?? this.#read(token);
    if (!claims) return { kind: "forged" };
    this.#remember(token, claims);
    return { kind: claims.expiresAt > now ? "valid" : "expired", claims };
  }

  /** Hashes what identifies somebody into a pseudonym that says nothing about it. */
  pseudonym(identity: string): string {
    return this.#mac("pseudonym", identity).slice(0, 22);
  }

  /** The subject that whoever is identified so has now. */
  subject(identity: string): Subject {
    return this.recognise(this.pseudonym(identity)).subject;
  }

  /** Signs a relayed message, so that it can be verified should it be reported. */
  signMessage(parts: readonly string[]): string {
    return this.#mac("message", JSON.stringify(parts));
  }

  #read(token: string): Claims | undefined {
    const [payload, mac, ...rest] = token.split(".");
    if (!payload || !mac || rest.length > 0 || !isEqual(mac, this.#mac("token", payload))) {
      return undefined;
    }
    // Only this server's own words come so far.
    const { s, w, n, t, g = null, p, e } = v.parse(payloadSchema, JSON.parse(fromBase64(payload)));
    const who = { session: s as SessionId, pseudonym: w, prefix: n };
    const ends = p === undefined ? {} : { passedUntil: p };
    const grant = { ...who, site: t, group: g, ...ends, expiresAt: e };
    return { ...grant, ...this.recognise(w, e - TOKEN_LIFE_MS) };
  }

  #remember(token: string, claims: Claims): void {
    if (this.#verified.has(token)) return;
    this.#verified.set(token, claims);
    const [oldest] = this.#verified.keys();
    if (this.#verified.size > REMEMBERED_TOKENS && oldest !== undefined) {
      this.#verified.delete(oldest);
    }
  }

  #mac(use: Use, text: string): string {
    return createHmac("sha256", this.#keys[use]).update(text).digest("base64url");
  }
}

function isEqual(left: string, right: string): boolean {
  const encoder = new TextEncoder();
  const [a, b] = [encoder.encode(left), encoder.encode(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function toBase64(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

function fromBase64(text: string): string {
  return new TextDecoder().decode(Uint8Array.fromBase64(text, { alphabet: "base64url" }));
}
