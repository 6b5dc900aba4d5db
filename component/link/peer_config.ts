/**
 * What a connection is set up with.
 *
 * It does not know what becomes of it.
 *
 * @module
 */
import type { IceServer, Mode } from "../../server/protocol.ts";
import type { MediaKind } from "./peer.ts";

/** What a mode is made of. */
export function kindsOf(mode: Mode): readonly MediaKind[] {
  return mode === "video" ? ["audio", "video"] : ["audio"];
}

/**
 * The configuration of a connection.
 *
 * @param isRelayOnly Whether only relayed ways are used, so that the other side learns no address.
 */
export function configOf(iceServers: readonly IceServer[], isRelayOnly: boolean): RTCConfiguration {
  return {
    iceServers: iceServers.map((server) => ({ ...server, urls: [...server.urls] })),
    iceTransportPolicy: isRelayOnly ? "relay" : "all",
    bundlePolicy: "max-bundle",
  };
}

/** A picture that is higher than this, in pixels, … */
const LARGE_PX = 480;
/** … begins at about this height. */
const BEGINS_AT_PX = 360;

/**
 * Lets a large picture begin small. A browser begins every connection at about 300 kbit/s: the first
 * frame of a large picture is under way for a quarter of a second longer, or is dropped until the
 * encoder has found out. Whoever watches the connection lets it grow.
 */
export function beginSmall(sender: RTCRtpSender): void {
  const { track } = sender;
  const { height = 0 } = track?.kind === "video" ? track.getSettings() : {};
  if (height <= LARGE_PX) return;
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings ?? [];
  // Some browsers name no encoding before they have negotiated: theirs begins as it is.
  if (encoding === undefined) return;
  encoding.scaleResolutionDownBy = height / BEGINS_AT_PX;
  // One that refuses it sends the whole picture at once.
  sender.setParameters(parameters).catch(() => undefined);
}
