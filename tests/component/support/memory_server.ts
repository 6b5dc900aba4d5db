/**
 * A server in memory, for the conversation's tests: it pairs whoever waits for the same mode, keeps
 * seats, relays, and breaks when a test says so.
 *
 * It does not know interests, time or limits. The invariant it keeps: what it says happens later,
 * never inside the call that asked for it, as on a network.
 *
 * @module
 */
import type {
  AgeGroup,
  BackAnswer,
  BackRequest,
  HelloData,
  LadderRequest,
  QueueAnswer,
  QueueRequest,
  ReportRequest,
  RoomId,
  ServerEvent,
  Signal,
} from "../../../server/protocol.ts";
import type { CreateSignaling, OutageCause } from "../../../component/link/signaling.ts";
import { ProblemError } from "../../../component/link/problem_error.ts";
import { matchFor, type MemoryRoom, partnerOf } from "./memory_room.ts";
import { MemorySignaling, type RequestName } from "./memory_signaling.ts";
import { roomNamed } from "./room_named.ts";

/** A talk that one of the two has left to meet somebody else. */
interface Skip {
  readonly room: MemoryRoom;
  readonly by: string;
  /** Who wants the other one back. */
  asked?: string;
}

/** The server and everything it knows. */
export class MemoryServer {
  /** What failed at its visitors, each as stage and cause. */
  readonly failures: string[] = [];
  /** What was written to decisions, each as receipt and note. */
  readonly appeals: string[] = [];
  /** What its visitors reported, in order. */
  readonly reports: ReportRequest[] = [];
  /** What its visitors said of their age, in order. */
  readonly ages: AgeGroup[] = [];
  /** Who waits, in the order in which they came. */
  readonly waiting = new Map<string, QueueRequest>();
  readonly rooms = new Map<RoomId, MemoryRoom>();
  readonly links = new Map<string, MemorySignaling>();
  readonly #skips = new Map<string, Skip>();
  /** Every request that arrived. */
  readonly requests: { readonly session: string; readonly name: RequestName }[] = [];
  /** Asked before each request; what it throws or waits for happens to the request. */
  gate: (name: RequestName, session: string) => void | Promise<void> = () => {};
  /** Waited for after each request, before its answer is on the way back. */
  answerGate: (name: RequestName, session: string) => void | Promise<void> = () => {};
  #sessions = 0;
  #rooms = 0;

  /** Hands out connections to this server. */
  readonly createSignaling: CreateSignaling = (options) => new MemorySignaling(this, options);

  /** Who is connected, in the order in which they came. */
  get sessions(): string[] {
    return [...this.links.keys()];
  }

  /** Breaks somebody's stream, until `restore`. */
  cut(session: string): void {
    this.links.get(session)?.fall();
  }

  /** Lets somebody's stream be opened again. */
  restore(session: string): void {
    this.links.get(session)?.rise();
  }

  /** Ends somebody's stream for good. */
  refuse(session: string, cause: OutageCause): void {
    this.links.get(session)?.refuse(cause);
  }

  /** Sends an event to somebody whose stream is open; otherwise keeps it until it is. */
  tell(session: string, event: ServerEvent): void {
    this.links.get(session)?.receive(event);
  }

  newSession(): string {
    return `session-${++this.#sessions}`;
  }

  hello(session: string): HelloData {
    const room = this.roomOf(session);
    if (room) {
      const partner = this.links.get(partnerOf(room, session));
      const match = matchFor(room, session);
      return {
        resumed: false,
        state: "seated",
        room: room.id,
        generation: room.generation,
        role: match.role,
        partnerPresent: partner?.isOpen ?? false,
        match,
      };
    }
    const wish = this.waiting.get(session);
    return wish
      ? { resumed: false, state: "waiting", mode: wish.mode, widensInMs: [5_000, 12_000] }
      : { resumed: false, state: "idle" };
  }

