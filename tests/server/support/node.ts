/**
 * A whole server in the test's process, over the in-memory store and a clock that stands still, and
 * visitors who talk to it as a browser does.
 *
 * @module
 */
import type { Account } from "../../../server/admin/accounts.ts";
import { createApp } from "../../../server/app.ts";
import { readConfig } from "../../../server/config.ts";
import type {
  EventMap,
  EventType,
  QueueAnswer,
  QueueRequest,
  SessionAnswer,
} from "../../../server/protocol.ts";
import { openServices, type Services } from "../../../server/services.ts";
import { parseSites } from "../../../server/sites.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { Store } from "../../../server/store/store.ts";
import { FakeClock, settle } from "./fake_clock.ts";
import { countingIds, seededRandom } from "./random.ts";

/** Where the server believes to be. */
export const ORIGIN = "http://chat.test";
/** Where a request comes from that names no address (RFC 5737). */
const ADDRESS = "192.0.2.1";

/** What a test may set. */
export interface NodeOptions {
  readonly engine?: MemoryEngine;
  readonly clock?: FakeClock;
  readonly sites?: unknown;
  readonly allowedOrigins?: readonly string[];
  /** Starts ids anew, so that two lives of a server do not make the same ones. */
  readonly life?: string;
  /** Proxies whose `X-Forwarded-For` counts. */
  readonly trustProxy?: string;
  /** Whether it counts how often visitors call; no if absent, as time stands still. */
  readonly hasLimits?: boolean;
  /** Who may sign in to the console; nobody by default. */
  readonly accounts?: readonly Account[];
  readonly turn?: { stunUrls: string[]; turnUrls: string[]; turnSecret: string };
}

/** A running server. */
export class Node {
  private constructor(
    /** What went wrong that nobody expected, in requests and in the background. */
    readonly errors: unknown[],
    readonly engine: MemoryEngine,
    readonly clock: FakeClock,
    readonly services: Services,
    readonly app: (request: Request, peer?: string) => Response | Promise<Response>,
  ) {}

  /** Visitors that have come. */
  #visitors = 0;

  /** Starts a server; over the engine and clock of an earlier one it is that one's next life. */
  static async open(options: NodeOptions = {}): Promise<Node> {
    const { engine = new MemoryEngine(), clock = new FakeClock(), life = "a" } = options;
    const errors: unknown[] = [];
    const onError = (error: unknown) => void errors.push(error);
    const services = await openServices({
      config: {
        sites: parseSites(options.sites ?? {}, { rematchWindowMs: 1_800_000 }),
        sessionSecret: null,
        turn: options.turn ?? { stunUrls: [], turnUrls: [], turnSecret: null },
        holdMs: 30_000,
        leaseMs: 45_000,
        hasLimits: options.hasLimits ?? false,
      },
      store: new Store({ engine, clock }),
      clock,
      random: seededRandom(1),
      createId: countingIds(life),
      accounts: options.accounts ?? [],
      onError,
    });
    const app = createApp({
      ...services,
      allowedOrigins: options.allowedOrigins ?? ["http://localhost:*"],
      trustedProxies: readConfig({
        env: (name) => name === "TRUST_PROXY" ? options.trustProxy : undefined,
        readFile: () => "{}",
      }).trustedProxies,
      serveAsset: () => undefined,
      onError,
    });
    return new Node(errors, engine, clock, services, (request, peer = ADDRESS) => {
      return app(request, peer);
    });
  }

  /** Sends a request as it is. */
  async request(path: string, init: RequestInit = {}, address = ADDRESS): Promise<Response> {
    return await this.app(new Request(new URL(path, ORIGIN), init), address);
  }

