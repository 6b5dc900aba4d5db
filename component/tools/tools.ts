/**
 * The way to a talk's tools, which are loaded with the first talk: the ladder, questions to begin
 * with, saving, sound and keys.
 *
 * It does not know what they look like. The invariants it keeps: a page whose visitor never talks
 * loads nothing of it; a talk whose tools do not load goes on without them; a key that is pressed in
 * a talk before they are there means what it means once they are.
 *
 * @module
 */
import type { ReactiveController } from "lit";
import type { ToolsTable } from "../strings/tools_en.ts";
import { readTab } from "../link/session_store.ts";
import { storageKeyOf } from "../storage_key.ts";
import { type Facts, NO_TOOLS, type ToolsPicture, type Wishes } from "../views/facts.ts";
import type { ReportingElement } from "../reporting/reporting.ts";
import type * as Part from "./tools_part.ts";

/** What the element lends its tools. */
export interface ToolsHost {
  /** Their words, once they are there. */
  readonly toolWords: (english: ToolsTable) => Promise<ToolsTable>;
  /** Called before the panel is opened: there is room for one. */
  readonly onOpen: () => void;
}

/** The tools of one element. */
export class Tools implements ReactiveController {
  readonly #element: ReportingElement;
  readonly #host: ToolsHost;
  /** For what they were asked for last, a room most often: what did not load is for the next. */
  #askedIn: unknown;
  #part: Part.TalkTools | null = null;
  /** Keys that were pressed in that room before they were there, but for what was written. */
  #early: KeyboardEvent[] = [];

  constructor(element: ReportingElement, host: ToolsHost) {
    this.#element = element;
    this.#host = host;
    element.addController(this);
  }

  /** Whoever has met somebody before the page was loaded anew can report them at once. */
  hostConnected(): void {
    if (readTab(storageKeyOf(this.#element, this.#element.site), "met")) void this.#load();
  }

  /** What takes keys, opens its panel and makes its sound, once it is loaded. */
  get part(): Part.TalkTools | null {
    return this.#part;
  }

  /** What there is to be drawn; nothing until they are loaded, with the first talk. */
  draw(facts: Facts, wishes: Wishes): ToolsPicture {
    const { state, site } = facts.snapshot;
    // Where pictures are looked at, somebody has to be there before the first one.
    const askedIn = "match" in state ? state.match.room : site?.frameCheck;
    if (this.#askedIn !== askedIn) {
      this.#askedIn = askedIn;
      this.#early = [];
      void this.#load();
    }
    return this.#part?.draw(facts, wishes) ?? NO_TOOLS;
  }

  /** Takes a key, or keeps it: whoever has to report somebody does not wait for a button. */
  press(event: KeyboardEvent): void {
    const [target = this.#element] = event.composedPath();
    if (this.#part !== null) this.#part.press(event);
    // Whatever can be filled in can be required.
    else if (event.altKey || !("required" in target)) this.#early.push(event);
  }

  /** What was drawn last is in sight, and plays as loud as it should. */
  hostUpdated(): void {
    this.#part?.settle();
  }

  async #load(): Promise<void> {
    if (this.#part !== null) return;
    try {
      const { toolsEnglish, TalkTools } = await import("./tools_part.ts");
      const { toolWords, onOpen } = this.#host;
      const says = () => toolWords(toolsEnglish);
      const words = await says();
      this.#part ??= new TalkTools({ element: this.#element, words, says, onOpen });
      this.#element.requestUpdate();
      await this.#element.updateComplete;
      this.#early.splice(0).forEach((event) => this.press(event));
    } catch (error) {
      console.warn("random-chat: Cannot load the tools", error);
    }
  }
}
