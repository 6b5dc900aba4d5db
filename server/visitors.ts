/**
 * The life of a visitor on this node: comes, beats, is away, is back, is gone.
 *
 * It does not match or relay. The invariants it keeps: whoever waits in a pool has a stream and can
 * be told; whoever has neither beaten nor asked for the lease time leaves the queue, and their room
 * after the hold time; nothing is remembered of the gone.
 *
 * @module
 */
import type { CancelTimer, Clock } from "./clock.ts";
import type { Courier } from "./events/courier.ts";
import type { Mailboxes } from "./events/mailboxes.ts";
import type { Queue } from "./matching/queue.ts";
import type { Standing } from "./matching/queue_answers.ts";
import { HEARTBEAT_MS, type ServerEvent, type SessionId, type StandingData } from "./protocol.ts";
import type { Rooms } from "./rooms/rooms.ts";
import type { Places } from "./sessions/places.ts";
import { keys } from "./store/keys.ts";
import { type Store, StoreUnavailableError } from "./store/store.ts";

/** How often heartbeats and the overdue are looked at, in milliseconds; a third of a heartbeat. */
export const SWEEP_MS = HEARTBEAT_MS / 3;

/** Said down a stream whose session another node has taken over: open it anew, there or here. */
const COME_AGAIN: ServerEvent = { type: "bye", data: { retryMs: 1_000 } };

/** What {@linkcode Visitors} are made of. */
export interface VisitorsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly places: Places;
  readonly mailboxes: Mailboxes;
  readonly queue: Queue;
  readonly rooms: Rooms;
  /** Silence after which somebody is gone, in milliseconds. */
  readonly leaseMs: number;
  readonly courier: Courier;
  /** Called with every sweep. */
  readonly onSweep: () => void;
  /** Called with what went wrong in the background. */
  readonly onError: (error: unknown) => void;
}

/** What is known of somebody whose write ended nobody knows how. */
interface Doubt {
  /** Whether it was a request of theirs, which they are told has failed. */
  readonly hasAsked: boolean;
  /** Whether they waited, as far as this node knew. */
  readonly hasWaited: boolean;
}

/** All visitors of this node. */
export class Visitors {
  readonly #deps: VisitorsDeps;
  readonly #seenAt = new Map<SessionId, number>();
  /** Those whose stream is being opened, and how many. */
  readonly #arriving = new Map<SessionId, number>();
  /** Those of whom another node was told since the last sweep that they are alive. */
  readonly #passedOn = new Set<SessionId>();
  #isLooking = false;
  /** Who is looked at, until they come. */
  #lookedAt: SessionId | undefined;
  #cancelSweep: CancelTimer = () => {};

  constructor(deps: VisitorsDeps) {
    this.#deps = deps;
  }

  /** Visitors who are not gone. */
  get size(): number {
    return this.#seenAt.size;
  }

  /**
   * Takes in what an earlier life of the server left in the store, and begins to sweep. Those who
   * do not come back in time are then treated like everybody who is gone.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async start(): Promise<void> {
    const { store, rooms, courier } = this.#deps;
    this.#scheduleSweep();
    if (!courier.isAlone) return;
    for (const session of await rooms.recover()) this.seen(session);
    // One after the other: they are those of days, and together may take longer than one deadline.
    for await (const { value } of store.each(keys.places())) {
      if (value.kind === "waiting") this.seen(value.ticket.session);
    }
  }

  /** Whether this node watches over a visitor. */
  has(session: SessionId): boolean {
    return this.#seenAt.has(session);
  }

  /**
   * Takes over the watch over all whose node has ended.
   *
   * @throws {StoreUnavailableError} when the store does not answer; it can be done again.
   */
  async adopt(): Promise<void> {
    const { store, rooms, courier } = this.#deps;
    for await (const { key, value } of store.each(keys.places())) {
      const session = key[1] as SessionId;
      if (value.kind === "idle" || this.has(session)) continue;
      if ((await courier.keeps(session)).kind === "elsewhere") continue;
      this.#note(session);
      if (value.kind === "seated" && await rooms.find(value.room)) rooms.adopt(session);
    }
  }

