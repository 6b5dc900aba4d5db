/**
 * One's own camera and microphone: asked for once, kept between talks, let go of for good.
 *
 * It does not know talks or peers. The invariant it keeps: there is at most one capture; one that
 * the browser grants after nobody wants it any more is stopped at once, so that no camera stays on
 * unseen.
 *
 * @module
 */
import type { Mode } from "../../server/protocol.ts";

/** Why camera or microphone cannot be used. */
export type MediaCause = "denied" | "missing" | "busy" | "insecure" | "unsupported" | "unknown";

/** Which of one's own devices take part. Tracks of a kind that is not captured are `absent`. */
export interface Devices {
  readonly camera: "on" | "off" | "absent";
  readonly microphone: "on" | "off" | "absent";
}

/** What came of asking for camera and microphone. */
export type CaptureResult =
  | { readonly kind: "ready" }
  /** They cannot be used; `alternatives` are the modes that still work. */
  | {
    readonly kind: "refused";
    readonly cause: MediaCause;
    readonly alternatives: readonly Mode[];
  }
  /** Something else was wanted in the meantime. */
  | { readonly kind: "superseded" };

/** Captures; rejects as `MediaDevices.getUserMedia` does. */
export type GetMedia = (constraints: MediaStreamConstraints) => Promise<MediaStream>;

/** What a capture is made with. */
export interface CaptureOptions {
  /** The browser's when absent. */
  readonly getMedia?: GetMedia | undefined;
  /** The stream or a device's state changed by itself: a device was unplugged. */
  readonly onChange: () => void;
}

/** Enough for a large picture, and what a phone sends without getting warm. */
const VIDEO: MediaTrackConstraints = {
  facingMode: "user",
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

/** One's own camera and microphone. */
export class Capture {
  readonly #options: CaptureOptions;
  #mode: Mode = "text";
  #stream: MediaStream | null = null;
  #run = 0;

  constructor(options: CaptureOptions) {
    this.#options = options;
  }

  /** The picture and sound, while captured. */
  get stream(): MediaStream | null {
    return this.#stream;
  }

  /** Which devices take part. */
  get devices(): Devices {
    return { camera: this.#device("video"), microphone: this.#device("audio") };
  }

  /**
   * Asks for what the mode needs; `text` never asks. What is captured already is kept.
   *
   * @returns `superseded` when `ask` or `stop` was called since.
   */
  async ask(mode: Mode): Promise<CaptureResult> {
    if (this.#stream !== null && this.#mode === mode && this.#isLive()) return { kind: "ready" };
    this.stop();
    if (mode === "text") return { kind: "ready" };
    const run = this.#run;
    const getMedia = this.#options.getMedia ?? browserGetMedia();
    if (typeof getMedia === "string") {
      return { kind: "refused", cause: getMedia, alternatives: ["text"] };
    }
    try {
      const stream = await getMedia({ audio: true, video: mode === "video" ? VIDEO : false });
      if (run !== this.#run) {
        stopTracks(stream);
        return { kind: "superseded" };
      }
      this.#keep(stream, mode);
      return { kind: "ready" };
    } catch (error) {
      const cause = causeOf(error);
      const alternatives = await alternativesTo(mode, cause);
      if (run !== this.#run) return { kind: "superseded" };
      return { kind: "refused", cause, alternatives };
    }
  }

  /** Switches a device; without effect while it is not captured. */
  set(device: keyof Devices, isOn: boolean): void {
    for (const track of this.#tracks(device === "camera" ? "video" : "audio")) {
      track.enabled = isOn;
    }
  }

  /** Lets go of camera and microphone, those that are being asked for included. */
  stop(): void {
    this.#run += 1;
    if (this.#stream !== null) stopTracks(this.#stream);
    this.#stream = null;
  }

  #keep(stream: MediaStream, mode: Mode): void {
    this.#stream = stream;
    this.#mode = mode;
    for (const track of stream.getTracks()) {
      track.addEventListener("ended", () => {
        if (this.#stream === stream) this.#options.onChange();
      });
    }
  }

  #isLive(): boolean {
    return this.#stream?.getTracks().every((track) => track.readyState === "live") ?? false;
  }

  #device(kind: "video" | "audio"): "on" | "off" | "absent" {
    const tracks = this.#tracks(kind);
    if (tracks.length === 0) return "absent";
    return tracks.some((track) => track.enabled) ? "on" : "off";
  }

  #tracks(kind: "video" | "audio"): MediaStreamTrack[] {
    const tracks = this.#stream?.getTracks() ?? [];
    return tracks.filter((track) => track.kind === kind && track.readyState === "live");
  }
}

/** Tells what an error of `getUserMedia` means for the visitor. */
export function causeOf(error: unknown): MediaCause {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "unknown";
  }
}

/** Browsers hide `mediaDevices` from pages that did not come over HTTPS. */
function browserGetMedia(): GetMedia | "insecure" | "unsupported" {
  const devices = globalThis.navigator?.mediaDevices;
  if (devices?.getUserMedia) return (constraints) => devices.getUserMedia(constraints);
  return globalThis.isSecureContext === false ? "insecure" : "unsupported";
}

/** Voice is an alternative to video while there is a microphone that nobody refused. */
async function alternativesTo(mode: Mode, cause: MediaCause): Promise<readonly Mode[]> {
  if (mode !== "video" || !await hasMicrophone()) return ["text"];
  if (cause === "denied" && await isMicrophoneDenied()) return ["text"];
  return ["voice", "text"];
}

async function hasMicrophone(): Promise<boolean> {
  try {
    const devices = await globalThis.navigator?.mediaDevices?.enumerateDevices() ?? [];
    return devices.some((device) => device.kind === "audioinput");
  } catch {
    // A page whose policy forbids the list cannot offer what is on it.
    return false;
  }
}

async function isMicrophoneDenied(): Promise<boolean> {
  try {
    const status = await navigator.permissions.query({ name: "microphone" });
    return status.state === "denied";
  } catch {
    // Older browsers do not know this permission; then asking again is the only way to find out.
    return false;
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
