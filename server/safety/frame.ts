/**
 * The picture of a report: from a data URL to bytes that are what they say.
 *
 * It does not know what is on it. The invariant it keeps: only what begins as a JPEG or a WebP does
 * is ever stored, so that a moderator's browser is handed nothing else.
 *
 * @module
 */
import type { Evidence } from "../store/safety_records.ts";

/** A picture as it is stored. */
export type Frame = Extract<Evidence, { readonly kind: "frame" }>;

const JPEG = [0xff, 0xd8, 0xff];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];
const WEBP_AT = 8;

/**
 * Reads a picture.
 *
 * @param url `data:image/jpeg;base64,…` or `data:image/webp;base64,…`.
 * @returns Nothing if it is no such picture.
 */
export function readFrame(url: string): Frame | null {
  const [, named, base64] = /^data:(image\/(?:jpeg|webp));base64,(.+)$/.exec(url) ?? [];
  const bytes = base64 === undefined ? null : decode(base64);
  const type = bytes === null ? null : typeOf(bytes);
  return bytes === null || type === null || type !== named ? null : { kind: "frame", type, bytes };
}

function typeOf(bytes: Uint8Array): Frame["type"] | null {
  const has = (magic: readonly number[], at = 0) =>
    magic.every((byte, index) => bytes[at + index] === byte);
  if (has(JPEG)) return "image/jpeg";
  return has(RIFF) && has(WEBP, WEBP_AT) ? "image/webp" : null;
}

function decode(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.fromBase64(base64);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
