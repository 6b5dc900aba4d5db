/**
 * Connections that wait for somebody: one whose offer and candidates are ready before there is
 * anybody to send them to, and a bare one for an offer of somebody else, so that a match finds as
 * little as can be left to be done here.
 *
 * It does not know the server. The invariants it keeps: there is at most one of each; what they
 * captured, their network and their credentials are the present ones; an offer's id is never used
 * again.
 *
 * @module
 */
import type { IceServer, Match, Mode, Role } from "../../server/protocol.ts";
import { type Clock, pause } from "./clock.ts";
import { Peer } from "./peer.ts";
import type { MediaKind } from "./peer_types.ts";
import { answerFrom } from "./meeting_offers.ts";
import { configOf, kindsOf } from "./peer_config.ts";

/** What the server is asked to keep with the ticket. */
export interface ReadyOffer {
  readonly id: string;
  readonly sdp: string;
  /** Another offer is to be taken for an answer to it. */
  readonly mutual: boolean;
}

/** What there is for a match that has been made. */
export type ReadyPeer =
  /** The connection that waited, if there is one; the other side knows nothing of it. */
  | { readonly kind: "new"; readonly peer: Peer | null }
  /** The other side has its offer. */
  | { readonly kind: "offered"; readonly peer: Peer | null }
  /** Each side has the other's offer, and makes the answer to its own out of it. */
  | { readonly kind: "answered"; readonly peer: Peer; readonly answer: string }
  /** The other side has an offer that nobody stands behind. */
  | { readonly kind: "outdated"; readonly peer: Peer | null };

/** What it is made with. */
export interface StandbyOptions {
  readonly createConnection: (config: RTCConfiguration) => RTCPeerConnection;
  /** Servers whose credentials are good for a while; the signal ends the asking for fresh ones. */
  readonly iceServers: (signal: AbortSignal) => Promise<readonly IceServer[]>;
  readonly isRelayOnly: () => boolean;
  /** Whether an answer by way of the server takes longer than two offers take to settle who controls. */
  readonly isFar: () => boolean;
  /** Whether one's own picture begins veiled. */
  readonly isVeiled: () => boolean;
  readonly clock: Clock;
  readonly createId: () => string;
  /** An offer is ready to be handed out, for the first time or instead of the one before. */
  readonly onOffer: () => void;
}

/** What a connection is prepared for. */
export interface Preparation {
  readonly mode: Mode;
  readonly stream: MediaStream;
}

/**
 * Candidates are waited for no longer than this, in milliseconds: what is found later goes as
 * signals.
 */
const GATHER_MS = 500;
/** So long its relayed candidates are surely good, in milliseconds; credentials last 30 minutes. */
const LIFE_MS = 8 * 60_000;

interface Current extends Preparation {
  readonly id: string;
  readonly over: AbortController;
  peer: Peer | null;
  sdp: string | null;
  /** What it was made with, once its offer is ready. */
  servers: readonly IceServer[] | null;
}

/** At most one connection of each kind that waits. */
export class Standby {
  readonly #options: StandbyOptions;
  #current: Current | null = null;
  /** Takes an offer of somebody else. */
  #spare: { readonly mode: Mode; readonly peer: Peer } | null = null;

  constructor(options: StandbyOptions) {
    this.#options = options;
  }

