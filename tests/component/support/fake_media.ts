/**
 * Cameras and microphones for tests without a browser: what is captured is counted, and is let go
 * of when it is stopped.
 *
 * @module
 */

class FakeTrack extends EventTarget {
  readyState: MediaStreamTrackState = "live";
  enabled = true;

  constructor(readonly kind: "audio" | "video", readonly id: string, readonly live: Set<string>) {
    super();
    live.add(id);
  }

  getSettings(): MediaTrackSettings {
    return {};
  }

  stop(): void {
    this.readyState = "ended";
    this.live.delete(this.id);
  }
}

/** As much of a `MediaStream` as the capture uses. */
class FakeStream {
  #tracks: FakeTrack[];

  constructor(tracks: readonly FakeTrack[]) {
    this.#tracks = [...tracks];
  }

  getTracks(): FakeTrack[] {
    return [...this.#tracks];
  }

  getVideoTracks(): FakeTrack[] {
    return this.#tracks.filter(({ kind }) => kind === "video");
  }

  getTrackById(id: string): FakeTrack | null {
    return this.#tracks.find((track) => track.id === id) ?? null;
  }

  addTrack(track: FakeTrack): void {
    this.#tracks.push(track);
  }

  removeTrack(track: FakeTrack): void {
    this.#tracks = this.#tracks.filter((one) => one !== track);
  }
}

/** The devices of one visitor. */
export class FakeMedia {
  /** What is captured now, as `audio-1`, `video-2`, … */
  readonly live = new Set<string>();
  /** What was asked for, in order. */
  readonly asked: string[] = [];
  /** Asked before anything is captured; what it throws is the refusal. */
  gate: (kinds: string) => void | Promise<void> = () => {};
  #count = 0;

  /** Captures, as `getUserMedia` does. */
  readonly getMedia = async (constraints: MediaStreamConstraints): Promise<MediaStream> => {
    const kinds = (["audio", "video"] as const).filter((kind) => constraints[kind]);
    this.asked.push(kinds.join("+"));
    await this.gate(kinds.join("+"));
    const tracks = kinds.map((kind) => new FakeTrack(kind, `${kind}-${++this.#count}`, this.live));
    // The one place where a fake stands in for a browser's class.
    return new FakeStream(tracks) as unknown as MediaStream;
  };
}
