/**
 * Talks of two: relay by role and generation, absence, and the end.
 *
 * It does not know HTTP, tickets or streams. The invariants it keeps: only the two of a room get
 * anything of it; a stale generation is refused; whatever is accepted is in the other's mailbox;
 * the other is told of the end once.
 *
 * @module
 */
import type { Clock } from "../clock.ts";
import type { LeaveReason, Match, RoomId, ServerEvent, SessionId, Signal } from "../protocol.ts";
import type { Commit } from "../store/engine.ts";
import { keys, type Room } from "../store/keys.ts";
import { isLater, type Store, STORE_RETRY_MS, StoreUnavailableError } from "../store/store.ts";
import { Absences } from "./absences.ts";
import { EndedRooms } from "./ended_rooms.ts";
import { mayOpenGeneration, openGeneration } from "./generation.ts";
import { Ladder } from "./ladder.ts";
import { type GivenOffers, LiveRoom } from "./live_room.ts";
import { TextRelay } from "./text_relay.ts";

/** What became of something to relay. `full`: the other is away and their mailbox is full. */
export type Relayed = "accepted" | "not-in-room" | "stale-generation" | "wrong-role" | "full";

/** What {@linkcode Rooms} are made of. */
export interface RoomsDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** How long the seat of somebody who is away is held, in milliseconds. */
  readonly holdMs: number;
  /** Delivers an event and says whether it will be read. */
  readonly deliver: (session: SessionId, event: ServerEvent) => Promise<boolean>;
  /** The same where nobody waits to know. */
  readonly tell: (session: SessionId, event: ServerEvent) => void;
  /** Whether a session has its stream here. */
  readonly isPresent: (session: SessionId) => boolean;
  /** Whether this node watches over a session: holds its stream, or held it last. */
  readonly isMine: (session: SessionId) => boolean;
  /**
   * What must still be so when the seat of somebody without a stream is given up; `null` if they
   * have one at another node that runs.
   */
  readonly absenceOf: (session: SessionId) => Promise<Commit["checks"] | null>;
  readonly signMessage: (parts: readonly string[]) => string;
  /** Told once of each talk that is over. */
  readonly onEnded: (room: Room) => void;
  /** Called with what went wrong in the background. */
  readonly onError: (error: unknown) => void;
}

/** All live rooms that this node knows. */
export class Rooms {
  /** What is written in them. */
  readonly text: TextRelay;
  /** What more of each other they see and hear. */
  readonly ladder: Ladder;
  readonly #deps: RoomsDeps;
  readonly #live = new Map<RoomId, LiveRoom>();
  readonly #bySession = new Map<SessionId, LiveRoom>();
  readonly #over: EndedRooms;
  readonly #absences: Absences;

