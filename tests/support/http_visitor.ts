/**
 * A visitor without a browser: speaks the wire over real HTTP, cheaply enough for thousands.
 *
 * It does not know rooms or rules; it writes down what it is told.
 *
 * @module
 */
import type { Match, QueueAnswer, QueueRequest, SessionAnswer } from "../../server/protocol.ts";
import { waitFor } from "./wait.ts";

/** An event as it came. */
export interface HeardEvent {
  readonly type: string;
  readonly data: unknown;
}

/** One visitor. */
export class HttpVisitor {
  readonly heard: HeardEvent[] = [];
  /** Every match that was told, by answer or event. */
  readonly matches: Match[] = [];
  /** When each of them was told, by `performance.now()`. */
  readonly toldAt: number[] = [];
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;

  private constructor(readonly url: string, readonly answer: SessionAnswer) {}

  /** Opens a session and its stream, and waits for hello. */
  static async open(url: string, body: { site?: string } = {}): Promise<HttpVisitor> {
    const response = await fetch(`${url}/v1/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.status !== 201) throw new Error(`No session: ${await response.text()}`);
    const visitor = new HttpVisitor(url, await response.json());
    await visitor.#listen();
    return visitor;
  }

  get session(): string {
    return this.answer.session;
  }

  /** Joins, or moves on, and keeps the match if the answer has one. */
  async ask(path: "/v1/queue" | "/v1/next", wish: QueueRequest): Promise<QueueAnswer> {
    const answer = await this.post<QueueAnswer>(path, wish);
    if (answer.status === "matched") this.#told(answer.match);
    return answer;
  }

  /** Posts and returns the answer. */
  async post<Answer>(path: string, body: unknown): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method: "POST",
      headers: { ...this.#authorization, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return await response.json();
  }

  /** Breaks the stream, as a closed tab does. */
  async close(): Promise<void> {
    await this.#reader?.cancel();
  }

  get #authorization() {
    return { authorization: `Bearer ${this.answer.token}` };
  }

  async #listen(): Promise<void> {
    const response = await fetch(`${this.url}/v1/events`, { headers: this.#authorization });
    if (!response.ok || !response.body) throw new Error(`No stream: ${response.status}`);
    this.#reader = response.body.getReader();
    void this.#read(this.#reader);
    await waitFor("hello", () => this.heard.length > 0, { everyMs: 5, deadlineMs: 30_000 });
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      text += decoder.decode(chunk.value, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) this.#take(block);
    }
  }

  #take(block: string): void {
    const [, type] = /^event: (.*)$/m.exec(block) ?? [];
    const [, data] = /^data: (.*)$/m.exec(block) ?? [];
    if (type === undefined || data === undefined) return;
    const parsed: unknown = JSON.parse(data);
    this.heard.push({ type, data: parsed });
    if (type === "matched") this.#told(parsed as Match);
  }

  #told(match: Match): void {
    this.matches.push(match);
    this.toldAt.push(performance.now());
  }
}

/** Runs `task` for each item, so many at a time. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  width: number,
  task: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      results[index] = await task(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
