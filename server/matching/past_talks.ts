/**
 * What can still be done about a talk that is over: something against the other one, or, for a few
 * seconds after a skip, to want them back.
 *
 * It does not know HTTP, streams or pools. The invariants it keeps: two sit together again only when
 * both want it, each at a version of their place at which they do; whoever wants somebody back waits
 * in no pool; whoever does something against somebody no longer wants them back, and the other one is
 * answered as by somebody who does not press.
 *
 * @module
 */
import { BACK_MS, type BackWish, type EventMap, type RoomId, type SessionId } from "../protocol.ts";
import { metAfter, type Partner, partnerIn } from "../sessions/places.ts";
import type { Claims } from "../sessions/token.ts";
import { siteNamed } from "../sites.ts";
import {
  keys,
  type Longing,
  type Place,
  PLACE_LIFE_MS,
  type Subject,
  type Ticket,
} from "../store/keys.ts";
import { StoreUnavailableError, type Versioned } from "../store/store.ts";
import { type Change, commitChange, longingChange, type MoveLetter } from "./changes.ts";
import type { Arrival, MatcherEvents } from "./matcher.ts";
import { describe } from "./pair.ts";
import type { Queue, QueueDeps } from "./queue.ts";
import type { CameBack } from "./queue_answers.ts";
import { isExcluded } from "./rules.ts";
import { seatPair } from "./seating.ts";
import { MAX_TRIES, type Position } from "./standings.ts";
import { seekerOf, ticketOf } from "./wish.ts";

/** What {@linkcode PastTalks} are made of. */
export interface PastTalksDeps extends QueueDeps {
  readonly queue: Queue;
  readonly createId: () => string;
  readonly letter: MoveLetter;
  readonly events: Pick<MatcherEvents, "placed" | "opened" | "matched" | "uncertain">;
  /** Tells somebody who was left that the one who has left them would like to come back. */
  readonly onWanted: (session: SessionId, wanted: EventMap["back"]) => void;
}

/** What was pressed in the last moment is on its way for so long, in milliseconds. */
const GRACE_MS = 2_000;
const GONE: CameBack = { kind: "gone" };

/** The other one of a talk, and where they stand. */
interface Other {
  readonly session: SessionId;
  readonly place: Versioned<Place>;
  /** What they ask for, or all that is known of who they are. */
  readonly ticket: Ticket;
  /** Whether they want whoever asks back. */
  readonly wantsBack: boolean;
  /** Whether they have blocked whoever asks, who is not to find that out. */
  readonly isShut: boolean;
}

/** A wish to have somebody back that may yet come true. */
interface Hope {
  readonly mine: Position["place"];
  readonly ticket: Ticket;
  readonly room: RoomId;
  readonly other: Other;
  /** Whether it is who asks that has left. */
  readonly isMySkip: boolean;
  /** When both must have asked, milliseconds since the epoch. */
  readonly until: number;
}

/** The talks that lately ended. */
export class PastTalks {
  readonly #deps: PastTalksDeps;

  constructor(deps: PastTalksDeps) {
    this.#deps = deps;
  }

  /**
   * Does something about whom a session sits with in a room, or sat with in one of its last talks,
   * before anything else is done to the session.
   *
   * @returns Whether there is such a partner.
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  withPartner(
    session: SessionId,
    room: RoomId,
    run: (partner: Partner) => Promise<void>,
  ): Promise<boolean> {
    const { serial, clock, queue } = this.#deps;
    return serial.run(session, async () => {
      const { place: { value } } = await queue.standings.recall(session);
      const partner = partnerIn(value, room, clock.now());
      if (partner === null) return false;
      await this.#certain(session, () => this.#forgo(session, room));
      await run(partner);
      return true;
    });
  }

  /**
   * Seats a session with whom it has just talked, if both want that; otherwise lets it want it.
   * Asking again is harmless.
   *
   * @throws {TagError} for interests or languages that cannot be used.
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  back(claims: Claims, wish: BackWish): Promise<CameBack> {
    const { serial, sites, clock, isBanned, blockedBy, offers } = this.#deps;
    const { session } = claims;
    const bare = ticketOf(claims, wish, siteNamed(sites, claims.site), clock.now());
    return serial.run(session, () =>
      this.#certain(session, async () => {
        if (isBanned(claims)) return { kind: "banned" };
        // One that waits with a ticket stays there, as the ticket may.
        if (wish.offer) offers.keep(session, wish.offer);
        const blocked = await blockedBy(claims);
        const ticket = blocked.length === 0 ? bare : { ...bare, blocked };
        for (let tries = 0; tries < MAX_TRIES; tries++) {
          const cameBack = await this.#try(ticket, wish.room);
          if (cameBack) return cameBack;
        }
        throw new StoreUnavailableError("Cannot come back: the places keep changing");
      }));
  }

  /** @returns nothing when a place had changed; it is to be tried again. */
  async #try(ticket: Ticket, room: RoomId): Promise<CameBack | undefined> {
    const { queue, clock } = this.#deps;
    const { place: mine, room: seat } = await queue.standings.look(ticket.session);
    // A match was faster, or they are back already.
    if (seat) return { kind: "seated", room: seat };
    const talk = partnerIn(mine.value, room, clock.now());
    const other = talk && await this.#find(talk, ticket, room);
    if (!talk || !other) return GONE;
    const theirs = partnerIn(other.place.value, room, clock.now());
    const skippedAt = talk.skippedAt ?? theirs?.skippedAt ?? -Infinity;
    const until = skippedAt + BACK_MS + GRACE_MS;
    if (until <= clock.now() || theirs?.session !== ticket.session) return GONE;
    const hope = { mine, ticket, room, other, isMySkip: talk.skippedAt !== null, until };
    return await (other.wantsBack ? this.#reunite(hope) : this.#long(hope));
  }

