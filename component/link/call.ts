/**
 * The picture and sound of one talk: one peer after the other, until one of them holds.
 *
 * It does not know the server, text or what is drawn. The invariants it keeps: at most one peer
 * exists; what belongs to an older generation is ignored; only the offerer opens a generation with
 * an offer, the answerer asks for one with a bare signal.
 *
 * @module
 */
import type { IceServer, Match, Mode, Signal } from "../../server/protocol.ts";
import { type Clock, pause } from "./clock.ts";
import { Peer } from "./peer.ts";
import type { MediaKind, PeerListener, PeerSignal } from "./peer_types.ts";
import { configOf, kindsOf } from "./peer_config.ts";
import {
  AT_FIRST,
  type CallState,
  decide,
  type Happening,
  RECOVERY,
  type Side,
  stateOf,
  type Verdict,
} from "./recovery.ts";
import type { ReadyPeer } from "./standby.ts";

/** What a call tells: what its peers do, and how it fares over all of them. */
export interface CallListener extends Omit<PeerListener, "onSignal" | "onState"> {
  /** To be handed to the other side, in order. */
  onSignal(signal: Signal): void;
  onState(state: CallState): void;
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
  /** Whether one's own picture is veiled at first; not if absent. */
  readonly isVeiled?: boolean;
  /** Whether this browser can bring back a failed connection by an ICE restart. */
  readonly canRestartIce: boolean;
  readonly clock: Clock;
  readonly listener: CallListener;
}

/** The call of one talk. */
export class Call {
  readonly #options: CallOptions;
  readonly #closed = new AbortController();
  readonly #side: Side;
  #peer: Peer | null = null;
  #generation: number;
  #standing = AT_FIRST;
  #shown: CallState = "connecting";
  #cancelTimer: (() => void) | null = null;
  /** Bytes that had come in at the last look, while the connection is doubted. */
  #bytes: number | null = null;
  #knownServers: readonly IceServer[] = [];
  #mode: Mode;
  #isVeiled: boolean;
  /** Signals of the present generation that came before its peer was made. */
  #early: PeerSignal[] = [];
  #isBuilding = false;

