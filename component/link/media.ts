/**
 * One's own camera and microphone: asked for once, kept between talks, let go of for good.
 *
 * It does not know talks or peers. The invariants it keeps: there is at most one capture, in one
 * stream, whose tracks come and go; a device is let go of before another of its kind is asked for
 * (Safari stops the picture of the first otherwise, WebKit 179363); one that the browser grants after
 * nobody wants it any more is stopped at once, so that no camera stays on unseen; what the visitor
 * turned off stays off until they turn it on, whatever is plugged in or out.
 *
 * @module
 */
import type { Mode } from "../../server/protocol.ts";
import { constraintsOf, type DeviceChoice, type Facing, readChoice } from "./device_choice.ts";
import {
  alternativesTo,
  browserGetMedia,
  causeOf,
  type GetMedia,
  type MediaCause,
} from "./media_cause.ts";

import { onPageBack, onPageLeft } from "./page_watch.ts";
import type { SessionStore } from "./session_store.ts";

export { causeOf, type GetMedia, type MediaCause };

/** Under what the browser keeps which camera, microphone and speaker were chosen. */
const CHOICE_KEY = "random-chat:choice";

/** Whether a device takes part; `lost` is one that should and cannot. */
export type DeviceState = "on" | "off" | "lost" | "absent";

/** Why a device that took part does so no more. */
export type LostCause = MediaCause | "unplugged";

/** Which of one's own devices take part. Those of a kind that is not captured are `absent`. */
export interface Devices {
  readonly camera: DeviceState;
  readonly microphone: DeviceState;
  /** Why one of them is lost. */
  readonly cause?: LostCause;
  /** Which way the camera looks, where the browser knows: on phones. */
  readonly facing?: Facing;
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

/** What a capture is made with. */
export interface CaptureOptions {
  /** The browser's when absent. */
  readonly getMedia?: GetMedia | undefined;
  /** Where the visitor's choice is kept. */
  readonly store: Pick<SessionStore, "kept" | "keep">;
  /** A device's state changed, by itself or as it was asked to. */
  readonly onChange: () => void;
  /** Another track of that kind is captured now, or none, while the stream stays. */
  readonly onTrack: (kind: Kind, track: MediaStreamTrack | null) => void;
}

type Kind = "audio" | "video";

/** One kind of device, while it is captured. */
interface Slot {
  /** Whether the visitor wants it to take part; only they change it. */
  isWanted: boolean;
  /** Why it cannot take part, until it is captured again. */
  lost?: LostCause | undefined;
  /** Counts the askings, so that only the last one is answered. */
  run: number;
  /** How often it ended by itself since the visitor last had a hand in it. */
  losses: number;
}

/** A device that ends by itself as often as this is left alone until the visitor asks for it. */
const MAX_LOSSES = 3;

/** One's own camera and microphone. */
export class Capture {
  readonly #options: CaptureOptions;
  #mode: Mode = "text";
  #stream: MediaStream | null = null;
  #slots: Partial<Record<Kind, Slot>> = {};
  #run = 0;
  /** Ends with the capture, and what listens to the list of devices with it. */
  #kept = new AbortController();

  constructor(options: CaptureOptions) {
    this.#options = options;
  }

  /** The picture and sound, while captured; the same stream whatever device they come from. */
  get stream(): MediaStream | null {
    return this.#stream;
  }

  /** Which devices take part. */
  get devices(): Devices {
    const { audio, video } = this.#slots;
    const cause = video?.lost ?? audio?.lost;
    const facing = this.#track("video")?.getSettings().facingMode;
    return {
      camera: this.#stateOf("video"),
      microphone: this.#stateOf("audio"),
      ...(cause && { cause }),
      ...((facing === "user" || facing === "environment") && { facing }),
    };
  }

