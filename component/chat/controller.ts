/**
 * The conversation of one visitor, without a picture of it: wishes in, snapshots and events out.
 *
 * It does not know Lit, the DOM or HTTP. The invariant it keeps: what the pure `transition` decided
 * is what happens, one input after the other, and a result that comes late never touches a newer
 * state.
 *
 * @module
 */
import type { AgeGroup, Match, Mode, ReportReason, ServerEvent } from "../../server/protocol.ts";
import { Capture } from "../link/media.ts";
import { onNetwork, onPageLeft } from "../link/page_watch.ts";
import type { ConnectionStatus, Signaling } from "../link/signaling.ts";
import { MAX_TEXT_LENGTH } from "../link/text_frame.ts";
import { createUlids } from "../link/ulid.ts";
import { ChatEmitter } from "./events.ts";
import { keepHistory, readHistory } from "./history.ts";
import { inputOfEvent } from "./inputs.ts";
import { type LadderTools, runLadder } from "./ladder_effects.ts";
import { type ChatDeps, type ChatOptions, resolveOptions } from "./options.ts";
import type { ReportDetails, ReportOutcome } from "./reports.ts";
import { request, type RequestEffect } from "./requests.ts";
import { waitingFor } from "./search.ts";
import { Seeker } from "./seeker.ts";
import { isSameSnapshot, noteOf, NOTHING_RECEIVED, type Received } from "./snapshot.ts";
import type { ChatSnapshot, ChatState, DeviceChoice, Step, Wish } from "./state.ts";
import { Talk } from "./talk.ts";
import { transition } from "./transition.ts";
import type { ChatEffect, ChatInput, Rejoining } from "./transition_types.ts";
import { Turns } from "./turns.ts";
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
  readonly #seeker: Seeker;
  readonly #nextId: () => string;
  readonly #ladderTools: LadderTools;
  readonly #turns = new Turns<ChatInput>((input) => this.#step(input));
  #decide = transition;
  #state: ChatState = { kind: "welcome" };
  #snapshot: ChatSnapshot;
  #talk: Talk | null = null;
  #received: Received = NOTHING_RECEIVED;

  constructor(options: ChatOptions) {
    super();
    const deps = resolveOptions(options);
    this.#deps = deps;
    const { store, clock, random, getMedia } = deps;
    this.#nextId = createUlids(() => clock.now(), random);
    this.#capture = new Capture({
      getMedia,
      store,
      onChange: () => this.#refresh(),
      onTrack: (kind, track) => {
        this.#seeker.replaceTrack(kind, track);
        this.#talk?.replaceTrack(kind, track);
      },
    });
    const listener = {
      onEvent: (event: ServerEvent) => this.#receive(event),
      onConnection: (status: ConnectionStatus) => this.#follow(status),
    };
    this.#signaling = deps.createSignaling({ ...deps, listener });
    this.#seeker = new Seeker({
      ...deps,
      signaling: this.#signaling,
      createId: this.#nextId,
      isRelayOnly: () => this.#isRelayOnly,
      isVeiled: () => deps.isVeiled || this.#signaling.session?.site.reveal === "mutual",
      localStream: () => this.#capture.stream,
      steps: () => this.#steps,
      waitingFor: () => waitingFor(this.#state),
      onInput: (input) => this.#dispatch(input),
      onEvent: (event) => this.#receive(event),
    });
    this.#ladderTools = {
      capture: this.#capture,
      signaling: this.#signaling,
      clock,
      onInput: (input) => this.#dispatch(input),
    };
    this.#snapshot = this.#describe();
    if (this.resumable === null) deps.store.saveHistory(null);
    const { signal } = this.#disposed;
    onPageLeft(() => store.saveNote(writeNote(this.#state, clock.now())), signal);
    onNetwork(() => {
      this.#talk?.changeNetwork();
      this.#seeker.changeNetwork();
    }, signal);
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

  /**
   * Leaves the talk, if it is not over, and never meets the other one again.
   *
   * @returns Whether there was somebody; later than after a talk there is not.
   */
  block(): boolean {
    const { kind } = this.#state;
    this.#dispatch({ kind: "block" });
    return kind === "talk" || kind === "ended";
  }

  /**
   * Reports the other one to the moderators of the site, and blocks them: a talk that goes on ends,
   * which to them is an ordinary leave.
   *
   * @param reason What it is about.
   * @param details What goes along, and which talk it is about.
   * @returns What became of it; never rejects.
   */
  async report(reason: ReportReason, details: ReportDetails = {}): Promise<ReportOutcome> {
    const state = this.#state;
    const last = state.kind === "talk" || state.kind === "ended" ? state : null;
    const { room = last?.match.room } = details;
    if (room === last?.match.room) this.block();
    try {
      const { file } = await import("./talk_part.ts");
      return await file(this.#signaling, { ...details, reason }, last);
    } catch {
      // It did not load, of which the browser itself tells.
      return "failed";
    }
  }

  /** Asks for another look at the decision that restricts this visitor, in their own words. */
  appeal(note: string): void {
    this.#dispatch({ kind: "appeal", note });
  }

  /**
   * In a talk: asks the other one for more of each other, agrees when they have asked, or goes down
   * to less at once. Devices are asked for only by this. `reveal`: that veiled pictures be whole.
   */
  climb(step: Step): void {
    this.#dispatch({ kind: "climb", step, at: this.#deps.clock.now() });
  }

  /** Would rather not take the step that is asked about, or not any more. */
  declineStep(): void {
    this.#dispatch({ kind: "decline-step" });
  }

  /** Tells the other one that all they have written so far is in sight; it is told once. */
  see(): void {
    const state = this.#state;
    if (state.kind !== "talk") return;
    const last = state.lines.findLast(({ from }) => from === "partner");
    if (last !== undefined) this.#talk?.see(last.id);
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

  /**
   * Tries again: from `refused` and `trouble` the whole, in a talk what failed, and for ten seconds
   * after a skip the talk that it ended, if the other one wants that as well.
   */
  retry(): void {
    this.#dispatch({ kind: "retry", at: this.#deps.clock.now() });
  }

  /** Answers what the site asks before the first match, agreeing to its rules, and tries again. */
  passGate(age: AgeGroup): void {
    this.#signaling.passGate(age);
    this.retry();
  }

  /** Switches one's own camera or microphone; without effect while it is not captured. */
  setDevice(device: "camera" | "microphone", isOn: boolean): void {
    this.#capture.set(device, isOn);
  }

  /** Keeps which devices the visitor has chosen, and uses them from now on. */
  choose(choice: DeviceChoice): void {
    this.#capture.choose(choice);
  }

  /** Stops and lets go of everything; the object is of no use afterwards. */
  dispose(): void {
    this.stop();
    this.#disposed.abort();
  }

  #dispatch(input: ChatInput): void {
    this.#turns.take(input);
  }

  #step(input: ChatInput): void {
    const before = this.#state;
    const { state, effects } = this.#decide(before, input);
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
        this.#seeker.release();
        return this.#capture.stop();
      case "open":
        return this.#signaling.open();
      case "close":
        this.#seeker.stop();
        return this.#signaling.close();
      case "queue":
      case "next":
      case "back":
      case "widen":
        return void this.#seeker.seek(effect);
      case "unqueue":
        this.#seeker.stop();
        return void this.#request(effect);
      case "leave":
      case "block":
      case "appeal":
        return void this.#request(effect);
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
      case "climb":
        this.#talk?.climb(effect);
        if (effect.mode === "text") this.#received = NOTHING_RECEIVED;
        return;
      case "prepare":
      case "keep":
      case "consent":
      case "expire":
        return void runLadder(effect, this.#ladderTools);
      case "retry-at":
        return this.#retryAt(effect.at);
    }
  }

  async #ask(mode: Mode): Promise<void> {
    const result = await this.#capture.ask(mode);
    if (result.kind === "superseded") return;
    const { kind } = result;
    this.#dispatch(
      kind === "ready" ? { kind: "captured" } : { ...result, kind: "capture-refused" },
    );
  }

  async #request(effect: RequestEffect): Promise<void> {
    const input = await request(this.#signaling, effect);
    if (input !== null) this.#dispatch(input);
  }

  #begin(match: Match, rejoins: Rejoining | null): void {
    this.#seeker.stop();
    this.#finish();
    const { clock, createConnection, canRestartIce } = this.#deps;
    const talk = new Talk({
      match,
      signaling: this.#signaling,
      clock,
      createConnection,
      canRestartIce,
      localStream: () => this.#capture.stream,
      isRelayOnly: this.#isRelayOnly,
      lines: rejoins?.lines ?? [],
      onInput: (input) => {
        this.#seeker.follow(input, match.mode);
        this.#dispatch(input);
      },
      onStream: (stream) => this.#take({ stream }),
      onNote: (note) => this.#take({ note }),
      onQuality: (quality) => this.#take({ quality }),
    });
    this.#talk = talk;
    talk.begin(rejoins, () => this.#seeker.take(match));
    void this.#learn();
  }

  /** Before the first talk there is nothing to undo; without this, nothing ever is. */
  async #learn(): Promise<void> {
    try {
      const { undoable } = await import("./talk_part.ts");
      this.#decide = undoable(transition, this.#ladderTools);
    } catch {
      // As above; the next talk tries again.
    }
  }

  #finish(): void {
    this.#talk?.close();
    this.#talk = null;
    this.#received = NOTHING_RECEIVED;
  }

  #take(received: Partial<Received>): void {
    this.#received = { ...this.#received, ...received };
    this.#refresh();
  }

  #retryAt(at: number): void {
    const { clock } = this.#deps;
    const state = this.#state;
    clock.after(Math.max(0, at - clock.now()), () => {
      if (this.#state === state) this.retry();
    });
  }

  #receive(event: ServerEvent): void {
    if (this.#seeker.keep(event, this.#talk?.match.room ?? null)) return;
    const input = inputOfEvent(event, this.#deps.clock.now(), this.#steps);
    if (input === null) this.#talk?.receive(event);
    else if (input.kind !== "hello") this.#dispatch(input);
    else {
      this.#dispatch({ ...input, lines: readHistory(this.#deps.store, input.hello) });
      if (!input.hello.resumed) this.#seeker.offerAgain();
    }
  }

  #follow(status: ConnectionStatus): void {
    if (status.kind === "down" || status.kind === "lost") this.#dispatch(status);
  }

  get #isRelayOnly(): boolean {
    return this.#deps.isRelayOnly || this.#signaling.session?.site.privacy === "relay";
  }

  get #steps(): number {
    return this.#signaling.session?.site.widening.length || DEFAULT_STEPS;
  }

  #describe(): ChatSnapshot {
    return {
      state: this.#state,
      devices: this.#capture.devices,
      choice: this.#capture.choice,
      localStream: this.#capture.stream,
      remoteStream: this.#received.stream,
      theirs: this.#received.note,
      quality: this.#received.quality,
      site: this.#signaling.session?.site ?? null,
    };
  }

  /** Makes a new snapshot if anything in it is different, and tells. */
  #refresh(): void {
    const next = this.#describe();
    this.#talk?.tell(noteOf(next));
    if (isSameSnapshot(next, this.#snapshot)) return;
    this.#snapshot = next;
    this.emit({ type: "change", detail: next });
  }
}
