/**
 * Where sessions stand, remembered while they are connected so that a join need not read.
 *
 * It does not decide anything. A memory may be stale when another node wrote; every write checks
 * the version, so that staleness costs a second try and never a wrong state.
 *
 * @module
 */
import type { RoomId, SessionId } from "../protocol.ts";
import { keys, type Met, type Place, type Subject } from "../store/keys.ts";
import { isLater, type Store, type Versioned } from "../store/store.ts";

/** A place and its version; no value means that the session was never anywhere. */
export type VersionedPlace = Versioned<Place>;

/** The places of connected sessions, remembered only where no other node can write them. */
export class Places {
  readonly #known = new Map<SessionId, VersionedPlace>();

  constructor(readonly store: Store) {}

  /**
   * Reads a place, from memory when it is known.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async read(session: SessionId): Promise<VersionedPlace> {
    const known = this.#known.get(session);
    if (known) return known;
    const place = await this.store.get(keys.place(session));
    this.set(session, place.value, place.versionstamp);
    return this.#known.get(session) ?? place;
  }

  /**
   * Remembers what was just read or written or, for a session made just now, that nothing was; unless
   * something later is remembered already, as an answer may come after that to a later question.
   */
  set(session: SessionId, place: Place | null, versionstamp: string | null): void {
    if (!this.store.limits.isExclusive) return;
    if (isLater(this.#known.get(session)?.versionstamp ?? null, versionstamp)) return;
    this.#known.set(session, { value: place, versionstamp });
  }

  /** Forgets, so that the next reader asks the store. */
  drop(session: SessionId): void {
    this.#known.delete(session);
  }
}

/** People kept in mind at most; older ones are met again sooner, and places stay small. */
const MAX_MET = 16;
/** Talks that can still be blocked or reported after their end. */
const MAX_TALKS = 3;
/** For how long, in milliseconds. */
const TALK_LIFE_MS = 10 * 60 * 1_000;

/**
 * Whom a session should not meet again: those it remembers, and the one it sits or sat with last.
 *
 * @param now Milliseconds since the epoch.
 */
export function metAfter(place: Place | null, now: number, rematchWindowMs: number): Met[] {
  if (place === null) return [];
  const met = place.met.flatMap((each): Met[] => {
    if (isRecent(each, now)) return [each];
    const { who, until } = each;
    return until > now ? [{ who, until }] : [];
  });
  if (place.kind !== "seated") return met;
  const { partner: who, partnerAliases: aliases, with: session, room, since } = place;
  const others = met.filter((each) => each.who !== who);
  const talk = {
    room,
    since,
    endedAt: now,
    ...(aliases && { aliases }),
    ...(session && { with: session }),
  };
  const last = { who, until: now + rematchWindowMs, talk };
  return [...others, last].slice(-MAX_MET);
}

/** Takes note that the last talk ends because this side goes on to meet somebody else. */
export function withSkip(met: readonly Met[]): Met[] {
  return met.map((each, index) =>
    index < met.length - 1 || each.talk === undefined
      ? each
      : { ...each, talk: { ...each.talk, isSkip: true } }
  );
}

/** Whether somebody stands somewhere from where they could be seated. */
export function wantsSomebody(place: Place | null): boolean {
  return place?.kind === "waiting" || (place?.kind === "idle" && place.back !== undefined);
}

/** The other one of a talk, and when it began and ended (milliseconds since the epoch). */
export interface Partner {
  readonly who: Subject;
  /** Their other subjects. */
  readonly aliases: readonly Subject[];
  readonly since: number;
  /** When its end was noticed; the present while nobody has noticed. */
  readonly endedAt: number;
  /** Their session; none where that was not written down. */
  readonly session: SessionId | null;
  /** When this side left it to meet somebody else, milliseconds since the epoch; or it did not. */
  readonly skippedAt: number | null;
}

/**
 * The one with whom a session sits in a room, or sat in one of its last talks.
 *
 * @param now Milliseconds since the epoch.
 */
export function partnerIn(place: Place | null, room: RoomId, now: number): Partner | null {
  const talks = metAfter(place, now, 0).filter((met) => isRecent(met, now)).slice(-MAX_TALKS);
  const met = talks.find(({ talk }) => talk?.room === room);
  if (met?.talk === undefined) return null;
  const { since, endedAt, aliases = [], with: session = null, isSkip = false } = met.talk;
  return { who: met.who, aliases, since, endedAt, session, skippedAt: isSkip ? endedAt : null };
}

function isRecent({ talk }: Met, now: number): boolean {
  return talk !== undefined && talk.endedAt > now - TALK_LIFE_MS;
}
