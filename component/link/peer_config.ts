/**
 * What a connection is set up with.
 *
 * It does not know what becomes of it.
 *
 * @module
 */
import type { IceServer, Mode } from "../../server/protocol.ts";
import type { MediaKind } from "./peer_types.ts";

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
