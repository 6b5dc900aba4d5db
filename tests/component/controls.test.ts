import { assert, assertEquals } from "@std/assert/mod.js";
import { DISARMED_MS } from "../../component/latch.ts";
import { startCanvasCamera } from "./support/canvas_camera.ts";
import { drawn, press, putOnShow, type Show, type } from "./support/puppet.ts";
import { showTalk, stateOf } from "./support/scenes.ts";
import { until } from "./support/until.ts";

function isResting(button: Element): boolean {
  return button.getAttribute("aria-disabled") === "true";
}

describe("the bar", () => {
  it("has Stop at the start and Next at the end, at the same place in every state", async () => {
    using show = await putOnShow();
    const places = [];
    for (const name of ["waiting-text", "talk-text", "ended-text", "refused", "trouble"]) {
      await show.show(stateOf(name));
      const stop = show.find(".stop", HTMLElement).getBoundingClientRect();
      const next = show.find(".next", HTMLElement).getBoundingClientRect();
      places.push([stop.left, stop.bottom, next.right, next.bottom]);
    }
    for (const place of places) assertEquals(place, places[0]);
  });

  it("rests Next for 400 ms after a match, so that a double tap skips nobody", async () => {
    using show = await putOnShow();
    await show.show(stateOf("talk-text"));
    const next = show.find(".next", HTMLButtonElement);
    next.click();
    assert(isResting(next));
    await show.clock.advance(DISARMED_MS - 1);
    await drawn(show.element);
    next.click();
    assertEquals(show.puppet.asked, []);
    await show.clock.advance(1);
    await drawn(show.element);
    assert(!isResting(next));
    next.click();
    assertEquals(show.puppet.asked, ["next"]);
  });

  it("leads on from each state by its main action", async () => {
    using show = await putOnShow();
    const clicks = [];
    for (
      const name of ["welcome", "waiting-text", "talk-text", "ended-text", "refused", "trouble"]
    ) {
      await show.show(stateOf(name));
      await show.clock.advance(DISARMED_MS);
      await drawn(show.element);
      show.find(".next", HTMLButtonElement).click();
      show.find(".stop", HTMLButtonElement).click();
      clicks.push(show.puppet.asked.splice(0).join(", "));
    }
    assertEquals(clicks, [
      "start video",
      "stop",
      "next, stop",
      "next, stop",
      "fall back voice, stop",
      "retry, stop",
    ]);
  });

  it("mutes and covers, and says which it would do", async () => {
    using show = await putOnShow();
    await show.show(stateOf("talk-silent"), { devices: { camera: "off", microphone: "on" } });
    const camera = show.find("[part=camera]", HTMLButtonElement);
    const microphone = show.find("[part=microphone]", HTMLButtonElement);
    assertEquals([camera.ariaLabel, microphone.ariaLabel], [
      "Turn your camera on",
      "Mute your microphone",
    ]);
    camera.click();
    microphone.click();
    assertEquals(show.puppet.asked, ["camera true", "microphone false"]);
  });
});