  /** The offer, once it is ready. */
  get offer(): ReadyOffer | null {
    const { id, sdp } = this.#current ?? { id: "", sdp: null };
    return sdp === null ? null : { id, sdp, mutual: this.#options.isFar() };
  }

  /** Makes what is not there for the same. */
  prepare({ mode, stream }: Preparation): void {
    const current = this.#current;
    if (current?.stream === stream && current.mode === mode) return this.#refill(current);
    this.drop();
    const over = new AbortController();
    const next: Current = {
      mode,
      stream,
      id: this.#options.createId(),
      over,
      peer: null,
      sdp: null,
      servers: null,
    };
    this.#current = next;
    this.#make(next).catch((error: unknown) => {
      // Whoever is matched then finds none, and tells what is wrong better than this could.
      if (!over.signal.aborted) console.warn("random-chat: Cannot prepare a connection", error);
    });
  }

  /** Makes a new one instead of the one that there is: the network or what it was made with changed. */
  renew(): void {
    const current = this.#current;
    if (current === null) return;
    this.drop();
    this.prepare(current);
  }

  /** Sends another track of that kind, or none. */
  replaceTrack(kind: MediaKind, track: MediaStreamTrack | null): void {
    for (const ready of [this.#current, this.#spare]) ready?.peer?.replaceTrack(kind, track);
  }

  /** Hands over what is of use for a match. What is not stays for the next one. */
  take(match: Match): ReadyPeer {
    const { role, generation, mode, offered } = match;
    const current = this.#current;
    if (generation !== 1) return { kind: "new", peer: null };
    const met = this.#meet(match);
    if (met !== null) return met;
    if (role === "answerer") {
      const peer = this.#spare?.mode === mode ? this.#spare.peer : null;
      if (peer !== null) this.#spare = null;
      return { kind: "new", peer };
    }
    const kind = offered === undefined ? "new" : offered === current?.id ? "offered" : "outdated";
    if (!current?.peer || current.mode !== mode) return { kind, peer: null };
    return { kind, peer: this.#handOver(current, current.peer) };
  }

  /** Each has the other's offer: what comes of it if both have what they offered at hand. */
  #meet({ role, offer, offered }: Match): ReadyPeer | null {
    if (offer === undefined || offered === undefined) return null;
    const current = this.#current;
    // The other side cannot know, and takes what was offered for an answer.
    if (!current?.peer || current.sdp === null || current.id !== offered) {
      return { kind: "outdated", peer: null };
    }
    const answer = answerFrom(current.sdp, offer.sdp, role === "answerer");
    if (answer === null) return null;
    return { kind: "answered", peer: this.#handOver(current, current.peer), answer };
  }

  #handOver(current: Current, peer: Peer): Peer {
    this.#current = null;
    current.over.abort();
    return peer;
  }

  /** Lets go of all. */
  drop(): void {
    this.#current?.over.abort();
    this.#current?.peer?.close();
    this.#current = null;
    this.#spare?.peer.close();
    this.#spare = null;
  }

  async #make(next: Current): Promise<void> {
    const { iceServers, clock, onOffer } = this.#options;
    const { signal } = next.over;
    const servers = await iceServers(signal);
    if (signal.aborted) return;
    const peer = this.#create(next, "offerer", servers);
    next.peer = peer;
    await Promise.race([peer.gathered, pause(clock, GATHER_MS, signal)]);
    if (signal.aborted) return;
    next.sdp = peer.takeOffer();
    if (next.sdp !== null) onOffer();
    next.servers = servers;
    this.#makeSpare(next, servers);
    await pause(clock, LIFE_MS, signal);
    if (!signal.aborted) this.renew();
  }

  /** Makes another spare for one that was taken, after what is asked of the server at this moment. */
  #refill(current: Current): void {
    const { servers, over: { signal } } = current;
    if (servers === null || this.#spare !== null) return;
    void pause(this.#options.clock, 0, signal).then(() => {
      if (!signal.aborted && this.#spare === null) this.#makeSpare(current, servers);
    });
  }

  #makeSpare(current: Current, servers: readonly IceServer[]): void {
    this.#spare?.peer.close();
    this.#spare = { mode: current.mode, peer: this.#create(current, "answerer", servers) };
  }

  #create({ stream, mode }: Preparation, role: Role, servers: readonly IceServer[]): Peer {
    const { createConnection, isRelayOnly, isVeiled, clock } = this.#options;
    return new Peer({
      createConnection,
      config: configOf(servers, isRelayOnly()),
      role,
      isPolite: role === "answerer",
      localStream: stream,
      kinds: kindsOf(mode),
      isVeiled: isVeiled(),
      clock,
      listener: null,
    });
  }
}
