/** What is asked of the browser, what it gives, and how it refuses. */
import { assert, assertEquals } from "@std/assert/mod.js";
import { Capture, type GetMedia } from "../../../component/link/media.ts";
import { startCanvasCamera } from "../support/canvas_camera.ts";
import { fails, refusal, setup, withDevices } from "../support/capture_scene.ts";
import { until } from "../support/until.ts";

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

  it("takes sound alone for a refusal where video was asked for, and lets go of it", async () => {
    using _devices = withDevices(["videoinput", "audioinput"]);
    const given: MediaStreamTrack[] = [];
    // As Chromium does where the page's policy keeps the camera from it.
    const onlySound: GetMedia = async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      given.push(...stream.getTracks());
      return stream;
    };
    assertEquals(await refusal(onlySound, "video"), ["denied", "voice", "text"]);
    assertEquals(given.map(({ readyState }) => readyState), ["ended"]);
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
