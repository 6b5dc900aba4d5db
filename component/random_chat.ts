/**
 * The element `<random-chat>`: a headless conversation with a face.
 *
 * It does not know HTTP or peer connections. The invariant it keeps: what is drawn is a function of
 * the conversation's snapshot and of what the visitor has typed, nothing else.
 *
 * @module
 */
import type { PropertyValues, TemplateResult } from "lit";
import type { ChatEventMap } from "./chat/events.ts";
import type { ChatSnapshot, ChatState, Wish } from "./chat/state.ts";
import { Bell } from "./bell.ts";
import { ChatMethods } from "./chat_methods.ts";
import { CONVERSATION_PROPERTIES } from "./chat_properties.ts";
import { type Conversation, NOTHING_YET, phaseOf, roomOf } from "./conversation.ts";
import { Drawing } from "./drawing.ts";
import { Entries } from "./entries.ts";
import {
  RandomChatMessageEvent,
  RandomChatStartEvent,
  RandomChatStateEvent,
  tellPage,
} from "./events.ts";
import { Latch } from "./latch.ts";
import { Language } from "./language.ts";
import { Restriction } from "./restriction/restriction.ts";
import { Settings } from "./settings/settings.ts";
import { styles } from "./styles/styles.ts";
import { DoubleEscape } from "./views/double_escape.ts";
import { Tools } from "./tools/tools.ts";
import { type Facts, LINES_AT_ONCE, NO_TOOLS, type Wishes } from "./views/facts.ts";
import { leaveSheet } from "./views/focus.ts";
import { renderFrame } from "./views/frame.ts";
import { playAll } from "./views/playback.ts";
import { parseInterests, wishOf } from "./views/setup.ts";
import { Spoken } from "./views/spoken.ts";
import { Ticker } from "./views/ticker.ts";

/** An element that comes back into the page within this time, in milliseconds, was only moved. */
export const MOVE_GRACE_MS = 100;

