import { assert, assertEquals } from "@std/assert/mod.js";
import { Capture, type CaptureResult, type GetMedia } from "../../../component/link/media.ts";
import { openSessionStore } from "../../../component/link/session_store.ts";
import { startCanvasCamera } from "../support/canvas_camera.ts";
import { until } from "../support/until.ts";

function fails(name: string): GetMedia {
  return () => Promise.reject(new DOMException("Cannot capture", name));
}

function setup(getMedia?: GetMedia) {
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

/** What a browser does when a device is pulled out. */
function unplug(track: MediaStreamTrack | undefined): void {
  track?.stop();
  track?.dispatchEvent(new Event("ended"));
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

  it("adds a camera to a microphone that goes on, and lets go of it alone", async () => {
    const asked: string[] = [];
    const { capture, sent } = setup((constraints) => {
      asked.push(Object.keys(constraints).filter((kind) => Reflect.get(constraints, kind)).join());
      return navigator.mediaDevices.getUserMedia(constraints);
    });
    assertEquals((await capture.change("voice")).kind, "ready");
    const [microphone] = capture.stream?.getAudioTracks() ?? [];
    assertEquals((await capture.change("video")).kind, "ready");
    assertEquals(asked, ["audio", "video"]);
    assertEquals(capture.devices, { camera: "on", microphone: "on" });
    const [camera] = capture.stream?.getVideoTracks() ?? [];
    assertEquals((await capture.change("voice")).kind, "ready");
    assertEquals([microphone?.readyState, camera?.readyState], ["live", "ended"]);
    assertEquals(sent, ["video other", "video none"]);
    assertEquals((await capture.change("text")).kind, "ready");
    assertEquals([microphone?.readyState, capture.stream], ["ended", null]);
  });

  it("leaves the microphone as it is when a camera is refused", async () => {
    const { capture } = setup((constraints) =>
      constraints.video
        ? Promise.reject(new DOMException("Cannot capture", "NotAllowedError"))
        : navigator.mediaDevices.getUserMedia(constraints)
    );
    await capture.change("voice");
    const result = await capture.change("video");
    assertEquals(result.kind === "refused" && result.cause, "denied");
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

  it("mutes the microphone and keeps it", async () => {
    const { capture, sent } = setup();
    await capture.ask("video");
    const sound = capture.stream?.getAudioTracks()[0];
    capture.set("microphone", false);
    assertEquals(capture.devices, { camera: "on", microphone: "off" });
    assertEquals([sound?.enabled, sound?.readyState], [false, "live"]);
    capture.set("microphone", true);
    assertEquals(capture.devices, { camera: "on", microphone: "on" });
    assertEquals([sound?.enabled, sent], [true, []]);
    capture.stop();
  });

  it("lets go of the camera when it is turned off, and takes it again into the same stream", async () => {
    const { capture, sent } = setup();
    await capture.ask("video");
    const { stream } = capture;
    const picture = stream?.getVideoTracks()[0];
    capture.set("camera", false);
    assertEquals(picture?.readyState, "ended");
    assertEquals(capture.devices, { camera: "off", microphone: "on" });
    assertEquals([stream?.getTracks().length, sent], [1, ["video none"]]);
    capture.set("camera", true);
    await until("the camera", () => capture.devices.camera === "on");
    assertEquals(capture.stream, stream);
    assertEquals(stream?.getVideoTracks()[0]?.readyState, "live");
    assertEquals(sent, ["video none", "video other"]);
    capture.stop();
  });

  it("keeps a camera off that was turned off before the next talk", async () => {
    const { capture } = setup();
    await capture.ask("video");
    capture.set("camera", false);
    assertEquals((await capture.ask("video")).kind, "ready");
    assertEquals(capture.devices.camera, "off");
    capture.stop();
  });

  it("that is asked for and turned off at once ends off, with nothing left on", async () => {
    const { capture } = setup();
    await capture.ask("video");
    capture.set("camera", false);
    capture.set("camera", true);
    capture.set("camera", false);
    const { stream } = capture;
    // A capture that was under way is over once another one has been made and dropped.
    await navigator.mediaDevices.getUserMedia({ video: true }).then((other) =>
      other.getTracks().forEach((track) => track.stop())
    );
    assertEquals(capture.devices.camera, "off");
    assertEquals(stream?.getVideoTracks(), []);
    capture.stop();
  });

  it("takes another device by itself when one is unplugged", async () => {
    const { capture, sent } = setup();
    await capture.ask("video");
    unplug(capture.stream?.getVideoTracks()[0]);
    await until("another camera", () => sent.length === 2);
    assertEquals(sent, ["video none", "video other"]);
    assertEquals(capture.devices, { camera: "on", microphone: "on" });
    capture.stop();
  });

  it("says that a device is gone when there is no other, and takes it when it is back", async () => {
    const plugged = { isIn: true };
    const { capture } = setup((constraints) =>
      plugged.isIn || !constraints.video
        ? navigator.mediaDevices.getUserMedia(constraints)
        : Promise.reject(new DOMException("Cannot find it", "NotFoundError"))
    );
    await capture.ask("video");
    plugged.isIn = false;
    unplug(capture.stream?.getVideoTracks()[0]);
    await until("the loss", () => capture.devices.camera === "lost");
    assertEquals(capture.devices, { camera: "lost", microphone: "on", cause: "unplugged" });
    plugged.isIn = true;
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
    await until("the camera", () => capture.devices.camera === "on");
    assertEquals(capture.devices, { camera: "on", microphone: "on" });
    capture.stop();
  });

  it("keeps a microphone muted that is unplugged and plugged in again, until it is turned on", async () => {
    const plugged = { isIn: true };
    const { capture } = setup((constraints) =>
      plugged.isIn
        ? navigator.mediaDevices.getUserMedia(constraints)
        : Promise.reject(new DOMException("Cannot find it", "NotFoundError"))
    );
    await capture.ask("video");
    capture.set("microphone", false);
    plugged.isIn = false;
    unplug(capture.stream?.getAudioTracks()[0]);
    await until("the loss", () => capture.devices.microphone === "lost");
    plugged.isIn = true;
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
    await until("the microphone", () => capture.devices.microphone !== "lost");
    assertEquals(capture.devices, { camera: "on", microphone: "off" });
    assertEquals(capture.stream?.getAudioTracks()[0]?.enabled, false);
    capture.set("microphone", true);
    assertEquals(capture.stream?.getAudioTracks()[0]?.enabled, true);
    capture.stop();
  });

  it("turns on a muted microphone that is turned on while it is being replaced", async () => {
    const { capture, sent } = setup();
    await capture.ask("video");
    capture.set("microphone", false);
    unplug(capture.stream?.getAudioTracks()[0]);
    capture.set("microphone", true);
    await until("another microphone", () => sent.includes("audio other"));
    assertEquals(capture.devices, { camera: "on", microphone: "on" });
    assertEquals(capture.stream?.getAudioTracks()[0]?.enabled, true);
    capture.stop();
  });

  it("that is made anew has nothing on that was turned off", async () => {
    const { capture } = setup();
    await capture.ask("video");
    capture.set("microphone", false);
    capture.stream?.getVideoTracks()[0]?.stop();
    await capture.ask("video");
    assertEquals(capture.devices, { camera: "on", microphone: "off" });
    assertEquals(capture.stream?.getAudioTracks()[0]?.enabled, false);
    capture.stop();
  });

  it("says why a camera that was turned off cannot be turned on again", async () => {
    const refusal = { name: "" };
    const { capture } = setup((constraints) =>
      refusal.name === ""
        ? navigator.mediaDevices.getUserMedia(constraints)
        : Promise.reject(new DOMException("Cannot capture", refusal.name))
    );
    await capture.ask("video");
    capture.set("camera", false);
    refusal.name = "NotReadableError";
    capture.set("camera", true);
    await until("the loss", () => capture.devices.camera === "lost");
    assertEquals(capture.devices.cause, "busy");
    capture.stop();
  });

  it("leaves a device alone that ends again and again", async () => {
    const { capture, sent } = setup();
    await capture.ask("video");
    for (let losses = 1; losses <= 3; losses += 1) {
      const before = sent.length;
      unplug(capture.stream?.getVideoTracks()[0]);
      await until(
        "what follows",
        () => sent.length === before + 2 || capture.devices.camera === "lost",
      );
    }
    assertEquals(capture.devices.camera, "lost");
    capture.stop();
  });

  it("uses the devices that are chosen, at once and the next time", async () => {
    const asked: MediaStreamConstraints[] = [];
    const getMedia: GetMedia = (constraints) => {
      asked.push(constraints);
      return navigator.mediaDevices.getUserMedia(constraints);
    };
    const { capture, store, sent } = setup(getMedia);
    await capture.ask("video");
    const used = capture.stream?.getVideoTracks()[0]?.getSettings().deviceId;
    const all = await navigator.mediaDevices.enumerateDevices();
    const other = all.find(({ kind, deviceId }) => kind === "videoinput" && deviceId !== used);
    const id = other?.deviceId ?? "another-camera";
    capture.choose({ camera: id });
    await until("the other camera", () => sent.includes("video other"));
    assertEquals(asked.at(-1)?.audio, undefined);
    capture.stop();

    const next = new Capture({ getMedia, store, onChange: () => {}, onTrack: () => {} });
    assertEquals(next.choice, { camera: id });
    await next.ask("video");
    const video = asked.at(-1)?.video;
    assertEquals(typeof video === "object" && video.deviceId, { ideal: id });
    next.stop();
  });

  it("lets go of everything when the page is left, and takes it back when it is shown again", async () => {
    const { capture } = setup();
    await capture.ask("video");
    const tracks = capture.stream?.getTracks() ?? [];
    globalThis.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    assert(tracks.every(({ readyState }) => readyState === "ended"));
    globalThis.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    await until("both devices", () => capture.stream?.getTracks().length === 2);
    assertEquals(capture.devices, { camera: "on", microphone: "on" });
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
