/**
 * Which camera, microphone and speaker a visitor has chosen, and what that asks of the browser.
 *
 * It does not know whether they are there. The invariant it keeps: a choice is a wish; a device that
 * has gone is replaced by another one and never keeps anybody from talking.
 *
 * @module
 */
import type { Mode } from "../../server/protocol.ts";
import { object, oneOf, text } from "./parse.ts";

/** What was chosen; the browser decides on the rest. */
export interface DeviceChoice {
  /** Ids as `enumerateDevices` gives them. */
  readonly camera?: string;
  readonly microphone?: string;
  readonly speaker?: string;
  /** Which way a phone's camera looks, while none is chosen by its id. */
  readonly facing?: Facing;
}

/** Which way a camera looks. */
export type Facing = "user" | "environment";

const parse = object({}, {
  camera: text,
  microphone: text,
  speaker: text,
  facing: oneOf("user", "environment"),
});

/** Reads a choice that was kept; what is none means that nothing was chosen. */
export function readChoice(kept: string | null): DeviceChoice {
  try {
    return kept === null ? {} : parse(JSON.parse(kept));
  } catch {
    // Another version wrote it, or somebody's hand: the browser chooses, as on the first visit.
    return {};
  }
}

/** What to ask for. Enough for a large picture, and what a phone sends without getting warm. */
export function constraintsOf(
  { camera, microphone, facing = "user" }: DeviceChoice,
  mode: Mode,
): { readonly audio: MediaTrackConstraints; readonly video: MediaTrackConstraints | false } {
  return {
    audio: microphone === undefined ? {} : { deviceId: { ideal: microphone } },
    video: mode !== "video" ? false : {
      ...(camera === undefined ? { facingMode: facing } : { deviceId: { ideal: camera } }),
      width: { ideal: 1280 },
      height: { ideal: 720 },
      frameRate: { ideal: 30, max: 30 },
    },
  };
}