/**
 * Two strangers talk: by video, voice or text, matched by what they like and the languages they speak.
 *
 * ```html
 * <script type="module" src="https://chat.example/random-chat.js"></script>
 * <random-chat suggestions="chess, gardening"></random-chat>
 * ```
 *
 * It takes the page's font and, with `--random-chat-accent`, the page's colour. Give it any size:
 * its own width decides the layout, from 280 px on.
 *
 * Somebody who waits may go to another tab: the title of this one tells when a partner is found, and
 * so does a notice of the browser, for whoever has asked for it with the button that is offered when
 * hardly anybody is here. In a frame of another origin browsers allow no notices.
 *
 * @attr server - Where the server is; by default the origin that this script came from.
 * @attr site - Which of the server's sites this page belongs to.
 * @attr mode - The way of talking that is chosen at first: `video`, `voice` or `text`.
 * @attr modes - The ways offered, comma-separated; by default all that the site allows.
 * @attr interests - Interests that are filled in at first, comma-separated.
 * @attr suggestions - Interests to choose from with a tap, comma-separated.
 * @attr languages - Languages that are filled in at first; by default the browser's.
 * @attr language - The language of the interface; by default the `lang` of the page around it, and
 * English where there is no table for that. There is Arabic, Chinese (simplified), French, German,
 * Hindi, Indonesian, Italian, Japanese, Portuguese, Spanish and Turkish, each loaded when it is
 * needed.
 * @attr strings - Words in place of the element's own, as JSON: `strings='{"start": "Let me in"}'`;
 * the keys are those of `component/strings/en.ts`, and within `tools`, `panel`, `report`,
 * `restriction`, `gate` and `frameCheck` those of the English tables beside it. Where a sentence is
 * made of something, `{0}` stands for the first thing: `{"remove": "Take out {0}"}`. As a property it
 * also takes functions. With `locale` in it, it may be another language.
 * @attr claim - What the site states of its visitor, signed (see `server/safety/gate.ts`), where
 * it says itself who may come in; read anew whenever it is needed.
 * @attr privacy - `relay`: strangers never learn each other's address.
 * @attr reveal - `mutual`: pictures are veiled until both want to be seen, also where the site shows
 * them at once; never the reverse.
 * @attr theme - `light`, `dark` or `system`; by default whatever the page around it uses.
 * @attr autostart - Begins at once, without the start screen.
 *
 * @prop getMedia - Captures camera and microphone in place of `getUserMedia`.
 * @prop createChat - Makes the conversation, for people who bring their own.
 *
 * @fires random-chat-start - Somebody wants to begin; `preventDefault()` keeps them where they are.
 * @fires random-chat-matched - Two were paired.
 * @fires random-chat-send - Somebody wants to send a message; `preventDefault()` keeps it in the field.
 * @fires random-chat-message - A line was written, by either side.
 * @fires random-chat-next - Somebody wants to meet somebody else; `preventDefault()` keeps them here.
 * @fires random-chat-report - Somebody wants to report the other one; `preventDefault()` keeps it from
 * the server.
 * @fires random-chat-left - A talk is over.
 * @fires random-chat-state - Another state was entered.
 * @fires random-chat-error - Something keeps the visitor from talking; they are told in plain words.
 *
 * @slot header - In place of the start screen's title.
 * @slot rules - Below the start screen's questions.
 * @slot empty - Shown when hardly anybody is here.
 *
 * @csspart frame, stage, side, controls - The regions.
 * @csspart own, own-video, partner, partner-video - The two pictures.
 * @csspart welcome, modes, interests, languages, permission, refused, waiting, talk, ended, trouble -
 * The screens and their fields.
 * @csspart near, bell - While waiting: who may be asked sooner, and being called when someone is here.
 * @csspart why, transcript, bubble, bubble-self, bubble-partner, composer, send, away - The talk.
 * @csspart stop, next, microphone, camera, messages - The buttons of the bar.
 * @csspart settings, settings-panel, check-first, check, flip - Devices and the connection's check.
 * @csspart block - Never meeting the other one again.
 * @csspart report, report-sheet - Telling the moderators about the other one.
 * @csspart restricted, receipt, appeal - What somebody is told who meets nobody for a while.
 * @csspart tools, tools-panel, timer, save, unread - What a talk offers beside itself.
 * @csspart ask-voice, ask-video, ladder - Going on by voice or video, and the question of it.
 * @csspart veil - What lies over a picture that is veiled, and the way to be seen.
 * @csspart frame-check - What lies over a picture that the device is looking at, or has found something
 * in.
 * @csspart ideas - Questions to begin a talk with.
 * @csspart undo - Coming back to somebody whom one has just skipped, or who has skipped one.
 * @csspart gate, rules - What some sites ask before the first match, and the rules there.
 * @csspart quality, lost, warning - What is not as it should be.
 *
 * @cssprop --random-chat-accent - The one accent; text on it turns light or dark by itself.
 * @cssprop --random-chat-lamp - The colour of the light in the doors.
 * @cssprop --random-chat-danger - The colour of what went wrong.
 * @cssprop --random-chat-ground, --random-chat-surface, --random-chat-wall - The surfaces.
 * @cssprop --random-chat-ink, --random-chat-ink-soft, --random-chat-line - Text and lines.
 * @cssprop --random-chat-radius - The radius of the whole.
 */
export class RandomChat extends ChatMethods {
  /** All of the element's look, as constructable style sheets. */
  static override styles = styles;

