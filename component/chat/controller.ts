/**
 * The conversation of one visitor, without a picture of it: wishes in, snapshots and events out.
 *
 * It does not know Lit, the DOM or HTTP. The invariant it keeps: what the pure `transition` decided
 * is what happens, and a result that comes late never touches a newer state.
 *
 * @module
 */
import { type Clock, systemClock } from "../link/clock.ts";
import type { CreateSignaling } from "../link/signaling.ts";
import type { Mode } from "../../server/protocol.ts";
import { ChatEmitter } from "./events.ts";
import type { ChatSnapshot, Wish } from "./state.ts";

/** How a conversation is set up. */
export interface ChatOptions {
  /** Where the server is; relative addresses count from the page. */
  readonly server: string;
  /** Which site's policy counts; the server's default when absent. */
  readonly site?: string | undefined;
  /** `relay`: the other one never learns this visitor's address. A site may insist on it. */
  readonly privacy?: "all" | "relay" | undefined;
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

/**
 * One visitor's conversation. It begins in `welcome` and asks for nothing until `start`.
 *
 * Listen with `chat.on("change", (snapshot) => …)`; see `ChatEventMap` for the rest.
 */
export class Chat extends ChatEmitter {
  readonly #clock: Clock;

  constructor(options: ChatOptions) {
    super();
    this.#clock = options.clock ?? systemClock;
  }

  /** Everything that a view may draw, now; a new object after each `change`. */
  get snapshot(): ChatSnapshot {
    return {
      state: { kind: "welcome" },
      devices: { camera: "absent", microphone: "absent" },
      localStream: null,
      remoteStream: null,
      site: null,
    };
  }

  /**
   * The wish of the visit that a refresh interrupted less than 45 s ago, or none. When there is
   * one, `resume` goes on with it.
   */
  get resumable(): Wish | null {
    return null;
  }

  /** Begins to look for somebody, or begins again with another wish. */
  start(_wish: Wish): void {}

  /** Goes on with the talk or the waiting that a refresh interrupted. */
  resume(_wish: Wish): void {}

  /** Leaves the talk, if there is one, and looks for somebody else. */
  next(): void {}

  /** Ends everything: the talk, the waiting, the capture. */
  stop(): void {}

  /**
   * Sends a message to the other one.
   *
   * @param text 1–2,000 characters once trimmed; anything else is not sent.
   * @returns Whether it was taken; the line is then in the snapshot.
   */
  send(_text: string): boolean {
    return false;
  }

  /** Tells the other one whether one is writing; call it on each key, it is throttled here. */
  setTyping(_isTyping: boolean): void {}

  /** Goes on from `refused` with another mode. */
  fallBack(_mode: Mode): void {}

  /** Tries again: from `refused` and `trouble` the whole, in a talk the messages that failed. */
  retry(): void {}

  /** Switches one's own camera or microphone; without effect while it is not captured. */
  setDevice(_device: "camera" | "microphone", _isOn: boolean): void {}

  /** Stops and lets go of everything; the object is of no use afterwards. */
  dispose(): void {
    this.#clock.now();
  }
}
