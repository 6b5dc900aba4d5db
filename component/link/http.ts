/**
 * JSON requests to one server: each with a deadline, some repeated until they are answered.
 *
 * It does not know sessions or events. The invariant it keeps: no request waits for ever, and what
 * the server refused is thrown as a `ProblemError`, never returned.
 *
 * @module
 */
import { Backoff } from "./backoff.ts";
import { type Clock, pause } from "./clock.ts";
import type { Parser } from "./parse.ts";
import { askedMsOf, ProblemError, readProblem } from "./problem_error.ts";

/** After this time without an answer a request counts as lost, in milliseconds. */
export const REQUEST_DEADLINE_MS = 10_000;
/** How often a request is tried before its caller is told: about a quarter of a minute. */
const MAX_TRIES = 9;

/** One request. */
export interface Call<Value> {
  readonly method: "GET" | "POST" | "DELETE";
  /** Below the server's address, without a slash at its beginning. */
  readonly path: string;
  readonly token?: string | undefined;
  readonly body?: unknown;
  /** Reads the answer; absent when there is none to read. */
  readonly parse: Parser<Value>;
  readonly signal?: AbortSignal | undefined;
  /** Lets the request finish although the page goes away. */
  readonly keepalive?: boolean;
  /** Not broken off while it is under way, because nobody would know what became of it. */
  readonly isUnbroken?: boolean;
  /** After this time without an answer it counts as lost. Default: `REQUEST_DEADLINE_MS`. */
  readonly deadlineMs?: number;
  /** How often it is tried; `Infinity` ends with its signal only. */
  readonly maxTries?: number;
}

/** What requests are made with. */
export interface HttpOptions {
  readonly base: URL;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Reads an answer that has nothing in it that matters. */
export const nothingToRead: Parser<void> = () => undefined;

/**
 * The address that all paths are below.
 *
 * @param server Absolute, or relative to the page; empty means the page's own server.
 */
export function serverBase(server: string): URL {
  const page = globalThis.location?.href;
  const address = server === "" ? "/" : server;
  return new URL(address.endsWith("/") ? address : `${address}/`, page);
}

/** A client for one server. */
export class Http {
  readonly #options: HttpOptions;

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  /** The address of a path of the server. */
  url(path: string): URL {
    return new URL(path, this.#options.base);
  }

  /** Makes a request once. @throws {ProblemError} When the server refuses it. */
  once<Value>(call: Call<Value>): Promise<Value> {
    const parent = call.isUnbroken ? undefined : call.signal;
    return withDeadline(this.#options.clock, parent, async (signal) => {
      const response = await fetch(this.url(call.path), {
        method: call.method,
        headers: {
          ...(call.body === undefined ? {} : { "content-type": "application/json" }),
          ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        // Without a word about caches, which the server says: "no-store" here would also keep
        // Chromium from remembering preflights, and cost each request of another origin a second hop.
        credentials: "omit",
        keepalive: call.keepalive ?? false,
        signal,
      });
      if (!response.ok) throw await readProblem(response);
      const text = await response.text();
      return call.parse(text === "" ? null : JSON.parse(text));
    }, call.deadlineMs);
  }

  /**
   * Makes a request, and again while it is lost or the server asks for patience. Only for requests
   * that do no harm when they arrive twice. A deadline of its own counts for the first try: where
   * the network is merely slow the next ones have more time.
   */
  async repeated<Value>(call: Call<Value>): Promise<Value> {
    const { clock, random } = this.#options;
    const backoff = new Backoff(random);
    while (true) {
      try {
        const { deadlineMs: _, ...patient } = call;
        return await this.once(backoff.attempt === 0 ? call : patient);
      } catch (error) {
        const delayMs = backoff.fail();
        call.signal?.throwIfAborted();
        const isFinal = error instanceof ProblemError && !error.isPassing;
        const maxTries = call.maxTries ?? MAX_TRIES;
        if (isFinal || backoff.attempt >= maxTries) throw error;
        const askedMs = askedMsOf(error);
        if (askedMs > REQUEST_DEADLINE_MS && maxTries < Infinity) throw error;
        await pause(clock, Math.max(delayMs, askedMs), call.signal ?? NEVER);
        call.signal?.throwIfAborted();
      }
    }
  }
}

const NEVER = new AbortController().signal;

/**
 * Does something that a deadline ends.
 *
 * @param parent Ends it earlier.
 * @param ms The deadline.
 * @throws {DOMException} `TimeoutError` when it has passed.
 */
export async function withDeadline<Value>(
  clock: Clock,
  parent: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<Value>,
  ms = REQUEST_DEADLINE_MS,
): Promise<Value> {
  const own = new AbortController();
  const cancel = clock.after(ms, () => {
    own.abort(new DOMException("Cannot wait longer", "TimeoutError"));
  });
  try {
    return await run(parent ? AbortSignal.any([parent, own.signal]) : own.signal);
  } finally {
    cancel();
  }
}
