/**
 * A stream of events as somebody of the model hears it: each event comes in a chunk of its own.
 *
 * It does not know what events mean.
 *
 * @module
 */
import type { ServerEvent } from "../../../server/protocol.ts";

/** Reads what a node sends. */
export type StreamReader = ReadableStreamDefaultReader<Uint8Array>;

/**
 * All events up to the end of a stream, without heartbeats.
 *
 * @throws whatever the stream was cut with.
 */
export async function* eventsOf(reader: StreamReader): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    const text = decoder.decode(chunk.value);
    const [, type] = /^event: (.*)$/m.exec(text) ?? [];
    const [, data] = /^data: (.*)$/m.exec(text) ?? [];
    if (type && data) yield { type, data: JSON.parse(data) } as ServerEvent;
  }
}
