/**
 * The way to the report sheet, which is loaded when somebody comes near its button: button, key, and
 * whom one has met lately.
 *
 * It does not know what the sheet looks like. The invariants it keeps: the button is in sight in
 * every talk and after it, also when the page was loaded anew; what is pressed while the sheet is on
 * its way counts once it is there; the picture is the one of the moment of the press.
 *
 * @module
 */
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from "lit";
import type { ReportReason, RoomId } from "../../server/protocol.ts";
import type { ReportDetails, ReportOutcome } from "../chat/reports.ts";
import type { Clock } from "../link/clock.ts";
import type { OwnWords } from "../strings/own_words.ts";
import type { ToolsTable } from "../strings/tools_en.ts";
import { storageKeyOf } from "../storage_key.ts";
import type { Facts } from "../views/facts.ts";
import { drawIcon, ICONS } from "../views/tool_icons.ts";
import { grab } from "./picture.ts";
import { keepTalks, takeTalks } from "./kept_talks.ts";
import { RecentTalks } from "./recent_talks.ts";
import type { ReportSheet } from "./report_part.ts";

/** The element, as far as it matters here. */
export type ReportingElement = ReactiveControllerHost & HTMLElement & {
  readonly site: string;
  readonly clock: Clock;
  /** The page's own words. */
  readonly strings: OwnWords | null;
  /** Where the server is. */
  readonly server: string;
  /** Reports, unless a listener of the page prevents it. */
  report(reason: ReportReason, details?: ReportDetails): Promise<ReportOutcome | "prevented">;
};

/** What there is to be drawn, in the places of a talk's tools. */
export interface ReportingPicture {
  readonly stage: unknown;
  readonly strip: unknown;
  readonly panel: unknown;
  readonly farewell: unknown;
  readonly told: string;
}

/** Reports of one element. */
export class Reporting implements ReactiveController {
  readonly #element: ReportingElement;
  readonly #onOpen: () => void;
  /** Under which name they are kept while the page is loaded anew. */
  readonly #name: string;
  readonly #talks: RecentTalks;
  #sheet: ReportSheet | null = null;
  #loading: Promise<ReportSheet | null> | null = null;
  #is: "closed" | "opening" | "open" | "failed" = "closed";
  /** Keys that were pressed while the sheet was on its way. */
  #early: KeyboardEvent[] = [];
  #facts: Facts | null = null;
  /** The room of the latest talk. */
  #latest = "";

  /** @param onOpen Called before the sheet is opened: there is room for one panel. */
  constructor(element: ReportingElement, onOpen: () => void) {
    this.#element = element;
    this.#onOpen = onOpen;
    this.#name = `${storageKeyOf(element, element.site)}:met`;
    this.#talks = new RecentTalks(takeTalks(this.#name));
    element.addController(this);
  }

