/**
 * What travels through the data channel: messages, acknowledgements and typing, as JSON.
 *
 * It does not know why anything is sent. The invariant it keeps: what comes from the other browser,
 * which may be anybody's program, is bounded and typed, or it is dropped.
 *
 * @module
 */
import type { LIMITS } from "../../server/protocol.ts";
import { flag, object, oneOf, type Parser, text } from "./parse.ts";

/** One frame of the data channel. */
export type TextFrame =
  | {
    readonly kind: "message";
    readonly id: string;
    readonly text: string;
    /** The message before it, which has to be shown first. */
    readonly after?: string;
  }
  | { readonly kind: "ack"; readonly id: string }
  /** This message and all before it were in sight. */
  | { readonly kind: "seen"; readonly id: string }
  | { readonly kind: "typing"; readonly typing: boolean };

/** The most UTF-16 units of a message, as on the server. */
export const MAX_TEXT_LENGTH: (typeof LIMITS)["messageLength"] = 2_000;
/** More than any frame of this program has. */
const MAX_FRAME_LENGTH = 16_000;
/** More than any id of this program has. */
const MAX_ID_LENGTH = 64;

const parseKind = object({ kind: oneOf("message", "ack", "seen", "typing") });
const id: Parser<string> = (value) => bounded(text(value), MAX_ID_LENGTH);
const parseMessage = object(
  { id, text: (value: unknown) => bounded(text(value), MAX_TEXT_LENGTH) },
  { after: id },
);
const parseAck = object({ id });
const parseTyping = object({ typing: flag });

/** Writes a frame. */
export function encodeFrame(frame: TextFrame): string {
  return JSON.stringify(frame);
}

/** Reads a frame. @returns `null` for what is none. */
export function decodeFrame(data: string): TextFrame | null {
  if (data.length > MAX_FRAME_LENGTH) return null;
  try {
    const value: unknown = JSON.parse(data);
    const { kind } = parseKind(value);
    switch (kind) {
      case "message":
        return { kind, ...parseMessage(value) };
      case "ack":
      case "seen":
        return { kind, ...parseAck(value) };
      case "typing":
        return { kind, ...parseTyping(value) };
    }
  } catch {
    // A stranger's program may send anything; what is no frame means nothing.
    return null;
  }
}

function bounded(value: string, maxLength: number): string {
  if (value.length > 0 && value.length <= maxLength) return value;
  throw new RangeError(`Cannot take ${value.length} characters`);
}
