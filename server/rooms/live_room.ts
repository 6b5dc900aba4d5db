/**
 * A live room in memory: its record, who of the two is away, and which messages were relayed.
 *
 * It does not know how anything is stored or delivered.
 *
 * @module
 */
import type { CancelTimer } from "../clock.ts";
import type { Match, Role, SessionId } from "../protocol.ts";
import type { Room } from "../store/keys.ts";

/** Messages remembered to answer a repeat as before. */
const REMEMBERED_MESSAGES = 200;

/** One live room. */
export class LiveRoom {
  /** Ends of the holds of those who are away. */
  readonly holds = new Map<SessionId, CancelTimer>();
  /** Whether its end was asked of the store, which did not answer. */
  isEnding = false;
  /** Those who know that they were matched. */
  readonly told = new Set<SessionId>();
  readonly #messages = new Map<string, number>();

  /**
   * @param versionstamp The version of the record.
   * @param offer The offerer's waiting offer, for the answerer.
   */
  constructor(
    public room: Room,
    public versionstamp: string,
    public offer: string | undefined,
  ) {}

  /** Both sessions, the offerer first. */
  get sessions(): readonly [SessionId, SessionId] {
    const [offerer, answerer] = this.room.seats;
    return [offerer.session, answerer.session];
  }

  has(session: SessionId): boolean {
    return this.sessions.includes(session);
  }

  /** The other one of the two. */
  partnerOf(session: SessionId): SessionId {
    const [offerer, answerer] = this.sessions;
    return session === offerer ? answerer : offerer;
  }

  roleOf(session: SessionId): Role {
    return session === this.sessions[0] ? "offerer" : "answerer";
  }

  /** The pair as one side is told of it. */
  matchFor(session: SessionId): Match {
    const { id, generation, mode, interests, language, step, seats } = this.room;
    const role = this.roleOf(session);
    const waitedMs = seats.find((seat) => seat.session === session)?.waitedMs ?? 0;
    // An offer opens the first generation only; and only the other side has use for it.
    const offer = role === "answerer" && generation === 1 ? this.offer : undefined;
    return {
      room: id,
      role,
      polite: role === "answerer",
      generation,
      mode,
      why: { interests, language, step, waitedMs },
      ...(offer === undefined ? {} : { offer: { sdp: offer } }),
    };
  }

  /** When a message was relayed, or nothing if it was not. */
  relayedAt(id: string): number | undefined {
    return this.#messages.get(id);
  }

  /** Remembers a relayed message. */
  rememberMessage(id: string, at: number): void {
    this.#messages.set(id, at);
    const [oldest] = this.#messages.keys();
    if (this.#messages.size > REMEMBERED_MESSAGES && oldest !== undefined) {
      this.#messages.delete(oldest);
    }
  }
}
