/**
 * Generations of a call: who may open one, and how it is written down.
 *
 * It does not know what is relayed. The invariant it keeps: a generation is opened once, however
 * many ask for it at the same time.
 *
 * @module
 */
import type { SessionId, Signal } from "../protocol.ts";
import { keys, type Room, ROOM_LIFE_MS } from "../store/keys.ts";
import type { Store } from "../store/store.ts";
import type { LiveRoom } from "./live_room.ts";

/** A room is rarely written twice at once. */
const MAX_TRIES = 4;

/** The offerer opens a generation with its offer; the answerer asks for one with a bare signal. */
export function mayOpenGeneration(live: LiveRoom, session: SessionId, signal: Signal): boolean {
  return live.roleOf(session) === "offerer"
    ? signal.description?.type === "offer"
    : signal.description === undefined && signal.candidates === undefined;
}

/**
 * Opens a generation; what is stored counts when both sides do at once.
 *
 * @throws {StoreUnavailableError} when the store does not answer.
 */
export async function openGeneration(
  store: Store,
  live: LiveRoom,
  generation: number,
): Promise<void> {
  const key = keys.room(live.room.id);
  for (let tries = 0; tries < MAX_TRIES && live.room.generation < generation; tries++) {
    const room: Room = { ...live.room, generation };
    const result = await store.commit({
      checks: [{ key, versionstamp: live.versionstamp }],
      sets: [{ key, value: room, expireInMs: ROOM_LIFE_MS }],
    });
    if (result.ok) {
      live.room = room;
      live.versionstamp = result.versionstamp;
      return;
    }
    // Both sides at once, or an answer that was lost: what is stored counts. It may also be
    // another word about the room that was faster, of its ladder.
    const { value, versionstamp } = await store.get(key);
    if (value === null || versionstamp === null) return;
    live.room = value;
    live.versionstamp = versionstamp;
  }
}
