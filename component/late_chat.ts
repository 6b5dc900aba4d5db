/**
 * A conversation whose works are loaded when somebody shows interest: a page that is only looked at
 * pays for the picture of the start screen and for nothing behind it.
 *
 * It does not know how a conversation is held. The invariant it keeps: what is asked for while the
 * works are on their way is done when they are there, or taken back by `stop`.
 *
 * @module
 */
import type { AgeGroup, Mode, ReportReason } from "../server/protocol.ts";
import type { Chat } from "./chat/controller.ts";
import { ChatEmitter } from "./chat/events.ts";
import type { ChatOptions } from "./chat/options.ts";
import type { ReportDetails, ReportOutcome } from "./chat/reports.ts";
import type { ChatSnapshot, ChatState, DeviceChoice, Step, Wish } from "./chat/state.ts";
import { readNote } from "./chat/wish_note.ts";
import { type Conversation, NOTHING_YET } from "./conversation.ts";
import { systemClock } from "./link/clock.ts";
import { readTab } from "./link/session_store.ts";

/** Loads the works and makes a conversation. @throws {TypeError} When they cannot be fetched. */
export async function openChat(options: ChatOptions): Promise<Chat> {
  const { Chat: Loaded } = await import("./chat/chat_part.ts");
  return new Loaded(options);
}

/** A conversation that begins before its works are there. */
export class LateChat extends ChatEmitter implements Conversation {
  readonly #options: ChatOptions;
  readonly #open: typeof openChat;
  #chat: Chat | null = null;
  #isLoading = false;
  #isDisposed = false;
  #snapshot = NOTHING_YET;
  /** What was asked for in the meantime. */
  #asked: ((chat: Chat) => void)[] = [];
  /** Devices chosen in the meantime: they hold for whatever is begun with them. */
  #choice: DeviceChoice | null = null;

  /** @param open Makes the conversation; loads the works when absent. */
  constructor(options: ChatOptions, open = openChat) {
    super();
    this.#options = options;
    this.#open = open;
  }

  /** What may be drawn; before the works are there, what they will begin with. */
  get snapshot(): ChatSnapshot {
    return this.#chat?.snapshot ?? this.#snapshot;
  }

  /** The wish that a reload interrupted, or none. */
  get resumable(): Wish | null {
    if (this.#chat !== null) return this.#chat.resumable;
    const { storageKey = "random-chat", clock = systemClock } = this.#options;
    const isKnown = readTab(storageKey, "token") !== null;
    return isKnown ? readNote(readTab(storageKey, "note"), clock.now()) : null;
  }

  /** Loads the works, if they are not there or on their way. */
  async prepare(): Promise<void> {
    if (this.#chat !== null || this.#isLoading || this.#isDisposed) return;
    this.#isLoading = true;
    try {
      const chat = await this.#open(this.#options);
      if (this.#isDisposed) chat.dispose();
      else this.#adopt(chat);
    } catch (error) {
      console.warn("random-chat: Cannot load the conversation", error);
      // Whoever is told may want it again at once.
      this.#isLoading = false;
      this.#fail();
    }
  }

  start(wish: Wish): void {
    this.#begin(wish, (chat) => chat.start(wish));
  }

  resume(wish: Wish): void {
    this.#begin(wish, (chat) => chat.resume(wish));
  }

  stop(): void {
    this.#asked = [];
    if (this.#chat !== null) return this.#chat.stop();
    this.#show({ kind: "welcome" });
  }

  fallBack(mode: Mode): void {
    const { state } = this.#snapshot;
    if (this.#chat !== null) this.#chat.fallBack(mode);
    else if (state.kind === "asking") this.start({ ...state.wish, mode });
  }

  retry(): void {
    const { state } = this.#snapshot;
    if (this.#chat !== null) this.#chat.retry();
    else if (state.kind === "trouble" && state.wish !== null) this.start(state.wish);
  }

  next(): void {
    this.#chat?.next();
  }

  widen(): void {
    this.#chat?.widen();
  }

  send(text: string): boolean {
    return this.#chat?.send(text) ?? false;
  }

  block(): boolean {
    return this.#chat?.block() ?? false;
  }

  report(reason: ReportReason, details?: ReportDetails): Promise<ReportOutcome> | undefined {
    return this.#chat?.report(reason, details);
  }

  appeal(note: string): void {
    this.#chat?.appeal(note);
  }

  passGate(age: AgeGroup): void {
    this.#chat?.passGate(age);
  }

  see(): void {
    this.#chat?.see();
  }

  climb(step: Step): void {
    this.#chat?.climb(step);
  }

  declineStep(): void {
    this.#chat?.declineStep();
  }

  setTyping(isTyping: boolean): void {
    this.#chat?.setTyping(isTyping);
  }

  setDevice(device: "camera" | "microphone", isOn: boolean): void {
    this.#chat?.setDevice(device, isOn);
  }

  choose(choice: DeviceChoice): void {
    this.#choice = choice;
    this.#chat?.choose(choice);
    void this.prepare();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#asked = [];
    this.#chat?.dispose();
  }

  #begin(wish: Wish, begin: (chat: Chat) => void): void {
    if (this.#chat === null) {
      this.#asked = [];
      this.#show({ kind: wish.mode === "text" ? "opening" : "asking", wish });
    }
    this.#ask(begin);
  }

  #ask(what: (chat: Chat) => void): void {
    if (this.#chat !== null) return what(this.#chat);
    this.#asked.push(what);
    void this.prepare();
  }

  #adopt(chat: Chat): void {
    this.#chat = chat;
    chat.on("change", (detail) => this.emit({ type: "change", detail }));
    chat.on("matched", (detail) => this.emit({ type: "matched", detail }));
    chat.on("message", (detail) => this.emit({ type: "message", detail }));
    chat.on("left", (detail) => this.emit({ type: "left", detail }));
    chat.on("problem", (detail) => this.emit({ type: "problem", detail }));
    if (this.#choice !== null) chat.choose(this.#choice);
    for (const what of this.#asked.splice(0)) what(chat);
    this.emit({ type: "change", detail: chat.snapshot });
  }

  #fail(): void {
    const { state } = this.#snapshot;
    // Whoever only came near is told nothing; it is tried again when they want something.
    if (!("wish" in state) || state.wish === null) return;
    this.#asked = [];
    const cause = globalThis.navigator?.onLine === false ? "offline" : "server-away";
    this.#show({ kind: "trouble", wish: state.wish, cause, retryAt: null });
    this.emit({ type: "problem", detail: { cause } });
  }

  #show(state: ChatState): void {
    this.#snapshot = { ...this.#snapshot, state };
    this.emit({ type: "change", detail: this.#snapshot });
  }
}
