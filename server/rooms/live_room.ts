/**
 * A live room in memory: its record, who of the two is away, and which messages were relayed.
 *
 * It does not know how anything is stored or delivered.
 *
 * @module
 */
import type { CancelTimer } from "../clock.ts";
import type { Match, Role, SessionId, WaitingOffer } from "../protocol.ts";
import type { Room, Subject } from "../store/keys.ts";
import { isLater } from "../store/store.ts";

/** What became of a message. `full`: the other is away and their mailbox is full. */
export type MessageRelayed =
  | { readonly kind: "accepted"; readonly at: number }
  | { readonly kind: "not-in-room" | "full" };

/** Messages remembered to answer a repeat as before. */
const REMEMBERED_MESSAGES = 200;

/** Waiting offers that the other one of the two is told. */
export type GivenOffers = ReadonlyMap<SessionId, WaitingOffer>;

/** One live room. */
export class LiveRoom {
  /** Ends of the holds of those who are away. */
  readonly holds = new Map<SessionId, CancelTimer>();
  /** Whether its end was asked of the store, which did not answer. */
  isEnding = false;
  /** Those who know that they were matched. */
  readonly told = new Set<SessionId>();
  /** What became of messages; of those that are under way, what will. */
  readonly #messages = new Map<string, Promise<MessageRelayed>>();

  /**
   * @param versionstamp The version of the record.
   * @param offers Whose waiting offers the other one is told.
   */
  constructor(
    public room: Room,
    public versionstamp: string,
    public offers: GivenOffers,
  ) {}

  /** Both sessions, the offerer first. */
  get sessions(): readonly [SessionId, SessionId] {
    const [offerer, answerer] = this.room.seats;
    return [offerer.session, answerer.session];
  }

  /** Takes in the record as it was read, unless a later one is known. */
  renew(room: Room, versionstamp: string): void {
    if (isLater(versionstamp, this.versionstamp)) {
      [this.room, this.versionstamp] = [room, versionstamp];
    }
  }

  has(session: SessionId): boolean {
    return this.sessions.includes(session);
  }

  /** The other one of the two. */
  partnerOf(session: SessionId): SessionId {
    const [offerer, answerer] = this.sessions;
    return session === offerer ? answerer : offerer;
  }

  /** Who a session of the room is for safety. */
  subjectOf(session: SessionId): Subject {
    return this.room.seats.find((seat) => seat.session === session)?.subject ?? "";
  }

  roleOf(session: SessionId): Role {
    return session === this.sessions[0] ? "offerer" : "answerer";
  }

  /** The pair as one side is told of it. */
  matchFor(session: SessionId): Match {
    const { id, generation, mode, interests, language, step, seats } = this.room;
    const { isVeiled, resumes } = this.room;
    const role = this.roleOf(session);
    const waitedMs = seats.find((seat) => seat.session === session)?.waitedMs ?? 0;
    // Offers open the first generation only.
    const isFirst = generation === 1;
    const { id: offered } = isFirst && this.offers.get(session) || {};
    const { sdp } = isFirst && this.offers.get(this.partnerOf(session)) || {};
    return {
      room: id,
      role,
      polite: role === "answerer",
      generation,
      mode,
      why: { interests, language, step, waitedMs },
      ...(isVeiled && { veiled: true }),
      ...(sdp !== undefined && { offer: { sdp } }),
      ...(offered !== undefined && { offered }),
      ...(resumes !== undefined && { resumes }),
    };
  }

  /** Relays a message once: a repeat is answered as the first one is, also while that is under way. */
  once(id: string, relay: () => Promise<MessageRelayed>): Promise<MessageRelayed> {
    const before = this.#messages.get(id);
    if (before) return before;
    const relayed = relay();
    this.#remember(id, relayed);
    const forget = () => void this.#messages.delete(id);
    relayed.then(({ kind }) => kind === "accepted" || forget(), forget);
    return relayed;
  }

  /** Lets a message that was relayed, and may be lost, be relayed once more. */
  relayAgain(id: string): void {
    this.#messages.delete(id);
  }

  #remember(id: string, relayed: Promise<MessageRelayed>): void {
    this.#messages.set(id, relayed);
    const [oldest] = this.#messages.keys();
    if (this.#messages.size > REMEMBERED_MESSAGES && oldest !== undefined) {
      this.#messages.delete(oldest);
    }
  }
}
