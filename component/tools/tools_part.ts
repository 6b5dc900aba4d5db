/**
 * The tools of a talk at work: the ladder, questions to begin with, the panel, keys and sounds.
 *
 * It does not know the server or devices; wishes go up. The invariants it keeps: nothing of a talk
 * leaves the page by it but through the field that the visitor sends from; keys mean nothing while
 * somebody writes.
 *
 * @module
 */
import { html, nothing } from "lit";
import type { Mode } from "../../server/protocol.ts";
import { toolsEnglish, type ToolsTable } from "../strings/tools_en.ts";
import { createSay } from "../strings/say.ts";
import { besideOwn } from "../styles/beside_own.ts";
import { overlay } from "../styles/overlay.ts";
import { tools as styles } from "../styles/tools.ts";
import { undo } from "../styles/undo.ts";
import { type Facts, type StateOf, type ToolsPicture, type Wishes } from "../views/facts.ts";
import { leaveHidden } from "../views/focus.ts";
import { isVeiled, renderLadder, renderSteps, renderVeil, tellLadder } from "../views/ladder.ts";
import { FrameCheck } from "../frame_check/frame_check.ts";
import { Reporting, type ReportingElement } from "../reporting/reporting.ts";
import { renderTimer } from "../views/timer.ts";
import { drawIcon, ICONS } from "../views/tool_icons.ts";
import { renderUndo, tellUndo, undoIn } from "../views/undo.ts";
import { type PanelFacts, renderToolsPanel } from "../views/tools_panel.ts";
import { chime } from "./chime.ts";
import { ideasFor } from "./ideas.ts";
import { saveFile, writeTalk } from "./save.ts";
import { toggleFullScreen, toggleWindow } from "./screens.ts";

export { toolsEnglish };

/** What they are made with. */
export interface TalkToolsOptions {
  readonly element: ReportingElement;
  /** Their words as they are when they are loaded, and as they are later. */
  readonly words: ToolsTable;
  readonly says: () => Promise<ToolsTable>;
  /** Called before the panel is opened. */
  readonly onOpen: () => void;
}

