/**
 * Nodes, people and a store in one small world, and the judge of what happens in it.
 *
 * It does not decide what happens; {@linkcode Deed}s do. The invariants of the design are checked
 * after every one of them.
 *
 * @module
 */
import { mayPair, type Seeker } from "../../../server/matching/rules.ts";
import { seekerOf } from "../../../server/matching/wish.ts";
import type { RoomId, SessionId } from "../../../server/protocol.ts";
import { openServices, type Services } from "../../../server/services.ts";
import { parseSites } from "../../../server/sites.ts";
import { keys, type Place, type Room } from "../../../server/store/keys.ts";
import { Store } from "../../../server/store/store.ts";
import type { Key } from "../../../server/store/engine.ts";
import { FakeClock, settlePromises } from "../support/fake_clock.ts";
import { countingIds, seededRandom } from "../support/random.ts";
import { Person, type Wish } from "./person.ts";
import { BAD_DAY, Life, NO_FAULTS, SimulatedEngine, SimulatedKv } from "./simulated_kv.ts";

/** How a world is made. */
export interface WorldOptions {
  readonly seed: number;
  readonly people: number;
  /** One node owns its store; several share one. */
  readonly nodes: number;
}

/** Something that happens. Numbers name people, wishes and nodes, and wrap around. */
export type Deed =
  | {
    readonly kind: "connect" | "disconnect" | "vanish";
    readonly who: number;
    readonly node: number;
  }
  | { readonly kind: "join" | "next"; readonly who: number; readonly wish: number }
  | { readonly kind: "leave-queue" | "leave-room" | "beat"; readonly who: number }
  | { readonly kind: "rush"; readonly wish: number }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "crash" | "pause" | "resume" | "restart"; readonly node: number }
  | { readonly kind: "trouble"; readonly isOn: boolean };

/** A rule of the design was broken. */
export class BrokenRule extends Error {
  override readonly name = "BrokenRule";
}

const REMATCH_MS = 30 * 60_000;
const SITES = parseSites({}, { rematchWindowMs: REMATCH_MS });
const HOLD_MS = 30_000;
const LEASE_MS = 45_000;
/** After the last fault everything has to be in order within this time, in milliseconds. */
const RECOVERY_MS = 200_000;
const RECOVERY_STEP_MS = 5_000;
/** How far the clocks of nodes are off, in milliseconds. */
const MAX_SKEW_MS = 60_000;
const SKEWS = [0, 30_000, -30_000];

/** Few enough that people meet, different enough that some do not. */
export const WISHES: readonly Wish[] = [
  { mode: "text", interests: ["tea"], languages: ["en"] },
  { mode: "text", interests: ["tea", "go"], languages: ["en", "de"] },
  { mode: "text", interests: ["go"], languages: ["de"] },
  { mode: "text", interests: [], languages: ["de"] },
  { mode: "text", interests: ["films"], languages: ["tr"] },
  { mode: "voice", interests: ["tea"], languages: ["en"] },
];

/** One running node. */
interface RunningNode {
  readonly life: Life;
  readonly services: Services;
}

/** The world. */
export class World {
  readonly clock = new FakeClock(undefined, settlePromises);
  readonly kv: SimulatedKv;
  readonly people: readonly Person[];
  readonly errors: unknown[] = [];
  readonly #rooms = new Map<RoomId, Room>();
  readonly #subjects = new Map<SessionId, string>();
  readonly #nodes: (RunningNode | undefined)[] = [];
  #lives = 0;

  constructor(readonly options: WorldOptions) {
    const limits = options.nodes === 1 ? {} : { isExclusive: false, checks: 10 };
    this.kv = new SimulatedKv(this.clock, seededRandom(options.seed), limits);
    this.people = Array.from({ length: options.people }, (_, index) => {
      // The first two are tabs of one device.
      const person = new Person(`person${index}`, `device${Math.max(index, 1)}`);
      this.#subjects.set(person.claims.session, person.claims.subject);
      return person;
    });
  }

