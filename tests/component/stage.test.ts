import { assert, assertEquals } from "@std/assert/mod.js";
import { SCENES } from "../../demo/cast/snapshots.ts";
import { startCanvasCamera } from "./support/canvas_camera.ts";
import { drawn, putOnShow } from "./support/puppet.ts";
import { stateOf } from "./support/scenes.ts";
import { until } from "./support/until.ts";

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

  for (const width of [320, 390, 640, 800]) {
    it(`tells how the connection fares, and why there is no picture, beside one's own in every corner at ${width} px`, async () => {
      using camera = startCanvasCamera();
      using show = await putOnShow((element) => {
        element.style.cssText = `inline-size: ${width}px; block-size: 640px`;
      });
      const { state, change } = SCENES["talk-resting"] ?? {};
      assert(state !== undefined);
      const streams = { localStream: camera.stream, remoteStream: camera.stream };
      await show.show(state, { ...change, ...streams });
      const own = show.find("[part=own]", HTMLElement);
      const corners = new Set<string>();
      for (let press = 0; press < 4; press++) {
        corners.add(own.className);
        for (const sign of show.root.querySelectorAll(".sign")) {
          assert(!overlap(placeOf(sign), placeOf(own)), `${own.className}: ${sign.textContent}`);
        }
        const instead = placeOfContents(show.find(".theirs .covered", HTMLElement));
        assert(
          !overlap(instead, placeOf(own)),
          `${own.className}: the words in place of a picture`,
        );
        const theirs = placeOf(show.find(".theirs", HTMLElement));
        const aside = instead.left + instead.right - theirs.left - theirs.right;
        assert(Math.abs(aside) < 2, `${own.className}: they stand ${aside / 2} px aside`);
        show.find(".move", HTMLElement).click();
        await drawn(show.element);
      }
      assertEquals(corners.size, 4);
    });
  }

  it("lays no button and no time over one's own picture", async () => {
    using camera = startCanvasCamera();
    using show = await putOnShow();
    const state = stateOf("talk-video");
    assert(state.kind === "talk");
    const since = show.clock.now() - 320_000;
    await show.show({ ...state, since }, {
      localStream: camera.stream,
      remoteStream: camera.stream,
    });
    await until("the tools", () => show.root.querySelector("[part=tools]") !== null);
    const own = show.find("[part=own]", HTMLElement);
    for (const [width, height] of ROOMS) {
      show.element.style.cssText = `inline-size: ${width}px; block-size: ${height}px`;
      for (const tool of show.root.querySelectorAll(".stage .tools > *")) {
        const name = `${tool.className} at ${width} x ${height}`;
        assert(!overlap(placeOf(tool), placeOf(own)), name);
      }
    }
  });
});

/** The rooms as they are on screens, and where the layouts change. */
const ROOMS = [
  [320, 520],
  [360, 640],
  [390, 844],
  [568, 320],
  [640, 360],
  [640, 640],
  [799, 600],
  [839, 640],
  [844, 390],
] as const;

const placeOf = (element: Element) => element.getBoundingClientRect();

/** Where what is in the element lies, without the room around it. */
function placeOfContents(element: Element): DOMRect {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect();
}

function overlap(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