  queue(session: string, wish: QueueRequest): QueueAnswer {
    const seated = this.roomOf(session);
    if (seated) return { status: "matched", match: matchFor(seated, session) };
    const [partner] =
      [...this.waiting].find(([other, theirs]) => other !== session && theirs.mode === wish.mode) ??
        [];
    if (partner === undefined) {
      const status = this.waiting.has(session) ? "exists" : "queued";
      this.waiting.set(session, wish);
      return { status, widensInMs: [5_000, 12_000] };
    }
    return this.#seatBoth([partner, session], wish.mode);
  }

  /** Seats two who have just talked as soon as both want that. */
  back(session: string, { room: id, mode }: BackRequest): BackAnswer {
    const skip = this.#skips.get(id);
    const hasGoneOn = skip?.room.seats.some((seat) => this.roomOf(seat)) ?? true;
    if (hasGoneOn || !skip) throw new ProblemError("gone", 409, null, "Cannot come back");
    this.waiting.delete(session);
    const partner = partnerOf(skip.room, session);
    if (skip.asked === partner) {
      return this.#seatBoth([partner, session], mode, { resumes: skip.room.id });
    }
    skip.asked = session;
    const data = { room: skip.room.id, endsInMs: 10_000 };
    if (skip.by === session) this.tell(partner, { type: "back", data });
    return { status: "asked", endsInMs: 10_000 };
  }

  #seatBoth(
    seats: readonly [string, string],
    mode: QueueRequest["mode"],
    more: { readonly resumes?: RoomId } = {},
  ) {
    const [partner, session] = seats;
    for (const each of seats) this.waiting.delete(each);
    const id = roomNamed(`room-${String(++this.#rooms).padStart(8, "0")}`);
    const room: MemoryRoom = { id, seats, mode, generation: 1, ...more };
    this.rooms.set(id, room);
    this.tell(partner, { type: "matched", data: matchFor(room, partner) });
    return { status: "matched" as const, match: matchFor(room, session) };
  }

  leave(session: string, id: RoomId, reason: "left" | "next"): void {
    const room = this.rooms.get(id);
    if (!room?.seats.includes(session)) return;
    this.rooms.delete(id);
    if (reason === "next") this.#skips.set(id, { room, by: session });
    this.tell(partnerOf(room, session), { type: "peer-left", data: { room: id, reason } });
  }

  signal(session: string, signal: Signal): void {
    const room = this.seat(session, signal.room);
    const isOfferer = room.seats[0] === session;
    if (signal.generation === room.generation + 1) {
      const isBare = signal.description === undefined && signal.candidates === undefined;
      if (isOfferer ? signal.description?.type !== "offer" : !isBare) {
        throw new ProblemError("wrong-role", 409, null, "Cannot open a generation like this");
      }
      room.generation += 1;
    }
    if (signal.generation !== room.generation) {
      throw new ProblemError("stale-generation", 409, null, "Cannot relay: another generation");
    }
    this.tell(partnerOf(room, session), { type: "signal", data: signal });
  }

  /** Asks the other side, or agrees for both, as the server does. */
  ladder(session: string, { room: id, step, consent }: LadderRequest): void {
    const room = this.seat(session, id);
    const { asked, mode } = room;
    const partner = partnerOf(room, session);
    const tell = (to: string, agreed?: boolean) =>
      this.tell(to, {
        type: "ladder",
        data: { room: id, step, consent, ...(agreed && { agreed }) },
      });
    if (step === "reveal") return tell(partner);
    const steps = ["text", "voice", "video"];
    const isAgreed = asked?.step === step && asked.by !== session;
    if (consent && (isAgreed || steps.indexOf(step) <= steps.indexOf(mode))) {
      room.mode = step;
      room.asked = undefined;
      for (const each of room.seats) tell(each, true);
    } else if (consent || asked?.by === session || asked?.step === step) {
      room.asked = consent ? { by: session, step } : undefined;
      tell(partner);
    }
  }

  seat(session: string, id: RoomId): MemoryRoom {
    const room = this.rooms.get(id);
    if (room?.seats.includes(session)) return room;
    throw new ProblemError("not-in-room", 404, null, "Cannot do this: not in the room");
  }

  roomOf(session: string): MemoryRoom | undefined {
    return [...this.rooms.values()].find(({ seats }) => seats.includes(session));
  }
}
