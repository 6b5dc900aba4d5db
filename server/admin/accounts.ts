/**
 * Who may moderate: the operator's token, and accounts of moderators with tokens of their own.
 *
 * It does not know requests. The invariants it keeps: a token is compared in time that does not
 * depend on it; whoever guesses from one network is locked out, and all are when many guess, but for
 * networks from which somebody has signed in: nobody keeps moderators out by guessing.
 *
 * @module
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Clock } from "../clock.ts";

/** What somebody may do: a moderator decides on cases, an administrator reads log and exports too. */
export type Role = "moderator" | "admin";

/** Somebody who may sign in. */
export interface Account {
  readonly name: string;
  readonly role: Role;
  readonly token: string;
}

/** What became of a try. */
export type SignIn =
  | { readonly kind: "welcome"; readonly account: Account }
  | { readonly kind: "wrong" }
  | { readonly kind: "locked"; readonly retryAfterMs: number };

/** Wrong tokens from one network, and from all of them, that are borne within the lock's time. */
const MAX_FAILURES = 5;
const MAX_ALL_FAILURES = 50;
/** How long somebody is locked out, in milliseconds. */
const LOCK_MS = 15 * 60_000;

/** All accounts. */
export class Accounts {
  readonly #accounts: readonly Account[];
  readonly #clock: Clock;
  #failures: { readonly network: string; readonly at: number }[] = [];
  /** Networks from which somebody has signed in since this node began. */
  readonly #homes = new Set<string>();

  constructor(accounts: readonly Account[], clock: Clock) {
    this.#accounts = accounts;
    this.#clock = clock;
  }

  /** Whether anybody may sign in. */
  get isOn(): boolean {
    return this.#accounts.length > 0;
  }

  /** Finds an account by its name. */
  find(name: string): Account | undefined {
    return this.#accounts.find((account) => account.name === name);
  }

  /**
   * Tries a token.
   *
   * @param network Where it comes from: an IPv4 address, or the prefix of an IPv6 one.
   */
  signIn(token: string, network: string): SignIn {
    const now = this.#clock.now();
    this.#failures = this.#failures.filter(({ at }) => at > now - LOCK_MS);
    const own = this.#failures.filter((failure) => failure.network === network);
    const [first] = own.length >= MAX_FAILURES
      ? own
      : this.#failures.length >= MAX_ALL_FAILURES && !this.#homes.has(network)
      ? this.#failures
      : [];
    if (first) return { kind: "locked", retryAfterMs: first.at + LOCK_MS - now };
    // All are compared, so that the time says nothing of which it was.
    const [account] = this.#accounts.filter((each) => isSame(each.token, token));
    if (account) {
      this.#homes.add(network);
      return { kind: "welcome", account };
    }
    this.#failures.push({ network, at: now });
    return { kind: "wrong" };
  }
}

function isSame(one: string, other: string): boolean {
  const digest = (text: string) => new Uint8Array(createHash("sha256").update(text).digest());
  return timingSafeEqual(digest(one), digest(other));
}
