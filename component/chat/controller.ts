/**
 * The conversation of one visitor, without a picture of it: wishes in, snapshots and events out.
 *
 * It does not know Lit, the DOM or HTTP. The invariant it keeps: what the pure `transition` decided
 * is what happens, one input after the other, and a result that comes late never touches a newer
 * state.
 *
 * @module
 */
import type { Match, Mode, RoomId, ServerEvent } from "../../server/protocol.ts";
import { Capture } from "../link/media.ts";
import { onPageLeft } from "../link/page_watch.ts";
import type { ConnectionStatus, Signaling } from "../link/signaling.ts";
import { MAX_TEXT_LENGTH } from "../link/text_frame.ts";
import { createUlids } from "../link/ulid.ts";
import { EarlyEvents } from "./early_events.ts";
import { ChatEmitter } from "./events.ts";
import { keepHistory, readHistory } from "./history.ts";
import { inputOfEvent } from "./inputs.ts";
import { type ChatDeps, type ChatOptions, resolveOptions } from "./options.ts";
import { ask, failureOf, type SearchEffect } from "./search.ts";
import type { ChatSnapshot, ChatState, Wish } from "./state.ts";
import { Talk } from "./talk.ts";
import { transition } from "./transition.ts";
import type { ChatEffect, ChatInput, Rejoining } from "./transition_types.ts";
import { readNote, writeNote } from "./wish_note.ts";

export type { ChatOptions };

/** How many steps wishes have where the site has not said. */
const DEFAULT_STEPS = 3;

/**
 * One visitor's conversation. It begins in `welcome` and asks for nothing until `start`.
 *
 * Listen with `chat.on("change", (snapshot) => …)`; see `ChatEventMap` for the rest.
 */
export class Chat extends ChatEmitter {
  readonly #deps: ChatDeps;
  readonly #disposed = new AbortController();
  readonly #signaling: Signaling;
  readonly #capture: Capture;
  readonly #nextId: () => string;
  readonly #inputs: ChatInput[] = [];
  #isDispatching = false;
  #state: ChatState = { kind: "welcome" };
  #snapshot: ChatSnapshot;
  #talk: Talk | null = null;
  #remoteStream: MediaStream | null = null;
  /** The request for a partner that counts; aborted when another begins or none is wanted. */
  #search = new AbortController();
  readonly #early = new EarlyEvents();

