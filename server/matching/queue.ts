/**
 * The way into matching and out of it: join, next, leave, and coming back after a break.
 *
 * It does not know HTTP or streams. The invariants it keeps: whatever is done to a session starts
 * from the place it stands at and is written only against that version; leaving is final.
 *
 * @module
 */
import type { Clock } from "../clock.ts";
import type { Near, QueueWish, SessionId } from "../protocol.ts";
import type { Commit } from "../store/engine.ts";
import type { NodeId, Place, Subject, Ticket } from "../store/keys.ts";
import { BLANK_PLACE_LIFE_MS, keys, PLACE_LIFE_MS } from "../store/keys.ts";
import { StoreUnavailableError } from "../store/store.ts";
import { metAfter, type VersionedPlace, wantsSomebody, withSkip } from "../sessions/places.ts";
import type { Serial } from "../sessions/serial.ts";
import type { Claims } from "../sessions/token.ts";
import { type Site, siteNamed, type Sites } from "../sites.ts";
import type { Arrival, Matcher } from "./matcher.ts";
import type { Offers } from "./offers.ts";
import type { Joined, Left, Standing, WidenedNow } from "./queue_answers.ts";
import { type Seeker, stepAt, wideningTimes } from "./rules.ts";
import { MAX_TRIES, Standings, type StandingsDeps } from "./standings.ts";
import { isSameWish, seekerOf, ticketOf } from "./wish.ts";

/** What a {@linkcode Queue} is made of. */
export interface QueueDeps extends StandingsDeps {
  readonly clock: Clock;
  readonly serial: Serial<SessionId>;
  readonly sites: Sites;
  readonly matcherOf: (pool: string) => Matcher;
  /** Told of a session whose last write ended nobody knows how. */
  readonly onUncertain: (session: SessionId) => void;
  /** Whether a session has its stream here and can be told of a match now. */
  readonly isPresent: (session: SessionId) => boolean;
  /** The other node that holds a session's stream, if any. */
  readonly findHome: (session: SessionId) => Promise<NodeId | null>;
  /** Told of a session of this node that waits no longer here, or cannot be told any more. */
  readonly onPause: (session: SessionId, pool: string) => void;
  /** Whether somebody may not be matched now. */
  readonly isBanned: (who: Pick<Ticket, "subject" | "aliases">) => boolean;
  /** Whom somebody never wants to meet again. */
  readonly blockedBy: (who: Pick<Ticket, "subject" | "aliases">) => Promise<readonly Subject[]>;
  readonly offers: Offers;
}

/** Somebody whose ticket is in the store, and who is told here. */
const STORED = { ends: null, isStored: true, notify: null } as const;

/** Joins and leaves of all pools. */
export class Queue {
  readonly #deps: QueueDeps;
  readonly #pools = new Map<SessionId, string>();
  /** Where sessions stand, with what is doubted of it. */
  readonly standings: Standings;

  constructor(deps: QueueDeps) {
    this.#deps = deps;
    this.standings = new Standings(deps);
  }