  /**
   * Forgets a visitor whom another node watches over now.
   *
   * @param farewell What a stream that is still open here is told.
   */
  release(session: SessionId, farewell: ServerEvent = { type: "replaced", data: {} }): void {
    const { mailboxes, queue, rooms, places } = this.#deps;
    mailboxes.dismiss(session, farewell);
    queue.forget(session);
    this.#seenAt.delete(session);
    rooms.back(session);
    mailboxes.drop(session);
    places.drop(session);
  }

  /**
   * Another node has become a visitor's home, at some time: they may have come back here since.
   *
   * @throws {StoreUnavailableError} when the store does not answer; a look finds it out later.
   */
  async replaced(session: SessionId): Promise<void> {
    const tenure = await this.#deps.courier.keeps(session);
    if (tenure.kind === "elsewhere" && !this.#arriving.has(session)) this.release(session);
  }

  /** Ends the sweep. */
  stop(): void {
    this.#cancelSweep();
  }

  /** Notes that a visitor is alive: a beat, or any other request of theirs. */
  seen(session: SessionId): void {
    if (this.#deps.courier.isAlone || this.#seenAt.has(session)) return this.#note(session);
    this.#passOn(session).catch((error) => {
      if (!(error instanceof StoreUnavailableError)) return this.#deps.onError(error);
      // Whoever cannot be placed is watched here, until a look finds them at home elsewhere.
      this.#note(session);
    });
  }

  /**
   * Opens a visitor's stream.
   *
   * @param lastEventId The header as it came.
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  openStream(
    session: SessionId,
    lastEventId: string | null,
  ): Promise<ReadableStream<Uint8Array>> {
    const { mailboxes, courier, queue } = this.#deps;
    const describe = async () => {
      this.#arriving.set(session, (this.#arriving.get(session) ?? 0) + 1);
      this.#lookedAt = undefined;
      try {
        // What was asked of another node may be under way there; then it comes to nothing.
        if (await courier.moveHere(session)) queue.doubt(session);
        this.#note(session);
        return await this.#describe(session);
      } finally {
        const others = (this.#arriving.get(session) ?? 1) - 1;
        if (others > 0) this.#arriving.set(session, others);
        else this.#arriving.delete(session);
      }
    };
    return mailboxes.open(session, { lastEventId, describe });
  }

  /** A visitor has lost their stream. */
  closed(session: SessionId): void {
    this.#deps.queue.pause(session);
    this.#deps.rooms.away(session);
  }

  /** Finds out anew where somebody stands whose write ended nobody knows how. */
  recheck(
    session: SessionId,
    { hasAsked = false, hasWaited = this.#deps.queue.waits(session) }: Partial<Doubt> = {},
  ): void {
    const { queue, clock, onError } = this.#deps;
    queue.pause(session);
    queue.resume(session).then((standing) => {
      if (standing.kind !== "idle" || !hasAsked) this.#tell(session, standing, hasWaited);
    }).catch((error) => {
      if (!(error instanceof StoreUnavailableError)) return onError(error);
      const doubt = { hasAsked, hasWaited };
      if (this.#seenAt.has(session)) clock.after(SWEEP_MS, () => this.recheck(session, doubt));
    });
  }

  /**
   * Tells somebody who waited what became of it, unless they know. They may have been matched, and
   * the talk may be over, before the word of it came; or a node that died may have written at last
   * that they want somebody back. Then they come back, hear that, and ask anew.
   */
  #tell(session: SessionId, standing: Standing, hasWaited: boolean): void {
    const { rooms, mailboxes } = this.#deps;
    if (standing.kind === "seated") rooms.announce(session, standing.room);
    if (standing.kind === "idle" && (hasWaited || !standing.isLonging)) mailboxes.cut(session);
  }

  #note(session: SessionId): void {
    this.#seenAt.set(session, this.#deps.clock.now());
  }

  /** A request that came to another node than the one that holds the stream. */
  async #passOn(session: SessionId): Promise<void> {
    const { courier } = this.#deps;
    const tenure = await courier.keeps(session);
    if (tenure.kind !== "elsewhere") return this.#note(session);
    // A letter costs two commits, and one sign of life in a while is enough.
    if (this.#passedOn.has(session)) return;
    this.#passedOn.add(session);
    courier.hint(tenure.node, { kind: "beat", session });
  }