  constructor(options: ChatOptions) {
    super();
    const deps = resolveOptions(options);
    this.#deps = deps;
    const { server, site, store, clock, random, getMedia } = deps;
    this.#nextId = createUlids(() => clock.now(), random);
    this.#capture = new Capture({ getMedia, onChange: () => this.#refresh() });
    const listener = {
      onEvent: (event: ServerEvent) => this.#receive(event),
      onConnection: (status: ConnectionStatus) => this.#follow(status),
    };
    this.#signaling = deps.createSignaling({ server, site, store, listener, clock, random });
    this.#snapshot = this.#describe();
    if (this.resumable === null) deps.store.saveHistory(null);
    onPageLeft(() => this.#leaveNote(), this.#disposed.signal);
  }

  /** Everything that a view may draw, now; a new object after each `change`. */
  get snapshot(): ChatSnapshot {
    return this.#snapshot;
  }

  /**
   * The wish of the visit that a reload interrupted less than 45 s ago, or none. When there is
   * one, `resume` goes on with it.
   */
  get resumable(): Wish | null {
    const { store, clock } = this.#deps;
    return store.token === null ? null : readNote(store.note, clock.now());
  }

  /** Begins to look for somebody, or begins again with another wish. */
  start(wish: Wish): void {
    if (this.#disposed.signal.aborted) return;
    this.#deps.store.saveNote(null);
    this.#dispatch({ kind: "start", wish });
  }

  /** Goes on with the talk or the waiting that a reload interrupted. */
  resume(wish: Wish): void {
    // The session's token does it: the server says in `hello` where this visitor stands.
    this.start(wish);
  }

  /** Leaves the talk, if there is one, and looks for somebody else. */
  next(): void {
    this.#dispatch({ kind: "next" });
  }

  /** While waiting: looks further at once instead of at the next step. */
  widen(): void {
    this.#dispatch({ kind: "widen" });
  }

  /** Ends everything: the talk, the waiting, the capture. */
  stop(): void {
    this.#deps.store.saveNote(null);
    this.#dispatch({ kind: "stop" });
  }

  /**
   * Sends a message to the other one.
   *
   * @param text 1–2,000 characters once trimmed; anything else is not sent.
   * @returns Whether it was taken; the line is then in the snapshot.
   */
  send(text: string): boolean {
    const trimmed = text.trim();
    if (trimmed === "" || trimmed.length > MAX_TEXT_LENGTH) return false;
    if (this.#state.kind !== "talk") return false;
    const at = this.#deps.clock.now();
    this.#dispatch({ kind: "send", id: this.#nextId(), text: trimmed, at });
    return true;
  }

  /** Tells the other one whether one is writing; call it on each key, it is throttled here. */
  setTyping(isTyping: boolean): void {
    this.#talk?.setTyping(isTyping);
  }

  /** Goes on from `refused`, or from `asking`, with another mode. */
  fallBack(mode: Mode): void {
    const state = this.#state;
    if (state.kind === "refused" || state.kind === "asking") this.start({ ...state.wish, mode });
  }

  /** Tries again: from `refused` and `trouble` the whole, in a talk what failed. */
  retry(): void {
    this.#dispatch({ kind: "retry", at: this.#deps.clock.now() });
  }

  /** Switches one's own camera or microphone; without effect while it is not captured. */
  setDevice(device: "camera" | "microphone", isOn: boolean): void {
    this.#capture.set(device, isOn);
    this.#refresh();
  }

  /** Stops and lets go of everything; the object is of no use afterwards. */
  dispose(): void {
    this.stop();
    this.#disposed.abort();
  }

  /** Takes inputs one after the other: an effect that answers at once waits for its turn. */
  #dispatch(input: ChatInput): void {
    this.#inputs.push(input);
    if (this.#isDispatching) return;
    this.#isDispatching = true;
    try {
      for (let next = this.#inputs.shift(); next; next = this.#inputs.shift()) this.#step(next);
    } finally {
      this.#isDispatching = false;
    }
  }

  #step(input: ChatInput): void {
    const before = this.#state;
    const { state, effects } = transition(before, input);
    this.#state = state;
    keepHistory(this.#deps.store, { before, after: state, input });
    for (const effect of effects) {
      if (effect.kind !== "tell") this.#run(effect);
    }
    this.#refresh();
    for (const effect of effects) {
      if (effect.kind === "tell") this.emit(effect.event);
    }
  }

  #run(effect: Exclude<ChatEffect, { readonly kind: "tell" }>): void {
    switch (effect.kind) {
      case "capture":
        return void this.#ask(effect.mode);
      case "release":
        return this.#capture.stop();
      case "open":
        return this.#signaling.open();
      case "close":
        return this.#close();
      case "queue":
      case "next":
      case "widen":
        return void this.#seek(effect);
      case "unqueue":
        return void this.#unqueue();
      case "leave":
        return void this.#leave(effect.room);
      case "begin":
        return this.#begin(effect.match, effect.rejoins);
      case "rejoin":
        return this.#talk?.rejoin(effect.generation);
      case "rebuild":
        return this.#talk?.rebuild();
      case "resend":
        return this.#talk?.resend();
      case "finish":
        return this.#finish();
      case "send":
        return this.#talk?.send(effect.id, effect.text);
      case "retry-at":
        return this.#retryAt(effect.at);
    }
  }

  async #ask(mode: Mode): Promise<void> {
    const result = await this.#capture.ask(mode);
    if (result.kind === "superseded") return;
    const { kind } = result;
    if (kind === "ready") this.#dispatch({ kind: "captured" });
    else this.#dispatch({ ...result, kind: "capture-refused" });
  }

  #close(): void {
    this.#search.abort();
    this.#signaling.close();
  }

  async #seek(effect: SearchEffect): Promise<void> {
    this.#search.abort();
    const search = new AbortController();
    this.#search = search;
    this.#early.await();
    const { signal } = search;
    const now = () => this.#deps.clock.now();
    try {
      const input = await ask(this.#signaling, effect, { signal, now, steps: () => this.#steps });
      if (!signal.aborted) this.#dispatch(input);
    } catch (error) {
      if (signal.aborted) return;
      const failure = failureOf(effect, error, now());
      if (failure !== null) this.#dispatch(failure);
    } finally {
      // A newer search awaits its own answer and takes over what was kept.
      if (this.#search === search) {
        for (const event of this.#early.release()) this.#receive(event);
      }
    }
  }

  async #unqueue(): Promise<void> {
    this.#search.abort();
    try {
      const answer = await this.#signaling.unqueue();
      if (answer.status === "matched") await this.#signaling.leave(answer.room);
    } catch {
      // Whoever has gone is taken out by the server as soon as it misses the stream.
    }
  }

  async #leave(room: RoomId): Promise<void> {
    try {
      await this.#signaling.leave(room);
    } catch {
      // As above: a seat without a stream is not held for long.
    }
  }

