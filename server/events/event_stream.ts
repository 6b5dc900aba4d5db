/**
 * One open stream to one reader.
 *
 * It does not know what is written. The invariant it keeps: a reader that does not read is cut, so
 * that it costs at most {@linkcode MAX_BACKLOG_BYTES} of memory besides what it began with.
 *
 * @module
 */

/** What a reader may leave unread; about thirty of the largest signals. */
export const MAX_BACKLOG_BYTES = 64 * 1024;

/** A stream of bytes to a reader, and how it is told to end. */
export class EventStream {
  readonly body: ReadableStream<Uint8Array>;
  readonly #onEnd: (stream: EventStream) => void;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #begunBytes = 0;

  /** @param onEnd Called once when the reader is gone or was cut, not after {@linkcode close}. */
  constructor(onEnd: (stream: EventStream) => void) {
    this.#onEnd = onEnd;
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => this.#end(),
    }, { highWaterMark: MAX_BACKLOG_BYTES, size: (chunk) => chunk?.byteLength ?? 0 });
  }

  /**
   * Hands the reader what is remembered for it. That may be more than a backlog: cut for it, the
   * reader would come back to the same, for ever.
   */
  begin(chunks: readonly Uint8Array[]): void {
    for (const chunk of chunks) {
      this.#controller?.enqueue(chunk);
      this.#begunBytes += chunk.byteLength;
    }
  }

  /** Hands bytes to the reader. */
  write(bytes: Uint8Array): void {
    const controller = this.#controller;
    if (!controller) return;
    const room = (controller.desiredSize ?? 0) + this.#begunBytes;
    if (room < bytes.byteLength) this.cut();
    else controller.enqueue(bytes);
  }

  /** Ends the stream as a broken connection would; the client comes back and resumes. */
  cut(): void {
    this.#controller?.error(new Error("The reader does not read"));
    this.#end();
  }

  /** Ends the stream after what was written. */
  close(): void {
    const controller = this.#controller;
    this.#controller = undefined;
    controller?.close();
  }

  #end(): void {
    if (!this.#controller) return;
    this.#controller = undefined;
    this.#onEnd(this);
  }
}
