/**
 * What a conversation is set up with, and what is used where nothing is given.
 *
 * It does not know what a conversation does. The invariant it keeps: everything that reaches out of
 * the program (time, chance, network, camera, storage) comes in here, so that tests can replace it.
 *
 * @module
 */
import type { SitePolicyView } from "../../server/protocol.ts";
import { type Clock, systemClock } from "../link/clock.ts";
import { createBrowserConnection } from "../link/peer.ts";
import { openSessionStore, type SessionStore } from "../link/session_store.ts";
import type { CreateSignaling } from "../link/signaling.ts";
import { createSseSignaling } from "../link/sse_signaling.ts";

/** How a conversation is set up. */
export interface ChatOptions {
  /** Where the server is; relative addresses count from the page. */
  readonly server: string;
  /** Which site's policy counts; the server's default when absent. */
  readonly site?: string | undefined;
  /** `relay`: the other one never learns this visitor's address. A site may insist on it. */
  readonly privacy?: "all" | "relay" | undefined;
  /** `mutual`: pictures are veiled until both want to be seen. A site may insist on it. */
  readonly reveal?: SitePolicyView["reveal"] | "" | undefined;
  /** Reads what the site states of the visitor, signed, where it says itself who may come in. */
  readonly claim?: (() => string | undefined) | undefined;
  /**
   * What this element's entries in the tab's storage begin with, different for each element of a
   * page. `null` keeps nothing, so that a reload is another visitor. `random-chat` when absent.
   */
  readonly storageKey?: string | null | undefined;
  /** Captures camera and microphone; `navigator.mediaDevices.getUserMedia` when absent. */
  readonly getMedia?: ((constraints: MediaStreamConstraints) => Promise<MediaStream>) | undefined;
  /** Connects to the server; by HTTP when absent. */
  readonly createSignaling?: CreateSignaling | undefined;
  /** Makes a peer connection; the browser's when absent. */
  readonly createConnection?: ((config: RTCConfiguration) => RTCPeerConnection) | undefined;
  /** The time; the system's when absent. */
  readonly clock?: Clock | undefined;
  /** A number from 0 to below 1; `Math.random` when absent. */
  readonly random?: (() => number) | undefined;
}

/** Everything that a conversation needs, given or the browser's. */
export interface ChatDeps {
  readonly server: string;
  readonly site: string | undefined;
  readonly claim: ChatOptions["claim"];
  readonly isRelayOnly: boolean;
  readonly isVeiled: boolean;
  readonly store: SessionStore;
  readonly getMedia: ChatOptions["getMedia"];
  readonly createSignaling: CreateSignaling;
  readonly createConnection: (config: RTCConfiguration) => RTCPeerConnection;
  /** Firefox does not come back from a failed connection by an ICE restart (w3c/webrtc-pc#3133). */
  readonly canRestartIce: boolean;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Fills in what was not given. */
export function resolveOptions(options: ChatOptions): ChatDeps {
  const { storageKey = "random-chat" } = options;
  return {
    server: options.server,
    site: options.site,
    claim: options.claim,
    isRelayOnly: options.privacy === "relay",
    isVeiled: options.reveal === "mutual",
    store: openSessionStore(storageKey),
    getMedia: options.getMedia,
    createSignaling: options.createSignaling ?? createSseSignaling,
    createConnection: options.createConnection ?? createBrowserConnection,
    canRestartIce: !globalThis.navigator?.userAgent.includes("Firefox/"),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  };
}
