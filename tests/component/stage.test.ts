import { assert, assertEquals } from "@std/assert/mod.js";
import { startCanvasCamera } from "./support/canvas_camera.ts";
import { drawn, putOnShow } from "./support/puppet.ts";
import { stateOf } from "./support/scenes.ts";

/** Counts how often pictures are handed a stream, until it is disposed of. */
function countHandings() {
  const { prototype } = HTMLMediaElement;
  const property = Object.getOwnPropertyDescriptor(prototype, "srcObject");
  assert(property?.set && property.get);
  const { set, get } = property;
  let count = 0;
  Object.defineProperty(prototype, "srcObject", {
    configurable: true,
    get,
    set(this: HTMLMediaElement, stream: MediaProvider | null) {
      count += 1;
      set.call(this, stream);
    },
  });
  return {
    get count() {
      return count;
    },
    [Symbol.dispose]: () => void Object.defineProperty(prototype, "srcObject", property),
  };
}

describe("the stage", () => {
  it("hands a picture its stream once, however often it is drawn, as each time begins it anew", async () => {
    using camera = startCanvasCamera();
    using handings = countHandings();
    using show = await putOnShow();
    const streams = { localStream: camera.stream, remoteStream: camera.stream };
    const state = stateOf("talk-video");
    assert(state.kind === "talk");
    await show.show(state, streams);
    assertEquals(handings.count, 2);
    await show.show({ ...state, isPartnerTyping: true }, streams);
    await show.show({ ...state, call: { kind: "reconnecting" } }, streams);
    await drawn(show.element);
    assertEquals(handings.count, 2);
    await show.show(state, { ...streams, remoteStream: camera.stream.clone() });
    assertEquals(handings.count, 3);
  });
});