  /**
   * Makes a session wait, or seats it at once.
   *
   * @param options.leaves Whether a room that it sits in is left by this, in the same commit:
   *   `wish.room` if given, otherwise whichever.
   * @throws {TagError} for interests or languages that cannot be used.
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  join(claims: Claims, wish: QueueWish, options: { readonly leaves: boolean }): Promise<Joined> {
    const { session } = claims;
    const { clock, blockedBy, isBanned } = this.#deps;
    const site = this.#site(claims.site);
    const ticket = ticketOf(claims, wish, site, clock.now());
    return this.#run(session, async () => {
      // Here, after all that was asked before: a ban takes out whoever came in before it.
      if (isBanned(claims)) return { kind: "banned" };
      this.#deps.offers.keep(session, wish.offer);
      const blocked = await blockedBy(claims);
      const whole = blocked.length === 0 ? ticket : { ...ticket, blocked };
      return await this.#join(whole, site, wish, options.leaves);
    });
  }

  /**
   * Brings a waiting session to its next step at once, and to a match if that makes one.
   *
   * @param step The step, from 1, to reach; where it is reached already nothing is written.
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  widen(session: SessionId, step = Infinity): Promise<WidenedNow> {
    return this.#run(session, async () => {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const widened = await this.#tryWiden(session, step);
        if (widened) return widened;
      }
      throw new StoreUnavailableError("Cannot widen: the place keeps changing");
    });
  }

  /**
   * Takes a session out of the queue, unless a match was faster.
   *
   * @param checks What must still be so when it is done, besides their place.
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  leave(session: SessionId, checks: Commit["checks"] = []): Promise<Left> {
    return this.#run(session, () => this.#leave(session, checks));
  }

  /**
   * Finds where a session stands and, if it waits, brings it back into its pool.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  resume(session: SessionId): Promise<Standing> {
    return this.#deps.serial.run(session, async () => {
      const { place: { value, versionstamp }, room } = await this.standings.look(session);
      if (value?.kind !== "waiting") {
        this.pause(session);
        return room ? { kind: "seated", room } : { kind: "idle", isLonging: wantsSomebody(value) };
      }
      const { ticket, met } = value;
      const arrival = this.#arrival(ticket, met, { ...STORED, versionstamp });
      if (arrival.isPresent) {
        this.#matcher(session, ticket.pool).readmit(arrival);
      }
      return { kind: "waiting", ticket, widensInMs: this.#widensInMs(arrival.seeker) };
    });
  }

  /**
   * Brings in somebody of another node who waits, if that is so.
   *
   * @param options.from The node that holds their stream.
   * @param options.waitedMs How long they have waited, by that node's clock.
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  admit(
    session: SessionId,
    options: { readonly from: NodeId; readonly waitedMs: number },
  ): Promise<void> {
    return this.#deps.serial.run(session, async () => {
      const { place: { value, versionstamp } } = await this.standings.look(session);
      if (value?.kind !== "waiting") return;
      const { ticket, met } = value;
      const since = this.#deps.clock.now() - options.waitedMs;
      const from = { ...STORED, versionstamp, notify: options.from };
      const arrival = this.#arrival({ ...ticket, since }, met, from);
      this.#deps.matcherOf(ticket.pool).readmit({ ...arrival, ticket, isPresent: true });
    });
  }

  /** Whether the last write of a session's place ended nobody knows how. */
  doubt(session: SessionId): void {
    this.standings.doubt(session);
  }

  /**
   * Takes note that a write of a session's place ended nobody knows how: it may have happened, or
   * may yet.
   */
  distrust(session: SessionId): void {
    this.doubt(session);
    this.pause(session);
    this.#deps.onUncertain(session);
  }

  /** Whether a session waits, as far as this node knows. */
  waits(session: SessionId): boolean {
    return this.#pools.has(session);
  }

  /** Stops matching a session that cannot be told; its ticket stays. */
  pause(session: SessionId): void {
    const pool = this.#pools.get(session);
    if (pool === undefined) return;
    this.#deps.matcherOf(pool).remove(session);
    this.#pools.delete(session);
    this.#deps.onPause(session, pool);
  }

  /** Forgets a session that another node looks after. */
  forget(session: SessionId): void {
    this.pause(session);
    this.#deps.offers.forget(session);
  }

