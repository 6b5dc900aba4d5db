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
  CheckRequest,
  HelloData,
  LadderRequest,
  Match,
  MessageRequest,
  QueueAnswer,
  QueueRequest,
  ReportRequest,
  RoomId,
  ServerEvent,
  Signal,
  SitePolicyView,
  WidenAnswer,
  WidenRequest,
} from "../../../server/protocol.ts";
import type {
  AppealRequest,
  ConnectionStatus,
  CreateSignaling,
  OutageCause,
  RequestOptions,
  SessionFacts,
  Signaling,
  SignalingOptions,
} from "../../../component/link/signaling.ts";
import { Lane } from "../../../component/link/lane.ts";
import { ProblemError } from "../../../component/link/problem_error.ts";

interface Room {
  readonly id: RoomId;
  readonly seats: readonly [string, string];
  mode: QueueRequest["mode"];
  generation: number;
  asked?: { readonly by: string; readonly step: LadderRequest["step"] } | undefined;
  readonly resumes?: RoomId;
}

/** A talk that one of the two has left to meet somebody else. */
interface Skip {
  readonly room: Room;
  readonly by: string;
  /** Who wants the other one back. */
  asked?: string;
}

/** The name of a request, as in `Signaling`. */
export type RequestName = Exclude<keyof Signaling, "session" | "open" | "close" | "ice">;

const SITE: SitePolicyView = {
  modes: ["video", "voice", "text"],
  reveal: "instant",
  privacy: "all",
  widening: [
    { fromMs: 0, accepts: "interest" },
    { fromMs: 5_000, accepts: "language" },
    { fromMs: 12_000, accepts: "anyone" },
  ],
  rules: null,
};

/** Who waits near everybody. */
export const NEAR = { interest: 0, language: "few", anyone: 40 } as const;

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
  readonly rooms = new Map<RoomId, Room>();
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
    const id = `room-${String(++this.#rooms).padStart(8, "0")}`;
    if (!isRoomId(id)) throw new Error(`Cannot name a room "${id}"`);
    const room: Room = { id, seats, mode, generation: 1, ...more };
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

  seat(session: string, id: RoomId): Room {
    const room = this.rooms.get(id);
    if (room?.seats.includes(session)) return room;
    throw new ProblemError("not-in-room", 404, null, "Cannot do this: not in the room");
  }

  roomOf(session: string): Room | undefined {
    return [...this.rooms.values()].find(({ seats }) => seats.includes(session));
  }
}

class MemorySignaling implements Signaling {
  readonly #server: MemoryServer;
  readonly #options: SignalingOptions;
  readonly #seat = new Lane();
  #session: string | null = null;
  #facts: SessionFacts | null = null;
  #isWanted = false;
  #isDown = false;
  #kept: ServerEvent[] = [];
  /** Whether the stream has said `hello` and brings events. */
  isOpen = false;

  constructor(server: MemoryServer, options: SignalingOptions) {
    this.#server = server;
    this.#options = options;
  }

  get session(): SessionFacts | null {
    return this.#facts;
  }

  open(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    const { store, clock } = this.#options;
    const session = this.#session ?? store.token ?? this.#server.newSession();
    this.#session = session;
    store.saveToken(session);
    this.#facts ??= { iceServers: [], iceAt: clock.now(), site: SITE };
    this.#server.links.set(session, this);
    this.#tell({ kind: "opening" });
    this.#connect();
  }

  passGate(age: AgeGroup): void {
    this.#server.ages.push(age);
  }

  check(): void {}

  close(): void {
    this.#isWanted = false;
    this.isOpen = false;
    this.#tell({ kind: "closed" });
  }

  fall(): void {
    this.#isDown = true;
    this.isOpen = false;
    const retryAt = this.#options.clock.now() + 1_000;
    this.#tell({ kind: "down", cause: "server-away", retryAt, attempt: 1 });
  }

  rise(): void {
    this.#isDown = false;
    this.#connect();
  }

  refuse(cause: OutageCause): void {
    this.#isWanted = false;
    this.isOpen = false;
    this.#tell({ kind: "lost", cause });
  }

