/**
 * A session with one server and its one event stream, kept open for as long as somebody wants it.
 *
 * It does not know what a talk is, nor the requests beside the stream. The invariant it keeps:
 * there is at most one stream; it is opened again until it is closed; and a session that the
 * server no longer knows is replaced by a new one, whose `hello` tells where it stands.
 *
 * @module
 */
import type { AgeGroup, IceAnswer, ServerEvent } from "../../server/protocol.ts";
import { Backoff } from "./backoff.ts";
import { pause } from "./clock.ts";
import type { StreamEvent } from "./event_stream.ts";
import { type Http, nothingToRead, REQUEST_DEADLINE_MS, withDeadline } from "./http.ts";
import { isRejectedToken, outageOf, StreamEnd } from "./outage.ts";
import { isPageHidden, watchPage } from "./page_watch.ts";
import { isRefusal, ProblemError, readProblem } from "./problem_error.ts";
import type { ConnectionStatus, SessionFacts, SignalingOptions } from "./signaling.ts";
import { readStream, SILENCE_MS } from "./stream_reader.ts";
import { parseServerEvent, parseSessionAnswer, type SessionGrant } from "./wire.ts";

/** A stream that lived this long, in milliseconds, was a success: the next try comes at once. */
const SETTLED_MS = 5_000;
/** Where something else says that the network is gone, an answer is waited for this long, in milliseconds. */
const CHECK_MS = 3_000;
/** Up to this share is added to the wait that a server asked for, so that not all come at once. */
const ASKED_JITTER = 0.4;

/** The session and the stream. */
export class Connection {
  readonly #options: SignalingOptions;
  readonly #http: Http;
  readonly #backoff: Backoff;
  #grant: SessionGrant | null = null;
  #facts: SessionFacts | null = null;
  #lastEventId = "";
  /** Exists while somebody wants the connection. */
  #wanted: AbortController | null = null;
  /** Exists while a stream is read; ends it. */
  #stream: AbortController | null = null;
  /** Exists while the next try is waited for; ends the wait. */
  #wake: AbortController | null = null;
  #heardAt = 0;
  #beatAt = 0;

  constructor(options: SignalingOptions, http: Http) {
    this.#options = options;
    this.#http = http;
    this.#backoff = new Backoff(options.random);
  }

  /** What the server told about the session, once one exists. */
  get facts(): SessionFacts | null {
    return this.#facts;
  }