  /** Runs what writes, after all that was asked of the session before. */
  #run<Result>(session: SessionId, write: () => Promise<Result>): Promise<Result> {
    return this.#deps.serial.run(session, async () => {
      try {
        return await write();
      } catch (error) {
        this.distrust(session);
        throw error;
      }
    });
  }

  async #leave(session: SessionId, checks: Commit["checks"]): Promise<Left> {
    // A join of theirs may be under way at another node; what is left is final.
    if (!this.#deps.store.limits.isExclusive) this.doubt(session);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const { place, room } = await this.standings.look(session);
      if (room) return { kind: "seated", room: room.id };
      if (!wantsSomebody(place.value) || await this.#unqueue(session, place, checks)) {
        this.#deps.offers.forget(session);
        return { kind: "left" };
      }
    }
    throw new StoreUnavailableError("Cannot leave: the place keeps changing");
  }

  async #join(ticket: Ticket, site: Site, wish: QueueWish, leaves: boolean): Promise<Joined> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const joined = await this.#tryJoin(ticket, site, wish, leaves);
      if (joined) return joined;
      await this.standings.look(ticket.session);
    }
    throw new StoreUnavailableError("Cannot join: the place keeps changing");
  }

  async #tryJoin(
    ticket: Ticket,
    site: Site,
    wish: QueueWish,
    leaves: boolean,
  ): Promise<Joined | undefined> {
    const { clock } = this.#deps;
    const { session } = ticket;
    const { place: { value: place, versionstamp }, room } = await this.standings.recall(session);
    const isLeft = leaves && (wish.room === undefined || wish.room === room?.id);
    if (room && !isLeft) return { kind: "seated", room };
    if (place?.kind === "waiting") {
      const { place: now } = await this.standings.look(session);
      if (now.versionstamp !== versionstamp) return undefined;
      if (isSameWish(place.ticket, ticket)) return this.#wait(place, versionstamp);
      this.pause(session);
    }
    const met = metAfter(place, clock.now(), site.rematchWindowMs);
    const arrival = this.#arrival(ticket, room === null ? met : withSkip(met), {
      versionstamp,
      ends: room?.id ?? null,
      isStored: false,
      notify: await this.#deps.findHome(session),
    });
    const entry = await this.#matcher(session, ticket.pool).enter(arrival);
    if (entry.kind === "lost") return undefined;
    if (entry.kind === "seated") return entry;
    return { kind: "queued", ...this.#outlook(arrival) };
  }

  /** The ticket goes in anew, further ahead, against the version at which it was read. */
  async #tryWiden(session: SessionId, step: number): Promise<WidenedNow | undefined> {
    const { place: { value: place, versionstamp }, room } = await this.standings.look(session);
    if (room) return { kind: "seated", room };
    if (place?.kind !== "waiting") return { kind: "idle" };
    const { ticket, met } = place;
    const from = { versionstamp, ends: null, notify: await this.#deps.findHome(session) };
    const stored = this.#arrival(ticket, met, { ...from, isStored: true });
    const [leapMs] = this.#outlook(stored).widensInMs;
    const isThere = stepAt(stored.seeker, this.#deps.clock.now()) >= step;
    if (leapMs === undefined || isThere) return this.#reach(stored);
    this.pause(session);
    const aheadMs = (ticket.aheadMs ?? 0) + leapMs;
    const arrival = this.#arrival({ ...ticket, aheadMs }, met, { ...from, isStored: false });
    const entry = await this.#matcher(session, ticket.pool).enter(arrival);
    if (entry.kind === "lost") return undefined;
    return entry.kind === "seated" ? entry : this.#reach(arrival);
  }

  #reach(arrival: Arrival): WidenedNow {
    const { widensInMs: [nextInMs], near } = this.#outlook(arrival);
    const step = stepAt(arrival.seeker, this.#deps.clock.now());
    return { kind: "waiting", step, nextInMs, near };
  }

  /** Somebody who waits already and asks for the same again. */
  #wait(place: Place & { kind: "waiting" }, versionstamp: string | null): Joined {
    const { ticket, met } = place;
    const arrival = this.#arrival(ticket, met, { ...STORED, versionstamp });
    const matcher = this.#matcher(ticket.session, ticket.pool);
    if (arrival.isPresent && !matcher.has(ticket.session)) matcher.readmit(arrival);
    return { kind: "exists", ...this.#outlook(arrival) };
  }

  async #unqueue(
    session: SessionId,
    { value, versionstamp }: VersionedPlace,
    checks: Commit["checks"],
  ): Promise<boolean> {
    const { store, places, clock } = this.#deps;
    const key = keys.place(session);
    const idle: Place = { kind: "idle", met: metAfter(value, clock.now(), 0) };
    const isBlank = idle.met.length === 0 && store.limits.isExclusive;
    const result = await store.commit({
      checks: [{ key, versionstamp }, ...checks],
      sets: [{ key, value: idle, expireInMs: isBlank ? BLANK_PLACE_LIFE_MS : PLACE_LIFE_MS }],
    });
    if (!result.ok) return false;
    this.pause(session);
    if (isBlank) places.drop(session);
    else places.set(session, idle, result.versionstamp);
    return true;
  }

  #matcher(session: SessionId, pool: string): Matcher {
    this.#pools.set(session, pool);
    return this.#deps.matcherOf(pool);
  }

  #arrival(
    ticket: Ticket,
    met: Arrival["met"],
    from: Pick<Arrival, "versionstamp" | "ends" | "isStored" | "notify">,
  ): Arrival {
    const seeker = seekerOf(ticket, met, this.#site(ticket.site));
    const { isPresent: isHere, isBanned } = this.#deps;
    const isPresent = isHere(ticket.session) && !isBanned(ticket);
    return { ticket, met, seeker, isPresent, ...from };
  }

  /** What somebody who waits may expect. */
  #outlook({ seeker, ticket }: Arrival): { widensInMs: number[]; near: Near } {
    const near = this.#deps.matcherOf(ticket.pool).near(seeker);
    return { widensInMs: this.#widensInMs(seeker), near };
  }

  #widensInMs(seeker: Seeker): number[] {
    const now = this.#deps.clock.now();
    return wideningTimes(seeker, now).map((at) => at - now);
  }

  #site(name: string): Site {
    return siteNamed(this.#deps.sites, name);
  }
}
