/**
 * A reader for `text/event-stream` as it arrives, in pieces cut anywhere.
 *
 * It does not know any event. The invariant it keeps: the same bytes give the same events however
 * they were cut.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 * @module
 */

/** One event as the stream wrote it. */
export interface StreamEvent {
  /** The id that holds from this event on; empty when none was given. */
  readonly id: string;
  /** The event's name; `message` when none was given. */
  readonly type: string;
  readonly data: string;
}

/** Where a line ends: LF, CR LF, or a CR that is known not to be the first half of CR LF. */
const LINE_END = /\r\n|\n|\r(?=[^])/;

/** Takes pieces of text and gives back events. */
export class EventStreamParser {
  #rest = "";
  #isStart = true;
  #id = "";
  #type = "";
  #data: string[] = [];

  /**
   * Takes the next piece.
   *
   * @param piece Decoded text, cut anywhere.
   * @returns The events that this piece completed.
   */
  push(piece: string): StreamEvent[] {
    this.#rest += piece;
    if (this.#isStart && this.#rest !== "") {
      this.#isStart = false;
      if (this.#rest.startsWith("\uFEFF")) this.#rest = this.#rest.slice(1);
    }
    const events: StreamEvent[] = [];
    const lines = this.#rest.split(LINE_END);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line !== "") this.#field(line);
      else if (this.#data.length > 0) events.push(this.#finish());
      else this.#type = "";
    }
    return events;
  }

  #field(line: string): void {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") this.#data.push(value);
    else if (name === "event") this.#type = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
  }

  #finish(): StreamEvent {
    const event = { id: this.#id, type: this.#type || "message", data: this.#data.join("\n") };
    this.#type = "";
    this.#data = [];
    return event;
  }
}
