/**
 * The picture that may go along with a report: taken from what is shown, and made to fit.
 *
 * It does not know what is on it. The invariant it keeps: nothing is larger than the server takes,
 * and what nobody chooses to send never leaves the page.
 *
 * @module
 */
import type { LIMITS } from "../../server/protocol.ts";

/** Characters of a picture as a data URL; the compiler holds it equal to the wire's limit. */
const MAX_LENGTH: (typeof LIMITS)["frameLength"] = 49_152;
/** Enough to see what it is about, in pixels of the longer side. */
const LONGEST_SIDE = 640;
/** Tried one after the other, the best first. */
const QUALITIES = [0.85, 0.7, 0.5, 0.35];
/** How often it is made half as large before nothing is sent at all. */
const HALVINGS = 3;

/**
 * Takes what a picture shows at this moment.
 *
 * @returns Nothing where nothing is shown.
 */
export function grab(video: HTMLVideoElement | null | undefined): HTMLCanvasElement | null {
  if (!video?.videoWidth) return null;
  const { videoWidth: width, videoHeight: height } = video;
  return scaled(video, { width, height }, Math.min(1, LONGEST_SIDE / Math.max(width, height)));
}

/** Writes a picture as a data URL that the server takes, or nothing when it cannot be done. */
export function encode(picture: HTMLCanvasElement): string | null {
  return fit((scale, quality) => {
    const drawn = scale === 1 ? picture : scaled(picture, picture, scale);
    return drawn?.toDataURL("image/jpeg", quality) ?? "";
  });
}

/**
 * Looks for the best picture that is small enough.
 *
 * @param write Writes it at a scale and a quality, both from 0 to 1; empty where it cannot.
 */
export function fit(write: (scale: number, quality: number) => string): string | null {
  for (let halvings = 0; halvings <= HALVINGS; halvings += 1) {
    for (const quality of QUALITIES) {
      const url = write(0.5 ** halvings, quality);
      if (url.startsWith("data:image/jpeg") && url.length <= MAX_LENGTH) return url;
    }
  }
  return null;
}

function scaled(
  source: HTMLVideoElement | HTMLCanvasElement,
  { width, height }: { readonly width: number; readonly height: number },
  scale: number,
): HTMLCanvasElement | null {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const brush = canvas.getContext("2d");
  brush?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return brush === null ? null : canvas;
}
