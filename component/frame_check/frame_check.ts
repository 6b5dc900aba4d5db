/**
 * The way to the frame check, which is loaded where the site wants one: what lies over a picture
 * that was not looked at yet, or in which something was found.
 *
 * It does not know how pictures are judged. The invariants it keeps: where nobody can look, the talk
 * goes on as if there were no check; what was found is told to nobody but the one who sees it.
 *
 * @module
 */
import { html, nothing } from "lit";
import type { ReportingElement } from "../reporting/reporting.ts";
import { systemClock } from "../link/clock.ts";
import type { FrameCheckTable } from "../strings/frame_check_en.ts";
import type { Facts } from "../views/facts.ts";
import type { ToolsTable } from "../strings/tools_en.ts";
import type * as Part from "./frame_check_part.ts";
import { type Cover, FIRST_LOOK_MS, type Watch } from "./watch.ts";

/** What lies over the other's picture, and what a screen reader is told of it. */
export interface FrameCheckPicture {
  readonly veil: unknown;
  readonly told: string;
}

const NOTHING: FrameCheckPicture = { veil: nothing, told: "" };

/** The frame check of one element. */
export class FrameCheck {
  readonly #element: ReportingElement;
  /** Opens the report sheet. */
  readonly #report: () => void;
  #part: typeof Part | null = null;
  #watchman: Part.Watchman | null = null;
  #is: "idle" | "loading" | "ready" | "failed" = "idle";
  #facts: Facts | null = null;
  /** The room whose picture is whole and in sight; empty while there is none. */
  #room = "";
  #watch: Watch | null = null;
  /** Whether the picture of this room was shown because nothing was loaded in time. */
  #isLate = false;
  #cancel = () => {};

  /** @param report Opens the report sheet, with the reason that such a picture is reported for. */
  constructor(element: ReportingElement, report: () => void) {
    this.#element = element;
    this.#report = report;
  }

  /** Whether the other's picture is covered by it. */
  get isCovering(): boolean {
    return this.#cover !== "none";
  }

  /** Draws what lies over the other's picture, if anything does. */
  draw(facts: Facts, says: ToolsTable): FrameCheckPicture {
    this.#facts = facts;
    this.#follow(facts);
    const cover = this.#cover;
    const words = this.#words;
    if (cover === "none" || words === null) return NOTHING;
    if (cover === "first-look") return { veil: renderOver(words.looking), told: "" };
    const answers = html`
      <div class="answers">
        <button class="button quiet" type="button"
          @click=${() => this.#watch?.showAnyway()}>${words.show}</button>
        <button class="button yes" type="button" @click=${this.#report}>${says.report}</button>
      </div>
    `;
    return { veil: renderOver(words.found, answers), told: words.found };
  }

  /** What was drawn last is in sight: covers it, before the browser paints. */
  settle(): void {
    const { state } = this.#facts?.snapshot ?? {};
    if (this.#is === "idle" || state?.kind !== "talk") return;
    const video = this.#video;
    video?.toggleAttribute("data-veiled", this.isCovering || state.match.veiled === true);
    const { pictureInPictureElement: small = null } = this.#element.shadowRoot ?? {};
    // A window of its own has no veil.
    if (this.isCovering && small !== null && small === video) {
      document.exitPictureInPicture().catch(() => undefined);
    }
  }

  get #cover(): Cover {
    if (this.#room === "") return "none";
    if (this.#watch !== null) return this.#watch.cover;
    return this.#is === "loading" && !this.#isLate ? "first-look" : "none";
  }

  get #video(): HTMLVideoElement | null {
    return this.#element.shadowRoot?.querySelector<HTMLVideoElement>("video.remote") ?? null;
  }

  get #words(): FrameCheckTable | null {
    const locale = this.#facts?.words.locale;
    if (this.#part === null || locale === undefined) return null;
    return this.#part.wordsFor(locale, this.#element.strings);
  }

  #follow({ snapshot: { state, site, remoteStream, theirs } }: Facts): void {
    const limits = site?.frameCheck;
    const isWhole = state.kind === "talk" && state.match.mode === "video" && !state.match.veiled;
    // A camera that was off and is on again shows something new.
    const isSeen = limits !== undefined && remoteStream !== null && theirs.camera;
    const room = isWhole && isSeen ? state.match.room : "";
    const isNear = state.kind === "waiting" || state.kind === "opening";
    // Whoever only writes loads none of it.
    if (limits !== undefined && (room !== "" || (isNear && state.wish.mode === "video"))) {
      void this.#load(limits);
    }
    if (state.kind === "welcome") this.#end();
    if (room !== this.#room) this.#begin(room);
    if (room !== "") this.#watch ??= this.#start();
  }

  #begin(room: string): void {
    this.#watch?.close();
    this.#cancel();
    this.#watch = null;
    this.#room = room;
    this.#isLate = false;
    // What did not load is tried again with the next picture.
    if (room === "" && this.#is === "failed") this.#is = "idle";
    if (room !== "" && this.#is === "loading") this.#limit();
  }

  /** A picture that is in sight waits for what is being loaded, but not for ever. */
  #limit(): void {
    this.#cancel = systemClock.after(FIRST_LOOK_MS, () => {
      if (!this.#video?.videoWidth) return this.#limit();
      this.#isLate = true;
      this.#element.requestUpdate();
    });
  }

  #start(): Watch | null {
    if (this.#watchman === null) return null;
    this.#cancel();
    return this.#watchman.watch(() => this.#video, this.#isLate);
  }

  /** Nothing runs any more: the model's memory is given back. */
  #end(): void {
    this.#watchman?.close();
    this.#watchman = null;
    if (this.#is === "ready") this.#is = "idle";
  }

  async #load(limits: readonly number[]): Promise<void> {
    if (this.#is !== "idle") return;
    this.#is = "loading";
    try {
      this.#part = await import("./frame_check_part.ts");
      const { server } = this.#element;
      const onChange = () => this.#element.requestUpdate();
      this.#watchman = new this.#part.Watchman({ server, clock: systemClock, limits, onChange });
      this.#is = "ready";
    } catch (error) {
      console.warn("random-chat: Cannot load the frame check", error);
      this.#is = "failed";
    }
    this.#element.requestUpdate();
  }
}

function renderOver(text: string, answers: unknown = nothing) {
  return html`<div class="meet over guard" part="frame-check"><p>${text}</p>${answers}</div>`;
}