  async #describe(session: SessionId): Promise<StandingData> {
    const { queue, rooms, mailboxes } = this.#deps;
    const standing = await queue.resume(session);
    // The stream may have been lost while this was found out; then nobody is back.
    if (mailboxes.isOpen(session)) rooms.back(session);
    switch (standing.kind) {
      case "idle":
        return { state: "idle" };
      case "waiting": {
        const { ticket: { mode }, widensInMs } = standing;
        return { state: "waiting", mode, widensInMs };
      }
      case "seated": {
        const match = rooms.matchFor(session, standing.room);
        const { room, generation, role } = match;
        const partnerPresent = rooms.isPartnerPresent(session);
        return { state: "seated", room, generation, role, partnerPresent, match };
      }
    }
  }

  #scheduleSweep(): void {
    this.#cancelSweep = this.#deps.clock.after(SWEEP_MS, () => {
      this.#sweep();
      this.#scheduleSweep();
    });
  }

  #sweep(): void {
    const { mailboxes, onError } = this.#deps;
    mailboxes.beat(HEARTBEAT_MS);
    this.#passedOn.clear();
    this.#deps.onSweep();
    if (!this.#deps.courier.isAlone) return this.#lookAround();
    for (const session of this.#seenAt.keys()) {
      if (this.#isOverdue(session)) this.#retire(session).catch(onError);
    }
  }

  #isOverdue(session: SessionId): boolean {
    const { clock, leaseMs } = this.#deps;
    return (this.#seenAt.get(session) ?? Infinity) <= clock.now() - leaseMs;
  }

  /**
   * Where there are several nodes, letters may be lost with the node that should have written them:
   * all visitors are looked after, one by one, so that whatever was missed is found out in the end.
   */
  #lookAround(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#lookAtAll().catch((error) => {
      if (!(error instanceof StoreUnavailableError)) this.#deps.onError(error);
    }).finally(() => this.#isLooking = false);
  }

  async #lookAtAll(): Promise<void> {
    this.#deps.rooms.prune();
    for (const session of [...this.#seenAt.keys()]) await this.#look(session);
  }

  async #look(session: SessionId): Promise<void> {
    const { courier, mailboxes, queue, rooms } = this.#deps;
    if (!this.has(session) || this.#arriving.has(session)) return;
    this.#lookedAt = session;
    const tenure = await courier.keeps(session, () => {
      // While this node slept another one was their home, and may have told what was not heard here:
      // whoever is there comes back to hear where they stand, whoever is not is away from now on.
      if (this.#lookedAt === session) mailboxes.cut(session);
    });
    // They came while it was looked; what was found is older than that.
    if (this.#lookedAt !== session) return;
    if (tenure.kind === "elsewhere") return await this.#handOver(session);
    if (this.#isOverdue(session)) return await this.#retire(session);
    const hasWaited = queue.waits(session);
    const standing = await queue.resume(session);
    // The letter of the match, and of its end, may have gone to a node that has died.
    if (standing.kind === "idle" && hasWaited) mailboxes.cut(session);
    if (standing.kind !== "seated") return;
    rooms.announce(session, standing.room);
    await rooms.lookAfter(session);
  }

  /**
   * Lets somebody go whose home another node is. What was begun for them here may have been done
   * when that node had forgotten them already, so it is told for sure, in case nobody watches them.
   */
  async #handOver(session: SessionId): Promise<void> {
    await this.#deps.courier.handOver(session);
    if (this.#lookedAt === session) this.release(session, COME_AGAIN);
  }

  async #retire(session: SessionId): Promise<void> {
    const { mailboxes, queue, rooms, places, courier } = this.#deps;
    const seenAt = this.#seenAt.get(session);
    // A connection that nobody told us is dead looks open; this calls `closed`.
    mailboxes.cut(session);
    try {
      const checks = await courier.absenceOf(session);
      // They came to another node in this very moment: the next look finds it.
      if (checks === null) return;
      await queue.leave(session, checks);
    } catch (error) {
      // The next sweep tries again.
      if (error instanceof StoreUnavailableError) return;
      throw error;
    }
    // Seated: the hold has begun, and a sweep after its end forgets them. Or they came back.
    if (rooms.isSeated(session) || this.#seenAt.get(session) !== seenAt) return;
    mailboxes.drop(session);
    places.drop(session);
    this.#seenAt.delete(session);
  }
}
