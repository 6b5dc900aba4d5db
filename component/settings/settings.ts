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

/** What the panel may know and do. */
export interface PanelHost {
  readonly server: string;
  readonly site: string;
  readonly privacy: "all" | "relay";
  readonly clock: Clock;
  readonly words: Strings;
  /** Where its styles go. */
  readonly root: ShadowRoot;
  readonly snapshot: () => ChatSnapshot;
  readonly choose: (choice: DeviceChoice) => void;
  /** Captures for the panel alone, while nothing is captured for a talk. */
  readonly getMedia: ((constraints: MediaStreamConstraints) => Promise<MediaStream>) | undefined;
  /** Draws it again. */
  readonly update: () => void;
  readonly close: () => void;
}

/** A panel that is open. */
export interface Panel {
  /** Draws it over the side. */
  render(): unknown;
  /** Lets go of everything that it took. */
  close(): void;
}

/** The element, as far as it matters here. */
type Host = ReactiveControllerHost & HTMLElement;

/** Opens and closes the panel of one element. */
export class Settings {
  readonly #host: Host;
  readonly #describe: () => Omit<PanelHost, "root" | "update" | "close">;
  #panel: Panel | "loading" | "failed" | null = null;

  /** @param describe What is there when the panel is opened. */
  constructor(host: Host, describe: () => Omit<PanelHost, "root" | "update" | "close">) {
    this.#host = host;
    this.#describe = describe;
  }

  /** Whether something of it lies over the side. */
  get isOpen(): boolean {
    return this.#panel !== null && this.#panel !== "loading";
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
    const loaded = await this.#load();
    // Closed again in the meantime, or the element has gone.
    if (this.#panel !== "loading") return loaded.panel?.close();
    this.#panel = loaded.panel ?? "failed";
    this.#host.requestUpdate();
  }

  /** Closes it. */
  close(): void {
    if (this.#panel === null) return;
    if (typeof this.#panel === "object") this.#panel.close();
    this.#panel = null;
    this.#host.requestUpdate();
  }

  /** Takes the phone's other camera. */
  flip(): void {
    const { snapshot, choose } = this.#describe();
    const { camera: _other, ...choice } = snapshot().choice;
    const facing = snapshot().devices.facing === "environment" ? "user" : "environment";
    choose({ ...choice, facing });
  }

  async #load(): Promise<{ readonly panel?: Panel }> {
    const root = this.#host.shadowRoot;
    try {
      const { openPanel } = await import("./settings_part.ts");
      if (root === null) return {};
      const update = () => this.#host.requestUpdate();
      const close = () => this.close();
      return { panel: openPanel({ ...this.#describe(), root, update, close }) };
    } catch (error) {
      console.warn("random-chat: Cannot load the settings", error);
      return {};
    }
  }
}
