/**
 * A capture for tests, and devices that come and go.
 *
 * It does not know calls. The invariant it keeps: the browser says of its devices what it said before,
 * once a test is over.
 *
 * @module
 */
import { Capture, type CaptureResult, type GetMedia } from "../../../component/link/media.ts";
import { openSessionStore } from "../../../component/link/session_store.ts";

/** A browser that refuses with an error of that name. */
export function fails(name: string): GetMedia {
  return () => Promise.reject(new DOMException("Cannot capture", name));
}

/** A capture, and what it has told. */
export function setup(getMedia?: GetMedia) {
  const changes = { count: 0 };
  const sent: string[] = [];
  const store = openSessionStore(null);
  const capture = new Capture({
    getMedia,
    store,
    onChange: () => void changes.count++,
    onTrack: (kind, track) => void sent.push(`${kind} ${track === null ? "none" : "other"}`),
  });
  return { capture, changes, sent, store };
}

/** Why a capture is refused, and what still works. */
export async function refusal(getMedia: GetMedia, mode: "video" | "voice"): Promise<unknown> {
  const { capture } = setup(getMedia);
  const result: CaptureResult = await capture.ask(mode);
  if (result.kind !== "refused") throw new Error(`Cannot be "${result.kind}"`);
  return [result.cause, ...result.alternatives];
}

/** Replaces what the browser says about its devices, for one test. */
export function withDevices(kinds: readonly MediaDeviceKind[]): Disposable {
  const original = navigator.mediaDevices.enumerateDevices;
  const devices = kinds.map((kind) => ({
    kind,
    deviceId: "",
    groupId: "",
    label: "",
    toJSON() {},
  }));
  navigator.mediaDevices.enumerateDevices = () => Promise.resolve(devices);
  return {
    [Symbol.dispose]() {
      navigator.mediaDevices.enumerateDevices = original;
    },
  };
}

/** What a browser does when a device is pulled out. */
export function unplug(track: MediaStreamTrack | undefined): void {
  track?.stop();
  track?.dispatchEvent(new Event("ended"));
}
