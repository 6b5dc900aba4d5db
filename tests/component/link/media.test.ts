import { assert, assertEquals } from "@std/assert/mod.js";
import { Capture, type CaptureResult, type GetMedia } from "../../../component/link/media.ts";
import { startCanvasCamera } from "../support/canvas_camera.ts";
import { until } from "../support/until.ts";

function fails(name: string): GetMedia {
  return () => Promise.reject(new DOMException("Cannot capture", name));
}

function setup(getMedia?: GetMedia) {
  const changes = { count: 0 };
  const capture = new Capture({ getMedia, onChange: () => void changes.count++ });
  return { capture, changes };
}

async function refusal(getMedia: GetMedia, mode: "video" | "voice"): Promise<unknown> {
  const { capture } = setup(getMedia);
  const result: CaptureResult = await capture.ask(mode);
  if (result.kind !== "refused") throw new Error(`Cannot be "${result.kind}"`);
  return [result.cause, ...result.alternatives];
}

/** Replaces what the browser says about its devices, for one test. */
function withDevices(kinds: readonly MediaDeviceKind[]): Disposable {
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

describe("a capture", () => {
  it("has camera and microphone for video, the microphone for voice", async () => {
    const { capture } = setup();
    assertEquals(capture.devices, { camera: "absent", microphone: "absent" });
    assertEquals((await capture.ask("video")).kind, "ready");
    assertEquals(capture.devices, { camera: "on", microphone: "on" });
    assertEquals((await capture.ask("voice")).kind, "ready");
    assertEquals(capture.devices, { camera: "absent", microphone: "on" });
    capture.stop();
  });

  it("asks for nothing in text mode, and lets go of what it had", async () => {
    let asked = 0;
    using camera = startCanvasCamera();
    const { capture } = setup(() => {
      asked += 1;
      return Promise.resolve(camera.stream);
    });
    await capture.ask("video");
    assertEquals((await capture.ask("text")).kind, "ready");
    assertEquals([asked, capture.stream], [1, null]);
    assert(camera.stream.getTracks().every(({ readyState }) => readyState === "ended"));
  });

  it("is kept when the same is asked for again", async () => {
    const { capture } = setup();
    await capture.ask("video");
    const { stream } = capture;
    await capture.ask("video");
    assertEquals(capture.stream, stream);
    capture.stop();
  });

  it("is asked for anew when a device has gone", async () => {
    const { capture } = setup();
    await capture.ask("video");
    const { stream } = capture;
    stream?.getVideoTracks()[0]?.stop();
    await capture.ask("video");
    assert(capture.stream !== stream);
    assertEquals(capture.devices.camera, "on");
    capture.stop();
  });

  it("stops every track when it is stopped", async () => {
    const { capture } = setup();
    await capture.ask("video");
    const tracks = capture.stream?.getTracks() ?? [];
    assertEquals(tracks.length, 2);
    capture.stop();
    assert(tracks.every(({ readyState }) => readyState === "ended"));
    assertEquals(capture.stream, null);
  });

  it("that is granted after it was stopped is stopped at once", async () => {
    using camera = startCanvasCamera();
    const granted = Promise.withResolvers<MediaStream>();
    const { capture } = setup(() => granted.promise);
    const asking = capture.ask("video");
    capture.stop();
    granted.resolve(camera.stream);
    assertEquals((await asking).kind, "superseded");
    assert(camera.stream.getTracks().every(({ readyState }) => readyState === "ended"));
    assertEquals(capture.stream, null);
  });

  it("switches camera and microphone, each for itself", async () => {
    const { capture } = setup();
    await capture.ask("video");
    capture.set("camera", false);
    assertEquals(capture.devices, { camera: "off", microphone: "on" });
    assertEquals(capture.stream?.getVideoTracks()[0]?.enabled, false);
    capture.set("camera", true);
    capture.set("microphone", false);
    assertEquals(capture.devices, { camera: "on", microphone: "off" });
    capture.stop();
  });

  it("tells when a device is unplugged", async () => {
    const { capture, changes } = setup();
    await capture.ask("video");
    const track = capture.stream?.getVideoTracks()[0];
    track?.stop();
    track?.dispatchEvent(new Event("ended"));
    await until("the change", () => changes.count === 1);
    assertEquals(capture.devices, { camera: "absent", microphone: "on" });
    capture.stop();
  });

  it("tells each refusal's cause and what still works", async () => {
    using _devices = withDevices(["videoinput", "audioinput"]);
    assertEquals(await refusal(fails("NotAllowedError"), "video"), ["denied", "voice", "text"]);
    assertEquals(await refusal(fails("NotFoundError"), "video"), ["missing", "voice", "text"]);
    assertEquals(await refusal(fails("OverconstrainedError"), "video"), [
      "missing",
      "voice",
      "text",
    ]);
    assertEquals(await refusal(fails("NotReadableError"), "video"), ["busy", "voice", "text"]);
    assertEquals(await refusal(fails("AbortError"), "video"), ["busy", "voice", "text"]);
    assertEquals(await refusal(fails("WeirdError"), "video"), ["unknown", "voice", "text"]);
    assertEquals(await refusal(fails("NotAllowedError"), "voice"), ["denied", "text"]);
  });

  it("offers no voice without a microphone", async () => {
    using _devices = withDevices(["videoinput"]);
    assertEquals(await refusal(fails("NotFoundError"), "video"), ["missing", "text"]);
  });

  it("offers no voice when it was the microphone that was denied", async () => {
    using _devices = withDevices(["videoinput", "audioinput"]);
    const original = navigator.permissions.query;
    navigator.permissions.query = () =>
      Promise.resolve(Object.assign(
        new EventTarget(),
        {
          state: "denied",
          name: "microphone",
          onchange: null,
        } as const,
      ));
    assertEquals(await refusal(fails("NotAllowedError"), "video"), ["denied", "text"]);
    navigator.permissions.query = original;
  });

  it("says that a browser without devices does not support it", async () => {
    const { mediaDevices } = navigator;
    Object.defineProperty(navigator, "mediaDevices", { value: undefined, configurable: true });
    const { capture } = setup();
    const result = await capture.ask("video");
    Object.defineProperty(navigator, "mediaDevices", { value: mediaDevices, configurable: true });
    assertEquals(result, { kind: "refused", cause: "unsupported", alternatives: ["text"] });
  });
});
