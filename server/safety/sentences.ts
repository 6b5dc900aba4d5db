/**
 * Restricting somebody, and taking it back, as changes of their case.
 *
 * It does not know the store or who decides. The invariants it keeps: every decision has the next
 * number, so that of two the later one can always be told; of several restrictions the one that ends
 * last holds, in whatever order they stand.
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
  return {
    ...found,
    restrictions: [...found.restrictions.filter((each) => each !== holding), { ban, at, by }],
    decisions: order,
  };
}

/** All that hold; where none does, the last one, which counts for the ladder. */
export function standing({ restrictions }: Case, now: number): readonly Restriction[] {
  const holding = restrictions.filter((each) => doesHold(each, now));
  return holding.length > 0 ? holding : restrictions.slice(-1);
}

/** Takes restrictions of a case back. */
export function lifted(
  found: Case,
  meant: readonly Restriction[],
  by: DecisionMark["by"],
): Case {
  if (meant.every(({ ban }) => ban.isLifted)) return found;
  return {
    ...found,
    restrictions: found.restrictions.map((each) =>
      meant.includes(each) ? takenBack(each, by) : each
    ),
    decisions: found.decisions + 1,
  };
}

/** A restriction that counts no more. @param by Who took it back. */
export function takenBack({ ban, at }: Restriction, by: string | null): Restriction {
  return { ban: { ...ban, isLifted: true }, at, by };
}

/** The restriction that holds at a moment, if one does; of several the one that ends last. */
export function holds({ restrictions }: Case, now: number): Restriction | undefined {
  return restrictions.filter((each) => doesHold(each, now)).toSorted(byEnd).at(-1);
}

/**
 * Makes what holds hold, or what was taken back end, under all names that the person of a case is
 * known by: an earlier one may stand under another of them.
 *
 * @throws {StoreUnavailableError} when the store does not answer; it can be done again.
 */
export async function enforce(
  found: Case,
  { ban, now }: {
    readonly ban: (subject: Subject, ban: Ban) => Promise<void>;
    readonly now: number;
  },
): Promise<void> {
  const { subject, aliases = [], restrictions, decisions: order } = found;
  const last = holds(found, now) ?? restrictions.toSorted(byEnd).at(-1);
  if (last === undefined || last.ban.until <= now) return;
  const decided = { ...last.ban, order };
  await Promise.all([subject, ...aliases].map((name) => ban(name, decided)));
}

/** Whether a restriction holds at a moment. */
export function doesHold({ ban }: Restriction, now: number): boolean {
  return !ban.isLifted && ban.until > now;
}

function byEnd(one: Restriction, other: Restriction): number {
  return one.ban.until - other.ban.until;
}