  constructor(deps: RoomsDeps) {
    this.#deps = deps;
    this.#over = new EndedRooms(deps.clock);
    this.#absences = new Absences({
      ...deps,
      back: (session) => this.back(session),
      giveUp: (live, session) => this.#leaveQuietly(live, session, "lost"),
      onLost: (room, session) => this.ended(room, session, "lost"),
    });
    const seatOf = (session: SessionId, room: RoomId) => this.#seatOf(session, room);
    this.ladder = new Ladder({ ...deps, seatOf, read: (room) => this.read(room) });
    this.text = new TextRelay({
      clock: deps.clock,
      signMessage: deps.signMessage,
      seatOf,
      isAbsent: (session) => this.#isAbsent(session),
      relay: (live, from, event) => this.#relay(live, from, event),
    });
  }

  /** Live rooms known here. */
  get size(): number {
    return this.#live.size;
  }

  /**
   * Takes in a room that was committed.
   *
   * @returns whether it is live: somebody may have looked, told of it and ended it, or one of its two
   *   may have gone on to another, before the answer to whoever committed or read it came.
   */
  opened(room: Room, versionstamp: string, offers: GivenOffers = new Map()): boolean {
    if (this.#live.has(room.id)) return true;
    if (this.#over.has(room.id)) return false;
    const live = new LiveRoom(room, versionstamp, offers);
    const seats = live.sessions.map((session) => this.#bySession.get(session));
    if (seats.some((seat) => seat && isLater(seat.versionstamp, versionstamp))) return false;
    this.#live.set(room.id, live);
    for (const session of live.sessions) {
      const before = this.#bySession.get(session);
      if (before) this.#moveOn(before, session);
      this.#bySession.set(session, live);
      if (this.#isAbsent(session)) this.#absences.hold(live, session);
    }
    return true;
  }

  /** Takes over the watch over a session whose node has ended: its seat is held for a while. */
  adopt(session: SessionId): void {
    if (this.#isAbsent(session)) this.away(session);
  }

  /** Forgets rooms of which nobody is of this node. */
  prune(): void {
    for (const { room, sessions } of [...this.#live.values()]) {
      if (!sessions.some((session) => this.#deps.isMine(session))) this.forget(room.id);
    }
  }

  /**
   * Looks whether both of a session's room can come back; the seat of somebody whose node has
   * ended, or who has none, is held by their partner's node.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async lookAfter(session: SessionId): Promise<void> {
    const live = this.#bySession.get(session);
    if (!live) return;
    this.adopt(session);
    const partner = live.partnerOf(session);
    if (this.#deps.isMine(partner)) return;
    if (await this.#deps.absenceOf(partner)) this.away(partner);
    else this.back(partner);
  }

  #isAbsent(session: SessionId): boolean {
    return this.#deps.isMine(session) && !this.#deps.isPresent(session);
  }

  /**
   * Finds a room while it is live, in memory or, after a restart, in the store.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async find(id: RoomId): Promise<Room | null> {
    const live = this.#live.get(id);
    if (live) return live.room;
    return await this.read(id);
  }

  /**
   * Reads a room from the store while it is live.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async read(id: RoomId): Promise<Room | null> {
    const { value, versionstamp } = await this.#deps.store.get(keys.room(id));
    if (value === null || versionstamp === null || !this.opened(value, versionstamp)) return null;
    this.#live.get(id)?.renew(value, versionstamp);
    return value;
  }

  /**
   * Takes note of where a session sits as the store has it. When it has moved on by a commit that
   * nobody knew had happened, both are told now: who ended the room is not known.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async sits(session: SessionId, room: RoomId | null): Promise<void> {
    const live = this.#bySession.get(session);
    if (!live || live.room.id === room) return;
    // Where they sit may have been read before they sat here: the room itself tells.
    const found = await this.read(live.room.id);
    if (found === null && this.#live.get(live.room.id) === live) this.#moveOn(live, session);
  }

  #moveOn(live: LiveRoom, session: SessionId): void {
    this.ended(live.room.id, session, "left");
    const data = { room: live.room.id, reason: "left" } as const;
    this.#deps.tell(session, { type: "peer-left", data });
  }

  /**
   * Takes in all rooms of the store, so that those whose people do not come back after a restart
   * are ended.
   *
   * @returns all who sit in them.
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async recover(): Promise<SessionId[]> {
    for (const { value, versionstamp } of await this.#deps.store.list(keys.rooms())) {
      this.opened(value, versionstamp);
    }
    return [...this.#bySession.keys()];
  }

  /** The pair as one side is told of it, in an answer or in hello; no event follows then. */
  matchFor(session: SessionId, room: Room): Match {
    const live = this.#live.get(room.id) ?? new LiveRoom(room, "", new Map());
    live.told.add(session);
    return live.matchFor(session);
  }

  /**
   * Tells one side that it was matched, unless it knows. Whoever has no stream here hears of it when
   * they open one; by then it may be over, so it is not kept for them.
   */
  announce(session: SessionId, room: Room): void {
    if (!this.#deps.isPresent(session)) return;
    // It may have ended since it was read.
    if (this.#live.get(room.id)?.told.has(session) ?? true) return;
    this.#deps.tell(session, { type: "matched", data: this.matchFor(session, room) });
  }

  /** Whether the other one of a session's room has a stream. */
  isPartnerPresent(session: SessionId): boolean {
    const live = this.#bySession.get(session);
    return live !== undefined && !this.#isAbsent(live.partnerOf(session));
  }

  /**
   * Relays a signal; one that is a generation ahead opens that generation.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async signal(session: SessionId, signal: Signal): Promise<Relayed> {
    const live = await this.#seatOf(session, signal.room);
    if (!live) return "not-in-room";
    const isAhead = signal.generation > live.room.generation;
    // The other side may have opened it at another node.
    if (isAhead && !this.#deps.store.limits.isExclusive && !await this.read(signal.room)) {
      return "not-in-room";
    }
    if (signal.generation === live.room.generation + 1) {
      if (!mayOpenGeneration(live, session, signal)) return "wrong-role";
      await openGeneration(this.#deps.store, live, signal.generation);
    }
    if (signal.generation !== live.room.generation) return "stale-generation";
    return this.#relay(live, session, { type: "signal", data: signal });
  }

  /**
   * Ends a room because one side leaves it. Leaving twice, or a room that is over, is harmless.
   * Leaving is final: when the store does not say whether it was done, it is done again until it is.
   *
   * @throws {StoreUnavailableError} when the store does not answer; the room ends later.
   */
  async leave(session: SessionId, room: RoomId, reason: LeaveReason = "left"): Promise<void> {
    const live = await this.#seatOf(session, room);
    if (!live) return;
    try {
      const { ok } = await this.#deps.store.commit({ deletes: [keys.room(room)] });
      if (!ok) throw new StoreUnavailableError("Cannot leave: the store refused without a reason");
    } catch (error) {
      if (error instanceof StoreUnavailableError) this.#leaveLater(live, session, reason);
      throw error;
    }
    this.ended(room, session, reason);
  }

  /** Tells the other side of a room that is gone from the store. */
  ended(room: RoomId, by: SessionId, reason: LeaveReason): void {
    const live = this.#end(room);
    if (!live) return;
    const tell = (session: SessionId, reason: LeaveReason) =>
      this.#deps.tell(session, { type: "peer-left", data: { room, reason } });
    // Whoever is taken out has left, as far as the other side is concerned.
    tell(live.partnerOf(by), reason === "ended" ? "left" : reason);
    // They did not leave, and may have yet to read that they were matched: after that they read this.
    if (reason === "ended" || reason === "lost") tell(by, reason);
  }

  /** Takes note that a room is over, of which one side is told already. */
  over(told: SessionId, room: RoomId): void {
    const live = this.#end(room);
    const other = live?.partnerOf(told);
    if (!other || !this.#deps.isPresent(other)) return;
    this.#deps.tell(other, { type: "peer-left", data: { room, reason: "left" } });
  }

  #end(room: RoomId): LiveRoom | undefined {
    this.#over.add(room);
    const live = this.forget(room);
    if (live) this.#deps.onEnded(live.room);
    return live;
  }

  /** Forgets a room without a word, and returns it if it was known. */
  forget(room: RoomId): LiveRoom | undefined {
    const live = this.#live.get(room);
    if (!live) return undefined;
    this.#live.delete(room);
    for (const session of live.sessions) {
      live.holds.get(session)?.();
      live.holds.delete(session);
      if (this.#bySession.get(session) === live) this.#bySession.delete(session);
    }
    return live;
  }

  /** Somebody has lost their stream: the other side learns it, and the seat is held for a while. */
  away(session: SessionId): void {
    const live = this.#bySession.get(session);
    if (live) this.#absences.begin(live, session);
  }

  /** Somebody has a stream again, here or at another node, which watches over them from then on. */
  back(session: SessionId): void {
    const live = this.#bySession.get(session);
    if (live) this.#absences.end(live, session);
  }

  /** Whether a session sits in a live room known here. */
  isSeated(session: SessionId): boolean {
    return this.#bySession.has(session);
  }

  #leaveLater(live: LiveRoom, session: SessionId, reason: LeaveReason): void {
    if (live.isEnding) return;
    live.isEnding = true;
    this.#deps.clock.after(STORE_RETRY_MS, () => {
      live.isEnding = false;
      void this.#leaveQuietly(live, session, reason);
    });
  }

  async #leaveQuietly(live: LiveRoom, session: SessionId, reason: LeaveReason): Promise<void> {
    try {
      await this.leave(session, live.room.id, reason);
    } catch (error) {
      // It is tried again.
      if (!(error instanceof StoreUnavailableError)) this.#deps.onError(error);
    }
  }

  async #seatOf(session: SessionId, room: RoomId): Promise<LiveRoom | undefined> {
    if (!this.#live.has(room)) await this.find(room);
    const live = this.#live.get(room);
    return live?.has(session) ? live : undefined;
  }

  async #relay(live: LiveRoom, from: SessionId, event: ServerEvent): Promise<"accepted" | "full"> {
    return await this.#deps.deliver(live.partnerOf(from), event) ? "accepted" : "full";
  }
}
