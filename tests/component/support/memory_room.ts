/**
 * A room of the server in memory, and how each side sees it.
 *
 * It does not know who is connected. The invariant it keeps: the first seat is the offerer's.
 *
 * @module
 */
import type { LadderRequest, Match, QueueRequest, RoomId } from "../../../server/protocol.ts";

/** Two seats, and what their talk has come to. */
export interface MemoryRoom {
  readonly id: RoomId;
  readonly seats: readonly [string, string];
  mode: QueueRequest["mode"];
  generation: number;
  asked?: { readonly by: string; readonly step: LadderRequest["step"] } | undefined;
  readonly resumes?: RoomId;
}

/** The match as one of the two is told of it. */
export function matchFor(room: MemoryRoom, session: string): Match {
  const isOfferer = room.seats[0] === session;
  return {
    room: room.id,
    role: isOfferer ? "offerer" : "answerer",
    polite: !isOfferer,
    generation: room.generation,
    mode: room.mode,
    why: { interests: ["chess"], language: "en", step: 1, waitedMs: 0 },
    ...(room.resumes && { resumes: room.resumes }),
  };
}

/** Who sits in the other seat. */
export function partnerOf(room: MemoryRoom, session: string): string {
  return room.seats[0] === session ? room.seats[1] : room.seats[0];
}
