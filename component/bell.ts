/**
 * Calls back a visitor who waits in another tab: a word in this tab's title, and a notice of the
 * browser for whoever wants one.
 *
 * It does not know whom it calls, or why. The invariants it keeps: nobody is asked for permission
 * but by a button of their own; the title is the page's again as soon as the page is seen.
 *
 * @module
 */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Line } from "./chat/state.ts";
import type { BellState } from "./views/facts.ts";

/** What somebody is called with. */
export interface Call {
  /** In the title, and the first line of the notice. */
  readonly title: string;
  readonly body: string;
}

/** Messages that came while the page was not seen. */
export interface Missed {
  /** The id of the first one. */
  readonly first: string | null;
  readonly count: number;
}

/** The bell of one element. */
export class Bell implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #isWanted = false;
  /** Chromium on Android has notices, but no page may make one. */
  #isRefused = false;
  #missed: Missed = { first: null, count: 0 };
  #notice: Notification | null = null;
  /** The page's own title, and what it was replaced by. */
  #title: { readonly own: string; readonly call: string } | null = null;

  /** @param host What is drawn again when the bell changes. */
  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** How the bell can call. */
  get state(): BellState {
    if (globalThis.Notification === undefined || this.#isRefused) return "missing";
    const { permission } = Notification;
    if (permission === "denied") return "denied";
    return this.#isWanted && permission === "granted" ? "on" : "off";
  }

  /**
   * Asks the browser for notices; to be called when the visitor has pressed for it.
   *
   * @param confirmation Shown at once, so that the visitor sees what a notice looks like here.
   */
  async agree(confirmation: string): Promise<void> {
    await Notification.requestPermission();
    this.#isWanted = true;
    if (this.state === "on") this.#show(confirmation, { silent: true });
    this.#host.requestUpdate();
  }

  /** Calls, if the page is not seen; what was called before is called no more. */
  ring({ title, body }: Call): void {
    if (!document.hidden) return;
    this.hush();
    const own = document.title;
    // Another element of the page may have called already.
    if (!own.startsWith(title)) {
      document.title = `${title} · ${own}`;
      // Read back: the browser trims it.
      this.#title = { own, call: document.title };
    }
    if (this.state === "on") this.#show(title, { body });
  }

  /** What came while the page was not seen, until it is left again. */
  get missed(): Missed {
    return this.#missed;
  }

  /** Takes note of a message, or that one has answered. @returns Whether it was missed. */
  hear({ id, from }: Pick<Line, "id" | "from">): boolean {
    const { first, count } = this.#missed;
    if (from === "self") this.#missed = { first: null, count: 0 };
    else if (document.hidden) this.#missed = { first: first ?? id, count: count + 1 };
    return from === "partner" && document.hidden;
  }

  /** Takes back the call. */
  hush(): void {
    this.#notice?.close();
    this.#notice = null;
    const title = this.#title;
    this.#title = null;
    // The page may have changed its title in the meantime: then it stays.
    if (title !== null && document.title === title.call) document.title = title.own;
  }

  /** Begins to notice when the page is seen again. */
  hostConnected(): void {
    document.addEventListener("visibilitychange", this.#seen);
  }

  /** Takes back the call and notices nothing more. */
  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.#seen);
    this.hush();
  }

  readonly #seen = () => {
    if (document.hidden) {
      this.#missed = { first: null, count: 0 };
    } else {
      this.hush();
      // What came meanwhile is in sight now.
      this.#host.requestUpdate();
    }
  };

  #show(title: string, options: NotificationOptions): void {
    this.#notice?.close();
    this.#notice = null;
    try {
      const notice = new Notification(title, options);
      notice.onclick = () => {
        globalThis.focus();
        notice.close();
      };
      this.#notice = notice;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#isRefused = true;
    }
  }
}
