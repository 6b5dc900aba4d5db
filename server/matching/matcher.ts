/**
 * The loop of one pool: takes all who arrived while the last commit was under way, pairs, commits.
 *
 * It does not know streams, rooms or HTTP. The invariants it keeps: one round at a time; somebody
 * who enters hears exactly once how it ended; somebody whose commit failed is handed back, never
 * forgotten.
 *
 * @module
 */
import type { CancelTimer, Clock, Random } from "../clock.ts";
import type { Near, RoomId, SessionId } from "../protocol.ts";
import type { NodeId, Place, Room } from "../store/keys.ts";
import { type Store, StoreUnavailableError } from "../store/store.ts";
import {
  type Change,
  commitChanges,
  type Entrant,
  type MoveLetter,
  type Outcome,
  ticketChange,
} from "./changes.ts";
import { type Pair, pairPool, type Widened } from "./pair.ts";
import { Pool } from "./pool.ts";
import type { Seeker } from "./rules.ts";
import { seatPair } from "./seating.ts";

/** Somebody who comes into the pool. */
export interface Arrival extends Entrant {
  readonly seeker: Seeker;
  /** Whether the ticket is in the store already. */
  readonly isStored: boolean;
  /** Whether they can be told of a match; otherwise the ticket is only stored. */
  readonly isPresent: boolean;
}

/** How an entry ended. `lost`: the place had changed; read it again. */
export type Entry =
  | { readonly kind: "queued" }
  | { readonly kind: "seated"; readonly room: Room }
  | { readonly kind: "lost" };

/** What the loop tells of. */
export interface MatcherEvents {
  /** A place was written. */
  placed(session: SessionId, place: Place, versionstamp: string): void;
  /** A room was opened; called before anybody hears of it. Says whether it is not over already. */
  opened(room: Room, versionstamp: string): boolean;
  /** A room ended, because `by` moved on. */
  ended(room: RoomId, by: SessionId): void;
  /** Somebody who waited and did not ask just now has a room. */
  matched(session: SessionId, room: Room): void;
  widened(session: SessionId, widened: Widened & { readonly near: Near }): void;
  /** Somebody who waited has moved: read where to, and start again from there. */
  moved(arrival: Arrival): void;
  /** Nobody knows whether somebody who waited has moved or will. */
  uncertain(arrival: Arrival): void;
  /** Somebody of this node waits, with the ticket stored, and can be told. */
  waits(arrival: Arrival): void;
}

/** What a {@linkcode Matcher} is made of. */
export interface MatcherDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly createId: () => string;
  /** Whether this node may match the pool now. */
  readonly isLeader: () => boolean;
  /** Whether a waiting offer is at hand for a session, which makes it the better offerer. */
  readonly hasOffer: (session: SessionId) => boolean;
  readonly letter: MoveLetter;
  readonly events: MatcherEvents;
}

interface Waiting extends Arrival {
  /** Whoever asked just now and has no answer yet. */
  settle: PromiseWithResolvers<Entry> | undefined;
}

/** The matcher of one pool. */
export class Matcher {
  readonly #deps: MatcherDeps;
  readonly #pool: Pool;
  readonly #waiting = new Map<SessionId, Waiting>();
  #fresh: Waiting[] = [];
  #isRunning = false;
  #isWanted = false;
  #cancelWake: CancelTimer = () => {};

  constructor(deps: MatcherDeps) {
    this.#deps = deps;
    this.#pool = new Pool(deps.random);
  }

  /** How many wait here and can be matched. */
  get size(): number {
    return this.#pool.size;
  }

  /** How many can be matched here whom a seeker, here or not, would accept at each step. */
  near(seeker: Seeker): Near {
    return this.#pool.near(seeker, this.#deps.clock.now());
  }

  /**
   * Brings somebody in and waits for the round that takes them.
   *
   * @throws {StoreUnavailableError} when the store did not say how it ended.
   */
  enter(arrival: Arrival): Promise<Entry> {
    const settle = Promise.withResolvers<Entry>();
    this.#add({ ...arrival, settle });
    return settle.promise;
  }

  /** Brings somebody back whose ticket is stored; if they are here, it is only told again. */
  readmit(arrival: Arrival): void {
    const here = this.#waiting.get(arrival.ticket.session);
    // A letter that lay unread says less of their wait than the next one.
    const isHere = here?.isPresent && here.isStored && here.notify === arrival.notify &&
      here.versionstamp === arrival.versionstamp && here.seeker.since <= arrival.seeker.since;
    if (isHere) return here.notify === null ? this.#deps.events.waits(here) : undefined;
    this.#add({ ...arrival, settle: undefined });
  }

  /** Whether somebody is here, in the pool or under way into a room. */
  has(session: SessionId): boolean {
    return this.#waiting.has(session);
  }

  /** Takes somebody out of the pool; a commit that is under way goes on and may still win. */
  remove(session: SessionId): void {
    this.#pool.remove(session);
    this.#waiting.delete(session);
  }