/** The tools of one element. */
export class TalkTools {
  readonly #options: TalkToolsOptions;
  readonly #reporting: Reporting;
  readonly #check: FrameCheck;
  #says: ToolsTable;
  /** The words of the element for which these were fetched. */
  #spoken: Facts["words"] | null = null;
  #isOpen = false;
  #volume = 1;
  #hasSound = true;
  /** Which of the questions is shown, and of which room. */
  #idea = { room: "", index: 0 };
  #drawn: { readonly facts: Facts; readonly wishes: Wishes } | null = null;
  /** Draws again when the next second of a countdown has passed. */
  #tick: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TalkToolsOptions) {
    this.#options = options;
    this.#says = options.words;
    addStyles(options.element.shadowRoot);
    this.#reporting = new Reporting(options.element, () => {
      options.onOpen();
      this.close();
    });
    this.#check = new FrameCheck(options.element, () => void this.#reporting.open("sexual"));
  }

  /** Whether a panel lies over the side. */
  get isOpen(): boolean {
    return this.#isOpen || this.#reporting.isOpen;
  }

  /** Draws what belongs to the state. */
  draw(facts: Facts, wishes: Wishes): ToolsPicture {
    this.#drawn = { facts, wishes };
    this.#listen(facts);
    const { snapshot: { state, site }, words } = facts;
    const says = this.#says;
    const report = this.#reporting.draw(facts, says);
    const check = this.#check.draw(facts, says);
    if (state.kind !== "talk") {
      this.#isOpen = false;
      const farewell = state.kind === "ended" && state.lines.length > 0
        ? html`
          <button class="button quiet" part="save" type="button"
            @click=${() => this.#save()}>${drawIcon(ICONS.save)}${says.save}</button>
        `
        : nothing;
      const undo = undoIn(state);
      const drawn = renderUndo(undo, says, { now: facts.now, back: wishes.retry });
      const told = report.told || tellUndo(undo, says);
      // Whoever looks for somebody else finds it where nothing else is to be pressed.
      return state.kind === "ended"
        ? { ...report, farewell: html`${drawn}${farewell}${report.farewell}`, told }
        : { ...report, stage: html`${report.stage}${drawn}`, told };
    }
    const { ladder, match, lines } = state;
    const isText = match.mode === "text";
    const steps = stepsAbove(match.mode).filter((step) => site?.modes.includes(step) ?? true);
    const isFree = ladder === undefined || ladder.kind === "declined" || ladder.kind === "refused";
    return {
      buttons: html`${isFree ? renderSteps(steps, says, wishes) : nothing}${
        isText ? this.#renderMore("") : nothing
      }`,
      stage: html`${report.stage}${isText ? nothing : this.#renderMore("tool")}${
        isText ? nothing : renderTimer(state, facts, says)
      }`,
      veil: isVeiled(state) ? renderVeil(state, { says, words }, wishes) : check.veil,
      strip: html`${report.strip}${renderLadder(ladder, { says, words }, wishes)}`,
      ideas: lines.length === 0 && facts.draft === "" ? this.#renderIdea(state, wishes) : nothing,
      panel: this.#isOpen
        ? renderToolsPanel(this.#panelFacts(state), this.#panelWishes)
        : report.panel,
      told: tellLadder(ladder, says, words) || (isVeiled(state) ? says.veiled : check.told),
    };
  }

  /** Takes a key. @returns Whether it meant something here. */
  press(event: KeyboardEvent): boolean {
    const { facts, wishes } = this.#drawn ?? {};
    const state = facts?.snapshot.state;
    const [target] = event.composedPath();
    // In a list a letter chooses.
    const isWriting = [HTMLTextAreaElement, HTMLInputElement, HTMLSelectElement]
      .some((field) => target instanceof field);
    if (this.#reporting.press(event, isWriting)) return true;
    if (state?.kind !== "talk" || wishes === undefined || facts === undefined) return false;
    if (isWriting || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return false;
    const { devices } = facts.snapshot;
    switch (event.key.toLowerCase()) {
      case "?":
        this.#toggle();
        break;
      case "m":
        wishes.device("microphone", devices.microphone !== "on");
        break;
      case "v":
        wishes.device("camera", devices.camera !== "on");
        break;
      case "t":
        this.close();
        wishes.sheet(true);
        this.#focus("textarea");
        break;
      case "f":
        void toggleFullScreen(this.#options.element);
        break;
      case "p":
        if (!this.#isCovered(state)) void toggleWindow(this.#video);
        break;
      default:
        return false;
    }
    event.preventDefault();
    return true;
  }

  /** Makes the sound of a new message, if it is wanted. */
  chime(): void {
    if (this.#hasSound) void chime();
  }

  /** Closes the panel; whoever was in it goes back to where they came from. */
  close(): void {
    this.#reporting.close();
    if (!this.#isOpen) return;
    const isInside = this.#root?.activeElement?.closest(".talk-panel") != null;
    this.#isOpen = false;
    this.#update();
    if (isInside) this.#focus("[part=tools]");
  }

  /** What was drawn last plays as loud as it should, and is told to be seen when it is. */
  settle(): void {
    const { facts, wishes } = this.#drawn ?? {};
    this.#count(facts);
    this.#check.settle();
    const transcript = this.#root?.querySelector(".transcript");
    // In the smallest room the messages are behind a button.
    const isInSight = transcript?.checkVisibility?.({ visibilityProperty: true }) ?? true;
    if (facts?.snapshot.state.kind === "talk" && !document.hidden && isInSight) wishes?.see();
    leaveHidden(this.#root);
    for (const media of this.#root?.querySelectorAll<HTMLMediaElement>(".remote") ?? []) {
      if (media.volume !== this.#volume) media.volume = this.#volume;
    }
  }

  #isCovered(state: StateOf<"talk">): boolean {
    return isVeiled(state) || this.#check.isCovering;
  }

  get #root(): ShadowRoot | null {
    return this.#options.element.shadowRoot;
  }

  #count(facts: Facts | undefined): void {
    clearTimeout(this.#tick);
    if (facts === undefined) return;
    const undo = undoIn(facts.snapshot.state);
    const leftMs = undo === undefined || undo.is === "gone" ? 0 : undo.until - facts.now;
    if (leftMs > 0) this.#tick = setTimeout(() => this.#update(), leftMs % 1_000 || 1_000);
  }

  get #video(): HTMLVideoElement | null {
    return this.#root?.querySelector<HTMLVideoElement>("video.remote") ?? null;
  }

  readonly #panelWishes = {
    volume: (volume: number) => {
      this.#volume = volume;
      this.settle();
    },
    sound: (isOn: boolean) => {
      this.#hasSound = isOn;
    },
    pip: () => void toggleWindow(this.#video),
    fill: () => void toggleFullScreen(this.#options.element),
    save: () => this.#save(),
    step: (step: Mode) => {
      this.close();
      this.#drawn?.wishes.climb(step);
    },
    block: () => {
      this.close();
      this.#drawn?.wishes.block();
    },
    close: () => this.close(),
  };

  #panelFacts(state: StateOf<"talk">): PanelFacts {
    const { match, lines } = state;
    const { key } = this.#says;
    const isText = match.mode === "text";
    const hasVideo = this.#video !== null;
    // A window of its own has no veil.
    const canPip = hasVideo && !this.#isCovered(state) && document.pictureInPictureEnabled === true;
    const canFill = document.fullscreenEnabled === true;
    return {
      words: this.#says,
      volume: isText ? null : this.#volume,
      hasSound: this.#hasSound,
      canPip,
      canFill,
      canSave: lines.length > 0,
      // A written talk has no stage.
      block: isText ? this.#drawn?.facts.words.block ?? null : null,
      down: match.mode === "video" ? ["voice", "text"] : match.mode === "voice" ? ["text"] : [],
      keys: [
        ...(isText ? [] : [["M", key.microphone] as const]),
        ...(hasVideo ? [["V", key.camera] as const] : []),
        ["T", key.write],
        ["R · Alt R", this.#says.report],
        ...(canFill ? [["F", this.#says.fullScreen] as const] : []),
        ...(canPip ? [["P", this.#says.pictureInPicture] as const] : []),
        ["Esc", key.skip],
        ["?", key.help],
      ],
    };
  }

  #renderMore(place: string) {
    return html`
      <button class="button round ${place}" part="tools" type="button"
        aria-label=${this.#says.open} title=${this.#says.open}
        aria-expanded=${this.#isOpen ? "true" : "false"}
        @click=${() => this.#toggle()}>${drawIcon(ICONS.more)}</button>
    `;
  }

  #renderIdea({ match }: StateOf<"talk">, wishes: Wishes) {
    if (this.#idea.room !== match.room) this.#idea = { room: match.room, index: 0 };
    const ideas = ideasFor(match, { own: this.#says, english: toolsEnglish });
    const idea = ideas[this.#idea.index % ideas.length] ?? "";
    const take = () => {
      wishes.draft(idea);
      this.#focus("textarea");
    };
    const next = () => {
      this.#idea = { ...this.#idea, index: this.#idea.index + 1 };
      this.#update();
    };
    return html`
      <div class="ideas" part="ideas">
        <p class="hint">${this.#says.ideas}</p>
        <button class="button quiet" type="button" @click=${take}>${idea}</button>
        <button class="again" type="button" @click=${next}>${this.#says.anotherIdea}</button>
      </div>
    `;
  }

  #toggle(): void {
    if (this.#isOpen) return this.close();
    this.#reporting.close();
    this.#options.onOpen();
    this.#isOpen = true;
    this.#update();
    this.#focus("[part=tools-panel] [data-focus]");
  }

  #save(): void {
    const { facts } = this.#drawn ?? {};
    const state = facts?.snapshot.state;
    if (facts === undefined || (state?.kind !== "talk" && state?.kind !== "ended")) return;
    const { words, now } = facts;
    const say = createSay(words.locale);
    const { you, stranger, time } = words;
    const title = this.#says.saved(say.day(now));
    const day = new Date(now).toISOString().slice(0, 10);
    saveFile(`talk-${day}.txt`, writeTalk(state.lines, { title, you, stranger, time }));
  }

  /** The page may have another language than when they were loaded. */
  #listen({ words }: Facts): void {
    if (this.#spoken === words) return;
    const isFirst = this.#spoken === null;
    this.#spoken = words;
    if (isFirst) return;
    void this.#options.says().then((says) => {
      this.#says = says;
      this.#update();
    });
  }

  #focus(selector: string): void {
    const { element } = this.#options;
    // It may only be there with the next picture.
    void element.updateComplete.then(() =>
      this.#root?.querySelector<HTMLElement>(selector)?.focus()
    );
  }

  #update(): void {
    this.#options.element.requestUpdate();
  }
}

function stepsAbove(mode: Mode): readonly ("voice" | "video")[] {
  return mode === "text" ? ["voice", "video"] : mode === "voice" ? ["video"] : [];
}

function addStyles(root: ShadowRoot | null): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(overlay.cssText + styles.cssText + besideOwn.cssText + undo.cssText);
  root?.adoptedStyleSheets.push(sheet);
}
