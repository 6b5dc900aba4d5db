/**
 * What two write to each other where it has to go by the server: messages, that they were shown,
 * and typing.
 *
 * It does not know mailboxes or nodes. The invariants it keeps: a message that was accepted is in
 * the other's mailbox, and is put there once unless its sender says that no word of it has come;
 * what means nothing later is not kept for somebody who is away.
 *
 * @module
 */
import type { Clock } from "../clock.ts";
import type { AckRequest, MessageRequest, RoomId, ServerEvent, SessionId } from "../protocol.ts";
import type { LiveRoom, MessageRelayed } from "./live_room.ts";

/** What became of what means nothing later. `full`: the other does not read. */
export type TextRelayed = "accepted" | "not-in-room" | "full";

/** What a {@linkcode TextRelay} is made of. */
export interface TextRelayDeps {
  readonly clock: Clock;
  /** Finds the live room in which a session sits, if it is that one. */
  readonly seatOf: (session: SessionId, room: RoomId) => Promise<LiveRoom | undefined>;
  /** Whether this node knows that a session has no stream. */
  readonly isAbsent: (session: SessionId) => boolean;
  readonly relay: (
    live: LiveRoom,
    from: SessionId,
    event: ServerEvent,
  ) => Promise<"accepted" | "full">;
  readonly signMessage: (parts: readonly string[]) => string;
}

/** The written half of all talks that this node knows. */
export class TextRelay {
  readonly #deps: TextRelayDeps;

  constructor(deps: TextRelayDeps) {
    this.#deps = deps;
  }

  /**
   * Relays a message, signed. A repeat is answered as before. When its sender misses the other's
   * word on it, it is relayed once more, unless it still waits in the other's mailbox.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async message(session: SessionId, request: MessageRequest): Promise<MessageRelayed> {
    const { clock, seatOf, isAbsent, relay, signMessage } = this.#deps;
    const { room, id, text, after, again } = request;
    const live = await seatOf(session, room);
    if (!live) return { kind: "not-in-room" };
    // Ids are the sender's, so the other side's may not collide with them.
    const name = `${session}/${id}`;
    if (again && !isAbsent(live.partnerOf(session))) live.relayAgain(name);
    return await live.once(name, async () => {
      const at = clock.now();
      const signature = signMessage([room, live.subjectOf(session), id, String(at), text]);
      const data = { room, id, text, at, signature, ...(after === undefined ? {} : { after }) };
      const relayed = await relay(live, session, { type: "message", data });
      return relayed === "full" ? { kind: "full" } : { kind: "accepted", at };
    });
  }

  /** Relays that messages were shown; somebody who was away asks again when they are back. */
  ack(
    session: SessionId,
    { room, ids, seen }: Pick<AckRequest, "room" | "ids" | "seen">,
  ): Promise<TextRelayed> {
    return this.#now(session, { type: "ack", data: { room, ids, ...(seen && { seen }) } });
  }

  /** Relays that somebody types; it would be stale when somebody who is away is back. */
  typing(session: SessionId, room: RoomId, typing: boolean): Promise<TextRelayed> {
    return this.#now(session, { type: "typing", data: { room, typing } });
  }

  async #now(
    session: SessionId,
    event: Extract<ServerEvent, { readonly type: "ack" | "typing" }>,
  ): Promise<TextRelayed> {
    const { seatOf, isAbsent, relay } = this.#deps;
    const live = await seatOf(session, event.data.room);
    if (!live) return "not-in-room";
    return isAbsent(live.partnerOf(session)) ? "accepted" : relay(live, session, event);
  }
}