  #snapshot: ChatSnapshot = NOTHING_YET;
  readonly #entries = new Entries(this, () => this.#snapshot.site?.modes);
  #chat: Conversation | null = null;
  #cancelRelease: (() => void) | null = null;
  readonly #escape = new DoubleEscape();
  readonly #bell = new Bell(this);
  readonly #spoken = new Spoken(() => this.clock, () => this.requestUpdate());
  readonly #language = new Language(this);
  readonly #latch = new Latch(this, () => this.clock);
  readonly #restriction = new Restriction(this);
  readonly #tools = new Tools(this, {
    toolWords: (english) => this.#language.partWords("tools", english),
    onOpen: () => this.#settings.close(),
  });
  readonly #settings = new Settings(this, () => ({
    ...this.chatOptions,
    words: this.#language.words,
    panelWords: (english) => this.#language.partWords("panel", english),
    snapshot: () => this.#snapshot,
    choose: (choice) => this.#chat?.choose(choice),
  }));
  readonly #drawing = new Drawing(this);
  readonly #wishes: Wishes = {
    start: () => void this.start(),
    next: () => this.next(),
    widen: () => this.widen(),
    call: () => void this.#bell.agree(this.#language.words.callConfirmed),
    stop: () => this.stop(),
    block: () => void this.block(),
    retry: () => this.#chat?.retry(),
    fallBack: (mode) => this.#chat?.fallBack(mode),
    send: () => this.#sendDraft(),
    draft: (text) => this.#write(text),
    setup: (change) => this.#entries.fillIn(change(this.#entries.setup)),
    device: (kind, on) => this.#chat?.setDevice(kind, on),
    climb: (step) => this.#chat?.climb(step),
    declineStep: () => this.#chat?.declineStep(),
    see: () => this.#chat?.see(),
    flip: () => this.#settings.flip(),
    settings: () => {
      this.#tools.part?.close();
      void this.#settings.toggle();
    },
    sheet: (isOpen) => this.#showSheet(isOpen),
    unsilence: () => this.#entries.change({ isSilenced: false }),
    corner: (corner) => this.#entries.change({ corner }),
    // Not in the task that scrolls: what has come into sight has to be laid out in that one.
    earlier: () =>
      void this.clock.after(
        0,
        () => this.#entries.change({ shownLines: this.#entries.ui.shownLines + LINES_AT_ONCE }),
      ),
  };

  constructor() {
    super();
    new Ticker(this, () => this.clock, () => this.#snapshot.state);
    this.addEventListener("keydown", (event) => this.#pressKey(event));
    for (const sign of ["pointerover", "focusin"]) {
      this.addEventListener(sign, () => {
        this.#chat?.prepare?.();
        this.#entries.change({ isNear: true });
      }, { once: true });
    }
  }

  protected override get conversation(): Conversation | null {
    return this.#chat;
  }

  /** The state of the conversation, as the last `random-chat-state` told it. */
  get state(): ChatState {
    return this.#snapshot.state;
  }

  /**
   * Begins to look for somebody.
   *
   * @param wish What differs from the start screen.
   * @returns Whether it began: only in a page, and unless a listener of `random-chat-start` prevented
   * it.
   */
  start(wish: Partial<Wish> = {}): boolean {
    const whole = { ...wishOf(this.#entries.setup), ...wish };
    // Out of a page nothing would ever turn the camera off again.
    if (!this.isConnected || !this.dispatchEvent(new RandomChatStartEvent(whole))) return false;
    this.#entries.fillIn({ ...whole, pending: "" });
    this.#open().start(whole);
    return true;
  }

  /** Takes up the conversation again after a move, or prepares a new one. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.#cancelRelease?.();
    this.#cancelRelease = null;
    this.requestUpdate();
    if (this.hasUpdated) void this.#play();
  }

  /** Ends the conversation unless the element comes back at once. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#cancelRelease = this.clock.after(MOVE_GRACE_MS, () => this.#release());
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    const awaited = this.#drawing.waitsFor(this.#language.follow());
    return awaited === null ? super.scheduleUpdate() : awaited.then(() => super.scheduleUpdate());
  }

  protected override willUpdate(changed: PropertyValues): void {
    const hasOtherOptions = CONVERSATION_PROPERTIES.some((name) => changed.has(name));
    if (hasOtherOptions && this.#chat !== null && this.state.kind === "welcome") this.#release();
  }

  protected override render(): TemplateResult {
    return renderFrame(this.#facts(), this.#wishes);
  }

  protected override updated(): void {
    if (this.isConnected && this.#chat === null) this.#begin();
    void this.#play();
  }

  /** Makes the conversation; goes on with what a refresh interrupted, or starts if asked to. */
  #begin(): void {
    const chat = this.#open();
    const { resumable } = chat;
    if (resumable !== null) {
      this.#entries.fillIn({ ...resumable, pending: "" });
      chat.resume(resumable);
    } else if (this.autostart) this.start();
  }

  #open(): Conversation {
    if (this.#chat !== null) return this.#chat;
    const chat = this.createChat(this.chatOptions);
    this.#chat = chat;
    chat.on("change", (snapshot) => this.#show(snapshot));
    chat.on("message", (detail) => this.#hear(detail));
    tellPage(chat, this);
    this.#show(chat.snapshot);
    return chat;
  }

  #release(): void {
    this.#chat?.dispose();
    this.#chat = null;
    this.#settings.close();
    this.#spoken.hush();
    this.#snapshot = NOTHING_YET;
    this.requestUpdate();
  }

  #show(snapshot: ChatSnapshot): void {
    const before = this.#snapshot.state;
    this.#snapshot = snapshot;
    this.#drawing.follow();
    this.requestUpdate();
    const { state: now } = snapshot;
    if (phaseOf(before) === phaseOf(now)) return;
    if (roomOf(before) !== roomOf(now)) this.#spoken.hush();
    if (now.kind !== "talk") this.#bell.hush();
    else if (roomOf(before) !== roomOf(now)) this.#meet();
    if (now.kind === "refused") this.#latch.close();
    if (now.kind === "waiting") this.#settings.lookAhead();
    this.dispatchEvent(new RandomChatStateEvent(now));
  }

  #meet(): void {
    this.#latch.close();
    this.#entries.change({ isSheetOpen: false, unread: 0, shownLines: LINES_AT_ONCE });
    this.#bell.ring(this.#language.words.call);
  }

  #hear({ line }: ChatEventMap["message"]): void {
    const { isSheetOpen, unread } = this.#entries.ui;
    if (line.from === "partner") this.#spoken.hear(line.text);
    if (line.from === "partner" && !isSheetOpen) this.#entries.change({ unread: unread + 1 });
    if (this.#bell.hear(line)) {
      const title = this.#language.words.newMessages(this.#bell.missed.count);
      this.#bell.ring({ title, body: "" });
      this.#tools.part?.chime();
    }
    this.dispatchEvent(new RandomChatMessageEvent(line));
  }

  #showSheet(isSheetOpen: boolean): void {
    if (!isSheetOpen) leaveSheet(this.shadowRoot);
    this.#entries.change({ isSheetOpen, unread: 0 });
  }

  #write(draft: string): void {
    this.#entries.change({ draft });
    this.#chat?.setTyping(draft !== "");
  }

  #sendDraft(): void {
    if (!this.send(this.#entries.ui.draft)) return;
    this.#write("");
    // The list is laid out from its end, where zero is: what one has written is in sight.
    this.shadowRoot?.querySelector(".transcript")?.scrollTo({ top: 0 });
  }

  #pressKey(event: KeyboardEvent): void {
    const isPair = this.#escape.press(event, this.clock.now());
    if (isPair && "match" in this.state && this.#latch.isOpen) this.next();
    else if (event.key !== "Escape") this.#tools.press(event);
    else if (this.#tools.part?.isOpen) this.#tools.part.close();
    else if (this.#settings.isOpen) this.#settings.close();
    else if (this.#entries.ui.isSheetOpen) this.#showSheet(false);
  }

  async #play(): Promise<void> {
    const root = this.shadowRoot;
    if (root !== null && await playAll(root, this.#snapshot.choice.speaker)) {
      this.#entries.change({ isSilenced: true });
    }
  }

  #facts(): Facts {
    const facts: Facts = {
      snapshot: this.#snapshot,
      words: this.#language.words,
      direction: this.#language.direction,
      now: this.clock.now(),
      setup: this.#entries.setup,
      modes: this.#entries.modes,
      suggestions: parseInterests(this.suggestions),
      isArmed: this.#latch.isOpen,
      bell: this.#bell.state,
      restriction: this.#restriction.draw(this.#snapshot, {
        words: this.#language.words,
        own: this.strings,
        now: this.clock.now(),
        chat: this.#chat,
      }),
      panel: this.#settings.drawn,
      warning: this.#settings.warning,
      firstUnread: this.#bell.missed.first,
      spoken: this.#spoken.told,
      tools: NO_TOOLS,
      ...this.#entries.ui,
    };
    return { ...facts, tools: this.#tools.draw(facts, this.#wishes) };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "random-chat": RandomChat;
  }
}
