/**
 * What a page is watched with while two begin to see each other: the same for every page, put into
 * it before its own scripts, knowing only what browsers offer.
 *
 * It does not know whose page it is. The invariant it keeps: it only takes the time; what it wraps
 * does what it did before.
 *
 * @module
 */

/** Something that happened in a page. */
export interface Mark {
  readonly name: string;
  /** Milliseconds since the epoch, by the machine's clock, so that two browsers' can be compared. */
  readonly at: number;
}

declare global {
  var firstFrameProbe: {
    marks: Mark[];
    /** Forgets what was, marks "press" and does it. */
    press(next: () => unknown): void;
  };
}

/** The mark of the press. */
export const PRESS = "press";
/** The mark of the partner's first frame on the screen. */
export const FIRST_FRAME = "first frame";

/** Runs in the page, before its scripts. It stands for itself: nothing outside of it is there. */
export function installProbe(): void {
  const mark = (name: string) => {
    probe.marks.push({ name, at: performance.timeOrigin + performance.now() });
  };
  const probe: typeof firstFrameProbe = {
    marks: [],
    press(next) {
      probe.marks = [];
      mark("press");
      next();
    },
  };
  globalThis.firstFrameProbe = probe;

  const own = new WeakSet<MediaStreamTrack>();
  const media = navigator.mediaDevices;
  const capture = media.getUserMedia.bind(media);
  media.getUserMedia = async (constraints) => {
    const stream = await capture(constraints);
    for (const track of stream.getTracks()) own.add(track);
    return stream;
  };
  const clone = MediaStreamTrack.prototype.clone;
  MediaStreamTrack.prototype.clone = function () {
    const copy = clone.call(this);
    if (own.has(this)) own.add(copy);
    return copy;
  };

  const { set, get } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "srcObject") ??
    {};
  Object.defineProperty(HTMLMediaElement.prototype, "srcObject", {
    get(this: HTMLMediaElement) {
      return get?.call(this);
    },
    set(this: HTMLMediaElement, stream: MediaProvider | null) {
      const isRemote = this instanceof HTMLVideoElement && stream instanceof MediaStream &&
        !stream.getTracks().some((track) => own.has(track));
      if (isRemote) {
        mark("stream shown");
        this.requestVideoFrameCallback(() => mark("first frame"));
      }
      set?.call(this, stream);
    },
  });

  const Connection = RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Connection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      mark("connection made");
      this.addEventListener(
        "iceconnectionstatechange",
        () => mark(`ice ${this.iceConnectionState}`),
      );
      this.addEventListener("connectionstatechange", () => mark(`peer ${this.connectionState}`));
      this.addEventListener(
        "icegatheringstatechange",
        () => mark(`gather ${this.iceGatheringState}`),
      );
      this.addEventListener("track", ({ track }) => {
        mark(`track ${track.kind}`);
        if (track.kind !== "video") return;
        track.addEventListener("unmute", () => mark("video flows"), { once: true });
      });
    }
  };
  const { setRemoteDescription, setLocalDescription } = Connection.prototype;
  Connection.prototype.setRemoteDescription = async function (
    description: RTCSessionDescriptionInit,
  ) {
    mark(`remote ${description.type}`);
    await Reflect.apply(setRemoteDescription, this, [description]);
    mark(`remote ${description.type} set`);
  };
  Connection.prototype.setLocalDescription = async function (
    description?: RTCLocalSessionDescriptionInit,
  ) {
    await Reflect.apply(setLocalDescription, this, [description]);
    mark(`local ${this.localDescription?.type} set`);
  };

  const request = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : `${input}`, location.href);
    mark(`asks ${pathname}`);
    const response = await request(input, init);
    mark(`answer ${pathname}`);
    return response;
  };
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (typeof data === "string") mark(`says ${data.slice(0, 24)}`);
    send.call(this, data);
  };
}
