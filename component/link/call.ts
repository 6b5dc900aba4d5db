/**
 * The picture and sound of one talk: one peer after the other, until one of them holds.
 *
 * It does not know the server, text or what is drawn. The invariants it keeps: at most one peer
 * exists; what belongs to an older generation is ignored; only the offerer opens a generation with
 * an offer, the answerer asks for one with a bare signal.
 *
 * @module
 */
import type { IceServer, Match, Signal } from "../../server/protocol.ts";
import type { Clock } from "./clock.ts";
import { type MediaKind, Peer, type PeerSignal, type PeerState } from "./peer.ts";

/** How the picture and sound fare. */
export type CallState = "connecting" | "live" | "reconnecting" | "failed";

/** What a call tells. */
export interface CallListener {
  /** To be handed to the other side, in order. */
  onSignal(signal: Signal): void;
  onState(state: CallState): void;
  onStream(stream: MediaStream): void;
  onChannel(isOpen: boolean): void;
  onFrame(frame: string): void;
}

/** What a call is made with. */
export interface CallOptions {
  readonly match: Match;
  /** Reads what this side sends, at each new connection. */
  readonly localStream: () => MediaStream | null;
  readonly createConnection: (config: RTCConfiguration) => RTCPeerConnection;
  /** Servers whose credentials are good for a while; may fetch fresh ones. */
  readonly iceServers: () => Promise<readonly IceServer[]>;
  /** Whether only relayed ways are used, so that the other side learns no address. */
  readonly isRelayOnly: boolean;
  /** Whether this browser can bring back a failed connection by an ICE restart. */
  readonly canRestartIce: boolean;
  readonly clock: Clock;
  readonly listener: CallListener;
}

/** A `disconnected` that mends itself mostly does so within this time, in milliseconds. */
const PATIENCE_MS = 3_000;
/** An ICE restart has this long, in milliseconds; then a new connection is built. */
const RESTART_MS = 8_000;
/** A new connection has this long to connect, in milliseconds: as Jitsi's. */
const BUILD_MS = 15_000;
/** New connections in a row that did not connect; after them the call counts as failed. */
const MAX_BUILDS = 4;

/** The call of one talk. */
export class Call {
  readonly #options: CallOptions;
  readonly #closed = new AbortController();
  #peer: Peer | null = null;
  #generation: number;
  #builds = 0;
  #state: CallState = "connecting";
  #cancelTimer: (() => void) | null = null;
  /** Signals of the present generation that came before its peer was made. */
  #early: PeerSignal[] = [];
  #isBuilding = false;

  constructor(options: CallOptions) {
    this.#options = options;
    this.#generation = options.match.generation;
  }

  /** Begins a call that has just been matched. */
  begin(): void {
    const { offer } = this.#options.match;
    if (offer) this.#early.push({ description: { type: "offer", sdp: offer.sdp } });
    void this.#build();
  }

  /**
   * Begins or goes on after this side was away.
   *
   * @param generation The room's, as the server knows it. Without a peer that holds, the next one
   * is opened.
   */
  rejoin(generation: number): void {
    const isBehind = generation > this.#generation;
    // Being ahead passes: the signal that opens this side's generation is still under way.
    this.#generation = Math.max(generation, this.#generation);
    const isMissing = this.#peer === null && !this.#isBuilding;
    if (isBehind || isMissing) this.retry();
  }

  /** Builds a new connection although the last ones failed. */
  retry(): void {
    this.#builds = 0;
    this.#rebuild();
  }

