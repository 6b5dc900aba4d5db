/**
 * The ladder of a talk, text → voice → video, and from veiled pictures to whole ones: what both
 * agree to becomes the mode of their room.
 *
 * It does not know devices or calls. The invariants it keeps: a room climbs, and is unveiled, only
 * when both want the same step, and goes down when one does; what was agreed is stored before anybody hears of it, and
 * both hear of it in the same order.
 *
 * @module
 */
import type { LadderRequest, Mode, RoomId, ServerEvent, SessionId } from "../protocol.ts";
import { keys, type Room, ROOM_LIFE_MS } from "../store/keys.ts";
import { type Store, StoreUnavailableError } from "../store/store.ts";
import type { LiveRoom } from "./live_room.ts";

type Step = LadderRequest["step"];

/** What became of a word on the ladder. `full`: the other does not read. */
export type LadderRelayed = "accepted" | "not-in-room" | "not-offered" | "full";

/** What a {@linkcode Ladder} is made of. */
export interface LadderDeps {
  readonly store: Store;
  /** Finds the live room in which a session sits, if it is that one. */
  readonly seatOf: (session: SessionId, room: RoomId) => Promise<LiveRoom | undefined>;
  /** Reads a live room anew from the store. */
  readonly read: (room: RoomId) => Promise<Room | null>;
  /** Delivers an event and says whether it will be read. */
  readonly deliver: (session: SessionId, event: ServerEvent) => Promise<boolean>;
}

/** What follows from a word. */
export type Climb =
  /** Nothing that anybody has to hear. */
  | { readonly kind: "nothing" }
  /** The other side is asked. */
  | { readonly kind: "asked"; readonly room: Room }
  /** What was asked is so no more. */
  | { readonly kind: "dropped"; readonly room: Room; readonly step: Step }
  /** From now on both talk like this; the very same room when they do already. */
  | { readonly kind: "agreed"; readonly room: Room };

const RANK: Readonly<Record<Mode, number>> = { text: 0, voice: 1, video: 2 };
/** Two people's words about one room rarely come at once. */
const MAX_TRIES = 8;

/** Decides what follows from one side's word about a step. Pure. */
export function climb(room: Room, by: SessionId, step: Step, consent: boolean): Climb {
  const { asked, ...rest } = room;
  const isReveal = step === "reveal";
  if (!consent) {
    // Nobody has to be asked whether they may be seen less.
    if (isReveal && room.isVeiled === false) {
      return { kind: "agreed", room: { ...room, isVeiled: true } };
    }
    const isMeant = asked !== undefined && (asked.by === by || asked.step === step);
    return isMeant ? { kind: "dropped", room: rest, step: asked.step } : { kind: "nothing" };
  }
  // Whoever says so again has not heard that it is so.
  if (isReveal ? !room.isVeiled : step === room.mode) return { kind: "agreed", room };
  const next: Room = isReveal ? { ...rest, isVeiled: false } : { ...rest, mode: step };
  const isLess = !isReveal && RANK[step] < RANK[room.mode];
  if (isLess || (asked?.step === step && asked.by !== by)) return { kind: "agreed", room: next };
  return { kind: "asked", room: { ...room, asked: { by, step } } };
}

/** The ladders of all talks that this node knows. */
export class Ladder {
  readonly #deps: LadderDeps;

  constructor(deps: LadderDeps) {
    this.#deps = deps;
  }

  /**
   * Takes one side's word about a step. Saying the same again is harmless.
   *
   * @param modes What the site offers: no talk climbs to anything else.
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async say(
    session: SessionId,
    request: LadderRequest,
    modes: readonly Mode[],
  ): Promise<LadderRelayed> {
    const { store, seatOf, read, deliver } = this.#deps;
    const { room: id, step, consent } = request;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      // The other side may have spoken at another node.
      if (!store.limits.isExclusive || tries > 0) await read(id);
      const live = await seatOf(session, id);
      if (!live) return "not-in-room";
      const tell = async (to: SessionId, data: Omit<LadderRequest, "room"> & Agreed) =>
        await deliver(to, { type: "ladder", data: { room: id, ...data } }) ? "accepted" : "full";
      const partner = live.partnerOf(session);
      const isHigher = step !== "reveal" && RANK[step] > RANK[live.room.mode];
      if (consent && isHigher && !modes.includes(step)) return "not-offered";
      const follows = climb(live.room, session, step, consent);
      if ("room" in follows && !await this.#store(live, follows.room)) continue;
      switch (follows.kind) {
        case "nothing":
          return "accepted";
        case "asked":
          return await tell(partner, { step, consent });
        case "dropped":
          return await tell(partner, { step: follows.step, consent: false });
        case "agreed": {
          // Before either can act on it, so that no signal of the one outruns the other's news.
          const told = live.sessions.map((each) => tell(each, { step, consent, agreed: true }));
          await Promise.all(told);
          return "accepted";
        }
      }
    }
    throw new StoreUnavailableError("Cannot climb: the room keeps changing");
  }

  async #store(live: LiveRoom, room: Room): Promise<boolean> {
    if (room === live.room) return true;
    const key = keys.room(room.id);
    const result = await this.#deps.store.commit({
      checks: [{ key, versionstamp: live.versionstamp }],
      sets: [{ key, value: room, expireInMs: ROOM_LIFE_MS }],
    });
    if (!result.ok) return false;
    live.room = room;
    live.versionstamp = result.versionstamp;
    return true;
  }
}

interface Agreed {
  readonly agreed?: true;
}
