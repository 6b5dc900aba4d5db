/**
 * The ordered events of one session: a short memory, and the stream that reads it.
 *
 * It does not know what events mean. The invariants it keeps: events are numbered without gaps;
 * what was accepted is either with a reader or remembered for the next one; `hello` comes first.
 *
 * @module
 */
import type { ServerEvent, StandingData } from "../protocol.ts";
import type { EventStream } from "./event_stream.ts";
import { encodeEvent, HEARTBEAT, type Position } from "./sse.ts";

/** Events remembered for a reader that comes back. */
export const OUTBOX_EVENTS = 100;
/** How long they are remembered, in milliseconds: twice as long as a seat is held. */
export const OUTBOX_MS = 60_000;

interface Kept {
  readonly seq: number;
  readonly at: number;
  readonly bytes: Uint8Array;
}

type Reader =
  | { readonly kind: "none" }
  /** Is being told where it stands; events wait meanwhile. */
  | {
    readonly kind: "greeted";
    readonly stream: EventStream;
    /** What it says that it read last. */
    readonly last: Position | undefined;
  }
  | { readonly kind: "open"; readonly stream: EventStream };

/** One session's outbox. */
export class Mailbox {
  readonly epoch: string;
  #kept: Kept[] = [];
  #seq = 0;
  /** The last event that was written to any reader. */
  #sentSeq = 0;
  #reader: Reader = { kind: "none" };
  #wroteAt = 0;

  /** @param epoch Never used before by any mailbox, so that numbers of another are not mistaken. */
  constructor(epoch: string) {
    this.epoch = epoch;
  }

  /** Whether a reader is there. */
  get isOpen(): boolean {
    return this.#reader.kind !== "none";
  }

  /**
   * Accepts an event.
   *
   * @param now Milliseconds since the epoch.
   * @returns Whether it was: without a reader, not more than is remembered.
   */
  push(event: ServerEvent, now: number): boolean {
    this.#forget(now);
    const isUnread = this.#reader.kind !== "open";
    if (isUnread && this.#seq - this.#sentSeq >= OUTBOX_EVENTS) return false;
    const position = { epoch: this.epoch, seq: ++this.#seq };
    const bytes = encodeEvent(event, position);
    this.#kept.push({ seq: position.seq, at: now, bytes });
    if (this.#kept.length > OUTBOX_EVENTS) this.#kept.shift();
    if (this.#reader.kind === "open") {
      this.#sentSeq = this.#seq;
      this.#wroteAt = now;
      this.#reader.stream.write(bytes);
    }
    return true;
  }

  /**
   * Takes a reader in; an earlier one is told and let go.
   *
   * @param last What the reader says that it read last.
   */
  attach(stream: EventStream, last: Position | undefined): void {
    this.dismiss({ type: "replaced", data: {} });
    this.#reader = { kind: "greeted", stream, last };
  }

  /**
   * Greets the reader that was attached, and lets it have all that it has not read. Whether it
   * continues without a gap is decided here: events may have been forgotten since it was attached.
   *
   * @param standing Where the session stands.
   */
  greet(stream: EventStream, standing: StandingData, now: number): void {
    if (this.#reader.kind !== "greeted" || this.#reader.stream !== stream) return;
    this.#forget(now);
    const { last } = this.#reader;
    const resumed = last !== undefined && this.#remembersAfter(last);
    const from = resumed ? last.seq : this.#sentSeq;
    this.#reader = { kind: "open", stream };
    this.#wroteAt = now;
    this.#sentSeq = this.#seq;
    const hello: ServerEvent = { type: "hello", data: { resumed, ...standing } };
    stream.begin([
      encodeEvent(hello, { epoch: this.epoch, seq: from }),
      ...this.#kept.filter(({ seq }) => seq > from).map(({ bytes }) => bytes),
    ]);
  }

  /** Lets a reader go that ended by itself. Returns whether it was the current one. */
  detach(stream: EventStream): boolean {
    if (this.#reader.kind === "none" || this.#reader.stream !== stream) return false;
    this.#reader = { kind: "none" };
    return true;
  }

  /** Tells the reader a last event that is not remembered, and ends its stream. */
  dismiss(event: ServerEvent): void {
    if (this.#reader.kind === "none") return;
    const { stream } = this.#reader;
    this.#reader = { kind: "none" };
    stream.write(encodeEvent(event, { epoch: this.epoch, seq: this.#sentSeq }));
    stream.close();
  }

  /** Cuts the reader, as if its connection had broken. */
  cut(): void {
    if (this.#reader.kind !== "none") this.#reader.stream.cut();
  }

  /** Writes a heartbeat when nothing was written for `idleMs`. */
  beat(now: number, idleMs: number): void {
    if (this.#reader.kind !== "open" || now - this.#wroteAt < idleMs) return;
    this.#wroteAt = now;
    this.#reader.stream.write(HEARTBEAT);
  }

  #remembersAfter({ epoch, seq }: Position): boolean {
    const oldest = this.#kept[0]?.seq ?? this.#seq + 1;
    return epoch === this.epoch && seq <= this.#seq && seq + 1 >= oldest;
  }

  #forget(now: number): void {
    const firstFresh = this.#kept.findIndex(({ at }) => at > now - OUTBOX_MS);
    if (firstFresh === -1) this.#kept = [];
    else if (firstFresh > 0) this.#kept.splice(0, firstFresh);
  }
}
