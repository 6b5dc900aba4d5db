/** Cameras and microphones that are turned off and on, unplugged and replaced. */
import { assertEquals } from "@std/assert/mod.js";
import { setup, unplug } from "../support/capture_scene.ts";
import { until } from "../support/until.ts";

describe("a capture's devices", () => {
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
});
