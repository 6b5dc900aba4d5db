/**
 * From what somebody asks for to the ticket that waits, and from the ticket to the seeker of a pool.
 *
 * It does not know where anybody stands.
 *
 * @module
 */
import type { QueueWish } from "../protocol.ts";
import type { Claims } from "../sessions/token.ts";
import { poolOf, type Site } from "../sites.ts";
import type { Met, Ticket } from "../store/keys.ts";
import type { Seeker } from "./rules.ts";
import { normalizeInterests, normalizeLanguages } from "./tags.ts";

/**
 * Makes the ticket of a wish.
 *
 * @param now Milliseconds since the epoch; the wait begins then.
 * @throws {TagError} for interests or languages that cannot be used.
 */
export function ticketOf(claims: Claims, wish: QueueWish, site: Site, now: number): Ticket {
  return {
    session: claims.session,
    subject: claims.subject,
    ...(claims.aliases.length === 0 ? {} : { aliases: claims.aliases }),
    site: site.name,
    pool: poolOf(site, claims.group, wish.mode),
    mode: wish.mode,
    interests: normalizeInterests(wish.interests),
    languages: normalizeLanguages(wish.languages),
    isStrict: wish.strictLanguages,
    // Whoever wants it stricter than their site gets it so, and never the reverse.
    ...([site.reveal, wish.reveal].includes("mutual") && { isVeiled: true }),
    since: now,
  };
}

/** Whether two tickets ask for the same. */
export function isSameWish(a: Ticket, b: Ticket): boolean {
  return a.pool === b.pool && a.isStrict === b.isStrict && a.isVeiled === b.isVeiled &&
    isSameList(a.interests, b.interests) && isSameList(a.languages, b.languages) &&
    isSameList(a.blocked ?? [], b.blocked ?? []);
}

/** The seeker that a ticket stands for, by the policy of its site. */
export function seekerOf(ticket: Ticket, met: readonly Met[], site: Site): Seeker {
  const { session: id, subject, aliases = [], interests, languages, isStrict, since } = ticket;
  const { aheadMs = 0 } = ticket;
  const never = ticket.blocked?.map((who) => ({ who, until: Infinity })) ?? [];
  return {
    id,
    subject,
    aliases,
    interests,
    languages,
    isStrict,
    since,
    aheadMs,
    met: [...met, ...never],
    steps: site.steps,
    allowsSameDevice: site.allowsSameDevice,
  };
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
