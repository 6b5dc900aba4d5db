/**
 * The rules of the design, as somebody sees them who knows nothing of how the server keeps them.
 *
 * It does not do anything. Who may meet whom is written here anew, so that a fault in the server's
 * own rules is not judged by itself. Where clocks of nodes differ, it gives the benefit of the doubt.
 *
 * @module
 */
import type { Clock } from "../../../server/clock.ts";
import type { RoomId, SessionId } from "../../../server/protocol.ts";
import type { Commit } from "../../../server/store/engine.ts";
import { keys, type Place, type Room } from "../../../server/store/keys.ts";
import type { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { Attendance, type MarkOf } from "./attendance.ts";
import type { Person } from "./person.ts";
import { BrokenRule, rule } from "./rule.ts";
import { listOf, type Places, type Snapshot, snapshotOf } from "./snapshot.ts";
import { widthAfter, widthBetween } from "./width.ts";

/** What the judge looks at. */
export interface Scene {
  readonly clock: Clock;
  readonly store: MemoryEngine;
  readonly people: readonly Person[];
  /** How long two who met do not meet again, in milliseconds. */
  readonly rematchMs: number;
  /** How far apart the clocks of two nodes are at most, in milliseconds. */
  readonly skewMs: number;
  /** How long two who fit may both wait while nothing is wrong, in milliseconds. */
  readonly patienceMs: number;
  /** Within which a ban holds everywhere while nothing is wrong, in milliseconds. */
  readonly banMs: number;
  /** Since when nothing is wrong, or none while something is; milliseconds since the epoch. */
  readonly calmSince: () => number | undefined;
  /** Whether the store has answered well for so long that nothing of the past is on its way. */
  readonly isStoreCalm: () => boolean;
  readonly markOf: MarkOf;
  /** Whether a node with that id runs. */
  readonly isRunning: (node: string) => boolean;
}

type Waiting = Place & { readonly kind: "waiting" };

/** Somebody who waits and can be told, and what makes it one and the same wait. */
interface Waiter {
  readonly person: Person;
  readonly place: Waiting;
  readonly wait: string;
}

/** Ten seconds, and what was pressed in the last moment is on its way. */
const UNDO_MS = 12_000;

/** Judges one world. */
export class Judge {
  readonly #scene: Scene;
  readonly #rooms = new Map<RoomId, Room>();
  /** When rooms ended, milliseconds since the epoch. */
  readonly #ends = new Map<RoomId, number>();
  /** Since when two fit and both wait. */
  #fitSince = new Map<string, number>();
  /** Those who may be banned: nobody has to match them. */
  readonly #accused = new Set<string>();
  /** Since when and until when a subject is banned for sure; the longest ban counts. */
  readonly #bans = new Map<string, { readonly since: number; readonly until: number }>();
  readonly #attendance: Attendance;
  #broken: BrokenRule | undefined;
  /** How often was written. */
  #commits = 0;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#attendance = new Attendance(scene.clock, scene.markOf);
  }

  /** Takes note of a ban that the store may not have taken yet. */
  accuse(subject: string): void {
    this.#accused.add(subject);
  }

  /** Takes note of a ban that the store has taken; milliseconds since the epoch. */
  ban(subject: string, until: number): void {
    const before = this.#bans.get(subject)?.until ?? 0;
    this.#bans.set(subject, { since: this.#scene.clock.now(), until: Math.max(before, until) });
  }

  /** The subject of the other one of a room. */
  partnerIn(room: RoomId, { claims }: Person): string | undefined {
    const partner = this.#rooms.get(room)?.seats.find(({ session }) => session !== claims.session);
    return partner && this.#person(partner.session).claims.subject;
  }

  /** Looks at a commit at the moment at which it is done. */
  see({ sets, deletes }: Commit): void {
    this.#commits++;
    try {
      for (const [kind, room] of deletes) {
        if (kind === "rooms") this.#noteEnd(room as RoomId);
      }
      for (const { key, value } of sets) {
        if (key[0] === "places") this.#checkPlace(key[1] as SessionId, value as Place);
        if (key[0] === "rooms") this.#checkNewRoom(value as Room);
      }
    } catch (error) {
      // The server must not be able to catch it.
      if (!(error instanceof BrokenRule)) throw error;
      this.#broken ??= error;
    }
  }

  /** Checks the rules that hold at every moment. */
  async check(): Promise<void> {
    if (this.#broken) throw this.#broken;
    const { people } = this.#scene;
    const { rooms, places } = await this.#look();
    for (const room of rooms) this.#checkSeats(room, places);
    for (const { id, told } of people) {
      rule(new Set(told).size === told.length, `${id} was told twice of a room: ${told}`);
    }
    this.#checkPatience(places);
    this.#checkBans(rooms, places);
    this.#attendance.note(people);
  }

  /** Looks for what must not be left when the trouble is long over. */
  async findDisorder(): Promise<BrokenRule | undefined> {
    try {
      await this.#checkOrder();
      return undefined;
    } catch (error) {
      if (error instanceof BrokenRule) return error;
      throw error;
    }
  }

  async #checkOrder(): Promise<void> {
    const { people, isRunning, clock, skewMs, store } = this.#scene;
    const { rooms, places } = await this.#look();
    const pools = new Set<string>();
    for (const person of people) {
      const { session } = person.claims;
      const place = places.get(session)?.value;
      const room = rooms.find(({ seats }) => seats.some((seat) => seat.session === session));
      rule(!person.isGone || !room, `${person.id} is gone and still sits in ${room?.id}`);
      rule(!person.isGone || place?.kind !== "waiting", `${person.id} is gone and still waits`);
      if (person.isGone) continue;
      rule(person.isConnected, `${person.id} cannot connect`);
      rule(person.room === room?.id, `${person.id} believes ${person.room}, sits in ${room?.id}`);
      // By clocks that differ a ban may hold at one node only, which takes them out unheard.
      const isOut = skewMs > 0 && this.#accused.has(person.claims.subject);
      const isServed = !person.wants || place?.kind === "waiting" || isOut;
      rule(isServed, `${person.id} wants somebody and is ${JSON.stringify(place)}`);
      if (place?.kind === "waiting") pools.add(place.ticket.pool);
      const longsUntil = place?.kind === "idle" ? place.back?.until ?? 0 : 0;
      rule(longsUntil < clock.now() + skewMs, `${person.id} still wants somebody back`);
    }
    // Whoever owns its store leads all pools, and needs no lease.
    for (const pool of store.limits.isExclusive ? [] : pools) {
      const [lease] = await listOf(store, keys.lease(pool));
      rule(lease !== undefined && isRunning(lease.node), `${pool} is led by ${lease?.node}`);
    }
    for (const { node } of await listOf(store, keys.nodes())) {
      rule(isRunning(node), `${node} has ended and is still listed`);
    }
  }

  /** Nobody who has left waits again before they ask. */
  #checkPlace(session: SessionId, { kind }: Place): void {
    const { id, hasLeft } = this.#person(session);
    rule(!hasLeft || kind !== "waiting", `${id} had left and waits`);
  }

  /** Whoever sits in a live room stands there and nowhere else. */
  #checkSeats(room: Room, places: Places): void {
    const [one, two] = room.seats.map(({ session }) => session);
    rule(one !== undefined && one !== two, `room ${room.id} has one session twice`);
    for (const { session } of room.seats) {
      const place = places.get(session)?.value;
      rule(
        place?.kind === "seated" && place.room === room.id,
        `room ${room.id} is live but ${session} is ${JSON.stringify(place)}`,
      );
    }
  }

  #checkNewRoom(room: Room): void {
    if (this.#rooms.has(room.id)) return;
    const { rematchMs, skewMs } = this.#scene;
    const members = room.seats.map(({ session }) => this.#person(session));
    const subjects = subjectsOf(members);
    for (const { id, hasLeft } of members) {
      rule(!hasLeft, `${id} had left and was seated in ${room.id}`);
    }
    rule(subjects[0] !== subjects[1], `${subjects[0]} met itself in ${room.id}`);
    const isReunion = [...this.#rooms.values()].some((earlier) => this.#mayUndo(earlier, room));
    for (const earlier of this.#rooms.values()) {
      const before = subjectsOf(earlier.seats.map(({ session }) => this.#person(session)));
      rule(
        isReunion || before.join() !== subjects.join() ||
          room.openedAt - earlier.openedAt >= rematchMs - skewMs,
        `${subjects} met again after ${room.openedAt - earlier.openedAt} ms`,
      );
    }
    this.#rooms.set(room.id, room);
    if (isReunion) return;
    this.#checkWishes(room, members);
    this.#checkBlocks(room, members);
  }

  #noteEnd(room: RoomId): void {
    if (this.#ends.has(room)) return;
    this.#ends.set(room, this.#scene.clock.now());
    this.#checkEnd(room);
  }

  /** A talk of two who are both there goes on until one of them ends it. */
  #checkEnd(id: RoomId): void {
    const members = this.#rooms.get(id)?.seats.map(({ session }) => this.#person(session)) ?? [];
    const isForced = members.some((person) =>
      person.asked.mayHaveLeft(id) || this.#accused.has(person.claims.subject) ||
      !this.#attendance.isSettled(person)
    );
    const both = members.map(({ id }) => id).join(" and ");
    rule(isForced || !this.#scene.isStoreCalm(), `${both} were there, and ${id} ended by itself`);
  }

  /** Whether a new room may be there because both of an earlier one want each other back. */
  #mayUndo({ id, seats }: Room, room: Room): boolean {
    const [one, two] = room.seats.map(({ session }) => this.#person(session));
    const isOfThese = seats.every(({ session }) =>
      room.seats.some((seat) => seat.session === session)
    );
    if (!one || !two || !isOfThese) return false;
    const { clock, calmSince, skewMs } = this.#scene;
    const endedAt = this.#ends.get(id) ?? Infinity;
    // A write that comes late, or a node that slept, was asked in time.
    const isCalm = (calmSince() ?? Infinity) <= endedAt;
    return endedAt <= clock.now() && (!isCalm || clock.now() - endedAt <= UNDO_MS + skewMs) &&
      one.asked.mayComeBack(id, two.claims.subject) &&
      two.asked.mayComeBack(id, one.claims.subject);
  }

  /** Both asked for what they got, and had both waited long enough for it. */
  #checkWishes(room: Room, [one, two]: readonly Person[]): void {
    const [first, second] = room.seats;
    const isWished = one?.asked.wishes.some((a) =>
      two?.asked.wishes.some((b) => {
        if (a.mode !== room.mode || b.mode !== room.mode) return false;
        const needed = widthBetween(a, b);
        return (one.asked.mayHaveWidened || widthAfter(first.waitedMs, a) >= needed) &&
          (two.asked.mayHaveWidened || widthAfter(second.waitedMs, b) >= needed);
      })
    );
    const wishes = [one, two].map((person) => JSON.stringify(person?.asked.wishes));
    const waits = room.seats.map(({ waitedMs }) => waitedMs);
    rule(isWished === true, `${room.id} is not what both took by then: ${wishes}, ${waits} ms`);
  }

  /** Nobody meets whom they have blocked. */
  #checkBlocks(room: Room, [one, two]: readonly Person[]): void {
    for (const [a, b] of [[one, two], [two, one]]) {
      const isFree = !a || !b || a.asked.mayMeet(b.claims.subject);
      rule(isFree, `${a?.id} had blocked ${b?.id} and met them in ${room.id}`);
    }
  }

  /** Whoever is banned and has a stream neither waits nor sits, once all nodes know. */
  #checkBans(rooms: readonly Room[], places: Places): void {
    const { clock, calmSince, banMs, skewMs, people } = this.#scene;
    const calm = calmSince();
    if (calm === undefined) return;
    const now = clock.now();
    for (const { id, claims, isConnected } of people) {
      const { since, until } = this.#bans.get(claims.subject) ?? { since: 0, until: 0 };
      if (!isConnected || now >= until - skewMs || now < Math.max(since, calm) + banMs) continue;
      const place = places.get(claims.session)?.value;
      rule(place?.kind !== "waiting", `${id} is banned and waits`);
      const room = rooms.find(({ seats }) => seats.some((seat) => seat.session === claims.session));
      rule(room === undefined, `${id} is banned and sits in ${room?.id}`);
    }
  }

  /** Two who fit do not both wait while nothing is wrong. */
  #checkPatience(places: Places): void {
    const { clock, calmSince, patienceMs } = this.#scene;
    const calm = calmSince();
    const now = clock.now();
    const before = this.#fitSince;
    this.#fitSince = new Map();
    if (calm === undefined) return;
    const waiters = this.#scene.people.flatMap((person) => waiterOf(person, places));
    waiters.forEach((one, index) => {
      for (const two of waiters.slice(index + 1)) {
        if (!this.#fit(one.place, two.place)) continue;
        const both = `${one.wait} and ${two.wait}`;
        const since = Math.max(before.get(both) ?? now, calm);
        rule(now - since <= patienceMs, `${both} have waited ${now - since} ms and would fit`);
        this.#fitSince.set(both, since);
      }
    });
  }

  #fit(one: Waiting, two: Waiting): boolean {
    const [a, b] = [one.ticket, two.ticket];
    // A clock that is ahead has seen less time pass than this.
    const now = this.#scene.clock.now() - this.#scene.skewMs;
    const needed = widthBetween(a, b);
    const reaches = ({ ticket }: Waiting) =>
      widthAfter(now - ticket.since + (ticket.aheadMs ?? 0), ticket) >= needed;
    const hasMet = ({ met }: Waiting, subject: string) =>
      met.some(({ who, until }) => who === subject && until > now);
    const isBlocked = a.blocked?.includes(b.subject) || b.blocked?.includes(a.subject);
    const isAccused = [a, b].some(({ subject }) => this.#accused.has(subject));
    return !isBlocked && !isAccused && a.pool === b.pool && a.subject !== b.subject &&
      reaches(one) && reaches(two) &&
      !hasMet(one, b.subject) && !hasMet(two, a.subject);
  }

  #person(session: SessionId): Person {
    const person = this.#scene.people.find(({ claims }) => claims.session === session);
    if (!person) throw new BrokenRule(`nobody is ${session}`);
    return person;
  }

  #look(): Promise<Snapshot> {
    return snapshotOf(this.#scene.store, () => this.#commits);
  }
}

function waiterOf(person: Person, places: Places): Waiter[] {
  const found = places.get(person.claims.session);
  const { stream } = person;
  if (found?.value.kind !== "waiting" || !stream || person.isGone) return [];
  const wait = `${person.id} at ${found.version}, stream ${stream.number}`;
  return [{ person, place: found.value, wait }];
}

function subjectsOf(members: readonly Person[]): string[] {
  return members.map(({ claims }) => claims.subject).sort();
}
