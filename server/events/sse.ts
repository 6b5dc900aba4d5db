/**
 * Events as bytes of a `text/event-stream`.
 *
 * It does not know sessions. The invariant it keeps: one event is one block; nothing in its data can
 * begin a line of its own, as JSON escapes line ends.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 * @module
 */
import type { ServerEvent } from "../protocol.ts";

const encoder = new TextEncoder();

/** A comment: keeps proxies and the client's patience from ending a stream on which nothing happens. */
export const HEARTBEAT = encoder.encode(":\n\n");

/** Where a stream has got to: which outbox, and the number of its last event. */
export interface Position {
  readonly epoch: string;
  readonly seq: number;
}

/** Writes an event as bytes. */
export function encodeEvent(event: ServerEvent, { epoch, seq }: Position): Uint8Array {
  return encoder.encode(
    `id: ${epoch}:${seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`,
  );
}

/**
 * Reads a `Last-Event-ID`.
 *
 * @returns Nothing for what this server never wrote; the stream then starts anew.
 */
export function parsePosition(id: string | null): Position | undefined {
  const match = /^([\w-]{1,32}):(\d{1,15})$/.exec(id ?? "");
  const [, epoch, seq] = match ?? [];
  return epoch === undefined ? undefined : { epoch, seq: Number(seq) };
}
