/**
 * Entrants and their changes for tests of commits.
 *
 * @module
 */
import {
  type Change,
  commitChanges,
  type Entrant,
  type Outcome,
  pairChange,
  ticketChange,
} from "../../../server/matching/changes.ts";
import type { RoomId, SessionId } from "../../../server/protocol.ts";
import type { Store } from "../../../server/store/store.ts";

/** Makes somebody who was never anywhere. */
export function entrant(id: string, options: Partial<Entrant> = {}): Entrant {
  return {
    ticket: {
      session: id as SessionId,
      subject: `subject-${id}`,
      site: "default",
      pool: "default/text",
      mode: "text",
      interests: [],
      languages: ["en"],
      isStrict: false,
      since: 0,
    },
    met: [],
    versionstamp: null,
    ends: null,
    notify: null,
    ...options,
  };
}

/** Makes the change that seats `<n>a` and `<n>b` in room `room<n>`. */
export function pairOf(n: number): Change {
  const [a, b] = [entrant(`${n}a`), entrant(`${n}b`)];
  return pairChange(
    {
      id: `room${n}` as RoomId,
      mode: "text",
      generation: 1,
      openedAt: 0,
      seats: [
        { session: a.ticket.session, subject: a.ticket.subject, waitedMs: 0 },
        { session: b.ticket.session, subject: b.ticket.subject, waitedMs: 0 },
      ],
      interests: [],
      language: "en",
      step: 2,
    },
    a,
    b,
  );
}

/** Makes the change that stores the ticket of `<n>a`. */
export function ticketOf(n: number): Change {
  return ticketChange(entrant(`${n}a`), `op${n}`);
}

/** Commits and returns how each ended, in the order given. */
export async function outcomesOf(store: Store, changes: readonly Change[]): Promise<string[]> {
  const outcomes = new Map<Change, Outcome>();
  for await (const [change, outcome] of commitChanges(store, changes)) {
    if (outcomes.has(change)) throw new Error("A change ended twice");
    outcomes.set(change, outcome);
  }
  return changes.map((change) => outcomes.get(change)?.kind ?? "missing");
}