  receive(event: ServerEvent): void {
    this.#kept.push(event);
    queueMicrotask(() => this.#flush());
  }

  queue(wish: QueueRequest, options?: RequestOptions): Promise<QueueAnswer> {
    return this.#askInTurn("queue", options, (session) => this.#server.queue(session, wish));
  }

  unqueue(options?: RequestOptions) {
    return this.#askInTurn("unqueue", options, (session) => {
      const room = this.#server.roomOf(session);
      this.#server.waiting.delete(session);
      return room ? { status: "matched", room: room.id } as const : { status: "left" } as const;
    });
  }

  next(wish: QueueRequest, options?: RequestOptions): Promise<QueueAnswer> {
    return this.#askInTurn("next", options, (session) => {
      const room = this.#server.roomOf(session);
      if (room) this.#server.leave(session, room.id, "next");
      return this.#server.queue(session, wish);
    });
  }

  back(wish: BackRequest, options?: RequestOptions): Promise<BackAnswer> {
    return this.#askInTurn("back", options, (session) => this.#server.back(session, wish));
  }

  widen({ step = 2 }: WidenRequest, options?: RequestOptions): Promise<WidenAnswer> {
    return this.#askInTurn("widen", options, (session) => {
      const room = this.#server.roomOf(session);
      return room
        ? { status: "matched", match: matchFor(room, session) }
        : { status: "waiting", step, near: NEAR };
    });
  }

  leave(room: RoomId, options?: RequestOptions): Promise<void> {
    return this.#askInTurn(
      "leave",
      options,
      (session) => this.#server.leave(session, room, "left"),
    );
  }

  block(room: RoomId, options?: RequestOptions): Promise<void> {
    return this.#askInTurn("block", options, (session) => {
      this.#server.leave(session, room, "left");
    });
  }

  report(report: ReportRequest, options?: RequestOptions): Promise<void> {
    return this.#ask("report", options, (session) => {
      this.#server.reports.push(report);
      if (isRoomId(report.room)) this.#server.leave(session, report.room, "left");
    });
  }

  appeal({ receipt, note }: AppealRequest, options?: RequestOptions): Promise<void> {
    return this.#ask("appeal", options, () => {
      this.#server.appeals.push(`${receipt}: ${note}`);
    });
  }

  signal(signal: Signal, options?: RequestOptions): Promise<void> {
    return this.#ask("signal", options, (session) => this.#server.signal(session, signal));
  }

  message({ again: _, ...message }: MessageRequest, options?: RequestOptions) {
    return this.#ask("message", options, (session) => {
      const room = this.#server.seat(session, message.room);
      const at = this.#options.clock.now();
      const { after, ...rest } = message;
      const data = { ...rest, at, signature: "", ...(after === undefined ? {} : { after }) };
      this.#server.tell(partnerOf(room, session), { type: "message", data });
      return { id: message.id, at };
    });
  }

  acknowledge(room: RoomId, ids: readonly string[], options?: RequestOptions): Promise<void> {
    return this.#ask("acknowledge", options, (session) => {
      const seat = this.#server.seat(session, room);
      this.#server.tell(partnerOf(seat, session), { type: "ack", data: { room, ids } });
    });
  }

  count({ stage, cause }: CheckRequest): Promise<void> {
    this.#server.failures.push(`${stage} ${cause}`);
    return Promise.resolve();
  }

  ladder(request: LadderRequest, options?: RequestOptions): Promise<void> {
    return this.#ask("ladder", options, (session) => this.#server.ladder(session, request));
  }

  see(room: RoomId, id: string, options?: RequestOptions): Promise<void> {
    return this.#ask("see", options, (session) => {
      const seat = this.#server.seat(session, room);
      const data = { room, ids: [id], seen: true };
      this.#server.tell(partnerOf(seat, session), { type: "ack", data });
    });
  }

  typing(room: RoomId, typing: boolean, options?: RequestOptions): Promise<void> {
    return this.#ask("typing", options, (session) => {
      const seat = this.#server.seat(session, room);
      this.#server.tell(partnerOf(seat, session), { type: "typing", data: { room, typing } });
    });
  }

  ice() {
    return Promise.resolve({ iceServers: [], expiresInMs: 1_800_000 });
  }

  /** Requests about the seat do not overtake each other, as the seam promises. */
  #askInTurn<Value>(
    name: RequestName,
    options: RequestOptions | undefined,
    answer: (session: string) => Value,
  ): Promise<Value> {
    return this.#seat.run(() => this.#ask(name, options, answer));
  }

  async #ask<Value>(
    name: RequestName,
    options: RequestOptions | undefined,
    answer: (session: string) => Value,
  ): Promise<Value> {
    options?.signal?.throwIfAborted();
    const session = this.#session;
    if (session === null) throw new ProblemError("unauthorized", 401, null, "No session");
    await this.#server.gate(name, session);
    if (this.#isDown) throw new TypeError("Cannot reach the server");
    this.#server.requests.push({ session, name });
    const value = answer(session);
    await this.#server.answerGate(name, session);
    return value;
  }

  #connect(): void {
    queueMicrotask(() => {
      if (!this.#isWanted || this.#isDown || this.isOpen || this.#session === null) return;
      this.isOpen = true;
      this.#tell({ kind: "open" });
      const data = this.#server.hello(this.#session);
      this.#options.listener.onEvent({ type: "hello", data });
      this.#flush();
    });
  }

  #flush(): void {
    while (this.isOpen && this.#kept.length > 0) {
      const event = this.#kept.shift();
      if (event) this.#options.listener.onEvent(event);
    }
  }

  #tell(status: ConnectionStatus): void {
    this.#options.listener.onConnection(status);
  }
}

function matchFor(room: Room, session: string): Match {
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

function partnerOf(room: Room, session: string): string {
  return room.seats[0] === session ? room.seats[1] : room.seats[0];
}

function isRoomId(id: string): id is RoomId {
  return /^[\w-]{8,64}$/.test(id);
}
