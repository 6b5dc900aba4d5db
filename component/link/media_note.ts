/**
 * What one side tells the other of its own picture and sound, through the data channel: a camera
 * that is off would else be a picture that stands still.
 *
 * It does not know why. The invariant it keeps: what comes from the other browser, which may be
 * anybody's program, is this and nothing else, or it is dropped.
 *
 * @module
 */
import { flag, object } from "./parse.ts";

/** What of a side can be seen and heard. */
export interface MediaNote {
  readonly camera: boolean;
  readonly microphone: boolean;
  /** Whether its connection carries no more than this. */
  readonly isSlow: boolean;
}

const parse = object({ camera: flag, microphone: flag, isSlow: flag });
/** What every frame of this kind begins with, which no other kind does. */
const START = '{"kind":"media",';

/** Writes a note as a frame. */
export function encodeNote({ camera, microphone, isSlow }: MediaNote): string {
  return JSON.stringify({ kind: "media", camera, microphone, isSlow });
}

/** Reads a frame. @returns `null` for a frame of another kind. */
export function decodeNote(frame: string): MediaNote | null {
  if (!frame.startsWith(START)) return null;
  try {
    return parse(JSON.parse(frame));
  } catch {
    // A stranger's program may send anything; what is no note means nothing.
    return null;
  }
}
