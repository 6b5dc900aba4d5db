/**
 * Who of a room is away: their seat is held for a while, and the other side is told.
 *
 * It does not know how a room ends. The invariant it keeps: the other side is told of an absence
 * once, and of its end once; a seat is given up only when no node has its session, up to the very
 * moment in which it is.
 *
 * @module
 */
import type { Clock } from "../clock.ts";
import type { RoomId, ServerEvent, SessionId } from "../protocol.ts";
import type { Commit } from "../store/engine.ts";
import { keys } from "../store/keys.ts";
import { type Store, STORE_RETRY_MS, StoreUnavailableError } from "../store/store.ts";
import type { LiveRoom } from "./live_room.ts";

/** What {@linkcode Absences} are made of. */
export interface AbsencesDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** How long the seat of somebody who is away is held, in milliseconds. */
  readonly holdMs: number;
  readonly tell: (session: SessionId, event: ServerEvent) => void;
  /**
   * What must still be so when a seat is given up, nothing where there is one node; `null` if
   * another node has the session.
   */
  readonly absenceOf: (session: SessionId) => Promise<Commit["checks"] | null>;
  /** Called with what went wrong in the background. */
  readonly onError: (error: unknown) => void;
  /** Takes note that another node has a session, wherever it sits by now. */
  readonly back: (session: SessionId) => void;
  /** Gives up a seat to which nobody can come back but here; it handles its own failures. */
  readonly giveUp: (live: LiveRoom, session: SessionId) => Promise<void>;
  /** Told that a seat was given up, and the room with it. */
  readonly onLost: (room: RoomId, session: SessionId) => void;
}

/** All who are away. */
export class Absences {
  readonly #deps: AbsencesDeps;

  constructor(deps: AbsencesDeps) {
    this.#deps = deps;
  }

  /** Somebody has lost their stream: the other side learns it, and the seat is held for a while. */
  begin(live: LiveRoom, session: SessionId): void {
    if (live.holds.has(session)) return;
    this.hold(live, session);
    const { tell, holdMs } = this.#deps;
    tell(live.partnerOf(session), { type: "peer-away", data: { room: live.room.id, holdMs } });
  }

  /** Somebody has a stream again, here or at another node, which watches over them from then on. */
  end(live: LiveRoom, session: SessionId): void {
    const cancel = live.holds.get(session);
    if (!cancel) return;
    cancel();
    live.holds.delete(session);
    this.#deps.tell(live.partnerOf(session), { type: "peer-back", data: { room: live.room.id } });
  }

  /** Holds a seat from now on, without a word. */
  hold(live: LiveRoom, session: SessionId): void {
    this.#lookAfter(this.#deps.holdMs, live, session);
  }

  #lookAfter(ms: number, live: LiveRoom, session: SessionId): void {
    live.holds.set(session, this.#deps.clock.after(ms, () => void this.#lose(live, session)));
  }

  /** The seat is given up, unless they come to another node before that is done. */
  async #lose(live: LiveRoom, session: SessionId): Promise<void> {
    const { store, absenceOf, back, giveUp, onLost, onError } = this.#deps;
    const { id } = live.room;
    try {
      const checks = await absenceOf(session);
      if (checks === null) return back(session);
      if (checks.length === 0) return await giveUp(live, session);
      const { ok } = await store.commit({ checks, deletes: [keys.room(id)] });
      if (ok) return onLost(id, session);
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) return onError(error);
    }
    // Unless they are back, or the room is over.
    if (live.holds.has(session)) this.#lookAfter(STORE_RETRY_MS, live, session);
  }
}
