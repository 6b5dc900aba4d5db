/**
 * Who of a room is away: their seat is held for a while, and the other side is told.
 *
 * It does not know how a room ends. The invariant it keeps: the other side is told of an absence
 * once, and of its end once; a seat is given up only when no node has its session.
 *
 * @module
 */
import type { Clock } from "../clock.ts";
import type { ServerEvent, SessionId } from "../protocol.ts";
import { StoreUnavailableError } from "../store/store.ts";
import type { LiveRoom } from "./live_room.ts";

/** A store that does not answer is asked again after this time, in milliseconds. */
export const RETRY_MS = 1_000;

/** What {@linkcode Absences} are made of. */
export interface AbsencesDeps {
  readonly clock: Clock;
  /** How long the seat of somebody who is away is held, in milliseconds. */
  readonly holdMs: number;
  readonly tell: (session: SessionId, event: ServerEvent) => void;
  /** Whether a session of another node can come back: its node runs. */
  readonly isReachable: (session: SessionId) => Promise<boolean>;
  /** Called with what went wrong in the background. */
  readonly onError: (error: unknown) => void;
  /** Takes note that another node has a session, wherever it sits by now. */
  readonly back: (session: SessionId) => void;
  /** Gives up the seat of somebody who did not come back; it handles its own failures. */
  readonly giveUp: (live: LiveRoom, session: SessionId) => Promise<void>;
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

  /** The seat is given up, unless another node knows better. */
  async #lose(live: LiveRoom, session: SessionId): Promise<void> {
    try {
      if (await this.#deps.isReachable(session)) return this.#deps.back(session);
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) return this.#deps.onError(error);
      return this.#lookAfter(RETRY_MS, live, session);
    }
    await this.#deps.giveUp(live, session);
  }
}