  /** Starts the node, lets all connect, and checks that the world is in order. */
  async begin(): Promise<void> {
    for (let index = 0; index < this.options.nodes; index++) await this.#start(index);
    this.people.forEach((person, index) => this.#connect(person, index));
    await settlePromises();
    await this.check();
  }

  /** Lets one thing happen, with all that follows from it at once, and checks the rules. */
  async happen(deed: Deed): Promise<void> {
    await this.#do(deed);
    await settlePromises();
    await this.check();
  }

  /** Ends all trouble, lets everybody who is left do as the element does, and checks liveness. */
  async recover(): Promise<void> {
    this.kv.rates = NO_FAULTS;
    for (const node of this.#nodes) node?.life.resume();
    for (let ms = 0; ms < RECOVERY_MS; ms += RECOVERY_STEP_MS) {
      for (let index = 0; index < this.options.nodes; index++) {
        if (!this.#nodes[index]) await this.#start(index);
      }
      this.people.forEach((person, index) => this.#persist(person, index));
      await this.clock.advance(RECOVERY_STEP_MS);
      await this.check();
    }
    await this.#checkLiveness();
  }

  /** Checks the rules that hold at every moment. */
  async check(): Promise<void> {
    if (this.errors.length > 0) throw this.errors[0];
    const rooms = await this.#list<Room>(keys.rooms());
    const places = new Map<SessionId, Place>();
    for (const person of this.people) {
      const { session } = person.claims;
      const [entry] = await this.kv.memory.getMany([keys.place(session)]);
      if (entry?.value) places.set(session, entry.value as Place);
    }
    for (const room of rooms) {
      this.#checkRoom(room, places);
      if (this.#rooms.has(room.id)) continue;
      this.#checkNewRoom(room);
      this.#rooms.set(room.id, room);
    }
    for (const { id, told } of this.people) {
      rule(new Set(told).size === told.length, `${id} was told twice of a room: ${told}`);
    }
  }

  async #do(deed: Deed): Promise<void> {
    switch (deed.kind) {
      case "wait":
        return await this.#wait(deed.ms);
      case "trouble":
        this.kv.rates = deed.isOn ? BAD_DAY : NO_FAULTS;
        return;
      case "rush":
        return this.people.forEach((_, who) =>
          void this.#do({ kind: "next", who, wish: deed.wish + who % 2 })
        );
      case "crash":
        return this.#crash(deed.node);
      case "pause":
        return this.#at(deed.node)?.life.pause();
      case "resume":
        return this.#at(deed.node)?.life.resume();
      case "restart":
        this.#crash(deed.node);
        return await this.#start(deed.node);
      default:
        return this.#act(this.people[deed.who % this.people.length], deed);
    }
  }

  #act(person: Person | undefined, deed: Extract<Deed, { who: number }>): void {
    if (!person || person.isGone) return;
    switch (deed.kind) {
      case "connect":
        return this.#connect(person, "node" in deed ? deed.node : 0);
      case "disconnect":
        return person.disconnect();
      case "vanish":
        person.isGone = true;
        return;
      case "join":
      case "next": {
        const wish = WISHES[deed.wish % WISHES.length];
        if (wish) person.join(wish, { leaves: deed.kind === "next" });
        return;
      }
      case "leave-queue":
        return person.leaveQueue();
      case "leave-room":
        return person.leaveRoom();
      case "beat":
        return person.beat();
    }
  }

  /** Time passes, and those who are there beat as the element does. */
  async #wait(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 15_000) {
      for (const person of this.people) if (person.isConnected) person.beat();
      await this.clock.advance(Math.min(left, 15_000));
    }
  }

  #at(index: number): RunningNode | undefined {
    return this.#nodes[index % this.options.nodes];
  }

