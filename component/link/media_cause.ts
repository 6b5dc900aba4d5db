/**
 * What a refusal of camera or microphone means, and what still works without them.
 *
 * It does not know captures or talks. The invariant it keeps: writing is among the alternatives to
 * everything.
 *
 * @module
 */
import type { Mode } from "../../server/protocol.ts";

/** Why camera or microphone cannot be used. */
export type MediaCause = "denied" | "missing" | "busy" | "insecure" | "unsupported" | "unknown";

/** Captures; rejects as `MediaDevices.getUserMedia` does. */
export type GetMedia = (constraints: MediaStreamConstraints) => Promise<MediaStream>;

const CAUSES: Readonly<Partial<Record<string, MediaCause>>> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** Tells what an error of `getUserMedia` means for the visitor. */
export function causeOf(error: unknown): MediaCause {
  return (error instanceof Error && CAUSES[error.name]) || "unknown";
}

/** Browsers hide `mediaDevices` from pages that did not come over HTTPS. */
export function browserGetMedia(): GetMedia | "insecure" | "unsupported" {
  const devices = globalThis.navigator?.mediaDevices;
  if (devices?.getUserMedia) return (constraints) => devices.getUserMedia(constraints);
  return globalThis.isSecureContext === false ? "insecure" : "unsupported";
}

/** Voice is an alternative to video while there is a microphone that nobody refused. */
export async function alternativesTo(mode: Mode, cause: MediaCause): Promise<readonly Mode[]> {
  if (mode !== "video" || !await hasMicrophone()) return ["text"];
  if (cause === "denied" && await isMicrophoneDenied()) return ["text"];
  return ["voice", "text"];
}

async function hasMicrophone(): Promise<boolean> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.some(({ kind }) => kind === "audioinput");
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
