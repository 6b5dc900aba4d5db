/**
 * The ordered events of one session: a short memory, and the stream that reads it.
 *
 * It does not know what events mean. The invariants it keeps: events are numbered without gaps;
 * what was accepted is either with a reader or remembered for the next one; `hello` comes first.
 *
 * @module
 */
import type { HelloData, ServerEvent } from "../protocol.ts";
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
  | { readonly kind: "greeted"; readonly stream: EventStream; readonly from: number }
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
   * @returns Whether it continues without a gap.
   */
  attach(stream: EventStream, last: Position | undefined, now: number): boolean {
    this.#forget(now);
    this.dismiss({ type: "replaced", data: {} });
    const oldest = this.#kept[0]?.seq ?? this.#seq + 1;
    const isResumed = last !== undefined && last.epoch === this.epoch && last.seq <= this.#seq &&
      last.seq + 1 >= oldest;
    this.#reader = { kind: "greeted", stream, from: isResumed ? last.seq : this.#sentSeq };
    return isResumed;
  }

  /** Greets the reader that was attached, and lets it have all that it has not read. */
  greet(stream: EventStream, hello: HelloData, now: number): void {
    if (this.#reader.kind !== "greeted" || this.#reader.stream !== stream) return;
    const { from } = this.#reader;
    this.#reader = { kind: "open", stream };
    this.#wroteAt = now;
    stream.write(
      encodeEvent({ type: "hello", data: hello }, { epoch: this.epoch, seq: from }),
    );
    for (const { seq, bytes } of this.#kept) if (seq > from) stream.write(bytes);
    this.#sentSeq = this.#seq;
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

  #forget(now: number): void {
    const firstFresh = this.#kept.findIndex(({ at }) => at > now - OUTBOX_MS);
    if (firstFresh === -1) this.#kept = [];
    else if (firstFresh > 0) this.#kept.splice(0, firstFresh);
  }
}
