/**
 * The server over HTTP: the requests beside the stream that `connection.ts` keeps open.
 *
 * It does not know what a talk is. The invariant it keeps: requests about the seat, signals and
 * messages each go one after the other, so that none overtakes another of its kind.
 *
 * @module
 */
import type {
  AgeGroup,
  BackRequest,
  CheckRequest,
  IceAnswer,
  LadderRequest,
  MessageAnswer,
  MessageRequest,
  QueueRequest,
  ReportRequest,
  RoomId,
  Signal,
  UnqueueAnswer,
  WidenAnswer,
  WidenRequest,
} from "../../server/protocol.ts";
import { Connection } from "./connection.ts";
import { type Call, Http, nothingToRead, serverBase } from "./http.ts";
import { Lane } from "./lane.ts";
import type {
  AppealRequest,
  CreateSignaling,
  RequestOptions,
  SeatAnswer,
  SessionFacts,
  Signaling,
  SignalingOptions,
} from "./signaling.ts";
import {
  parseIceAnswer,
  parseMessageAnswer,
  parseSeatAnswer,
  parseUnqueueAnswer,
  parseWidenAnswer,
} from "./wire.ts";

/** Connects to a server by HTTP. */
export const createSseSignaling: CreateSignaling = (options) => new SseSignaling(options);

/** A message without an answer for this time is sent again, in milliseconds. */
const MESSAGE_MS = 4_000;

type Request<Value> = Omit<Call<Value>, "token">;

class SseSignaling implements Signaling {
  readonly #http: Http;
  readonly #connection: Connection;
  readonly #seat = new Lane();
  readonly #signals = new Lane();
  readonly #messages = new Lane();
  readonly #steps = new Lane();

  constructor(options: SignalingOptions) {
    const { server, clock, random } = options;
    this.#http = new Http({ base: serverBase(server), clock, random });
    this.#connection = new Connection(options, this.#http);
  }

  get session(): SessionFacts | null {
    return this.#connection.facts;
  }

  open(): void {
    this.#connection.open();
  }

  passGate(age: AgeGroup): void {
    this.#connection.passGate(age);
  }

  check(): void {
    this.#connection.check();
  }

  close(): void {
    this.#connection.close();
  }

  queue(wish: QueueRequest, options?: RequestOptions): Promise<SeatAnswer> {
    return this.#ask("v1/queue", wish, options);
  }

  unqueue(options?: RequestOptions): Promise<UnqueueAnswer> {
    const request = { method: "DELETE", path: "v1/queue", keepalive: true } as const;
    return this.#seat.run(() => this.#repeated({ ...request, parse: parseUnqueueAnswer }, options));
  }

  next(wish: QueueRequest, options?: RequestOptions): Promise<SeatAnswer> {
    return this.#ask("v1/next", wish, options);
  }

  back(wish: BackRequest, options?: RequestOptions): Promise<SeatAnswer> {
    return this.#ask("v1/back", wish, options);
  }

  widen(wish: WidenRequest, options?: RequestOptions): Promise<WidenAnswer> {
    const request = { ...post("v1/widen", wish), parse: parseWidenAnswer };
    return this.#seat.run(() => this.#repeated(request, options));
  }

  leave(room: RoomId, options?: RequestOptions): Promise<void> {
    const request = { ...post("v1/leave", { room }), keepalive: true };
    return this.#seat.run(() => this.#repeated(request, options));
  }

  block(room: RoomId, options?: RequestOptions): Promise<void> {
    const request = { ...post("v1/blocks", { room }), keepalive: true };
    return this.#seat.run(() => this.#repeated(request, options));
  }

  report(report: ReportRequest, options?: RequestOptions): Promise<void> {
    // Somebody waits for the word that it has arrived; if it has not, they try again themselves.
    const request = { ...post("v1/reports", report), maxTries: 4 };
    return this.#repeated(request, options);
  }

  appeal(appeal: AppealRequest, options?: RequestOptions): Promise<void> {
    const request = post("v1/appeals", appeal);
    return this.#repeated(request, options);
  }

  signal(signal: Signal, options?: RequestOptions): Promise<void> {
    const request = {
      ...post("v1/signals", signal),
      // The network may have changed in silence; the first try then hangs on one that is gone.
      deadlineMs: MESSAGE_MS,
      // A signal that opens a generation and is lost would leave every later one refused.
      maxTries: Infinity,
    };
    return this.#signals.run(() => this.#repeated(request, options));
  }

  message(message: MessageRequest, options?: RequestOptions): Promise<MessageAnswer> {
    const request = {
      ...post("v1/messages", message),
      // A way that died in silence must not cost more than another try does.
      deadlineMs: MESSAGE_MS,
      parse: parseMessageAnswer,
    };
    return this.#messages.run(() => this.#once(request, options));
  }

  acknowledge(room: RoomId, ids: readonly string[], options?: RequestOptions): Promise<void> {
    const request = { ...post("v1/acks", { room, ids }), deadlineMs: MESSAGE_MS };
    return this.#once(request, options);
  }

  see(room: RoomId, id: string, options?: RequestOptions): Promise<void> {
    const request = post("v1/acks", { room, ids: [id], seen: true });
    return this.#once(request, options);
  }

  typing(room: RoomId, isTyping: boolean, options?: RequestOptions): Promise<void> {
    const request = post("v1/typing", { room, typing: isTyping });
    return this.#once(request, options);
  }

  ladder(step: LadderRequest, options?: RequestOptions): Promise<void> {
    const request = post("v1/ladder", step);
    // In their order: a step that is taken back must not be overtaken by itself.
    return this.#steps.run(() => this.#repeated(request, options));
  }

  count(failure: CheckRequest): Promise<void> {
    return this.#once(post("v1/check", failure));
  }

  async ice(options?: RequestOptions): Promise<IceAnswer> {
    const request = { method: "GET", path: "v1/ice", parse: parseIceAnswer } as const;
    const answer = await this.#repeated(request, options);
    this.#connection.renewIce(answer);
    return answer;
  }

  #ask(path: string, wish: QueueRequest, options?: RequestOptions): Promise<SeatAnswer> {
    const request = { ...post(path, wish), parse: parseSeatAnswer, isUnbroken: true };
    return this.#seat.run(() => this.#repeated(request, options));
  }

  /** Whoever called it off while it waited for its turn no longer wants it made. */
  #once<Value>(request: Request<Value>, options?: RequestOptions): Promise<Value> {
    options?.signal?.throwIfAborted();
    return this.#connection.authorised((token) =>
      this.#http.once({ ...request, ...options, token })
    );
  }

  #repeated<Value>(request: Request<Value>, options?: RequestOptions): Promise<Value> {
    options?.signal?.throwIfAborted();
    return this.#connection.authorised((token) =>
      this.#http.repeated({ ...request, ...options, token })
    );
  }
}

/** Where more than a yes is answered, another parser takes the place of this one. */
function post(path: string, body: unknown) {
  return { method: "POST", path, body, parse: nothingToRead } as const;
}