  /** Brings in a visitor from an address of its own, with an open stream, unless told otherwise. */
  async visitor(
    options: { site?: string; device?: string; isStreaming?: boolean; address?: string } = {},
  ): Promise<Visitor> {
    const count = ++this.#visitors;
    const own = `10.${count >> 16 & 255}.${count >> 8 & 255}.${count & 255}`;
    const { isStreaming = true, address = own, ...body } = options;
    const response = await this.request("/v1/sessions", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }, address);
    if (response.status !== 201) throw new Error(`No session: ${await response.text()}`);
    const answer: SessionAnswer = await response.json();
    const visitor = new Visitor(this, answer, address);
    if (isStreaming) await visitor.open();
    return visitor;
  }

  /** Brings in two and seats them together; alice begins the call. */
  async couple(wish: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] }) {
    const [alice, bob] = [await this.visitor(), await this.visitor()];
    await bob.join(wish);
    // Whoever came last is the offerer.
    await this.clock.advance(1);
    const answer: QueueAnswer = await alice.join(wish);
    if (answer.status !== "matched") throw new Error(`Not seated: ${JSON.stringify(answer)}`);
    return { alice, bob, room: answer.match.room };
  }
}

/** An event as it was received. */
export type Received = {
  [Type in EventType]: { readonly id: string; readonly type: Type; readonly data: EventMap[Type] };
}[EventType];

/** One visitor's client. */
export class Visitor {
  /** All that came down the current and earlier streams, hello included. */
  readonly events: Received[] = [];
  /** All of it as it came, heartbeats included. */
  bytes = "";
  isStreamOpen = false;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;

  constructor(public node: Node, readonly answer: SessionAnswer, readonly address = ADDRESS) {}

  get session() {
    return this.answer.session;
  }

  get lastEventId(): string | undefined {
    return this.events.at(-1)?.id;
  }

  /** Opens the stream and waits for hello. */
  async open(options: { lastEventId?: string | undefined } = {}): Promise<Response> {
    const response = await this.send("GET", "/v1/events", undefined, {
      ...(options.lastEventId === undefined ? {} : { "last-event-id": options.lastEventId }),
    });
    if (response.ok && response.body) {
      this.isStreamOpen = true;
      this.#reader = response.body.getReader();
      void this.#read(this.#reader);
      await settle();
    }
    return response;
  }

  /** Breaks the connection, as a closed tab does. */
  async close(): Promise<void> {
    await this.#reader?.cancel();
    await settle();
  }

  post(path: string, body: unknown): Promise<Response> {
    return this.send("POST", path, JSON.stringify(body));
  }

  delete(path: string): Promise<Response> {
    return this.send("DELETE", path);
  }

  send(
    method: string,
    path: string,
    body?: string,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.node.request(path, {
      method,
      headers: {
        authorization: `Bearer ${this.answer.token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    }, this.address);
  }

  /** All events of a type, in order. */
  all<Type extends EventType>(type: Type): EventMap[Type][] {
    return this.events.filter((event) => event.type === type)
      .map((event) => event.data as EventMap[Type]);
  }

  /** Joins and lets everything happen that needs no time. */
  async join(wish: QueueRequest) {
    const response = await this.post("/v1/queue", wish);
    await settle();
    return await response.json();
  }

  async #read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    try {
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        const part = decoder.decode(chunk.value, { stream: true });
        this.bytes += part;
        text += part;
        const blocks = text.split("\n\n");
        text = blocks.pop() ?? "";
        for (const block of blocks) this.#take(block);
      }
    } catch (error) {
      // A stream that the server cut; the test sees it by `isStreamOpen`.
      if (!(error instanceof Error)) throw error;
    } finally {
      if (this.#reader === reader) this.isStreamOpen = false;
    }
  }

  #take(block: string): void {
    const fields = Object.fromEntries(
      block.split("\n").map((line) => [
        line.slice(0, line.indexOf(":")),
        line.slice(line.indexOf(":") + 1).trim(),
      ]),
    );
    if (fields.event === undefined) return;
    this.events.push({
      id: fields.id ?? "",
      type: fields.event as EventType,
      data: JSON.parse(fields.data ?? "null"),
    } as Received);
  }
}

/** The slug of a problem response. */
export async function slugOf(response: Response): Promise<string> {
  const body: { type?: string } = await response.json();
  return body.type?.replace("/problems/", "") ?? "";
}
