/**
 * The conversation of one visitor, without a picture of it: wishes in, snapshots and events out.
 *
 * It does not know Lit, the DOM or HTTP. The invariant it keeps: what the pure `transition` decided
 * is what happens, one input after the other, and a result that comes late never touches a newer
 * state.
 *
 * @module
 */
import type { AgeGroup, Mode, ReportReason } from "../../server/protocol.ts";
import { onPageLeft } from "../link/page_watch.ts";
import { MAX_TEXT_LENGTH } from "../link/text_frame.ts";
import { createUlids } from "../link/ulid.ts";
import { ChatEmitter } from "./events.ts";
import { keepHistory } from "./history.ts";
import { type ChatDeps, type ChatOptions, resolveOptions } from "./options.ts";
import type { ReportDetails, ReportOutcome } from "./reports.ts";
import { isSameSnapshot, noteOf } from "./snapshot.ts";
import type { ChatSnapshot, ChatState, DeviceChoice, Step, Wish } from "./state.ts";
import { transition } from "./transition.ts";
import type { ChatInput } from "./transition_types.ts";
import { Turns } from "./turns.ts";
import { readNote, writeNote } from "./wish_note.ts";
import { Works } from "./works.ts";

export type { ChatOptions };

/**
 * One visitor's conversation. It begins in `welcome` and asks for nothing until `start`.
 *
 * Listen with `chat.on("change", (snapshot) => …)`; see `ChatEventMap` for the rest.
 */
export class Chat extends ChatEmitter {
  readonly #deps: ChatDeps;
  readonly #disposed = new AbortController();
  readonly #nextId: () => string;
  readonly #works: Works;
  readonly #turns = new Turns<ChatInput>((input) => this.#step(input));
  #decide = transition;
  #state: ChatState = { kind: "welcome" };
  #snapshot: ChatSnapshot;

  constructor(options: ChatOptions) {
    super();
    const deps = resolveOptions(options);
    this.#deps = deps;
    const { store, clock, random } = deps;
    this.#nextId = createUlids(() => clock.now(), random);
    const { signal } = this.#disposed;
    const desk = {
      createId: this.#nextId,
      state: () => this.#state,
      onInput: (input: ChatInput) => this.#dispatch(input),
      onChange: () => this.#refresh(),
    };
    this.#works = new Works(deps, desk, signal);
    this.#snapshot = this.#describe();
    if (this.resumable === null) deps.store.saveHistory(null);
    onPageLeft(() => store.saveNote(writeNote(this.#state, clock.now())), signal);
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
      return await file(this.#works.signaling, { ...details, reason }, last);
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
    if (last !== undefined) this.#works.talk?.see(last.id);
  }

  /** Tells the other one whether one is writing; call it on each key, it is throttled here. */
  setTyping(isTyping: boolean): void {
    this.#works.talk?.setTyping(isTyping);
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
    this.#works.signaling.passGate(age);
    this.retry();
  }

  /** Switches one's own camera or microphone; without effect while it is not captured. */
  setDevice(device: "camera" | "microphone", isOn: boolean): void {
    this.#works.capture.set(device, isOn);
  }

  /** Keeps which devices the visitor has chosen, and uses them from now on. */
  choose(choice: DeviceChoice): void {
    this.#works.capture.choose(choice);
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
      if (effect.kind !== "tell") this.#works.run(effect);
      if (effect.kind === "begin") void this.#learn();
    }
    this.#refresh();
    for (const effect of effects) {
      if (effect.kind === "tell") this.emit(effect.event);
    }
  }

  /** Before the first talk there is nothing to undo; without this, nothing ever is. */
  async #learn(): Promise<void> {
    try {
      const { undoable } = await import("./talk_part.ts");
      this.#decide = undoable(transition, {
        clock: this.#deps.clock,
        onInput: (input) => this.#dispatch(input),
      });
    } catch {
      // As above; the next talk tries again.
    }
  }

  #describe(): ChatSnapshot {
    const { capture: { devices, choice, stream }, signaling, received } = this.#works;
    return {
      state: this.#state,
      devices,
      choice,
      localStream: stream,
      remoteStream: received.stream,
      theirs: received.note,
      quality: received.quality,
      site: signaling.session?.site ?? null,
    };
  }

  /** Makes a new snapshot if anything in it is different, and tells. */
  #refresh(): void {
    const next = this.#describe();
    this.#works.talk?.tell(noteOf(next));
    if (isSameSnapshot(next, this.#snapshot)) return;
    this.#snapshot = next;
    this.emit({ type: "change", detail: next });
  }
}
