/**
 * Draws again each second while something on the screen counts, and never otherwise.
 *
 * It does not know what counts. The invariant it keeps: at most one timer, none while nothing counts
 * or the element is out of the page.
 *
 * @module
 */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { ChatState } from "../chat/state.ts";
import type { Clock } from "../link/clock.ts";
import { QUIET_AFTER_MS } from "./countdown.ts";

const SECOND_MS = 1_000;
/** Timers of browsers reach not quite 25 days; a restriction may be longer. */
const HOUR_MS = 3_600_000;

/** When the picture of this state changes by time alone, milliseconds since the epoch; or never. */
export function nextTick(state: ChatState, now: number): number | null {
  switch (state.kind) {
    case "waiting":
      if (state.widensAt !== null) return secondBefore(state.widensAt, now);
      return now < state.since + QUIET_AFTER_MS ? state.since + QUIET_AFTER_MS : null;
    case "talk":
      if (state.partner.kind === "away") return secondBefore(state.partner.until, now);
      // A call shows how long it has lasted.
      return state.call.kind === "live" ? now + SECOND_MS - (now - state.since) % SECOND_MS : null;
    case "trouble":
      if (state.retryAt !== null) return secondBefore(state.retryAt, now);
      return state.opensAt !== undefined && now < state.opensAt ? state.opensAt : null;
    case "restricted":
      return now < state.until ? Math.min(state.until, now + HOUR_MS) : null;
    case "welcome":
    case "asking":
    case "refused":
    case "opening":
    case "ended":
      return null;
  }
}

/** Asks its host to draw again whenever a shown second passes. */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #clock: () => Clock;
  readonly #state: () => ChatState;
  #cancel: (() => void) | null = null;

  /**
   * @param host What is drawn again.
   * @param clock Reads the clock, which may be replaced.
   * @param state Reads the state that is drawn.
   */
  constructor(host: ReactiveControllerHost, clock: () => Clock, state: () => ChatState) {
    this.#host = host;
    this.#clock = clock;
    this.#state = state;
    host.addController(this);
  }

  /** Sets the next tick from what has just been drawn. */
  hostUpdated(): void {
    this.#cancel?.();
    const clock = this.#clock();
    const at = nextTick(this.#state(), clock.now());
    this.#cancel = at === null
      ? null
      : clock.after(Math.max(1, at - clock.now()), () => this.#host.requestUpdate());
  }

  /** Stops while the element is out of the page. */
  hostDisconnected(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}

/** The next moment at which the whole seconds until `at` change; none once it has passed. */
function secondBefore(at: number, now: number): number | null {
  const left = at - now;
  return left <= SECOND_MS ? null : at - (Math.ceil(left / SECOND_MS) - 1) * SECOND_MS;
}