  /** Where the other one stands, unless they have gone on, or the two must not meet. */
  async #find(talk: Partner, ticket: Ticket, room: RoomId): Promise<Other | null> {
    const { store, isPresent, findHome, isBanned, blockedBy, clock } = this.#deps;
    const { session, who: subject, aliases } = talk;
    if (session === null) return null;
    if (!isPresent(session) && await findHome(session) === null) return null;
    const place = await store.get(keys.place(session));
    const { value } = place;
    if (value?.kind === "seated") {
      const { value: seat } = await store.get(keys.room(value.room));
      if (seat !== null) return null;
    }
    const now = clock.now();
    const longing = value?.kind === "idle" ? value.back : undefined;
    const wantsBack = longing?.room === room && longing.until > now &&
      longing.ticket.pool === ticket.pool;
    const theirs = wantsBack ? longing.ticket : { ...ticket, session, subject, aliases };
    const own = this.#seeker(ticket);
    const isApart = (blocked: readonly Subject[]) =>
      isExcluded(own, this.#seeker({ ...theirs, blocked }), now);
    if (isBanned(theirs) || isApart([])) return null;
    const isShut = isApart(await blockedBy(theirs));
    return { session, place, ticket: theirs, wantsBack: wantsBack && !isShut, isShut };
  }

  async #reunite({ mine, ticket, room, other }: Hope): Promise<CameBack | undefined> {
    const { createId, clock, offers, letter, events } = this.#deps;
    const own = await this.#arrival(ticket, mine);
    const theirs = { ...await this.#arrival(other.ticket, other.place), isStored: true };
    const change = seatPair(describe(own.seeker, theirs.seeker), [own, theirs], {
      createId,
      now: clock.now(),
      hasOffer: (session) => offers.get(session) !== undefined,
      letter,
      resumes: room,
    });
    const versionstamp = await this.#commit(change);
    if (versionstamp === null || change.room === null) return undefined;
    // It may be over already, by somebody who looked.
    if (!events.opened(change.room, versionstamp)) return undefined;
    if (theirs.notify === null) events.matched(other.session, change.room);
    return { kind: "seated", room: change.room };
  }

  async #long({ mine, ticket, room, other, isMySkip, until }: Hope): Promise<CameBack | undefined> {
    const { createId, clock, letter, onWanted } = this.#deps;
    const endsInMs = Math.max(0, until - GRACE_MS - clock.now());
    const asked: CameBack = { kind: "asked", endsInMs };
    if (longsFor(mine.value, { room, ticket })) return asked;
    const longing = { room, ticket, until, op: createId() };
    const change = longingChange(await this.#arrival(ticket, mine), longing, letter);
    if (await this.#commit(change) === null) return undefined;
    // Whoever was left must not be made to feel that they ask too much; so their wish is silent.
    if (isMySkip && !other.isShut) onWanted(other.session, { room, endsInMs });
    return asked;
  }

  /** @returns the version that was written; none when a place had changed. */
  async #commit(change: Change<Arrival>): Promise<string | null> {
    const { store, queue, events } = this.#deps;
    const outcome = await commitChange(store, change);
    switch (outcome.kind) {
      case "lost":
        return null;
      case "unknown":
        for (const { entrant } of change.moves) events.uncertain(entrant);
        throw new StoreUnavailableError("Cannot come back: the store did not say how it ended");
      case "done":
        for (const { entrant, place } of change.moves) {
          queue.pause(entrant.ticket.session);
          events.placed(entrant.ticket.session, place, outcome.versionstamp);
        }
        return outcome.versionstamp;
    }
  }

  async #arrival(ticket: Ticket, place: Versioned<Place>): Promise<Arrival> {
    const { clock, sites, findHome } = this.#deps;
    const { rematchWindowMs } = siteNamed(sites, ticket.site);
    return {
      ticket,
      met: metAfter(place.value, clock.now(), rematchWindowMs),
      seeker: this.#seeker(ticket),
      versionstamp: place.versionstamp,
      ends: null,
      notify: await findHome(ticket.session),
      isStored: false,
      isPresent: true,
    };
  }

  /** Without those met lately: these two are to meet again. */
  #seeker(ticket: Ticket) {
    return seekerOf(ticket, [], siteNamed(this.#deps.sites, ticket.site));
  }

  /** Takes back that somebody wants the other one of a talk back. */
  async #forgo(session: SessionId, room: RoomId): Promise<void> {
    const { store, places, queue } = this.#deps;
    const key = keys.place(session);
    let { place } = await queue.standings.recall(session);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const { value, versionstamp } = place;
      if (value?.kind !== "idle" || value.back?.room !== room) return;
      const idle: Place = { kind: "idle", met: value.met };
      const result = await store.commit({
        checks: [{ key, versionstamp }],
        sets: [{ key, value: idle, expireInMs: PLACE_LIFE_MS }],
      });
      if (result.ok) return places.set(session, idle, result.versionstamp);
      ({ place } = await queue.standings.look(session));
    }
    throw new StoreUnavailableError("Cannot take a wish back: the place keeps changing");
  }

  /** What ends nobody knows how leaves a session in doubt. */
  async #certain<Result>(session: SessionId, write: () => Promise<Result>): Promise<Result> {
    try {
      return await write();
    } catch (error) {
      this.#deps.queue.distrust(session);
      throw error;
    }
  }
}

function longsFor(
  place: Place | null,
  { room, ticket }: Pick<Longing, "room" | "ticket">,
): boolean {
  if (place?.kind !== "idle" || place.back === undefined) return false;
  return place.back.room === room && place.back.ticket.pool === ticket.pool;
}
