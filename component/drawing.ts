/**
 * When the element is drawn, and where the focus goes with it.
 *
 * It does not know what is drawn. The invariants it keeps: the first picture is in the visitor's
 * language; that of a talk takes no time from the making of its connection; whoever is in the element
 * stays in it.
 *
 * @module
 */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { ChatState } from "./chat/state.ts";
import { systemClock } from "./link/clock.ts";
import { keepFocus, moveFocus, trailOf } from "./views/focus.ts";

/** Drawing the talk waits no longer than this for the connection, in milliseconds. */
const CONNECT_MS = 100;

/** The element, as far as it matters here. */
type Host = ReactiveControllerHost & {
  readonly hasUpdated: boolean;
  readonly shadowRoot: ShadowRoot | null;
  readonly state: ChatState;
};

/** Follows the pictures of one element; added after whatever else moves the focus. */
export class Drawing implements ReactiveController {
  readonly #host: Host;
  #drawnKind: ChatState["kind"] = "welcome";
  #trail: readonly Element[] = [];
  #endWait = () => {};

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /**
   * What the next picture waits for, or null: the first one for its words, and that of a talk for the
   * connection, in the page's own time: browsers make it on the thread that draws, and there is
   * nothing to be seen before.
   */
  waitsFor(words: Promise<void> | null): Promise<void> | null {
    if (!isConnecting(this.#host.state) || this.#drawnKind === "talk") {
      return this.#host.hasUpdated ? null : words;
    }
    return new Promise((resolve) => {
      this.#endWait = resolve;
      systemClock.after(CONNECT_MS, resolve);
    });
  }

  /** Waits no longer, if the state is another by now. */
  follow(): void {
    if (!isConnecting(this.#host.state)) this.#endWait();
  }

  /** Remembers where the focus is. */
  hostUpdate(): void {
    this.#trail = trailOf(this.#host.shadowRoot);
  }

  /** Brings it to where it belongs in what is drawn now. */
  hostUpdated(): void {
    const { shadowRoot: root, state } = this.#host;
    if (root !== null && this.#trail.length > 0) {
      if (this.#drawnKind === state.kind) keepFocus(root, this.#trail);
      else moveFocus(root, state);
    }
    this.#trail = [];
    this.#drawnKind = state.kind;
  }
}

function isConnecting(state: ChatState): boolean {
  return state.kind === "talk" && state.call.kind === "connecting";
}
