/**
 * Rooms that ended lately: what is under way may be older than their end.
 *
 * It does not know why they ended. The invariant it keeps: it forgets what nothing can be late for.
 *
 * @module
 */
import type { Clock } from "../clock.ts";
import type { RoomId } from "../protocol.ts";
import { STORE_DEADLINE_MS } from "../store/store.ts";

/**
 * So long after a room has ended somebody may learn that it was opened, in milliseconds: a commit
 * that is answered late, or not, and a look for what it did.
 */
const OVER_MS = 3 * STORE_DEADLINE_MS;

/** Their names. */
export class EndedRooms {
  readonly #clock: Pick<Clock, "now">;
  /** When each ended, the earliest first. */
  readonly #endedAt = new Map<RoomId, number>();

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  /** Whether a room has ended lately. */
  has(room: RoomId): boolean {
    return this.#endedAt.has(room);
  }

  /** Notes that a room has ended. */
  add(room: RoomId): void {
    const now = this.#clock.now();
    for (const [each, endedAt] of this.#endedAt) {
      if (now - endedAt < OVER_MS) break;
      this.#endedAt.delete(each);
    }
    this.#endedAt.set(room, now);
  }
}
