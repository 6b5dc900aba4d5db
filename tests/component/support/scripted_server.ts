/**
 * A real HTTP server on loopback that answers as a test says, request by request.
 *
 * @module
 */

/** One request that arrived. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A stream that a test writes. */
export interface ScriptedStream {
  readonly lastEventId: string | null;
  /** Whether the client has let go of it. */
  readonly isCancelled: boolean;
  /** Writes bytes as they are. */
  write(text: string): void;
  /** Writes an event. */
  event(id: string, type: string, data: unknown): void;
  /** Ends it, as a server that goes away. */
  end(): void;
}

/** What a request is answered with; nothing means the ordinary answer. */
export type Script = (request: Arrived) => Response | Promise<Response> | undefined;

const SITE = { modes: ["text"], reveal: "instant", privacy: "all", widening: [], rules: null };

/** A server under a test's control. */
export class ScriptedServer implements AsyncDisposable {
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly arrived: Arrived[] = [];
  readonly streams: ScriptedStream[] = [];
  /** Asked first; what it returns is the answer. */
  script: Script = () => undefined;

  constructor() {
    const options = { hostname: "127.0.0.1", port: 0, onListen() {} };
    this.#server = Deno.serve(options, (request) => this.#answer(request));
  }

  /** Its address. */
  get url(): string {
    return `http://127.0.0.1:${this.#server.addr.port}`;
  }

  /** The paths that were asked for, with their methods. */
  get paths(): string[] {
    return this.arrived.map(({ method, path }) => `${method} ${path}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const stream of this.streams) stream.end();
    await this.#server.shutdown();
  }

  async #answer(request: Request): Promise<Response> {
    const text = await request.text();
    const arrived: Arrived = {
      method: request.method,
      path: new URL(request.url).pathname,
      headers: request.headers,
      body: text === "" ? null : JSON.parse(text),
    };
    this.arrived.push(arrived);
    return await this.script(arrived) ?? this.#usual(arrived);
  }

  #usual({ method, path, headers }: Arrived): Response {
    switch (`${method} ${path}`) {
      case "POST /v1/sessions": {
        const token = `token-${this.paths.filter((one) => one === "POST /v1/sessions").length}`;
        const answer = { token, beatMs: 20_000, eventsUrl: "events", iceServers: [], site: SITE };
        return Response.json(answer, { status: 201 });
      }
      case "GET /v1/events":
        return this.#openStream(headers.get("last-event-id"));
      case "POST /v1/queue":
      case "POST /v1/next":
        return Response.json({ status: "queued", widensInMs: [5_000] });
      case "DELETE /v1/queue":
        return Response.json({ status: "left" });
      case "POST /v1/beat":
        return new Response(null, { status: 204 });
      default:
        return Response.json({}, { status: 202 });
    }
  }

  #openStream(lastEventId: string | null): Response {
    const encoder = new TextEncoder();
    const parts = new TransformStream<Uint8Array, Uint8Array>();
    const writer = parts.writable.getWriter();
    const state = { isCancelled: false };
    writer.closed.catch(() => state.isCancelled = true);
    const write = (text: string) => void writer.write(encoder.encode(text)).catch(() => undefined);
    this.streams.push({
      lastEventId,
      get isCancelled() {
        return state.isCancelled;
      },
      write,
      event: (id, type, data) =>
        write(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`),
      end: () => void writer.close().catch(() => undefined),
    });
    return new Response(parts.readable, { headers: { "content-type": "text/event-stream" } });
  }
}

/** A refusal as the real server writes it. */
export function problem(status: number, slug: string, more: object = {}): Response {
  const body = {
    type: `/problems/${slug}`,
    title: slug,
    status,
    detail: "",
    instance: "",
    ...more,
  };
  return Response.json(body, {
    status,
    headers: { "content-type": "application/problem+json" },
  });
}
