/**
 * A peer connection that a test moves: it negotiates nothing, and its state is what the test says.
 *
 * @module
 */

type Track = Pick<MediaStreamTrack, "kind">;

/** As much of an `RTCRtpTransceiver` as the call uses. */
function createRoom(kind: string, track: Track | null) {
  const sender = {
    track,
    replaceTrack(next: Track | null) {
      this.track = next;
      return Promise.resolve();
    },
  };
  return { sender, receiver: { track: { kind } }, direction: "sendrecv" };
}

/** As much of an `RTCPeerConnection` as the call uses. */
export class FakeConnection extends EventTarget {
  signalingState: RTCSignalingState = "stable";
  connectionState: RTCPeerConnectionState = "new";
  localDescription: RTCSessionDescriptionInit | null = null;
  restarts = 0;
  /** What the browser says has come in. */
  bytesReceived = 1_000;
  readonly configurations: RTCConfiguration[] = [];
  readonly channel = Object.assign(new EventTarget(), {
    readyState: "connecting",
    sent: [] as string[],
    send(frame: string) {
      this.sent.push(frame);
    },
    close() {},
  });

  readonly #rooms: ReturnType<typeof createRoom>[] = [];

  constructor(readonly config: RTCConfiguration) {
    super();
  }

  addTrack(track: Track): { readonly track: null } {
    this.#makeRoom(track.kind, track);
    // What begins small is the browser's business.
    return { track: null };
  }

  addTransceiver(track: string | Track): { readonly sender: { readonly track: null } } {
    if (typeof track === "string") this.#makeRoom(track, null);
    else this.#makeRoom(track.kind, track);
    if (this.signalingState === "stable") this.#negotiate();
    return { sender: { track: null } };
  }

  getTransceivers(): readonly ReturnType<typeof createRoom>[] {
    return this.#rooms;
  }

  createDataChannel(): FakeConnection["channel"] {
    if (this.signalingState === "stable") this.#negotiate();
    return this.channel;
  }

  async setLocalDescription(): Promise<void> {
    await Promise.resolve();
    const isAnswer = this.signalingState === "have-remote-offer";
    this.localDescription = { type: isAnswer ? "answer" : "offer", sdp: "v=0" };
    this.signalingState = isAnswer ? "stable" : "have-local-offer";
  }

  async setRemoteDescription({ type }: RTCSessionDescriptionInit): Promise<void> {
    await Promise.resolve();
    this.signalingState = type === "offer" ? "have-remote-offer" : "stable";
  }

  async addIceCandidate(): Promise<void> {}

  getStats(): Promise<Map<string, unknown>> {
    const { bytesReceived } = this;
    return Promise.resolve(new Map([["pair", { type: "candidate-pair", bytesReceived }]]));
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.configurations.push(configuration);
  }

  restartIce(): void {
    this.restarts += 1;
    this.#negotiate();
  }

  close(): void {
    this.connectionState = "closed";
  }

  /** Moves the connection, as the network would. */
  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.dispatchEvent(new Event("connectionstatechange"));
  }

  /** The same, as the type that the call takes. */
  asConnection(): RTCPeerConnection {
    // The one place where a fake stands in for a browser's class with a hundred members.
    return this as unknown as RTCPeerConnection;
  }

  /** The kinds that there is room for, in the order in which it was made. */
  get sends(): string[] {
    return this.#rooms.map(({ receiver }) => receiver.track.kind);
  }

  /** The kinds of what is sent. */
  get carries(): string[] {
    return this.#rooms.flatMap(({ sender }) => sender.track?.kind ?? []);
  }

  #makeRoom(kind: string, track: Track | null): void {
    this.#rooms.push(createRoom(kind, track));
  }

  #negotiate(): void {
    queueMicrotask(() => this.dispatchEvent(new Event("negotiationneeded")));
  }
}