  #connect(person: Person, index: number): void {
    const node = this.#at(index);
    if (node && !node.life.isPaused) person.connect(node.services);
  }

  #persist(person: Person, index: number): void {
    if (person.isGone) return;
    if (!person.isConnected && !person.isBusy) this.#connect(person, index);
    person.persist();
  }

  #crash(index: number): void {
    const node = this.#at(index);
    if (!node) return;
    node.life.kill();
    for (const person of this.people) person.abandon(node.services);
    this.#nodes[index % this.options.nodes] = undefined;
  }

  async #start(given: number): Promise<void> {
    const index = given % this.options.nodes;
    // Clocks of several nodes differ by up to a minute.
    const life = new Life(this.clock, this.options.nodes === 1 ? 0 : SKEWS[index % 3] ?? 0);
    const name = `life${++this.#lives}`;
    const opening = openServices({
      config: {
        sites: SITES,
        sessionSecret: "a secret of the model",
        turn: { stunUrls: [], turnUrls: [], turnSecret: null },
        holdMs: HOLD_MS,
        leaseMs: LEASE_MS,
      },
      store: new Store({ engine: new SimulatedEngine(this.kv, life), clock: life }),
      clock: life,
      random: seededRandom(this.options.seed + this.#lives),
      createId: countingIds(name),
      onError: (error) => void this.errors.push(error),
    });
    let isSettled = false;
    opening.then((services) => {
      // Opened after all that was asked of it in the meantime was given up.
      if (!life.isDead && this.#nodes[index] === undefined) {
        this.#nodes[index] = { life, services };
      }
    }, (error) => {
      // A server that cannot start exits.
      life.kill();
      if (error instanceof Error && error.name === "StoreUnavailableError") return;
      this.errors.push(error);
    }).finally(() => isSettled = true);
    await this.clock.advance(0);
    // A store in trouble answers late or never; an operator would try again.
    if (!isSettled) {
      await this.clock.advance(20_000);
      if (!isSettled || !this.#nodes[index]) life.kill();
    }
  }

  #checkRoom(room: Room, places: ReadonlyMap<SessionId, Place>): void {
    const [one, two] = room.seats.map(({ session }) => session);
    rule(one !== undefined && one !== two, `room ${room.id} has one session twice`);
    for (const { session } of room.seats) {
      const place = places.get(session);
      rule(
        place?.kind === "seated" && place.room === room.id,
        `room ${room.id} is live but ${session} is ${JSON.stringify(place)}`,
      );
    }
  }

  #checkNewRoom(room: Room): void {
    const members = room.seats.map(({ session }) => this.#person(session));
    const subjects = members.map(({ claims }) => claims.subject);
    rule(subjects[0] !== subjects[1], `${subjects[0]} met itself in ${room.id}`);
    for (const { id, hasLeft } of members) {
      rule(!hasLeft, `${id} had left and was seated in ${room.id}`);
    }
    const isMutual = room.language !== null || room.seats.every((seat) => seat.waitedMs >= 12_000);
    rule(this.options.nodes > 1 || isMutual, `${subjects} met before both would take anyone`);
    for (const earlier of this.#rooms.values()) {
      const before = earlier.seats.map(({ session }) => this.#subjects.get(session)).sort();
      const isSame = before.join() === [...subjects].sort().join();
      rule(
        !isSame || room.openedAt - earlier.openedAt >= REMATCH_MS - MAX_SKEW_MS,
        `${subjects} met again after ${room.openedAt - earlier.openedAt} ms`,
      );
    }
  }

  async #checkLiveness(): Promise<void> {
    const rooms = await this.#list<Room>(keys.rooms());
    const waiting: ReturnType<typeof waitingSeeker>[] = [];
    for (const person of this.people) {
      const { session } = person.claims;
      const [entry] = await this.kv.memory.getMany([keys.place(session)]);
      const place = entry?.value as Place | null | undefined;
      const room = rooms.find(({ seats }) => seats.some((seat) => seat.session === session));
      rule(!person.isGone || !room, `${person.id} is gone and still sits in ${room?.id}`);
      rule(!person.isGone || place?.kind !== "waiting", `${person.id} is gone and still waits`);
      if (person.isGone) continue;
      rule(person.isConnected, `${person.id} cannot connect`);
      rule(person.room === room?.id, `${person.id} believes ${person.room}, sits in ${room?.id}`);
      rule(
        !person.wants || place?.kind === "waiting",
        `${person.id} wants somebody and is ${JSON.stringify(place)}`,
      );
      if (place?.kind === "waiting") waiting.push(waitingSeeker(place));
    }
    waiting.forEach((one, index) => {
      for (const two of waiting.slice(index + 1)) {
        rule(
          one.pool !== two.pool || !mayPair(one, two, this.clock.now()),
          `${one.id} and ${two.id} wait although they fit`,
        );
      }
    });
  }

  #person(session: SessionId): Person {
    const person = this.people.find(({ claims }) => claims.session === session);
    if (!person) throw new BrokenRule(`nobody is ${session}`);
    return person;
  }

  async #list<Value>(prefix: Key): Promise<Value[]> {
    const values: Value[] = [];
    for await (const { value } of this.kv.memory.list(prefix)) values.push(value as Value);
    return values;
  }
}

function waitingSeeker({ ticket, met }: Place & { kind: "waiting" }): Seeker & { pool: string } {
  const site = SITES.get(ticket.site);
  if (!site) throw new BrokenRule(`nobody knows the site ${ticket.site}`);
  return { ...seekerOf(ticket, met, site), pool: ticket.pool };
}

function rule(holds: boolean, message: string): void {
  if (!holds) throw new BrokenRule(message);
}
