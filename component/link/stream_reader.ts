/**
 * Reads one open event stream to its end and notices when it has gone silent.
 *
 * It does not know what the events mean. The invariant it keeps: it ends only by throwing, and by
 * then nothing of it is left running.
 *
 * @module
 */
import type { Clock } from "./clock.ts";
import { EventStreamParser, type StreamEvent } from "./event_stream.ts";
import { StreamEnd } from "./outage.ts";

/** After this silence in milliseconds a stream is taken for dead: the server writes every 15 s. */
export const SILENCE_MS = 40_000;

/** What a stream is read with. */
export interface StreamReaderOptions {
  readonly clock: Clock;
  /** Ends the reading. */
  readonly signal: AbortSignal;
  /** Something arrived, if only a comment. */
  readonly onBytes: () => void;
  /** An event is complete. What this throws ends the reading. */
  readonly onEvent: (event: StreamEvent) => void;
}

/**
 * Reads until the stream ends, falls silent or is called off.
 *
 * @throws {StreamEnd} When the stream ended or was silent for `SILENCE_MS`.
 * @throws The signal's reason when it was called off.
 */
export async function readStream(
  body: ReadableStream<Uint8Array>,
  options: StreamReaderOptions,
): Promise<never> {
  const { clock, signal, onBytes, onEvent } = options;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventStreamParser();
  // A body whose connection broke refuses to be cancelled; it is gone either way.
  const cancel = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener("abort", cancel);
  let cancelSilence = () => {};
  try {
    while (true) {
      cancelSilence = clock.after(SILENCE_MS, cancel);
      const { value, done } = await reader.read();
      cancelSilence();
      signal.throwIfAborted();
      if (done) throw brokenStream();
      onBytes();
      for (const event of parser.push(decoder.decode(value, { stream: true }))) {
        onEvent(event);
        signal.throwIfAborted();
      }
    }
  } finally {
    cancelSilence();
    signal.removeEventListener("abort", cancel);
    cancel();
  }
}

function brokenStream(): StreamEnd {
  return new StreamEnd({ cause: "server-away", isFinal: false, retryAfterMs: 0 });
}
