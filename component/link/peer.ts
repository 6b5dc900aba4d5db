/**
 * One peer connection, for one generation of one room: perfect negotiation and a data channel.
 *
 * It does not know rooms, generations or when to give up; `call.ts` does. The invariant it keeps:
 * when both sides make an offer at once the polite one yields, and both end in `stable`.
 *
 * @see https://w3c.github.io/webrtc-pc/#perfect-negotiation-example
 * @module
 */
import type { Role, Signal } from "../../server/protocol.ts";
import type { Clock } from "./clock.ts";

/**
 * Candidates found within this time travel in one signal, in milliseconds: most of a machine's own
 * are found at once, and a request costs more than the wait.
 */
const CANDIDATE_BATCH_MS = 20;
/** The most candidates that the server takes in one signal. */
const MAX_CANDIDATES = 40;

/** What two peers tell each other through the server. */
export type PeerSignal = Pick<Signal, "description" | "candidates">;
type Candidate = NonNullable<Signal["candidates"]>[number];
/** What a track carries. */
export type MediaKind = "audio" | "video";
/** How the connection fares. */
export type PeerState = "connecting" | "connected" | "disconnected" | "failed";

/** What a peer tells. */
export interface PeerListener {
  /** To be handed to the other side, in order. */
  onSignal(signal: PeerSignal): void;
  onState(state: PeerState): void;
  /** The other's picture and sound; again for each track. */
  onStream(stream: MediaStream): void;
  /** The data channel opened or closed. */
  onChannel(isOpen: boolean): void;
  /** Something came through the data channel. */
  onFrame(frame: string): void;
}

/** What a peer is made with. */
export interface PeerOptions {
  readonly createConnection: (config: RTCConfiguration) => RTCPeerConnection;
  readonly config: RTCConfiguration;
  readonly role: Role;
  /** Whether this side yields when both make an offer at once. */
  readonly isPolite: boolean;
  readonly localStream: MediaStream | null;
  readonly clock: Clock;
  readonly listener: PeerListener;
}

/** Makes a connection of the browser. @throws When the page may not make any. */
export function createBrowserConnection(config: RTCConfiguration): RTCPeerConnection {
  return new RTCPeerConnection(config);
}

/** One peer connection. Nothing is told any more after `close`. */
export class Peer {
  readonly #options: PeerOptions;
  readonly #connection: RTCPeerConnection;
  readonly #closed = new AbortController();
  #channel: RTCDataChannel | null = null;
  #isMakingOffer = false;
  #isIgnoringOffer = false;
  #isSettingAnswer = false;
  /** Whether the other's description has been handed to the connection. */
  #hasRemote = false;
  #early: Candidate[] = [];
  #found: Candidate[] = [];
  #cancelBatch: (() => void) | null = null;

  /** @throws Whatever the browser throws when the page may not make connections. */
  constructor(options: PeerOptions) {
    this.#options = options;
    this.#connection = options.createConnection(options.config);
    this.#listen();
    // The answerer joins in once it has the offer; before, it would make one of its own.
    if (options.role === "offerer") this.#attach();
  }

