/**
 * The mailboxes of all sessions of this node.
 *
 * It does not know what events mean or when a session is over. The invariant it keeps: an event is
 * accepted only when it is in its receiver's mailbox.
 *
 * @module
 */
import type { Clock } from "../clock.ts";
import type { ServerEvent, SessionId, StandingData } from "../protocol.ts";
import { EventStream } from "./event_stream.ts";
import { Mailbox } from "./mailbox.ts";
import { parsePosition } from "./sse.ts";

/** What {@linkcode Mailboxes} are made of. */
export interface MailboxesDeps {
  readonly clock: Clock;
  readonly createId: () => string;
  /** Called when a session has lost its stream and has no other. */
  readonly onClosed: (session: SessionId) => void;
}

/** How a stream is opened. */
export interface OpenOptions {
  /** The `Last-Event-ID` header as it came. */
  readonly lastEventId: string | null;
  /** Finds out where the session stands; called when the stream is subscribed already. */
  readonly describe: () => Promise<StandingData>;
}

/** All mailboxes. */
export class Mailboxes {
  readonly #boxes = new Map<SessionId, Mailbox>();

  constructor(readonly deps: MailboxesDeps) {}

  /** Sessions that have a stream. */
  get openCount(): number {
    let count = 0;
    for (const box of this.#boxes.values()) if (box.isOpen) count++;
    return count;
  }

  /** Whether a session has a stream. */
  isOpen(session: SessionId): boolean {
    return this.#boxes.get(session)?.isOpen ?? false;
  }

  /**
   * Puts an event into a session's mailbox.
   *
   * @returns Whether it is there: a reader that is away has room for a limited number.
   */
  deliver(session: SessionId, event: ServerEvent): boolean {
    return this.#box(session).push(event, this.deps.clock.now());
  }

  /**
   * Opens a session's stream. First subscribed, then described: whatever happens in between comes
   * after `hello`.
   *
   * @returns The bytes of the stream.
   * @throws whatever `describe` throws; the session then has no stream.
   */
  async open(session: SessionId, options: OpenOptions): Promise<ReadableStream<Uint8Array>> {
    const { clock, onClosed } = this.deps;
    const box = this.#box(session);
    const stream = new EventStream((ended) => {
      if (box.detach(ended)) onClosed(session);
    });
    box.attach(stream, parsePosition(options.lastEventId));
    try {
      const standing = await options.describe();
      box.greet(stream, standing, clock.now());
    } catch (error) {
      stream.cut();
      throw error;
    }
    return stream.body;
  }

  /** Cuts a session's stream, as if its connection had broken. */
  cut(session: SessionId): void {
    this.#boxes.get(session)?.cut();
  }

  /** Tells a session's reader a last event and ends its stream, without calling it away. */
  dismiss(session: SessionId, event: ServerEvent): void {
    this.#boxes.get(session)?.dismiss(event);
  }

  /** Forgets a session that is over. */
  drop(session: SessionId): void {
    this.cut(session);
    this.#boxes.delete(session);
  }

  /** Writes heartbeats to all streams on which nothing was written for `idleMs`. */
  beat(idleMs: number): void {
    const now = this.deps.clock.now();
    for (const box of this.#boxes.values()) box.beat(now, idleMs);
  }

  /** Tells all readers a last event and ends their streams, without calling anybody away. */
  dismissAll(event: ServerEvent): void {
    for (const box of this.#boxes.values()) box.dismiss(event);
  }

  #box(session: SessionId): Mailbox {
    let box = this.#boxes.get(session);
    if (!box) this.#boxes.set(session, box = new Mailbox(this.deps.createId()));
    return box;
  }
}