  constructor(options: CallOptions) {
    this.#options = options;
    this.#mode = options.match.mode;
    this.#isVeiled = options.isVeiled ?? false;
    this.#generation = options.match.generation;
    this.#side = {
      isOfferer: options.match.role === "offerer",
      canRestartIce: options.canRestartIce,
    };
  }

  /** Begins a call that has just been matched, with what waited for it. */
  begin(ready: ReadyPeer = { kind: "new", peer: null }): void {
    const { match } = this.#options;
    const { offer } = match;
    const { kind, peer } = ready;
    const { isOfferer } = this.#side;
    this.#happen({ kind: "begun" });
    if (kind === "outdated") {
      // The other side may answer an offer of the past: what counts is in the next generation.
      this.#generation += 1;
      if (!isOfferer) this.#signal({});
    } else if (kind === "answered") {
      this.#early.push({ description: { type: "answer", sdp: ready.answer } });
    } else if (offer && !isOfferer) {
      this.#early.push({ description: { type: "offer", sdp: offer.sdp } });
    }
    if (peer === null) return void this.#build();
    this.#peer = peer;
    // The other one may want it stricter than this side knew when it got ready.
    peer.sending.veil(this.#isVeiled);
    peer.release(
      this.#listenerOf(this.#generation),
      kind === "offered" || kind === "answered",
      match,
    );
    for (const signal of this.#early.splice(0)) void peer.receive(signal);
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
    this.#happen({ kind: "retry" });
  }

  /** This device has a network again, or another one. */
  changeNetwork(): void {
    this.#happen({ kind: "network" });
  }

  /** Whether picture and sound flow. */
  get isLive(): boolean {
    return this.#shown === "live";
  }

  /** The generation that the call is in. */
  get generation(): number {
    return this.#generation;
  }

  /**
   * Sends what that mode is made of and nothing else, from now on and on each new connection, and
   * the picture veiled or whole.
   */
  setMode(mode: Mode, isVeiled: boolean): void {
    this.#isVeiled = isVeiled;
    this.#peer?.sending.veil(isVeiled);
    const isMore = kindsOf(mode).length > kindsOf(this.#mode).length;
    this.#mode = mode;
    if (isMore) this.#peer?.grow(kindsOf(mode));
    const tracks = this.#options.localStream()?.getTracks() ?? [];
    const picture = mode === "video" ? tracks.find(({ kind }) => kind === "video") : undefined;
    this.#peer?.replaceTrack("video", picture ?? null);
  }

  /** Takes what the other side sent. */
  receive({ room, generation, ...signal }: Signal): void {
    if (room !== this.#options.match.room || generation < this.#generation) return;
    if (generation === this.#generation) return this.#hand(signal);
    this.#generation = generation;
    this.#drop();
    this.#happen({ kind: "joined" });
    if (!this.#side.isOfferer) this.#early.push(signal);
    void this.#build();
  }

  /** Sends through the data channel. @returns Whether it took the frame. */
  send(frame: string): boolean {
    return this.#peer?.send(frame) ?? false;
  }

  /**
   * Sends another track of that kind from now on, or none; new connections take what `localStream`
   * has then.
   */
  replaceTrack(kind: MediaKind, track: MediaStreamTrack | null): void {
    // More may be captured than the two have agreed to.
    if (kindsOf(this.#mode).includes(kind)) this.#peer?.replaceTrack(kind, track);
  }

  /** Sends that kind like this from now on, or, with `null`, nothing of it for now. */
  async tune(kind: MediaKind, tuning: Partial<RTCRtpEncodingParameters> | null): Promise<void> {
    await this.#peer?.sending.tune(kind, tuning);
  }

  /** The browser's figures of the present connection, or `null` while there is none. */
  async stats(): Promise<RTCStatsReport | null> {
    return await this.#peer?.stats() ?? null;
  }

  /** Ends the call; nothing is told any more. */
  close(): void {
    this.#closed.abort();
    this.#cancelTimer?.();
    this.#drop();
  }

  #hand(signal: PeerSignal): void {
    if (this.#peer !== null) return void this.#peer.receive(signal);
    if (this.#isBuilding) this.#early.push(signal);
  }

  #happen(happening: Happening): void {
    if (this.#closed.signal.aborted) return;
    const { standing, act, dueMs } = decide(this.#standing, happening, this.#side);
    this.#standing = standing;
    if (dueMs !== undefined) this.#watch(dueMs);
    this.#act(act);
    this.#tell();
    if (standing.phase !== "doubted") this.#bytes = null;
    else if (this.#bytes === null) void this.#beginLooking();
  }

  #act(act: Verdict["act"]): void {
    switch (act) {
      case "none":
        return;
      case "restart":
        return void this.#restart();
      case "rebuild":
        return this.#rebuild();
      case "give-up":
        this.#cancelTimer?.();
        return this.#drop();
    }
  }

  #watch(ms: number): void {
    this.#cancelTimer?.();
    const cancel = this.#options.clock.after(ms, () => void this.#look(cancel));
    this.#cancelTimer = cancel;
  }

  async #beginLooking(): Promise<void> {
    const bytes = await this.#peer?.bytesReceived() ?? null;
    this.#bytes ??= bytes;
  }

  async #look(watch: () => void): Promise<void> {
    const peer = this.#peer;
    const bytes = await peer?.bytesReceived() ?? 0;
    // Something else has happened, and with it something else is due.
    if (watch !== this.#cancelTimer || peer !== this.#peer) return;
    const isHeard = this.#bytes !== null && bytes > this.#bytes;
    this.#bytes = bytes;
    this.#happen({ kind: "due", isConnected: peer?.isConnected ?? false, isHeard });
  }

  async #restart(): Promise<void> {
    const peer = this.#peer;
    const iceServers = await this.#iceServers();
    if (peer !== this.#peer || this.#closed.signal.aborted) return;
    try {
      peer?.restartIce(iceServers);
    } catch (error) {
      // Its time runs all the same, and then a new connection is built.
      console.warn("random-chat: Cannot restart a connection", error);
    }
  }

  /** Opens the next generation: by an offer, or by asking the offerer for one. */
  #rebuild(): void {
    this.#generation += 1;
    this.#drop();
    if (!this.#side.isOfferer) this.#signal({});
    void this.#build();
  }

  async #build(): Promise<void> {
    const generation = this.#generation;
    this.#isBuilding = true;
    const iceServers = await this.#iceServers();
    if (this.#closed.signal.aborted || generation !== this.#generation) return;
    this.#isBuilding = false;
    try {
      this.#peer = this.#createPeer(iceServers, generation);
    } catch (error) {
      // A page may forbid connections (Connection-Allowlist); trying again would not change that.
      console.warn("random-chat: Cannot make a peer connection", error);
      return this.#happen({ kind: "forbidden" });
    }
    for (const signal of this.#early.splice(0)) void this.#peer.receive(signal);
  }

  /** Fresh ones, or, when they are slow to come, those that were good the last time. */
  async #iceServers(): Promise<readonly IceServer[]> {
    const { clock, iceServers } = this.#options;
    const isOver = new AbortController();
    const late = pause(clock, RECOVERY.credentialsMs, isOver.signal).then(() => this.#knownServers);
    try {
      this.#knownServers = await Promise.race([iceServers(), late]);
    } catch (error) {
      console.warn("random-chat: Cannot get relay credentials", error);
    }
    isOver.abort();
    return this.#knownServers;
  }

  #createPeer(iceServers: readonly IceServer[], generation: number): Peer {
    const { match, isRelayOnly, createConnection, localStream, clock } = this.#options;
    return new Peer({
      createConnection,
      config: configOf(iceServers, isRelayOnly),
      role: match.role,
      isPolite: match.polite,
      localStream: localStream(),
      kinds: kindsOf(this.#mode),
      isVeiled: this.#isVeiled,
      clock,
      listener: this.#listenerOf(generation),
    });
  }

  #listenerOf(generation: number): PeerListener {
    const { listener } = this.#options;
    // A peer that was replaced says nothing any more, whatever it still notices.
    const isCurrent = () => generation === this.#generation && !this.#closed.signal.aborted;
    return {
      onSignal: (signal) => isCurrent() && this.#signal(signal),
      onState: (state) => isCurrent() && this.#happen({ kind: "state", state }),
      onStream: (stream) => isCurrent() && listener.onStream(stream),
      onChannel: (isOpen) => isCurrent() && listener.onChannel(isOpen),
      onFrame: (frame) => isCurrent() && listener.onFrame(frame),
    };
  }

  #drop(): void {
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

  #tell(): void {
    const state = stateOf(this.#standing);
    if (state === this.#shown) return;
    this.#shown = state;
    this.#options.listener.onState(state);
  }
}