  #begin(match: Match, rejoins: Rejoining | null): void {
    this.#search.abort();
    this.#finish();
    const { clock, createConnection, canRestartIce } = this.#deps;
    this.#talk = new Talk({
      match,
      signaling: this.#signaling,
      clock,
      createConnection,
      canRestartIce,
      localStream: () => this.#capture.stream,
      isRelayOnly: this.#deps.isRelayOnly ||
        this.#signaling.session?.site.privacy === "relay",
      lines: rejoins?.lines ?? [],
      onInput: (input) => this.#dispatch(input),
      onStream: (stream) => {
        this.#remoteStream = stream;
        this.#refresh();
      },
    });
    this.#talk.begin(rejoins);
  }

  #finish(): void {
    this.#talk?.close();
    this.#talk = null;
    this.#remoteStream = null;
  }

  #retryAt(at: number): void {
    const { clock } = this.#deps;
    const state = this.#state;
    clock.after(Math.max(0, at - clock.now()), () => {
      if (this.#state === state) this.retry();
    });
  }

  #receive(event: ServerEvent): void {
    if (this.#early.keep(event, this.#talk?.match.room ?? null)) return;
    const input = inputOfEvent(event, this.#deps.clock.now(), this.#steps);
    if (input === null) this.#talk?.receive(event);
    else if (input.kind !== "hello") this.#dispatch(input);
    else this.#dispatch({ ...input, lines: readHistory(this.#deps.store, input.hello) });
  }

  #follow(status: ConnectionStatus): void {
    if (status.kind === "down" || status.kind === "lost") this.#dispatch(status);
  }

  get #steps(): number {
    return this.#signaling.session?.site.widening.length || DEFAULT_STEPS;
  }

  #leaveNote(): void {
    const state = this.#state;
    const isUnderWay = state.kind === "opening" || state.kind === "waiting" ||
      state.kind === "talk";
    const note = isUnderWay ? writeNote(state.wish, this.#deps.clock.now()) : null;
    this.#deps.store.saveNote(note);
  }

  #describe(): ChatSnapshot {
    return {
      state: this.#state,
      devices: this.#capture.devices,
      localStream: this.#capture.stream,
      remoteStream: this.#remoteStream,
      site: this.#signaling.session?.site ?? null,
    };
  }

  /** Makes a new snapshot if anything in it is different, and tells. */
  #refresh(): void {
    const next = this.#describe();
    const { devices } = this.#snapshot;
    const isSame = next.state === this.#snapshot.state &&
      next.localStream === this.#snapshot.localStream &&
      next.remoteStream === this.#snapshot.remoteStream &&
      next.site === this.#snapshot.site &&
      next.devices.camera === devices.camera && next.devices.microphone === devices.microphone;
    if (isSame) return;
    this.#snapshot = next;
    this.emit({ type: "change", detail: next });
  }
}
