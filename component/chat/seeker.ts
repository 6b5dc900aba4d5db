/**
 * The search for a partner at work: the one request that counts, the events that outrun its answer,
 * and the connection that waits for the match.
 *
 * It does not know states; it reports inputs for `transition.ts`. The invariants it keeps: an answer
 * that nobody waits for any more changes nothing; a search never waits for its connection, and one
 * that is ready while somebody waits is offered once.
 *
 * @module
 */
import type { Match, Mode, RoomId, ServerEvent } from "../../server/protocol.ts";
import type { Clock } from "../link/clock.ts";
import type { MediaKind } from "../link/peer_types.ts";
import type { Signaling } from "../link/signaling.ts";
import { type ReadyPeer, Standby } from "../link/standby.ts";
import { EarlyEvents } from "./early_events.ts";
import { freshIceServers } from "./relay_credentials.ts";
import { ask, failureOf, type SearchEffect } from "./search.ts";
import type { Wish } from "./state.ts";
import type { ChatInput } from "./transition_types.ts";

/** What a search is made with. */
export interface SeekerOptions {
  readonly signaling: Signaling;
  readonly clock: Clock;
  readonly createId: () => string;
  readonly createConnection: (config: RTCConfiguration) => RTCPeerConnection;
  readonly isRelayOnly: () => boolean;
  /** Whether pictures begin veiled for this visitor. */
  readonly isVeiled: () => boolean;
  readonly localStream: () => MediaStream | null;
  /** Reads how many steps the site's wishes have. */
  readonly steps: () => number;
  /** Reads what is wished for by somebody who waits and is online; otherwise `null`. */
  readonly waitingFor: () => Wish | null;
  readonly onInput: (input: ChatInput) => void;
  /** Events that came too early, to be taken now. */
  readonly onEvent: (event: ServerEvent) => void;
}

/** A talk that has been live for this long gets ready for the next one, in milliseconds. */
const SETTLED_MS = 3_000;
/**
 * From a request to its answer, in milliseconds: who is nearer to the server has an answer sooner
 * than two that both control have settled it, which costs browsers a round of checks.
 */
const FAR_MS = 50;

/** At most one search. */
export class Seeker {
  readonly #options: SeekerOptions;
  readonly #standby: Standby;
  readonly #early = new EarlyEvents();
  /** The request that counts; aborted when another begins or none is wanted. */
  #search = new AbortController();
  #isAsking = false;
  #offeredId = "";
  /** The shortest that the server took to answer, in milliseconds. */
  #nearMs = Infinity;
  #cancelPreparing: (() => void) | null = null;

  constructor(options: SeekerOptions) {
    this.#options = options;
    const { signaling, clock } = options;
    this.#standby = new Standby({
      ...options,
      iceServers: (signal) => freshIceServers(signaling, clock, signal),
      isFar: () => this.#nearMs > FAR_MS,
      onOffer: () => this.#offer(),
    });
  }

  /** Makes a request; the one before counts no more. */
  async seek(effect: SearchEffect): Promise<void> {
    const failed = (error: unknown) => failureOf(effect, error, this.#options.clock.now());
    await this.#seek(effect, failed);
  }

  /** Wants no answer any more. */
  stop(): void {
    this.#search.abort();
  }

  /** Keeps an event of a room that is about to be named. @returns Whether it did. */
  keep(event: ServerEvent, room: RoomId | null): boolean {
    return this.#early.keep(event, room);
  }

  /** Ends the search with a match. @returns What waited for it. */
  take(match: Match): ReadyPeer {
    this.stop();
    return this.#standby.take(match);
  }

  /** Gets ready for the next match once a talk goes well, and out of the way when it does not. */
  follow(input: ChatInput, mode: Mode): void {
    if (input.kind !== "call") return;
    this.#cancelPreparing?.();
    if (input.call.kind !== "live") return this.#standby.drop();
    this.#cancelPreparing = this.#options.clock.after(SETTLED_MS, () => this.#prepare(mode));
  }

  /** The server may have forgotten what it was offered. */
  offerAgain(): void {
    this.#offeredId = "";
    this.#offer();
  }

  /** This device has another network: what is ready is of no use there. */
  changeNetwork(): void {
    this.#standby.renew();
  }

  /** Sends another track of that kind in the next talk, or none. */
  replaceTrack(kind: MediaKind, track: MediaStreamTrack | null): void {
    this.#standby.replaceTrack(kind, track);
  }

  /** Lets go of what is ready: nothing is captured any more. */
  release(): void {
    this.#cancelPreparing?.();
    this.#standby.drop();
  }

  async #seek(
    effect: SearchEffect,
    failed: (error: unknown) => ChatInput | null,
  ): Promise<void> {
    const { signaling, clock, steps, isVeiled, onInput, onEvent } = this.#options;
    this.#search.abort();
    const search = new AbortController();
    this.#search = search;
    this.#isAsking = true;
    this.#early.await();
    const { signal } = search;
    // What is ready for another mode or capture is let go of before anything is offered.
    if (effect.kind !== "widen") this.#prepare(effect.wish.mode);
    const offer = effect.kind === "widen" ? null : this.#standby.offer;
    if (offer !== null) this.#offeredId = offer.id;
    try {
      const now = () => clock.now();
      const askedAt = now();
      const input = await ask(signaling, effect, { signal, now, steps, offer, isVeiled });
      this.#nearMs = Math.min(this.#nearMs, now() - askedAt);
      if (!signal.aborted) onInput(input);
    } catch (error) {
      const failure = signal.aborted ? null : failed(error);
      if (failure !== null) onInput(failure);
    } finally {
      // A newer search awaits its own answer and takes over what was kept.
      if (this.#search === search) {
        this.#isAsking = false;
        for (const event of this.#early.release()) onEvent(event);
        this.#offer();
      }
    }
  }

  #prepare(mode: Mode): void {
    this.#cancelPreparing?.();
    const stream = this.#options.localStream();
    if (mode === "text" || stream === null) this.#standby.drop();
    else this.#standby.prepare({ mode, stream });
  }

  /** Puts the offer that is ready onto the ticket, if that is not there yet. */
  #offer(): void {
    const wish = this.#options.waitingFor();
    const { offer } = this.#standby;
    if (wish === null || offer === null || this.#isAsking || offer.id === this.#offeredId) return;
    // Without it a match only takes a little longer.
    void this.#seek({ kind: "queue", wish }, () => null);
  }
}
