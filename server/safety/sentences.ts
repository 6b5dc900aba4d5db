/**
 * Restricting somebody, and taking it back, as changes of their case.
 *
 * It does not know the store or who decides. The invariant it keeps: every decision has the next
 * number, so that of two the later one can always be told.
 *
 * @module
 */
import type { Subject } from "../store/keys.ts";
import type { Ban, Case, Restriction } from "../store/safety_records.ts";

/** Who decided, when, and by which receipt it can be asked about. */
export interface DecisionMark {
  /** The name of a moderator, or nobody: the rules alone. */
  readonly by: string | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly receipt: string;
}

/** Restricts from now on; a restriction that holds is replaced and keeps its receipt. */
export function restricted(
  found: Case,
  sentence: { readonly rule: string; readonly forMs: number },
  { by, at, receipt }: DecisionMark,
): Case {
  const order = found.decisions + 1;
  const holding = holds(found, at);
  const ban = {
    rule: sentence.rule,
    until: at + sentence.forMs,
    receipt: holding?.ban.receipt ?? receipt,
    order,
  };
  const before = holding === undefined ? found.restrictions : found.restrictions.slice(0, -1);
  return {
    ...found,
    restrictions: [...before, { ban, at, by }],
    decisions: order,
  };
}

/** Takes the last restriction back; one that is over is only taken off the ladder. */
export function lifted(found: Case, { by }: Pick<DecisionMark, "by">): Case {
  const last = found.restrictions.at(-1);
  if (last === undefined || last.ban.isLifted) return found;
  const order = found.decisions + 1;
  const ban = { ...last.ban, order, isLifted: true } as const;
  return {
    ...found,
    restrictions: [...found.restrictions.slice(0, -1), { ban, at: last.at, by }],
    decisions: order,
  };
}

/** The restriction that holds at a moment, if one does. */
export function holds({ restrictions }: Case, now: number): Restriction | undefined {
  const last = restrictions.at(-1);
  return last && !last.ban.isLifted && last.ban.until > now ? last : undefined;
}

/**
 * Makes the last restriction of a case hold, or end, under all names that its person is known by:
 * an earlier one may stand under another of them.
 *
 * @throws {StoreUnavailableError} when the store does not answer; it can be done again.
 */
export async function enforce(
  { subject, aliases = [], restrictions }: Case,
  { ban, now }: {
    readonly ban: (subject: Subject, ban: Ban) => Promise<void>;
    readonly now: number;
  },
): Promise<void> {
  const last = restrictions.at(-1);
  if (last === undefined || last.ban.until <= now) return;
  await Promise.all([subject, ...aliases].map((name) => ban(name, last.ban)));
}
