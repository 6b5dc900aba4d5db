import { assert, assertEquals, assertStringIncludes } from "@std/assert/mod.js";
import type { ChatSnapshot } from "../../../component/chat/state.ts";
import { verdictOf } from "../../../component/settings/settings_part.ts";
import { startCanvasCamera } from "../support/canvas_camera.ts";
import { drawn, putOnShow, type Show } from "../support/puppet.ts";
import { stateOf } from "../support/scenes.ts";
import { until } from "../support/until.ts";

function panelOf(show: Show): HTMLElement | null {
  return show.element.shadowRoot?.querySelector<HTMLElement>("[part=settings-panel]") ?? null;
}

async function open(show: Show): Promise<HTMLElement> {
  show.find("[part=settings], [part=check-first]", HTMLElement).click();
  await until("the panel", () => panelOf(show) !== null);
  const panel = panelOf(show);
  if (panel === null) throw new Error("Cannot find the panel");
  return panel;
}

describe("the settings", () => {
  it("open over the start screen with the focus on their title, and close by Escape", async () => {
    using show = await putOnShow();
    const check = getComputedStyle(show.find("label.check", HTMLElement));
    const { display } = check;
    const panel = await open(show);
    await until("the focus", () => show.element.shadowRoot?.activeElement?.tagName === "H2");
    assertEquals(panel.role, "dialog");
    panel.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Escape", bubbles: true, composed: true }),
    );
    await drawn(show.element);
    assertEquals(panelOf(show), null);
    const back = show.element.shadowRoot?.activeElement;
    assertEquals(back?.getAttribute("part"), "check-first");
    assertEquals(
      check.display,
      display,
      "the panel's style sheet stays, and is for the panel alone",
    );
  });

  it("offer the devices that there are, and keep what is chosen", async () => {
    using show = await putOnShow();
    using camera = startCanvasCamera();
    await show.show(stateOf("talk-silent"), { localStream: camera.stream });
    const panel = await open(show);
    await until("the devices", () => panel.querySelectorAll("select").length >= 2);
    const select = panel.querySelector("select");
    assert(select !== null);
    select.selectedIndex = 1;
    const { value } = select;
    select.dispatchEvent(new Event("change"));
    assertEquals(show.puppet.asked, [`choose ${JSON.stringify({ camera: value })}`]);
  });

  it("show and hear oneself only when asked to, and let go of both when closed", async () => {
    using show = await putOnShow();
    const panel = await open(show);
    assertEquals(panel.querySelector("video"), null);
    [...panel.querySelectorAll("button")].find((it) => it.textContent?.includes("Look"))?.click();
    await until("the picture", () => panel.querySelector("video") !== null);
    const stream = panel.querySelector("video")?.srcObject;
    assert(stream instanceof MediaStream);
    panel.querySelector<HTMLElement>(".panel-head button")?.click();
    await drawn(show.element);
    assertEquals(panelOf(show), null);
    assert(stream.getTracks().every(({ readyState }) => readyState === "ended"));
  });

  it("let go of both, too, when the element is taken away", async () => {
    using show = await putOnShow();
    const panel = await open(show);
    [...panel.querySelectorAll("button")].find((it) => it.textContent?.includes("Look"))?.click();
    await until("the picture", () => panel.querySelector("video") !== null);
    const stream = panel.querySelector("video")?.srcObject;
    assert(stream instanceof MediaStream);
    show.element.remove();
    await show.clock.advance(1_000);
    assert(stream.getTracks().every(({ readyState }) => readyState === "ended"));
  });

  it("say in words what keeps a camera off", async () => {
    using show = await putOnShow();
    show.element.getMedia = () =>
      Promise.reject(new DOMException("Cannot capture", "NotReadableError"));
    await drawn(show.element);
    const panel = await open(show);
    [...panel.querySelectorAll("button")].find((it) => it.textContent?.includes("Look"))?.click();
    await until("the finding", () => panel.querySelector("li.failed") !== null);
    assertStringIncludes(panel.innerText, "Another program is using the camera.");
  });

  it("capture once however often one asks to look", async () => {
    using show = await putOnShow();
    using first = startCanvasCamera();
    using second = startCanvasCamera();
    const granted = [Promise.withResolvers<MediaStream>(), Promise.withResolvers<MediaStream>()];
    const waiting = [...granted];
    show.element.getMedia = () => waiting.shift()?.promise ?? Promise.reject(new Error("Cannot"));
    await drawn(show.element);
    const panel = await open(show);
    const look = [...panel.querySelectorAll("button")].find((it) => it.innerText.includes("Look"));
    look?.click();
    look?.click();
    granted[0]?.resolve(first.stream);
    granted[1]?.resolve(second.stream);
    await until("the picture", () => panel.querySelector("video") !== null);
    assertEquals(panel.querySelector("video")?.srcObject, second.stream);
    assert(first.stream.getTracks().every(({ readyState }) => readyState === "ended"));
    panel.querySelector<HTMLElement>(".panel-head button")?.click();
    assert(second.stream.getTracks().every(({ readyState }) => readyState === "ended"));
  });

  it("say that a camera needs a secure page", async () => {
    using show = await putOnShow();
    const panel = await open(show);
    const { mediaDevices } = navigator;
    const secure = Object.getOwnPropertyDescriptor(globalThis, "isSecureContext") ?? {};
    Object.defineProperty(navigator, "mediaDevices", { value: undefined, configurable: true });
    Object.defineProperty(globalThis, "isSecureContext", { value: false, configurable: true });
    try {
      [...panel.querySelectorAll("button")].find((it) => it.innerText.includes("Look"))?.click();
      await until("the finding", () => panel.querySelector("li.failed") !== null);
    } finally {
      Object.defineProperty(navigator, "mediaDevices", { value: mediaDevices, configurable: true });
      Object.defineProperty(globalThis, "isSecureContext", secure);
    }
    assertStringIncludes(panel.innerText, "The camera needs a secure page.");
  });

  it("are not offered where there is only writing", async () => {
    using show = await putOnShow();
    await show.show(stateOf("talk-text"));
    const buttons = show.element.shadowRoot?.querySelectorAll("[part=settings]");
    assertEquals(buttons?.length, 0);
  });
});