  /** Takes what the other side sent. */
  async receive({ description, candidates }: PeerSignal): Promise<void> {
    try {
      const isTaken = description === undefined || this.#describe(description);
      const added = (candidates ?? []).map((candidate) => this.#addCandidate(candidate));
      await Promise.all([isTaken, ...added]);
    } catch (error) {
      if (this.#closed.signal.aborted) return;
      console.warn("random-chat: Cannot take a signal", error);
      this.#options.listener.onState("failed");
    }
  }

  /** Looks for a new way between the two, without taking the connection down. */
  restartIce(): void {
    this.#connection.restartIce();
  }

  /**
   * Sends another track of that kind from now on, or none, without negotiating.
   *
   * @returns Whether this connection sends that kind at all.
   */
  async replaceTrack(kind: MediaKind, track: MediaStreamTrack | null): Promise<boolean> {
    const transceivers = this.#connection.getTransceivers();
    const sender = transceivers.find(({ receiver }) => receiver.track.kind === kind)?.sender;
    await sender?.replaceTrack(track);
    return sender !== undefined;
  }

  /** The browser's figures of this connection. */
  stats(): Promise<RTCStatsReport> {
    return this.#connection.getStats();
  }

  /** Sends through the data channel. @returns Whether it was open and took it. */
  send(frame: string): boolean {
    if (this.#channel?.readyState !== "open") return false;
    try {
      this.#channel.send(frame);
      return true;
    } catch {
      // Its buffer is full or it is closing: as good as closed for this frame.
      return false;
    }
  }

  /** Ends the connection; the other side notices. */
  close(): void {
    this.#closed.abort();
    this.#cancelBatch?.();
    this.#channel?.close();
    this.#connection.close();
  }

  #listen(): void {
    const { signal } = this.#closed;
    const { listener } = this.#options;
    const connection = this.#connection;
    connection.addEventListener("negotiationneeded", () => void this.#offer(), { signal });
    connection.addEventListener("icecandidate", ({ candidate }) => {
      this.#foundCandidate(candidate);
    }, { signal });
    connection.addEventListener("connectionstatechange", () => {
      const state = connection.connectionState;
      if (state === "closed") return;
      listener.onState(state === "new" ? "connecting" : state);
    }, { signal });
    connection.addEventListener("track", ({ track, streams }) => {
      listener.onStream(streams[0] ?? new MediaStream([track]));
    }, { signal });
  }

  /** Adds what this side contributes: its tracks and its end of the data channel. */
  #attach(): void {
    const { localStream, listener } = this.#options;
    const { signal } = this.#closed;
    if (this.#channel !== null) return;
    for (const track of localStream?.getTracks() ?? []) {
      if (localStream) this.#connection.addTrack(track, localStream);
    }
    const channel = this.#connection.createDataChannel("text", { negotiated: true, id: 0 });
    this.#channel = channel;
    channel.addEventListener("open", () => listener.onChannel(true), { signal });
    channel.addEventListener("close", () => listener.onChannel(false), { signal });
    channel.addEventListener("message", ({ data }) => {
      if (typeof data === "string") listener.onFrame(data);
    }, { signal });
  }

  async #offer(): Promise<void> {
    // Before the first offer arrived an answerer has nothing to negotiate.
    if (this.#channel === null) return;
    try {
      this.#isMakingOffer = true;
      await this.#connection.setLocalDescription();
      this.#tellDescription();
    } catch (error) {
      if (this.#closed.signal.aborted) return;
      console.warn("random-chat: Cannot make an offer", error);
      this.#options.listener.onState("failed");
    } finally {
      this.#isMakingOffer = false;
    }
  }

  async #describe(description: NonNullable<PeerSignal["description"]>): Promise<void> {
    const connection = this.#connection;
    const { type } = description;
    const isStable = connection.signalingState === "stable";
    if (type === "answer" && isStable) return;
    const isReady = !this.#isMakingOffer && (isStable || this.#isSettingAnswer);
    this.#isIgnoringOffer = !this.#options.isPolite && type === "offer" && !isReady;
    if (this.#isIgnoringOffer) return;
    this.#isSettingAnswer = type === "answer";
    const isSet = connection.setRemoteDescription({ type, sdp: description.sdp ?? "" });
    this.#hasRemote = true;
    const early = this.#early.splice(0).map((candidate) => this.#addCandidate(candidate));
    try {
      await isSet;
    } finally {
      this.#isSettingAnswer = false;
    }
    await Promise.all(early);
    if (type !== "offer") return;
    this.#attach();
    await connection.setLocalDescription();
    this.#tellDescription();
  }

  async #addCandidate(candidate: Candidate): Promise<void> {
    if (!this.#hasRemote) {
      this.#early.push(candidate);
      return;
    }
    try {
      await this.#connection.addIceCandidate(candidate && toInit(candidate));
    } catch (error) {
      // Candidates of an offer that was ignored belong to nothing; other broken ones cost only
      // themselves.
      if (!this.#isIgnoringOffer && !this.#closed.signal.aborted) {
        console.warn("random-chat: Cannot use a candidate", error);
      }
    }
  }

  #foundCandidate(candidate: RTCIceCandidate | null): void {
    // An empty candidate ends one generation of them; `null` ends all and says the same.
    if (candidate?.candidate === "") return;
    this.#found.push(candidate?.toJSON() ?? null);
    this.#cancelBatch ??= this.#options.clock.after(
      CANDIDATE_BATCH_MS,
      () => this.#tellCandidates(),
    );
  }

  #tellCandidates(): void {
    this.#cancelBatch?.();
    this.#cancelBatch = null;
    const found = this.#found.splice(0);
    for (let at = 0; at < found.length; at += MAX_CANDIDATES) {
      this.#options.listener.onSignal({ candidates: found.slice(at, at + MAX_CANDIDATES) });
    }
  }

  #tellDescription(): void {
    const description = this.#connection.localDescription;
    if (description === null || this.#closed.signal.aborted) return;
    const { type, sdp } = description;
    this.#options.listener.onSignal({ description: { type, sdp } });
  }
}

function toInit(candidate: NonNullable<Candidate>): RTCIceCandidateInit {
  const { candidate: line = "", sdpMid = null, sdpMLineIndex = null } = candidate;
  const { usernameFragment = null } = candidate;
  return { candidate: line, sdpMid, sdpMLineIndex, usernameFragment };
}
