/**
 * The cookie of somebody who has signed in.
 *
 * It does not know who may. The invariant it keeps: a badge is good for one evening and for the token
 * by which it was given; with a new token all badges of the old one are void.
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

/**
 * Makes a badge.
 *
 * @param now Milliseconds since the epoch.
 */
export function makeBadge(account: Account, sign: Sign, now: number): string {
  const end = String(now + BADGE_MS);
  return [encodeURIComponent(account.name), end, sealOf(account, end, sign)].join("~");
}

/**
 * Reads a badge.
 *
 * @param find Finds an account by its name.
 * @param now Milliseconds since the epoch.
 * @returns Whose it is; nothing if it is forged, over or of an old token.
 */
export function readBadge(
  badge: string,
  { find, sign, now }: {
    readonly find: (name: string) => Account | undefined;
    readonly sign: Sign;
    readonly now: number;
  },
): Account | undefined {
  const [name = "", end = "", seal] = badge.split("~");
  const account = find(decode(name));
  const isGood = account !== undefined && seal === sealOf(account, end, sign) && Number(end) > now;
  return isGood ? account : undefined;
}

function sealOf({ name, role, token }: Account, end: string, sign: Sign): string {
  const secret = createHash("sha256").update(token).digest("base64url");
  return sign(["admin-badge", name, role, secret, end]);
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    if (error instanceof URIError) return "";
    throw error;
  }
}