  hostConnected(): void {
    addEventListener("pagehide", this.#keep);
    addEventListener("pageshow", this.#forget);
  }

  hostDisconnected(): void {
    removeEventListener("pagehide", this.#keep);
    removeEventListener("pageshow", this.#forget);
  }

  /** Whether something of it lies over the side. */
  get isOpen(): boolean {
    return this.#is === "open" || this.#is === "failed";
  }

  /** Draws what belongs to the state. */
  draw(facts: Facts, says: ToolsTable): ReportingPicture {
    const { state } = facts.snapshot;
    this.#facts = facts;
    this.#talks.follow(state, facts.now);
    const talks = this.#talks.all;
    this.#sheet?.follow(talks);
    this.#giveWay(talks[0]?.room ?? "");
    const isWritten = state.kind === "talk" && state.match.mode === "text";
    const label = state.kind === "talk" ? says.report : says.reportEarlier;
    const onStage = state.kind !== "ended" && !isWritten && this.#hasSomebody;
    return {
      stage: onStage ? this.#renderRound(label, "tool") : nothing,
      strip: isWritten ? this.#renderRound(label, "flag") : nothing,
      panel: this.#renderPanel(facts),
      farewell: state.kind === "ended" ? this.#renderFarewell(state.match.room, says) : nothing,
      told: this.#sheet?.told ?? "",
    };
  }

  /** Takes a key. @returns Whether it meant something here. */
  press(event: KeyboardEvent, isWriting: boolean): boolean {
    if (event.repeat || event.isComposing || event.ctrlKey || event.metaKey) return false;
    const isKey = isWriting || event.altKey
      // While somebody writes, or where the letter is none of this keyboard's.
      ? event.altKey && event.code === "KeyR"
      : event.key.toLowerCase() === "r";
    if (this.#is === "opening") {
      // Not into the field from which it was opened.
      if (/^[\d-]$/.test(event.key)) event.preventDefault();
      this.#early.push(event);
      return true;
    }
    if (this.#is === "open") return this.#sheet?.press(event) ?? false;
    if (!isKey || !this.#hasSomebody) return false;
    event.preventDefault();
    void this.open();
    return true;
  }

  /** Loads the sheet, for somebody who comes near. */
  prepare(): void {
    void this.#load();
  }

  /**
   * Opens the sheet: about the one of the talk, or of the last one.
   *
   * @param suggested The reason that is near; one press on it sends, as on any other.
   */
  async open(suggested: ReportReason | null = null): Promise<void> {
    if (this.#is !== "closed") return;
    const { state, theirs } = this.#facts?.snapshot ?? {};
    const video = this.#root?.querySelector<HTMLVideoElement>("video.remote");
    const match = state?.kind === "talk" || state?.kind === "ended" ? state.match : null;
    // A veiled picture shows nothing, and is not lifted by the way.
    const picture = theirs?.camera && !match?.veiled ? grab(video) : null;
    this.#onOpen();
    this.#is = "opening";
    const sheet = await this.#load();
    // Closed again in the meantime.
    if (this.#is !== "opening") return;
    this.#is = sheet === null ? "failed" : "open";
    sheet?.follow(this.#talks.all);
    sheet?.open(match?.room ?? null, picture, suggested);
    for (const event of this.#early.splice(0)) sheet?.press(event);
    this.#update("[part=report-sheet] [data-suggested]", "[part=report-sheet] [data-focus]");
  }

  /** Closes it; whoever was in it goes back to where they came from. */
  close(): void {
    if (this.#is === "closed") return;
    const isInside = this.#root?.activeElement?.closest("[part=report-sheet]") != null;
    this.#is = "closed";
    this.#early = [];
    this.#update(...isInside ? ["button[part=report]", "[part=ended] [data-focus]"] : []);
  }

  readonly #keep = () => {
    const now = this.#element.clock.now();
    // Nothing may have been drawn for long.
    this.#talks.follow(this.#facts?.snapshot.state ?? { kind: "welcome" }, now);
    const left = this.#talks.all.filter(({ room }) => !this.#sheet?.hasSent(room));
    keepTalks(this.#name, left, now);
  };

  /** Out of the browser's memory the page comes back with all that it knew. */
  readonly #forget = ({ persisted }: PageTransitionEvent) => {
    if (persisted) takeTalks(this.#name);
  };

  /** Whether there is a talk that can be reported and was not. */
  get #hasSomebody(): boolean {
    return this.#talks.all.some(({ room }) => !this.#sheet?.hasSent(room));
  }

  get #root(): ShadowRoot | null {
    return this.#element.shadowRoot;
  }

  /** Whoever meets somebody new sees them, and not a sheet about somebody else. */
  #giveWay(latest: string): void {
    if (latest !== this.#latest && this.#is === "open" && !this.#sheet?.isUnsettled) {
      this.#is = "closed";
    }
    this.#latest = latest;
  }

  #load(): Promise<ReportSheet | null> {
    return this.#loading ??= this.#fetch();
  }

  async #fetch(): Promise<ReportSheet | null> {
    try {
      const { ReportSheet: Sheet } = await import("./report_part.ts");
      const { strings } = this.#element;
      this.#sheet = new Sheet({
        root: this.#root,
        own: strings,
        report: (reason, details) => this.#element.report(reason, details),
        update: (...selectors) => this.#update(...selectors),
        show: () => {
          this.#is = "open";
        },
        close: () => this.close(),
      });
      return this.#sheet;
    } catch (error) {
      console.warn("random-chat: Cannot load the report sheet", error);
      this.#loading = null;
      return null;
    }
  }

  #renderPanel(facts: Facts): unknown {
    if (this.#is === "open") return this.#sheet?.render(facts) ?? nothing;
    if (this.#is !== "failed") return nothing;
    const { words } = facts;
    return html`
      <section class="talk-panel" part="report-sheet" role="dialog" aria-label=${words.panelFailed}>
        <p tabindex="-1" data-focus>${words.panelFailed}</p>
        <button class="button quiet" type="button" @click=${() => this.close()}>
          ${words.close}
        </button>
      </section>
    `;
  }

  #renderRound(label: string, place: string): unknown {
    return html`
      <button class="button round ${place}" part="report" type="button" aria-label=${label}
        title=${label} aria-keyshortcuts="R Alt+R" @pointerenter=${() => this.prepare()}
        @focusin=${() => this.prepare()} @click=${() => void this.open()}>${drawIcon(
          ICONS.flag,
        )}</button>
    `;
  }

  #renderFarewell(room: RoomId, says: ToolsTable): unknown {
    if (this.#sheet?.hasSent(room)) return html`<p part="report">${this.#sheet.thanks}</p>`;
    return html`
      <button class="button quiet" part="report" type="button" aria-keyshortcuts="R Alt+R"
        @pointerenter=${() => this.prepare()} @focusin=${() => this.prepare()}
        @click=${() => void this.open()}>${drawIcon(ICONS.flag)}${says.report}</button>
    `;
  }

  /** Draws again, and then moves the focus to the first of these that is there. */
  #update(...selectors: readonly string[]): void {
    this.#element.requestUpdate();
    void this.#element.updateComplete.then(() => {
      const found = selectors.flatMap((one) => [
        ...this.#root?.querySelectorAll<HTMLElement>(one) ?? [],
      ]);
      found.find((it) => it.checkVisibility() && it.closest("[inert]") === null)?.focus();
    });
  }
}