  /**
   * Asks for what the mode needs; `text` never asks. What is captured already is kept.
   *
   * @returns `superseded` when `ask` or `stop` was called since.
   */
  async ask(mode: Mode): Promise<CaptureResult> {
    if (this.#stream !== null && this.#mode === mode && this.#isWhole()) return { kind: "ready" };
    const unwanted = this.#all().flatMap(([kind, { isWanted }]) => isWanted ? [] : [kind]);
    this.stop();
    if (mode === "text") return { kind: "ready" };
    const run = this.#run;
    const getMedia = this.#getMedia();
    if (typeof getMedia === "string") {
      return { kind: "refused", cause: getMedia, alternatives: ["text"] };
    }
    try {
      const stream = await getMedia(constraintsOf(this.choice, mode));
      // Chromium hands out sound alone where the page's policy keeps the camera from it.
      if (run !== this.#run || (mode === "video" && !stream.getVideoTracks()[0])) {
        stopTracks(stream);
        throw new DOMException("Cannot capture", "SecurityError");
      }
      this.#keep(stream, mode);
      for (const kind of unwanted) this.set(kind === "video" ? "camera" : "microphone", false);
      return { kind: "ready" };
    } catch (error) {
      const cause = causeOf(error);
      const alternatives = await alternativesTo(mode, cause);
      if (run !== this.#run) return { kind: "superseded" };
      return { kind: "refused", cause, alternatives };
    }
  }

  /**
   * Captures what another mode needs on top of what there is, which goes on, and lets go of what it
   * has no use for.
   *
   * @returns `superseded` when something else was wanted since.
   */
  async change(mode: Mode): Promise<CaptureResult> {
    const { video } = this.#slots;
    const isNew = this.#stream === null || mode === "text";
    const result = await (isNew ? this.ask(mode) : this.#changeTo(mode, video));
    this.#options.onChange();
    return result;
  }

  /**
   * Switches a device; without effect while it is not captured. A microphone is muted and goes on at
   * once; a camera is let go of, so that its light goes out, and asked for again.
   */
  set(device: "camera" | "microphone", isOn: boolean): void {
    const kind = device === "camera" ? "video" : "audio";
    const slot = this.#slots[kind];
    if (slot === undefined) return;
    slot.losses = 0;
    slot.isWanted = isOn;
    const track = this.#track(kind);
    if (kind === "audio" && track !== undefined) track.enabled = isOn;
    else if (isOn) return void this.#take(kind, slot);
    else if (kind === "video") {
      this.#drop(kind, slot);
      slot.lost = undefined;
    }
    this.#options.onChange();
  }

  /** What the visitor has chosen. */
  get choice(): DeviceChoice {
    return readChoice(this.#options.store.kept(CHOICE_KEY));
  }

  /** Keeps a choice, and takes the devices of it where others are in use. */
  choose(choice: DeviceChoice): void {
    this.#options.store.keep(CHOICE_KEY, JSON.stringify(choice));
    const { camera, microphone, facing } = choice;
    const { audio, video } = this.#slots;
    const { deviceId, facingMode } = this.#track("video")?.getSettings() ?? {};
    const isOther = camera === undefined
      ? (facing ?? facingMode) !== facingMode
      : camera !== deviceId;
    if (video?.isWanted && isOther) void this.#take("video", video);
    if (!audio || microphone === this.#track("audio")?.getSettings().deviceId) return;
    if (microphone !== undefined) void this.#take("audio", audio);
  }

  /** Lets go of camera and microphone, those that are being asked for included. */
  stop(): void {
    this.#run += 1;
    this.#kept.abort();
    if (this.#stream !== null) stopTracks(this.#stream);
    this.#stream = null;
    this.#slots = {};
  }

  /** Sound is there already: only the picture comes or goes. */
  async #changeTo(mode: Mode, video: Slot | undefined): Promise<CaptureResult> {
    this.#mode = mode;
    if (mode === "voice" && video !== undefined) {
      delete this.#slots.video;
      this.#drop("video", video);
    }
    if (mode === "voice" || video !== undefined) return { kind: "ready" };
    const slot: Slot = { isWanted: true, run: 0, losses: 0 };
    this.#slots.video = slot;
    await this.#take("video", slot);
    if (this.#slots.video !== slot) return { kind: "superseded" };
    const { lost } = slot;
    if (lost === undefined) return { kind: "ready" };
    delete this.#slots.video;
    this.#mode = "voice";
    return { kind: "refused", cause: lost === "unplugged" ? "missing" : lost, alternatives: [] };
  }

  #keep(stream: MediaStream, mode: Mode): void {
    this.#stream = stream;
    this.#mode = mode;
    this.#kept = new AbortController();
    for (const track of stream.getTracks()) {
      const kind = track.kind === "video" ? "video" : "audio";
      this.#slots[kind] = { isWanted: true, run: 0, losses: 0 };
      this.#watch(kind, track);
    }
    const { signal } = this.#kept;
    // Nothing stays on while the page is put aside.
    onPageLeft(() => {
      for (const [kind, slot] of this.#all()) this.#drop(kind, slot);
    }, signal);
    onPageBack(() => this.#resume(), signal);
    globalThis.navigator?.mediaDevices?.addEventListener("devicechange", () => {
      for (const [kind, slot] of this.#all()) {
        // Something was plugged in or out: the one that was missed may be back.
        if (slot.lost !== undefined && slot.lost !== "denied") void this.#take(kind, slot);
      }
    }, { signal });
  }

  #resume(): void {
    for (const [kind, slot] of this.#all()) {
      if (this.#track(kind) === undefined && (kind === "audio" || slot.isWanted)) {
        void this.#take(kind, slot);
      }
    }
  }

  #watch(kind: Kind, track: MediaStreamTrack): void {
    track.addEventListener("ended", () => {
      const slot = this.#slots[kind];
      if (slot === undefined || this.#stream?.getTrackById(track.id) !== track) return;
      slot.losses += 1;
      void this.#take(kind, slot);
    });
  }

  /** Captures that kind anew, into the same stream. */
  async #take(kind: Kind, slot: Slot): Promise<void> {
    const stream = this.#stream;
    this.#drop(kind, slot);
    const { run } = slot;
    const isOver = () => slot.run !== run || this.#stream !== stream || stream === null;
    try {
      const getMedia = this.#getMedia();
      if (typeof getMedia === "string" || slot.losses >= MAX_LOSSES) {
        throw new DOMException("Cannot capture", "NotReadableError");
      }
      const wanted = constraintsOf(this.choice, this.#mode);
      const taken = await getMedia(
        kind === "audio" ? { audio: wanted.audio } : { video: wanted.video },
      );
      const track = taken.getTracks().find((one) => one.kind === kind);
      if (isOver() || track === undefined) return stopTracks(taken);
      stream?.addTrack(track);
      track.enabled = slot.isWanted;
      slot.lost = undefined;
      this.#watch(kind, track);
      this.#options.onTrack(kind, track);
    } catch (error) {
      if (isOver()) return;
      const cause = causeOf(error);
      slot.lost = cause === "missing" ? "unplugged" : cause;
    }
    this.#options.onChange();
  }

  #drop(kind: Kind, slot: Slot): void {
    slot.run += 1;
    const track = this.#track(kind);
    if (track === undefined) return;
    this.#stream?.removeTrack(track);
    track.stop();
    this.#options.onTrack(kind, null);
  }

  #stateOf(kind: Kind): DeviceState {
    const slot = this.#slots[kind];
    if (slot === undefined) return "absent";
    if (slot.lost !== undefined) return "lost";
    return slot.isWanted && this.#track(kind) !== undefined ? "on" : "off";
  }

  #isWhole(): boolean {
    return this.#all().every(([kind, { isWanted }]) =>
      this.#track(kind)?.readyState === "live" || (kind === "video" && !isWanted)
    );
  }

  #all(): (readonly [Kind, Slot])[] {
    return (["audio", "video"] as const).flatMap((kind) => {
      const slot = this.#slots[kind];
      return slot ? [[kind, slot] as const] : [];
    });
  }

  #track(kind: Kind): MediaStreamTrack | undefined {
    return this.#stream?.getTracks().find((track) => track.kind === kind);
  }

  #getMedia() {
    return this.#options.getMedia ?? browserGetMedia();
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
