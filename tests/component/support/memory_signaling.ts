/**
 * A conversation's connection to the server in memory.
 *
 * It does not know what the server answers. The invariant it keeps: what it says happens later, never
 * inside the call that asked for it, as on a network.
 *
 * @module
 */
import type {
  AgeGroup,
  BackAnswer,
  BackRequest,
  CheckRequest,
  LadderRequest,
  MessageRequest,
  QueueAnswer,
  QueueRequest,
  ReportRequest,
  RoomId,
  ServerEvent,
  Signal,
  WidenAnswer,
  WidenRequest,
} from "../../../server/protocol.ts";
import { SITE } from "../../../demo/cast/made_up.ts";
import type {
  AppealRequest,
  ConnectionStatus,
  OutageCause,
  RequestOptions,
  SessionFacts,
  Signaling,
  SignalingOptions,
} from "../../../component/link/signaling.ts";
import { Lane } from "../../../component/link/lane.ts";
import { ProblemError } from "../../../component/link/problem_error.ts";
import { matchFor, partnerOf } from "./memory_room.ts";
import type { MemoryServer } from "./memory_server.ts";
import { roomNamed } from "./room_named.ts";

/** The name of a request, as in `Signaling`. */
export type RequestName = Exclude<keyof Signaling, "session" | "open" | "close" | "ice">;

/** Who waits near everybody. */
export const NEAR = { interest: 0, language: "few", anyone: 40 } as const;

/** The connection of one conversation. */
export class MemorySignaling implements Signaling {
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
      this.#server.leave(session, roomNamed(report.room), "left");
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