describe("the verdict of a check", () => {
  const well = ["server", "stream", "stun", "turn-udp", "turn-tcp"] as const;
  const judge = (failed: readonly string[], absent: readonly string[] = []) =>
    verdictOf(well.map((stage) => ({
      stage,
      result: failed.includes(stage) ? "failed" : absent.includes(stage) ? "absent" : "ok",
    })));

  it("is good while one way each, direct and relayed, is open", () => {
    assertEquals([judge([]), judge(["turn-udp"]), judge(["turn-tcp"])], ["good", "good", "good"]);
    assertEquals(judge([], ["turn-udp", "turn-tcp"]), "good");
  });

  it("tells what is left where a way is closed", () => {
    assertEquals(judge(["stun"]), "relayed");
    assertEquals(judge(["turn-udp", "turn-tcp"]), "direct-only");
    assertEquals(judge(["stun", "turn-udp", "turn-tcp"]), "text-only");
    assertEquals(judge(["stun"], ["turn-udp", "turn-tcp"]), "text-only");
    assertEquals(judge(["server"]), "no-server");
  });
});

describe("the signs of a talk", () => {
  it("are absent while everything is as it should be", async () => {
    using show = await putOnShow();
    await show.show(stateOf("talk-silent"));
    assertEquals(show.find(".signs", HTMLElement).innerText.trim(), "");
  });

  it("tell how the connection fares, to eyes and to a screen reader", async () => {
    using show = await putOnShow();
    await show.show(stateOf("talk-silent"), {
      quality: { sends: "voice", isReduced: false, reason: "own-slow" },
    });
    const words = "Your connection is slow. Your picture rests, your voice goes on.";
    assertEquals(show.find("[part=quality]", HTMLElement).innerText.trim(), words);
    const told = [...show.element.shadowRoot?.querySelectorAll("[role=status]") ?? []];
    assert(told.some((it) => it.textContent?.includes(words)));
  });

  it("tell what became of a device", async () => {
    using show = await putOnShow();
    await show.show(stateOf("talk-silent"), {
      devices: { camera: "lost", microphone: "on", cause: "unplugged" },
    });
    assertStringIncludes(show.find("[part=lost]", HTMLElement).innerText, "Your camera is gone.");
  });

  it("tell in every room that a call does not get through, and nothing else of it", async () => {
    using show = await putOnShow();
    using camera = startCanvasCamera();
    const facts: Partial<ChatSnapshot> = {
      localStream: camera.stream,
      quality: { sends: "voice", isReduced: false, reason: "own-slow" },
      theirs: { camera: true, microphone: false, isSlow: false },
    };
    const words = "Picture and sound don't get through. You can go on writing.";
    for (const scene of ["talk-video", "talk-voice"]) {
      const talk = stateOf(scene);
      assert(talk.kind === "talk");
      await show.show({ ...talk, call: { kind: "reconnecting" } }, facts);
      await show.show({ ...talk, call: { kind: "failed" } }, facts);
      for (const width of [320, 390, 800]) {
        show.element.style.cssText = `inline-size: ${width}px; block-size: 640px`;
        const seen = [...show.root.querySelectorAll<HTMLElement>(".sign, .strip")]
          .filter((it) => it.checkVisibility({ visibilityProperty: true }))
          .map(({ className, innerText }) => `${className}: ${innerText.trim()}`);
        const isFolded = width < 360 && scene === "talk-video";
        assertEquals(seen, [`${isFolded ? "sign lost" : "strip"}: ${words}`], `${scene} ${width}`);
      }
      const told = [...show.root.querySelectorAll("[role=status]")].map((it) =>
        it.textContent?.trim()
      );
      assertEquals(told.filter(Boolean), [words]);
    }
  });
});
