/**
 * How large the picture is that a connection sends: small at first, veiled until both want to be
 * seen, and otherwise as the connection carries it.
 *
 * It does not know when what is wanted. The invariant it keeps: while it is veiled, no picture leaves
 * that is larger than a veiled one may be, whatever camera it comes from; one that cannot be made so
 * small is not sent.
 *
 * @module
 */
import { Lane } from "./lane.ts";
import type { MediaKind } from "./peer_types.ts";
import type { Tuning } from "./quality.ts";

/** A picture that is higher than this, in pixels, … */
const LARGE_PX = 480;
/** … begins at about this height. */
const BEGINS_AT_PX = 240;
/** A veiled picture is as wide or as high as this, in pixels: there is somebody, and no more. */
const VEILED_PX = 48;
/** A camera that does not say how large its picture is has no larger one, in pixels. */
const LARGEST_PX = 4_096;
/** What is sent of a picture that was unveiled, until somebody watches the connection. */
const UNVEILED: Tuning = { maxBitrate: 1_500_000, maxFramerate: 30, scaleResolutionDownBy: 2 };

/** What the tracks of one connection are sent like. */
export class Sending {
  readonly #connection: RTCPeerConnection;
  /** Browsers let parameters be changed by one at a time. */
  readonly #lane = new Lane();
  #isVeiled: boolean;

  constructor(connection: RTCPeerConnection, isVeiled: boolean) {
    this.#connection = connection;
    this.#isVeiled = isVeiled;
  }

  /** Lets the picture of a new sender begin as small as it should. */
  begin(sender: RTCRtpSender): void {
    const { track } = sender;
    if (track?.kind === "video") void this.#send(sender, track, beginningOf(track));
  }

  /** Sends another track from now on, or none. */
  replace(sender: RTCRtpSender, track: MediaStreamTrack | null): void {
    void this.#send(sender, track, undefined);
  }

  /** Veils the picture that is sent from now on, or lets it grow to what the connection carries. */
  veil(isVeiled: boolean): void {
    if (isVeiled === this.#isVeiled) return;
    this.#isVeiled = isVeiled;
    void this.tune("video", UNVEILED);
  }

  /** Sends that kind like this, or, with `null`, nothing of it for now. A veiled picture stays so. */
  async tune(kind: MediaKind, tuning: Partial<Tuning> | null): Promise<void> {
    const sender = this.#connection.getSenders().find(({ track }) => track?.kind === kind);
    if (sender?.track) await this.#send(sender, sender.track, tuning);
  }

  /** @param tuning `undefined`: as the sender sends now, but another track. */
  async #send(
    sender: RTCRtpSender,
    track: MediaStreamTrack | null,
    tuning: Partial<Tuning> | null | undefined,
  ): Promise<void> {
    try {
      await this.#lane.run(async () => {
        const veil = this.#isVeiled && track?.kind === "video" && veilOf(track);
        // As small as it has to be before its first frame leaves.
        if (veil || tuning !== undefined) await change(sender, tuning, veil);
        if (tuning === undefined) await sender.replaceTrack(track);
      });
    } catch (error) {
      if (this.#connection.signalingState === "closed") return;
      console.warn("random-chat: Cannot send a track", error);
      // One that refuses it sends the whole picture, if it may.
      if (this.#isVeiled && sender.track?.kind === "video") await sender.replaceTrack(null);
    }
  }
}

async function change(
  sender: RTCRtpSender,
  tuning: Partial<Tuning> | null | undefined,
  veil: Tuning | false,
): Promise<void> {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings ?? [];
  if (encoding === undefined) {
    // Some browsers name no encoding before they have negotiated: theirs begins as it is.
    if (!veil) return;
    throw new TypeError("Cannot send a track");
  }
  const before = JSON.stringify(encoding);
  Object.assign(encoding, tuning, veil, { active: tuning !== null });
  // What is so already is not touched.
  if (JSON.stringify(encoding) !== before) await sender.setParameters(parameters);
}

/**
 * Lets a large picture begin small. A browser begins every connection at about 300 kbit/s: the first
 * frame of a large picture is under way for a quarter of a second longer, or is dropped until the
 * encoder has found out. Whoever watches the connection lets it grow.
 */
function beginningOf(track: MediaStreamTrack): Partial<Tuning> {
  const { height = 0 } = track.getSettings();
  return height > LARGE_PX ? { scaleResolutionDownBy: height / BEGINS_AT_PX } : {};
}

/** By the longer side, as a phone that is turned swaps them. */
function veilOf(track: MediaStreamTrack): Tuning {
  const { width = LARGEST_PX, height = LARGEST_PX } = track.getSettings();
  return {
    maxBitrate: 40_000,
    maxFramerate: 8,
    scaleResolutionDownBy: Math.max(width, height, VEILED_PX) / VEILED_PX,
  };
}
