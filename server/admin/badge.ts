/**
 * The cookie of somebody who has signed in.
 *
 * It does not know who may, or which badges were handed back. The invariant it keeps: a badge is good
 * for one evening and for the token by which it was given; with a new token all badges of the old one
 * are void.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { Account } from "./accounts.ts";

/** How long somebody stays signed in, in milliseconds. */
export const BADGE_MS = 12 * 60 * 60_000;
/** The cookie's name. */
export const BADGE_COOKIE = "random-chat-admin";

/** Signs with a key of the server. */
export type Sign = (parts: readonly string[]) => string;

/** What a badge says. */
export interface Badge {
  readonly account: Account;
  /** Its own: no other badge has it. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly end: number;
}

/**
 * Makes a badge.
 *
 * @param badge.id Without `~`.
 */
export function makeBadge({ account, id, end }: Badge, sign: Sign): string {
  const seal = sealOf(account, [id, String(end)], sign);
  return [encodeURIComponent(account.name), id, end, seal].join("~");
}

/**
 * Reads a badge.
 *
 * @param find Finds an account by its name.
 * @param now Milliseconds since the epoch.
 * @returns What it says; nothing if it is forged, over or of an old token.
 */
export function readBadge(
  badge: string,
  { find, sign, now }: {
    readonly find: (name: string) => Account | undefined;
    readonly sign: Sign;
    readonly now: number;
  },
): Badge | undefined {
  const [name = "", id = "", end = "", seal] = badge.split("~");
  const account = find(decode(name));
  if (account === undefined || seal !== sealOf(account, [id, end], sign)) return undefined;
  return Number(end) > now ? { account, id, end: Number(end) } : undefined;
}

function sealOf({ name, role, token }: Account, says: readonly string[], sign: Sign): string {
  const secret = createHash("sha256").update(token).digest("base64url");
  return sign(["admin-badge", name, role, secret, ...says]);
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return "";
    throw error;
  }
}
