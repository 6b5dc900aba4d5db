/**
 * Where sessions stand, read so that it can be written against.
 *
 * It does not know what is asked for. The invariant it keeps: after a write whose end nobody knows,
 * nothing is told of a place before that write can no longer happen.
 *
 * @module
 */
import type { RoomId, SessionId } from "../protocol.ts";
import type { Places, VersionedPlace } from "../sessions/places.ts";
import { keys, type Place, PLACE_LIFE_MS, type Room } from "../store/keys.ts";
import { type Store, StoreUnavailableError } from "../store/store.ts";

/** A place, and the room if it is in one that is live. */
export interface Position {
  readonly place: VersionedPlace;
  readonly room: Room | null;
}

/** What {@linkcode Standings} are made of. */
export interface StandingsDeps {
  readonly store: Store;
  readonly places: Places;
  /** The room of that id while it is live, from memory where it is known. */
  readonly findRoom: (room: RoomId) => Promise<Room | null>;
  /** The same, from the store. */
  readonly readRoom: (room: RoomId) => Promise<Room | null>;
  /** Told where a session sits, or that it does not, as the store has it. */
  readonly onSeat: (session: SessionId, room: RoomId | null) => Promise<void>;
}

/**
 * Places of one session change rarely twice at once; so many lost races in a row mean that
 * something is wrong with the store.
 */
export const MAX_TRIES = 8;

/** Reads where sessions stand. */
export class Standings {
  readonly #deps: StandingsDeps;
  readonly #uncertain = new Set<SessionId>();

  constructor(deps: StandingsDeps) {
    this.#deps = deps;
  }

  /** Takes note that a write of a session's place may have happened, or may yet. */
  doubt(session: SessionId): void {
    this.#uncertain.add(session);
  }

  /** Where a session stands, from memory unless there is reason to doubt it. */
  async recall(session: SessionId): Promise<Position> {
    const { store, places, findRoom } = this.#deps;
    if (!store.limits.isExclusive || this.#uncertain.has(session)) return await this.look(session);
    const place = await places.read(session);
    return {
      place,
      room: place.value?.kind === "seated" ? await findRoom(place.value.room) : null,
    };
  }

  /**
   * Reads where a session stands from the store: what is remembered may be older than a commit that
   * nobody knew had happened.
   */
  async look(session: SessionId): Promise<Position> {
    const { places, readRoom, onSeat } = this.#deps;
    places.drop(session);
    let place = await places.read(session);
    for (let tries = 0; this.#uncertain.has(session); tries++) {
      if (tries === MAX_TRIES) {
        throw new StoreUnavailableError("Cannot read: the place keeps changing");
      }
      place = await this.#fence(session, place);
    }
    const room = place.value?.kind === "seated" ? await readRoom(place.value.room) : null;
    await onSeat(session, room?.id ?? null);
    return { place, room };
  }

  /**
   * Writes a place anew, as it is, so that a commit that is still under way finds another version
   * than it was made for and can no longer happen.
   */
  async #fence(
    session: SessionId,
    { value, versionstamp }: VersionedPlace,
  ): Promise<VersionedPlace> {
    const { store, places } = this.#deps;
    const key = keys.place(session);
    const place: Place = value ?? { kind: "idle", met: [] };
    const result = await store.commit({
      checks: [{ key, versionstamp }],
      sets: [{ key, value: place, expireInMs: PLACE_LIFE_MS }],
    });
    places.drop(session);
    if (!result.ok) return await places.read(session);
    this.#uncertain.delete(session);
    places.set(session, place, result.versionstamp);
    return { value: place, versionstamp: result.versionstamp };
  }
}
