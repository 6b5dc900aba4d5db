/**
 * The way to what is loaded only when it is wanted: choosing devices and checking the connection.
 *
 * It does not know what the panel shows. The invariant it keeps: a page whose visitor never asks for
 * it loads nothing of it.
 *
 * @module
 */
import { html, nothing } from "lit";
import type { ReactiveControllerHost } from "lit";
import type { ChatSnapshot, DeviceChoice } from "../chat/state.ts";
import type { Clock } from "../link/clock.ts";
import { renderIcon } from "../views/icons.ts";
import type { Strings } from "../strings/en.ts";
import type { SettingsTable } from "../strings/settings_en.ts";

/** What the panel may know and do. */
export interface PanelHost extends PanelFacts {
  readonly says: SettingsTable;
  /** Where its styles go. */
  readonly root: ShadowRoot;
  /** Draws it again. */
  readonly update: () => void;
  readonly close: () => void;
}

/** What there is without a panel, too. */
export interface PanelFacts {
  readonly server: string;
  /** Which site's policy counts; the server's default when absent. */
  readonly site?: string | undefined;
  readonly clock: Clock;
  readonly words: Strings;
  /** The panel's own, once they are there. */
  readonly panelWords: (english: SettingsTable) => Promise<SettingsTable>;
  readonly snapshot: () => ChatSnapshot;
  readonly choose: (choice: DeviceChoice) => void;
  /** Captures for the panel alone, while nothing is captured for a talk. */
  readonly getMedia?: ((constraints: MediaStreamConstraints) => Promise<MediaStream>) | undefined;
}

/** A panel that is open. */
export interface Panel {
  /** Draws it over the side. */
  render(): unknown;
  /** Lets go of everything that it took. */
  close(): void;
}

/** Somebody who waits as long as this, in milliseconds, is not disturbed by a look ahead. */
const LOOK_AHEAD_MS = 2_000;

/** The element, as far as it matters here. */
type Host = ReactiveControllerHost & HTMLElement;

/** Opens and closes the panel of one element. */
export class Settings {
  readonly #host: Host;
  readonly #describe: () => PanelFacts;
  #panel: Panel | "loading" | "failed" | null = null;
  #look: "not yet" | "soon" | "done" = "not yet";
  #warning = "";

  /** @param describe What is there when the panel is opened. */
  constructor(host: Host, describe: () => PanelFacts) {
    this.#host = host;
    this.#describe = describe;
  }

  /** Whether something of it lies over the side. */
  get isOpen(): boolean {
    return this.#panel !== null && this.#panel !== "loading";
  }

  /** What was found before the first talk that may spoil it, in words. */
  get warning(): string {
    return this.#warning;
  }

  /** Looks, once and silently, whether a talk would get through; only for somebody who waits. */
  lookAhead(): void {
    const { clock, snapshot } = this.#describe();
    // Whoever waits again knows more by now than what was found before their first talk.
    this.#warning = "";
    if (this.#look !== "not yet" || snapshot().localStream === null) return;
    this.#look = "soon";
    clock.after(LOOK_AHEAD_MS, async () => {
      const isWaiting = snapshot().state.kind === "waiting";
      this.#look = isWaiting ? "done" : "not yet";
      if (!isWaiting) return;
      const part = await this.#load();
      this.#warning = await part?.lookAhead(this.#describe()) ?? "";
      this.#host.requestUpdate();
    });
  }

  /** What lies over the side. */
  get drawn(): unknown {
    if (this.#panel === null || this.#panel === "loading") return nothing;
    if (this.#panel !== "failed") return this.#panel.render();
    const { words } = this.#describe();
    return html`<div class="panel-failed"><p>${words.panelFailed}</p>
      <button class="button quiet" type="button" @click=${() => this.close()}>
        ${renderIcon("close")}${words.close}</button></div>`;
  }

  /** Opens it, or closes it when it is open. */
  async toggle(): Promise<void> {
    if (this.#panel !== null) return this.close();
    this.#panel = "loading";
    const part = await this.#load();
    const says = part && await this.#describe().panelWords(part.settingsEnglish);
    const root = this.#host.shadowRoot;
    // Closed again in the meantime, or the element has gone.
    if (this.#panel !== "loading" || root === null) return;
    const update = () => this.#host.requestUpdate();
    const close = () => this.close();
    const host = says && { ...this.#describe(), says, root, update, close };
    this.#panel = host === null ? "failed" : part?.openPanel(host) ?? "failed";
    update();
    await this.#host.updateComplete;
    focus(root, "[part=settings-panel] [data-focus]");
  }

  /** Closes it. */
  close(): void {
    if (this.#panel === null) return;
    if (typeof this.#panel === "object") this.#panel.close();
    this.#panel = null;
    this.#host.requestUpdate();
    const root = this.#host.shadowRoot;
    if (!root?.activeElement?.closest(".settings")) return;
    // Whoever was in it goes back to where they came from, which rests as long as the panel covers it.
    void this.#host.updateComplete.then(() => focus(root, "[part=settings], [part=check-first]"));
  }

  /** Takes the phone's other camera. */
  flip(): void {
    const { snapshot, choose } = this.#describe();
    const { camera: _other, ...choice } = snapshot().choice;
    const facing = snapshot().devices.facing === "environment" ? "user" : "environment";
    choose({ ...choice, facing });
  }

  async #load() {
    try {
      return await import("./settings_part.ts");
    } catch (error) {
      console.warn("random-chat: Cannot load the settings", error);
      return null;
    }
  }
}

function focus(root: ShadowRoot, selector: string): void {
  root.querySelector<HTMLElement>(selector)?.focus();
}