  /** Takes what the other side sent. */
  receive({ room, generation, ...signal }: Signal): void {
    if (room !== this.#options.match.room || generation < this.#generation) return;
    if (generation === this.#generation) return this.#hand(signal);
    this.#generation = generation;
    this.#builds = 0;
    this.#drop();
    this.#tell(this.#state === "connecting" ? "connecting" : "reconnecting");
    if (!this.#isOfferer) this.#early.push(signal);
    void this.#build();
  }

  /** Sends through the data channel. @returns Whether it took the frame. */
  send(frame: string): boolean {
    return this.#peer?.send(frame) ?? false;
  }

  /**
   * Sends another track of that kind from now on, or none; new connections take what `localStream`
   * has then.
   *
   * @returns Whether there is a connection that sends that kind.
   */
  async replaceTrack(kind: MediaKind, track: MediaStreamTrack | null): Promise<boolean> {
    return await this.#peer?.replaceTrack(kind, track) ?? false;
  }

  /** The browser's figures of the present connection, or `null` while there is none. */
  async stats(): Promise<RTCStatsReport | null> {
    return await this.#peer?.stats() ?? null;
  }

  /** Ends the call; nothing is told any more. */
  close(): void {
    this.#closed.abort();
    this.#drop();
  }

  get #isOfferer(): boolean {
    return this.#options.match.role === "offerer";
  }

  #hand(signal: PeerSignal): void {
    if (this.#peer !== null) return void this.#peer.receive(signal);
    if (this.#isBuilding) this.#early.push(signal);
  }

  /** Opens the next generation: by an offer, or by asking the offerer for one. */
  #rebuild(): void {
    if (this.#builds >= MAX_BUILDS) {
      this.#drop();
      return this.#tell("failed");
    }
    this.#generation += 1;
    this.#drop();
    this.#tell(this.#state === "connecting" ? "connecting" : "reconnecting");
    if (!this.#isOfferer) this.#signal({});
    void this.#build();
  }

  async #build(): Promise<void> {
    const generation = this.#generation;
    this.#builds += 1;
    this.#isBuilding = true;
    this.#watch(BUILD_MS, () => this.#rebuild());
    const iceServers = await this.#iceServers();
    if (this.#closed.signal.aborted || generation !== this.#generation) return;
    this.#isBuilding = false;
    try {
      this.#peer = this.#createPeer(iceServers, generation);
    } catch (error) {
      // A page may forbid connections (Connection-Allowlist); trying again would not change that.
      console.warn("random-chat: Cannot make a peer connection", error);
      this.#builds = MAX_BUILDS;
      this.#drop();
      return this.#tell("failed");
    }
    for (const signal of this.#early.splice(0)) void this.#peer.receive(signal);
  }

  async #iceServers(): Promise<readonly IceServer[]> {
    try {
      return await this.#options.iceServers();
    } catch (error) {
      console.warn("random-chat: Cannot get relay credentials", error);
      return [];
    }
  }

  #createPeer(iceServers: readonly IceServer[], generation: number): Peer {
    const { match, isRelayOnly, listener, createConnection, localStream, clock } = this.#options;
    // A peer that was replaced says nothing any more, whatever it still notices.
    const isCurrent = () => generation === this.#generation && !this.#closed.signal.aborted;
    return new Peer({
      createConnection,
      config: {
        iceServers: iceServers.map((server) => ({ ...server, urls: [...server.urls] })),
        iceTransportPolicy: isRelayOnly ? "relay" : "all",
        bundlePolicy: "max-bundle",
      },
      role: match.role,
      isPolite: match.polite,
      localStream: localStream(),
      clock,
      listener: {
        onSignal: (signal) => isCurrent() && this.#signal(signal),
        onState: (state) => isCurrent() && this.#follow(state),
        onStream: (stream) => isCurrent() && listener.onStream(stream),
        onChannel: (isOpen) => isCurrent() && listener.onChannel(isOpen),
        onFrame: (frame) => isCurrent() && listener.onFrame(frame),
      },
    });
  }

  #follow(state: PeerState): void {
    switch (state) {
      case "connecting":
        return;
      case "connected":
        this.#builds = 0;
        this.#watch(0, null);
        return this.#tell("live");
      case "disconnected":
        if (this.#state === "live") this.#tell("reconnecting");
        return this.#watch(PATIENCE_MS, () => this.#mend());
      case "failed":
        return this.#mend();
    }
  }

  /** A connection that is lost: a new way for it first, then a new connection. */
  #mend(): void {
    if (this.#state === "live") this.#tell("reconnecting");
    if (!this.#options.canRestartIce) return this.#rebuild();
    // The answerer leaves the restart to the offerer, and gives it a little longer.
    if (this.#isOfferer) this.#peer?.restartIce();
    this.#watch(RESTART_MS + (this.#isOfferer ? 0 : PATIENCE_MS), () => this.#rebuild());
  }

  #watch(ms: number, run: (() => void) | null): void {
    this.#cancelTimer?.();
    this.#cancelTimer = run === null ? null : this.#options.clock.after(ms, run);
  }

  #drop(): void {
    this.#watch(0, null);
    this.#early = [];
    this.#isBuilding = false;
    if (this.#peer === null) return;
    this.#peer.close();
    this.#peer = null;
    if (!this.#closed.signal.aborted) this.#options.listener.onChannel(false);
  }

  #signal(signal: PeerSignal): void {
    const { room } = this.#options.match;
    this.#options.listener.onSignal({ room, generation: this.#generation, ...signal });
  }

  #tell(state: CallState): void {
    if (this.#closed.signal.aborted || state === this.#state) return;
    this.#state = state;
    this.#options.listener.onState(state);
  }
}
