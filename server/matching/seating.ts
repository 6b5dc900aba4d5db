/**
 * From two who are to meet to the room that they meet in: who begins the call, and what is written.
 *
 * It does not know why they meet, or the store. The invariant it keeps: a room says of its two only
 * what both brought along.
 *
 * @module
 */
import type { RoomId, SessionId } from "../protocol.ts";
import type { Room } from "../store/keys.ts";
import { type Change, type Entrant, type MoveLetter, pairChange } from "./changes.ts";
import type { Pair } from "./pair.ts";
import type { Seeker } from "./rules.ts";

/** Somebody who is to be seated. */
export interface Seated extends Entrant {
  readonly seeker: Seeker;
}

/** What a room is made with. */
export interface SeatingOptions {
  readonly createId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether a waiting offer is at hand for a session, which makes it the better offerer. */
  readonly hasOffer: (session: SessionId) => boolean;
  readonly letter: MoveLetter;
  /** The talk of the same two that this one goes on with, if any. */
  readonly resumes?: RoomId;
}

/** Makes the change that seats two. */
export function seatPair<Who extends Seated>(
  { interests, language, step }: Omit<Pair, "a" | "b">,
  [one, two]: readonly [Who, Who],
  { createId, now, hasOffer, letter, resumes }: SeatingOptions,
): Change<Who> {
  // The one with a waiting offer begins the call; otherwise the one who came last. Whoever answers
  // can send pictures as soon as the two are connected, whoever offers begins to encode them then:
  // so the one who has just pressed is the first to see the other.
  const rank = (each: Who) => hasOffer(each.ticket.session) ? 1 : 0;
  const isOneFirst = rank(one) - rank(two) || one.seeker.since - two.seeker.since;
  const [offerer, answerer] = isOneFirst >= 0 ? [one, two] : [two, one];
  // The seeker's wait is counted on this node's clock; the ticket's began on another's, perhaps.
  const seat = ({ ticket, seeker }: Who) => ({
    session: ticket.session,
    subject: ticket.subject,
    waitedMs: Math.max(0, now - seeker.since),
  });
  const room: Room = {
    id: createId() as RoomId,
    mode: one.ticket.mode,
    generation: 1,
    openedAt: now,
    seats: [seat(offerer), seat(answerer)],
    interests,
    language,
    step,
    // The stricter of the two has it.
    ...((one.ticket.isVeiled || two.ticket.isVeiled) && { isVeiled: true }),
    ...(resumes !== undefined && { resumes }),
  };
  return pairChange(room, offerer, answerer, letter);
}