describe("the keyboard", () => {
  it("takes Escape twice as Next, also from the message field", async () => {
    using show = await showTalk();
    const field = show.find("textarea", HTMLTextAreaElement);
    press(field, "Escape");
    assertEquals(show.puppet.asked, []);
    press(field, "Escape");
    assertEquals(show.puppet.asked, ["next"]);
  });

  it("does not take Escape twice while Next rests, or where there is nobody to skip", async () => {
    using show = await putOnShow();
    await show.show(stateOf("talk-text"));
    for (let time = 0; time < 2; time++) press(show.element, "Escape");
    await show.show(stateOf("waiting-text"));
    for (let time = 0; time < 2; time++) press(show.element, "Escape");
    assertEquals(show.puppet.asked, []);
  });

  it("moves the focus to where a new state begins, if it was in the element", async () => {
    using show = await putOnShow();
    show.find(".next", HTMLButtonElement).focus();
    await show.show(stateOf("waiting-text"));
    assertEquals(show.root.activeElement, show.find("h2", HTMLElement));
    await show.show(stateOf("talk-text"));
    assertEquals(show.root.activeElement, show.find("textarea", HTMLTextAreaElement));
    await show.show(stateOf("ended-text"));
    assertEquals(show.root.activeElement, show.find("h2", HTMLElement));
  });

  it("leaves the focus alone when it is somewhere else in the page", async () => {
    const outside = document.createElement("input");
    document.body.append(outside);
    using show = await putOnShow();
    outside.focus();
    await show.show(stateOf("talk-text"));
    assertEquals(document.activeElement, outside);
    outside.remove();
  });

  it("sends with Enter, breaks the line with Shift, and waits for a composed word", async () => {
    using show = await showTalk();
    const field = show.find("textarea", HTMLTextAreaElement);
    type(field, "Hello");
    press(field, "Enter", { isComposing: true });
    assert(!press(field, "Enter", { shiftKey: true }).defaultPrevented);
    assertEquals(show.puppet.asked, ["typing true"]);
    assert(press(field, "Enter").defaultPrevented);
    assertEquals(show.puppet.asked, ["typing true", "send Hello", "typing false"]);
    await drawn(show.element);
    assertEquals(field.value, "");
  });

  it("leaves a message in the field and a talk as it is where the page prevents it", async () => {
    using show = await showTalk();
    const field = show.find("textarea", HTMLTextAreaElement);
    const prevented: string[] = [];
    for (const name of ["random-chat-send", "random-chat-next"]) {
      show.element.addEventListener(name, (event) => {
        prevented.push(event.type);
        event.preventDefault();
      });
    }
    type(field, "Call me at 555");
    press(field, "Enter");
    await drawn(show.element);
    assertEquals(field.value, "Call me at 555");
    show.find(".next", HTMLElement).click();
    for (let time = 0; time < 2; time++) press(show.element, "Escape");
    assertEquals(prevented, ["random-chat-send", "random-chat-next", "random-chat-next"]);
    assertEquals(show.puppet.asked, ["typing true"]);
  });

  it("keeps what was typed when the talk breaks and comes back", async () => {
    using show = await showTalk();
    type(show.find("textarea", HTMLTextAreaElement), "Half a thou");
    await show.show(stateOf("trouble"));
    await show.show(stateOf("talk-text"));
    assertEquals(show.find("textarea", HTMLTextAreaElement).value, "Half a thou");
  });
});

describe("the corner", () => {
  async function showCorner() {
    using camera = startCanvasCamera();
    const show = await showTalk("talk-silent", (element) => {
      element.style.setProperty("inline-size", "320px");
      element.style.setProperty("block-size", "520px");
    });
    await show.show(stateOf("talk-silent"), { localStream: camera.stream });
    return show;
  }
  const isSeen = (show: Show) => {
    const side = show.find(".side", HTMLElement);
    return side.checkVisibility({ visibilityProperty: true }) && side.offsetHeight > 200;
  };

  it("keeps the words under a sheet that a button opens and Escape shuts", async () => {
    using show = await showCorner();
    assert(!isSeen(show));
    show.find("[part=messages]", HTMLButtonElement).click();
    await until("the sheet to be seen", () => isSeen(show));
    press(show.element, "Escape");
    await until("the sheet to be gone", () => !isSeen(show));
    assertEquals(show.puppet.asked, []);
  });

  it("counts what arrives while the sheet is shut", async () => {
    using show = await showCorner();
    const talk = stateOf("talk-text");
    if (talk.kind !== "talk") throw new Error("Cannot go on: the scene is no talk");
    for (const line of talk.lines) show.puppet.tell("message", { line, match: talk.match });
    await drawn(show.element);
    const toggle = show.find("[part=messages]", HTMLButtonElement);
    assertEquals(toggle.ariaLabel, "Show messages, 3 new messages");
    toggle.click();
    await drawn(show.element);
    assertEquals(toggle.ariaLabel, "Hide messages");
  });
});
