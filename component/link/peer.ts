/**
 * One peer connection, for one generation of one room: perfect negotiation and a data channel.
 *
 * It does not know rooms, generations or when to give up; `call.ts` does. The invariant it keeps:
 * when both sides make an offer at once the polite one yields, and both end in `stable`.
 *
 * @see https://w3c.github.io/webrtc-pc/#perfect-negotiation-example
 * @module
 */
import type { IceServer, Match, Role } from "../../server/protocol.ts";
import { type Candidate, OutgoingCandidates, toInit } from "./candidates.ts";
import { configOf } from "./peer_config.ts";
import type { MediaKind, PeerListener, PeerOptions, PeerSignal } from "./peer_types.ts";
import { onlyRelayed } from "./relay_only.ts";
import { Sending } from "./sending.ts";

/** What a side is in a match. */
type Part = Pick<Match, "role" | "polite">;

/** Makes a connection of the browser. @throws When the page may not make any. */
export function createBrowserConnection(config: RTCConfiguration): RTCPeerConnection {
  return new RTCPeerConnection(config);
}

/** One peer connection. Nothing is told any more after `close`. */
export class Peer {
  readonly #options: PeerOptions;
  readonly #connection: RTCPeerConnection;
  readonly #closed = new AbortController();
  readonly #gathered = Promise.withResolvers<void>();
  readonly #isRelayOnly: boolean;
  #role: Role;
  #isPolite: boolean;
  readonly #candidates: OutgoingCandidates;
  /** What its tracks are sent like. */
  readonly sending: Sending;
  #listener: PeerListener | null;
  #channel: RTCDataChannel | null = null;
  #isMakingOffer = false;
  #isIgnoringOffer = false;
  #isSettingAnswer = false;
  /** Whether the other's description has been handed to the connection. */
  #hasRemote = false;
  /** Whether the connection has taken one of the other's descriptions. */
  #isDescribed = false;
  /** Meanwhile nothing is drawn: the other side waits for the answer, and pictures come after it. */
  #isAnswering = false;
  readonly #arrived = new Set<MediaStream>();
  #hasRoom = false;
  #kinds: readonly MediaKind[];
  #early: Candidate[] = [];