  /** Opens; when it is already wanted but down, tries again at once. */
  open(): void {
    if (this.#wanted !== null) return this.#wake?.abort();
    const wanted = new AbortController();
    this.#wanted = wanted;
    const onVisibility = (isHidden: boolean) => {
      const silenceMs = this.#options.clock.now() - this.#heardAt;
      if (isHidden || (this.#stream !== null && silenceMs < SILENCE_MS)) this.#beat();
      else this.#reconnect();
    };
    watchPage({ onOnline: () => this.#reconnect(), onVisibility }, wanted.signal);
    void this.#keepOpen(wanted.signal);
  }

  /** Looks whether the way to the server still holds, and makes another one if not. */
  check(): void {
    if (this.#stream !== null) this.#beat(CHECK_MS);
  }

  /** Says of what age the visitor is; told with the next request for the session. */
  passGate(age: AgeGroup): void {
    this.#options.store.keep(this.#ageKey, age);
    this.#grant = null;
  }

  /** Closes at once; the session itself stays good for requests. */
  close(): void {
    if (this.#wanted === null) return;
    this.#end();
    this.#tell({ kind: "closed" });
  }

  /**
   * Makes a request with the session's token, and notices when the token is no longer good.
   *
   * @throws {ProblemError} What the server refused; `unauthorized` when there is no session.
   */
  async authorised<Value>(request: (token: string) => Promise<Value>): Promise<Value> {
    const grant = this.#grant;
    if (grant === null) {
      throw new ProblemError("unauthorized", 401, null, "Cannot ask: no session");
    }
    try {
      return await request(grant.token);
    } catch (error) {
      if (isRejectedToken(error) && grant === this.#grant) {
        this.#forgetSession();
        this.#reconnect();
      }
      if (!isRefusal(error, "gate-required")) throw error;
      // What the site says of the visitor may be another by now, or by the next try.
      this.#grant = null;
      if (this.#wanted === null || !this.#options.claim?.()) throw error;
      const { token } = await this.#openSession(this.#wanted.signal);
      // It may be another one's by now, and then so is the stream.
      this.#reconnect();
      return await request(token);
    }
  }

  /** Takes fresh relay credentials into the facts. */
  renewIce({ iceServers }: IceAnswer): void {
    if (this.#facts === null) return;
    this.#facts = { ...this.#facts, iceServers, iceAt: this.#options.clock.now() };
  }

  async #keepOpen(wanted: AbortSignal): Promise<void> {
    const { clock, random } = this.#options;
    while (true) {
      this.#tell({ kind: "opening" });
      const startedAt = clock.now();
      const end = await this.#connect(wanted).catch((error: unknown) => error);
      if (wanted.aborted) return;
      if (isRejectedToken(end)) this.#forgetSession();
      const { cause, isFinal, retryAfterMs } = outageOf(end);
      if (isFinal) {
        // Who was replaced is a stranger of its own from here on, not a fight over one session.
        if (cause === "replaced") this.#forgetSession();
        this.#end();
        return this.#tell({ kind: "lost", cause });
      }
      if (clock.now() - startedAt >= SETTLED_MS) this.#backoff.succeed();
      const askedMs = Math.round(retryAfterMs * (1 + random() * ASKED_JITTER));
      const delayMs = Math.max(this.#backoff.fail(), askedMs);
      const { attempt } = this.#backoff;
      this.#tell({ kind: "down", cause, retryAt: clock.now() + delayMs, attempt });
      if (wanted.aborted) return;
      this.#wake = new AbortController();
      await pause(clock, delayMs, AbortSignal.any([wanted, this.#wake.signal]));
      this.#wake = null;
      if (wanted.aborted) return;
    }
  }

  /** Opens a session if there is none, then reads its stream until that ends. */
  async #connect(wanted: AbortSignal): Promise<never> {
    const grant = this.#grant ?? await this.#openSession(wanted);
    const stream = new AbortController();
    this.#stream = stream;
    const signal = AbortSignal.any([wanted, stream.signal]);
    const cancelBeat = this.#beatRegularly(grant.beatMs);
    try {
      const body = await this.#openStream(grant, signal);
      return await readStream(body, {
        clock: this.#options.clock,
        signal,
        onBytes: () => this.#heard(grant.beatMs),
        onEvent: (event) => this.#receive(event),
      });
    } finally {
      cancelBeat();
      if (this.#stream === stream) this.#stream = null;
      stream.abort();
    }
  }

  async #openSession(signal: AbortSignal): Promise<SessionGrant> {
    const { store, clock } = this.#options;
    const grant = await this.#askForSession(signal).catch(async (error: unknown) => {
      if (!isRefusal(error, "proof-required")) throw error;
      return await this.#askForSession(signal, await this.#prove(signal));
    });
    signal.throwIfAborted();
    store.saveToken(grant.token);
    this.#grant = grant;
    this.#facts = { iceServers: grant.iceServers, iceAt: clock.now(), site: grant.site };
    return grant;
  }

  #askForSession(signal: AbortSignal, proof?: string): Promise<SessionGrant> {
    const { store, site, claim } = this.#options;
    const { token, device } = store;
    const resume = token ?? undefined;
    // What is not there is not written.
    const kept = store.kept(this.#ageKey);
    const age = kept === "adult" || kept === "minor" ? kept : undefined;
    const body = { device, site, resume, proof, age, claim: claim?.() };
    const request = { method: "POST", path: "v1/sessions", body, signal } as const;
    return this.#http.once({ ...request, parse: parseSessionAnswer });
  }

  async #prove(signal: AbortSignal): Promise<string> {
    const request = { method: "GET", path: "v1/challenge", signal } as const;
    const told = await this.#http.once<unknown>({ ...request, parse: (value) => value });
    const { prove } = await import("./proof_part.ts");
    return await prove(told, signal);
  }

  /** Each site of each server asks for itself. */
  get #ageKey(): string {
    return `random-chat:age:${this.#http.url("").origin}/${this.#options.site ?? ""}`;
  }

  #openStream(grant: SessionGrant, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    return withDeadline(this.#options.clock, signal, async (deadline) => {
      const response = await fetch(new URL(grant.eventsUrl, this.#http.url("v1/sessions")), {
        headers: {
          accept: "text/event-stream",
          authorization: `Bearer ${grant.token}`,
          ...(this.#lastEventId === "" ? {} : { "last-event-id": this.#lastEventId }),
        },
        // Firefox lets a second request for an address wait until the first one's answer is whole, to
        // see whether it may be kept; a stream's never is. It costs a preflight, which is rare here.
        cache: "no-store",
        credentials: "omit",
        signal: deadline,
      });
      if (!response.ok || response.body === null) throw await readProblem(response);
      return response.body;
    });
  }

  #receive({ id, type, data }: StreamEvent): void {
    const event = readEvent(type, data);
    this.#lastEventId = id;
    if (event === null) return;
    if (event.type === "replaced") {
      throw new StreamEnd({ cause: "replaced", isFinal: true, retryAfterMs: 0 });
    }
    if (event.type === "bye") {
      const { retryMs } = event.data;
      throw new StreamEnd({ cause: "draining", isFinal: false, retryAfterMs: retryMs });
    }
    if (event.type === "hello") this.#tell({ kind: "open" });
    this.#options.listener.onEvent(event);
  }

  #heard(beatMs: number): void {
    this.#heardAt = this.#options.clock.now();
    // The timers of a hidden page may sleep for a minute; what the server writes wakes it.
    if (this.#heardAt - this.#beatAt >= beatMs) this.#beat();
  }

  #beatRegularly(beatMs: number): () => void {
    const { clock } = this.#options;
    this.#beatAt = clock.now();
    let cancel = () => {};
    const schedule = () => {
      cancel = clock.after(beatMs, () => {
        if (clock.now() - this.#beatAt >= beatMs) this.#beat();
        schedule();
      });
    };
    schedule();
    return () => cancel();
  }

  #beat(deadlineMs = REQUEST_DEADLINE_MS): void {
    const stream = this.#stream;
    this.#beatAt = this.#options.clock.now();
    const request = this.authorised((token) =>
      this.#http.once({
        method: "POST",
        path: "v1/beat",
        body: { hidden: isPageHidden() },
        parse: nothingToRead,
        token,
        deadlineMs,
      })
    );
    request.catch((error: unknown) => {
      // A refusal says that the server is there; anything else, that the way to it is gone.
      if (!(error instanceof ProblemError) && stream === this.#stream) stream?.abort();
    });
  }

  #reconnect(): void {
    this.#wake?.abort();
    this.#stream?.abort();
  }

  #forgetSession(): void {
    this.#grant = null;
    this.#lastEventId = "";
    this.#options.store.saveToken(null);
  }

  #end(): void {
    this.#wanted?.abort();
    this.#wanted = null;
    this.#backoff.succeed();
  }

  #tell(status: ConnectionStatus): void {
    this.#options.listener.onConnection(status);
  }
}

/** An event that cannot be read is dropped: the ones after it may be fine. */
function readEvent(type: string, data: string): ServerEvent | null {
  try {
    return parseServerEvent(type, data);
  } catch (error) {
    console.warn(`random-chat: Cannot read a "${type}" event`, error);
    return null;
  }
}
