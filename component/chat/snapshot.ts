/**
 * Compares what may be drawn, so that nothing is drawn twice.
 *
 * It does not know how a snapshot comes about. The invariant it keeps: two snapshots that differ in
 * anything that a view can see are different.
 *
 * @module
 */
import type { MediaNote } from "../link/media_note.ts";
import type { Quality } from "../link/quality.ts";
import type { ChatSnapshot } from "./state.ts";

/** What is received in a talk. */
export interface Received {
  readonly stream: MediaStream | null;
  readonly note: MediaNote;
  readonly quality: Quality | null;
}

/** What a talk begins with; a partner who says nothing of their devices has them on. */
export const NOTHING_RECEIVED: Received = {
  stream: null,
  note: { camera: true, microphone: true, isSlow: false },
  quality: null,
};

/** What the other side should know of one's own picture and sound. */
export function noteOf({ devices, quality }: ChatSnapshot): MediaNote {
  const sends = quality?.sends ?? "video";
  return {
    camera: devices.camera === "on" && sends === "video",
    microphone: devices.microphone === "on" && sends !== "text",
    isSlow: sends !== "video" && quality?.reason !== null,
  };
}

/** Whether two snapshots draw the same. */
export function isSameSnapshot(one: ChatSnapshot, other: ChatSnapshot): boolean {
  const { state, localStream, remoteStream, site } = one;
  return state === other.state && localStream === other.localStream &&
    remoteStream === other.remoteStream && site === other.site &&
    details(one) === details(other);
}

/** What is made anew for each snapshot and is small. */
function details({ devices, choice, theirs, quality }: ChatSnapshot): string {
  return JSON.stringify([devices, choice, theirs, quality]);
}
