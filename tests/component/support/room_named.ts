/**
 * Rooms' names for tests.
 *
 * It does not know rooms. The invariant it keeps: a name is one that the wire would take.
 *
 * @module
 */
import type { RoomId } from "../../../server/protocol.ts";

/** Makes a room's name. @throws {Error} When no room could be called so. */
export function roomNamed(name: string): RoomId {
  if (!isRoomId(name)) throw new Error(`Cannot name a room "${name}"`);
  return name;
}

function isRoomId(name: string): name is RoomId {
  return /^[\w-]{8,64}$/.test(name);
}