  /** Takes out somebody of another node, unless they have come to yet another meanwhile. */
  withdraw(session: SessionId, from: NodeId): void {
    if (this.#waiting.get(session)?.notify === from) this.remove(session);
  }

  /** Tells again of all of this node who wait here, after the pool has got another leader. */
  announce(): void {
    for (const waiting of [...this.#waiting.values()]) {
      const { session } = waiting.ticket;
      // Those of other nodes are for the leader to hear of.
      if (waiting.notify !== null) this.remove(session);
      else if (waiting.isStored && waiting.isPresent) this.#deps.events.waits(waiting);
    }
  }

  /** Takes out those of other nodes that cannot be told any more. */
  keepReachable(isReachable: (node: NodeId) => boolean): void {
    for (const { notify, ticket } of [...this.#waiting.values()]) {
      if (notify !== null && !isReachable(notify)) this.remove(ticket.session);
    }
  }

  /** Starts a round now, or right after the one that runs. */
  wake(): void {
    this.#isWanted = true;
    if (this.#isRunning) return;
    this.#isRunning = true;
    // All who arrive in this turn of the event loop are in the first round.
    queueMicrotask(() => void this.#run());
  }

  /** Stops waking by itself. */
  close(): void {
    this.#cancelWake();
  }

  #add(waiting: Waiting): void {
    const { session } = waiting.ticket;
    this.#waiting.set(session, waiting);
    if (!waiting.isStored) this.#fresh.push(waiting);
    if (waiting.isPresent) this.#pool.add(waiting.seeker, this.#deps.clock.now());
    // What they asked for before, with the version of this ticket, would pass every check.
    else this.#pool.remove(session);
    if (waiting.isPresent && waiting.isStored && waiting.notify === null) {
      this.#deps.events.waits(waiting);
    }
    this.wake();
  }

  async #run(): Promise<void> {
    try {
      while (this.#isWanted) {
        this.#isWanted = false;
        await this.#round();
      }
    } finally {
      this.#isRunning = false;
    }
  }

  async #round(): Promise<void> {
    const { clock, store, createId, events, letter } = this.#deps;
    const fresh = this.#fresh.splice(0);
    const now = clock.now();
    const changes: Change<Waiting>[] = [];
    if (this.#deps.isLeader()) {
      const { pairs, widened, waitUntil } = pairPool(this.#pool, now);
      changes.push(...pairs.flatMap((pair) => this.#seat(pair, now)));
      for (const each of widened) {
        const waiting = this.#waiting.get(each.id);
        if (waiting) events.widened(each.id, { ...each, near: this.near(waiting.seeker) });
      }
      this.#wakeAt(waitUntil, now);
    }
    const seated = new Set(changes.flatMap(({ moves }) => moves.map(({ entrant }) => entrant)));
    changes.push(
      ...fresh.filter((each) => !seated.has(each)).map((each) =>
        ticketChange(each, createId(), letter)
      ),
    );
    for await (const [change, outcome] of commitChanges(store, changes)) {
      this.#settle(change, outcome);
    }
  }

  #wakeAt(at: number | undefined, now: number): void {
    this.#cancelWake();
    if (at !== undefined) this.#cancelWake = this.#deps.clock.after(at - now, () => this.wake());
  }

  #seat(pair: Pair, now: number): Change<Waiting>[] {
    const [one, two] = [this.#waiting.get(pair.a), this.#waiting.get(pair.b)];
    return one && two ? [seatPair(pair, [one, two], { ...this.#deps, now })] : [];
  }

  #settle(change: Change<Waiting>, outcome: Outcome): void {
    const waiting = change.moves.map(({ entrant }) => entrant);
    switch (outcome.kind) {
      case "done":
        return this.#succeed(change, outcome.versionstamp);
      case "lost":
        return this.#lose(waiting);
      case "unknown": {
        const error = new StoreUnavailableError("Cannot join: the store did not say how it ended");
        return waiting.forEach((each) => {
          this.#handBack(each);
          if (each.settle) each.settle.reject(error);
          else this.#deps.events.uncertain(each);
        });
      }
    }
  }

  /** Their places are others than was thought: whoever asked looks, and so does whoever waited. */
  #lose(waiting: readonly Waiting[]): void {
    for (const each of waiting) {
      this.#handBack(each);
      if (each.settle) each.settle.resolve({ kind: "lost" });
      else this.#deps.events.moved(each);
    }
  }

  #succeed({ moves, room }: Change<Waiting>, versionstamp: string): void {
    const { events } = this.#deps;
    for (const { entrant, place } of moves) {
      events.placed(entrant.ticket.session, place, versionstamp);
      if (entrant.ends !== null) events.ended(entrant.ends, entrant.ticket.session);
    }
    if (room && !events.opened(room, versionstamp)) {
      return this.#lose(moves.map(({ entrant }) => entrant));
    }
    for (const { entrant: each } of moves) {
      const { session } = each.ticket;
      if (room === null) this.#stored(each, versionstamp);
      else if (this.#waiting.get(session) === each) this.#waiting.delete(session);
      if (room && !each.settle && each.notify === null) events.matched(session, room);
      each.settle?.resolve(room ? { kind: "seated", room } : { kind: "queued" });
      each.settle = undefined;
    }
  }

  /** From now on the ticket is durable, and whoever matches it must find it at this version. */
  #stored(each: Waiting, versionstamp: string): void {
    const { session } = each.ticket;
    if (this.#waiting.get(session) !== each) return;
    const stored = { ...each, settle: undefined, isStored: true, ends: null, versionstamp };
    this.#waiting.set(session, stored);
    if (stored.isPresent && stored.notify === null) this.#deps.events.waits(stored);
  }

  #handBack(each: Waiting): void {
    const { session } = each.ticket;
    if (this.#waiting.get(session) === each) this.remove(session);
  }
}
