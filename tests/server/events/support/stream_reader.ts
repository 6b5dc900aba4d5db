/**
 * Reads the bytes of a stream as a client does, as far as they are there.
 *
 * @module
 */
import { parsePosition, type Position } from "../../../../server/events/sse.ts";

/** An event as it was read. */
export interface ReadEvent {
  readonly id: string;
  readonly seq: number;
  readonly type: string;
  readonly data: unknown;
}

/** One client's end of a stream. */
export class StreamReader {
  /** Comments so far. */
  heartbeats = 0;
  hasEnded = false;
  /** Position of the last event that was read. */
  last: Position | undefined;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #events: ReadEvent[] = [];
  readonly #decoder = new TextDecoder();
  #text = "";

  constructor(body: ReadableStream<Uint8Array>) {
    this.#reader = body.getReader();
    void this.#read();
  }

  /** All events that have come since the last time. */
  async take(): Promise<ReadEvent[]> {
    // Reads that can be answered are answered within a turn of the event loop.
    await new Promise((resolve) => setTimeout(resolve, 0));
    return this.#events.splice(0);
  }

  /** Ends the connection; what was not read is lost. */
  async close(): Promise<void> {
    try {
      await this.#reader.cancel();
    } catch (error) {
      // The server had cut it already.
      if (!(error instanceof Error)) throw error;
    }
  }

  async #read(): Promise<void> {
    try {
      for (let chunk = await this.#reader.read(); !chunk.done; chunk = await this.#reader.read()) {
        this.#text += this.#decoder.decode(chunk.value, { stream: true });
        const blocks = this.#text.split("\n\n");
        this.#text = blocks.pop() ?? "";
        for (const block of blocks) this.#take(block);
      }
    } catch (error) {
      // The server cut the stream.
      if (!(error instanceof Error)) throw error;
    }
    this.hasEnded = true;
  }

  #take(block: string): void {
    if (block.startsWith(":")) {
      this.heartbeats++;
      return;
    }
    const [, id, type, data] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block) ?? [];
    const position = parsePosition(id ?? null);
    if (id === undefined || type === undefined || data === undefined || !position) {
      throw new Error(`Cannot read the block ${JSON.stringify(block)}`);
    }
    this.last = position;
    this.#events.push({ id, seq: position.seq, type, data: JSON.parse(data) });
  }
}
