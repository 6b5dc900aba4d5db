/**
 * What a visitor has entered and unfolded: the start screen, the message under way, what lies open.
 *
 * It does not know how it is drawn. The invariants it keeps: the attributes fill in the start screen
 * until the visitor has; whatever changes is drawn.
 *
 * @module
 */
import type { ReactiveControllerHost } from "lit";
import type { Mode } from "../server/protocol.ts";
import { FRESH_UI, type Ui } from "./views/facts.ts";
import { parseModes, type Preset, presetSetup, type Setup } from "./views/setup.ts";

/** The element, as far as it matters here. */
type Host = ReactiveControllerHost & Preset & { readonly modes: string };

/** The entries in one element. */
export class Entries {
  readonly #host: Host;
  readonly #allowed: () => readonly Mode[] | undefined;
  #filledIn: Setup | null = null;
  #ui: Ui = FRESH_UI;

  /** @param allowed The modes that the site allows, once it has said so. */
  constructor(host: Host, allowed: () => readonly Mode[] | undefined) {
    this.#host = host;
    this.#allowed = allowed;
  }

  /** What lies open, and the message under way. */
  get ui(): Ui {
    return this.#ui;
  }

  /** Changes some of that. */
  change(change: Partial<Ui>): void {
    this.#ui = { ...this.#ui, ...change };
    this.#host.requestUpdate();
  }

  /** The start screen as it stands. */
  get setup(): Setup {
    return this.#filledIn ?? presetSetup(this.#host, this.modes, navigator.languages);
  }

  /** Fills in the start screen; from now on the attributes count no more. */
  fillIn(setup: Setup): void {
    this.#filledIn = setup;
    this.#host.requestUpdate();
  }

  /** The ways of talking that are offered: those that the page names, as far as the site allows. */
  get modes(): readonly Mode[] {
    const named = parseModes(this.#host.modes);
    const allowed = named.filter((mode) => this.#allowed()?.includes(mode) ?? true);
    return allowed.length > 0 ? allowed : named;
  }
}