  /** @throws Whatever the browser throws when the page may not make connections. */
  constructor(options: PeerOptions) {
    this.#options = options;
    this.#kinds = options.kinds ?? [];
    this.#listener = options.listener;
    this.#role = options.role;
    this.#isPolite = options.isPolite;
    this.#isRelayOnly = options.config.iceTransportPolicy === "relay";
    this.#candidates = new OutgoingCandidates({
      clock: options.clock,
      isRelayOnly: this.#isRelayOnly,
      isHeld: options.listener === null,
      send: (candidates) => this.#listener?.onSignal({ candidates }),
    });
    const connection = options.createConnection(options.config);
    this.#connection = connection;
    this.sending = new Sending(connection, options.isVeiled ?? false);
    this.#listen();
    this.#attach();
    // What is made room for is the offer's to say; an answerer only moves in.
    if (options.role === "offerer") this.#makeRoom();
  }

  /** Settles when all candidates are found that there are for now. */
  get gathered(): Promise<void> {
    return this.#gathered.promise;
  }

  /** Whether the browser says that the two are connected. */
  get isConnected(): boolean {
    return this.#connection.connectionState === "connected";
  }

  /**
   * What the other side is to be offered, with every candidate found so far; those that are found
   * later wait for `release`.
   *
   * @returns `null` before there is an offer.
   */
  takeOffer(): string | null {
    const sdp = this.#describeSelf()?.sdp ?? null;
    if (sdp !== null) this.#candidates.clear();
    return sdp;
  }

  /**
   * There is another side: it is told what it does not know.
   *
   * @param hasOffer Whether it has what `takeOffer` gave.
   * @param part What this side is from now on: it may have offered and be the answerer all the same.
   */
  release(listener: PeerListener, hasOffer: boolean, { role, polite }: Part): void {
    this.#listener = listener;
    this.#role = role;
    this.#isPolite = polite;
    if (!hasOffer && this.#connection.localDescription !== null) {
      this.#candidates.clear();
      this.#tellDescription();
    }
    this.#candidates.flush();
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
      this.#listener?.onState("failed");
    }
  }

  /** Looks for a new way between the two, without taking the connection down. */
  restartIce(iceServers: readonly IceServer[]): void {
    this.#connection.setConfiguration(configOf(iceServers, this.#isRelayOnly));
    this.#connection.restartIce();
  }

  /**
   * Sends another track of that kind from now on, or none, without negotiating. Before there is room
   * for that kind nothing is done: what the stream has then moves in.
   */
  replaceTrack(kind: MediaKind, track: MediaStreamTrack | null): void {
    const sender = this.#transceiver(kind)?.sender;
    if (sender !== undefined) this.sending.replace(sender, track);
  }

  /**
   * Makes room for what the two have agreed to now. The offerer offers it; what the answerer has of
   * it moves in with its answer.
   */
  grow(kinds: readonly MediaKind[]): void {
    this.#kinds = kinds;
    this.#hasRoom = false;
    if (this.#role === "offerer") this.#makeRoom();
  }

  /** The browser's figures of this connection. */
  stats(): Promise<RTCStatsReport> {
    return this.#connection.getStats();
  }

  /** Bytes of picture, sound and text that have come in so far. */
  async bytesReceived(): Promise<number> {
    let bytes = 0;
    for (const [, entry] of await this.stats()) {
      if (entry.type === "candidate-pair") bytes += entry.bytesReceived ?? 0;
    }
    return bytes;
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
    this.#candidates.stop();
    this.#channel?.close();
    this.#connection.close();
  }

  #listen(): void {
    const { signal } = this.#closed;
    const connection = this.#connection;
    connection.addEventListener("negotiationneeded", () => void this.#offer(), { signal });
    connection.addEventListener("icecandidate", ({ candidate }) => {
      // An empty candidate ends one generation of them; `null` ends all and says the same.
      if (candidate?.candidate === "") return;
      if (candidate === null) this.#gathered.resolve();
      this.#candidates.add(candidate);
    }, { signal });
    connection.addEventListener("connectionstatechange", () => {
      const state = connection.connectionState;
      if (state === "closed") return;
      this.#listener?.onState(state === "new" ? "connecting" : state);
    }, { signal });
    connection.addEventListener("track", ({ track, streams }) => {
      this.#arrived.add(streams[0] ?? new MediaStream([track]));
      if (!this.#isAnswering) this.#tellStreams();
    }, { signal });
  }

  /** Adds what this side contributes: its tracks and its end of the data channel. */
  #attach(): void {
    const { localStream, kinds } = this.#options;
    const { signal } = this.#closed;
    for (const track of localStream?.getTracks() ?? []) {
      // More may be captured than the two have agreed to.
      if (kinds?.every((kind) => kind !== track.kind)) continue;
      if (localStream) this.sending.begin(this.#connection.addTrack(track, localStream));
    }
    const channel = this.#connection.createDataChannel("text", { negotiated: true, id: 0 });
    this.#channel = channel;
    channel.addEventListener("open", () => this.#listener?.onChannel(true), { signal });
    channel.addEventListener("close", () => this.#listener?.onChannel(false), { signal });
    channel.addEventListener("message", ({ data }) => {
      if (typeof data === "string") this.#listener?.onFrame(data);
    }, { signal });
  }

  #makeRoom(): void {
    const { localStream } = this.#options;
    if (localStream === null || this.#hasRoom) return;
    this.#hasRoom = true;
    for (const kind of this.#kinds) {
      const offered = this.#transceiver(kind);
      // What carries a track, or did until it was turned off, sends already.
      if (offered?.direction === "sendrecv") continue;
      const track = localStream.getTracks().find((one) => one.kind === kind) ?? null;
      if (offered === undefined) {
        const streams = [localStream];
        this.sending.begin(this.#connection.addTransceiver(track ?? kind, { streams }).sender);
      } else {
        offered.direction = "sendrecv";
        offered.sender.setStreams?.(localStream);
        this.replaceTrack(kind, track);
      }
    }
  }

  #transceiver(kind: MediaKind): RTCRtpTransceiver | undefined {
    return this.#connection.getTransceivers().find(({ receiver }) => receiver.track.kind === kind);
  }

  async #offer(): Promise<void> {
    // What an answerer contributes goes into its answer to the first offer.
    if (this.#role === "answerer" && !this.#isDescribed) return;
    try {
      this.#isMakingOffer = true;
      await this.#connection.setLocalDescription();
      this.#tellDescription();
    } catch (error) {
      if (this.#closed.signal.aborted) return;
      console.warn("random-chat: Cannot make an offer", error);
      this.#listener?.onState("failed");
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
    this.#isIgnoringOffer = !this.#isPolite && type === "offer" && !isReady;
    if (this.#isIgnoringOffer) return;
    this.#isSettingAnswer = type === "answer";
    this.#isAnswering = type === "offer";
    const isSet = connection.setRemoteDescription({ type, sdp: description.sdp ?? "" });
    this.#hasRemote = true;
    const early = this.#early.splice(0).map((candidate) => this.#addCandidate(candidate));
    try {
      await isSet;
    } finally {
      this.#isSettingAnswer = false;
    }
    this.#isDescribed = true;
    await Promise.all(early);
    if (type !== "offer") return;
    this.#makeRoom();
    await connection.setLocalDescription();
    this.#isAnswering = false;
    this.#tellDescription();
    this.#tellStreams();
  }

  #tellStreams(): void {
    for (const stream of this.#arrived) this.#listener?.onStream(stream);
    this.#arrived.clear();
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

  #tellDescription(): void {
    const description = this.#describeSelf();
    if (description === null || this.#closed.signal.aborted) return;
    this.#listener?.onSignal({ description });
  }

  #describeSelf(): { type: RTCSdpType; sdp: string } | null {
    const description = this.#connection.localDescription;
    if (description === null) return null;
    const { type, sdp } = description;
    return { type, sdp: this.#isRelayOnly ? onlyRelayed(sdp) : sdp };
  }
}
