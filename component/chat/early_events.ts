/**
 * Events that outrun the answer to a wish: the stream and the answer are two connections, so the
 * partner's offer may be here before the answer that names the room it belongs to.
 *
 * It does not know what the events mean. The invariant it keeps: while an answer is awaited, no
 * event of a room that is not known yet is lost, and their order stays.
 *
 * @module
 */
import type { RoomId, ServerEvent } from "../../server/protocol.ts";

/** Keeps events of a room that is about to be named. */
export class EarlyEvents {
  #kept: ServerEvent[] | null = null;

  /** An answer is awaited from now on. */
  await(): void {
    this.#kept ??= [];
  }

  /**
   * Keeps an event if it is early.
   *
   * @param room The room of the talk at work, or none.
   * @returns Whether it was kept; if not, it is to be taken now.
   */
  keep(event: ServerEvent, room: RoomId | null): boolean {
    const { type, data } = event;
    // These two name a room themselves.
    if (this.#kept === null || type === "matched" || type === "hello") return false;
    if (!("room" in data) || data.room === room) return false;
    this.#kept.push(event);
    return true;
  }

  /** The answer is here: everything that was kept, in order, to be taken now. */
  release(): readonly ServerEvent[] {
    const kept = this.#kept ?? [];
    this.#kept = null;
    return kept;
  }
}
