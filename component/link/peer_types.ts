/**
 * What a peer connection is made with, and what it tells.
 *
 * It does not know how two come to be connected; `peer.ts` does. The invariant it keeps: whatever is
 * told is data or a stream, and never the connection itself.
 *
 * @module
 */
import type { Role, Signal } from "../../server/protocol.ts";
import type { Clock } from "./clock.ts";

/** What two peers tell each other through the server. */
export type PeerSignal = Pick<Signal, "description" | "candidates">;
/** What a track carries. */
export type MediaKind = "audio" | "video";
/** How the connection fares. */
export type PeerState = "connecting" | "connected" | "disconnected" | "failed";

/** What a peer tells. */
export interface PeerListener {
  /** To be handed to the other side, in order. */
  onSignal(signal: PeerSignal): void;
  onState(state: PeerState): void;
  /** The other's picture and sound; again for each track. */
  onStream(stream: MediaStream): void;
  /** The data channel opened or closed. */
  onChannel(isOpen: boolean): void;
  /** Something came through the data channel. */
  onFrame(frame: string): void;
}

/** What a peer is made with. */
export interface PeerOptions {
  readonly createConnection: (config: RTCConfiguration) => RTCPeerConnection;
  readonly config: RTCConfiguration;
  readonly role: Role;
  /** Whether this side yields when both make an offer at once. */
  readonly isPolite: boolean;
  readonly localStream: MediaStream | null;
  /**
   * What is sent, and made room for although nothing of it may be captured yet, so that a camera that
   * is turned on later needs no negotiation. When absent, whatever is captured is sent.
   */
  readonly kinds?: readonly MediaKind[];
  /** Whether the picture is veiled from its first frame on; not if absent. */
  readonly isVeiled?: boolean;
  readonly clock: Clock;
  /** Nobody yet: the offer is made and candidates are found, and `release` says who hears of it. */
  readonly listener: PeerListener | null;
}
