import { assertEquals } from "@std/assert/mod.js";
import { SCENES, snapshotOf } from "../../demo/cast/snapshots.ts";
import { drawn, press, putOnShow, type Show, type as typeInto } from "./support/puppet.ts";
import { showTalk, stateOf } from "./support/scenes.ts";
import { until } from "./support/until.ts";

/** Presses a button as the keyboard does: it has the focus when it is pressed. */
async function pressByKey(show: Show, selector: string): Promise<void> {
  const button = show.find(selector, HTMLElement);
  button.focus();
  assertEquals(show.root.activeElement, button, selector);
  button.click();
  await drawn(show.element);
}

/** What has the focus, in words. */
function focused({ root }: Show): string {
  const { activeElement: it } = root;
  return it?.getAttribute("aria-label") ?? it?.textContent?.trim() ?? "nothing";
}

describe("the focus", () => {
  it("stays at the sentence that the bell becomes", async () => {
    using show = await putOnShow();
    await show.show(stateOf("waiting-alone"));
    await pressByKey(show, "[part=bell] button");
    await until("the sentence", () => show.root.querySelector("[part=bell] button") === null);
    assertEquals(show.root.activeElement, show.find("[part=bell] p", HTMLElement));
  });

  it("goes to the field when the last interest is taken out, and never into the page", async () => {
    using show = await putOnShow((element) => element.interests = "chess");
    await pressByKey(show, "[part=interests] .chip button");
    assertEquals(show.root.activeElement, show.find("#interest", HTMLInputElement));
  });

  it("stays in a field that is full", async () => {
    using show = await putOnShow((element) => element.interests = "a, b, c, d, e, f, g, h, i");
    const field = show.find("#interest", HTMLInputElement);
    field.focus();
    typeInto(field, "j,");
    await drawn(show.element);
    assertEquals(field.readOnly, true);
    assertEquals(show.root.activeElement, field);
    press(field, "Backspace");
    await drawn(show.element);
    assertEquals(field.readOnly, false);
  });

  it("leaves the messages with the sheet that hides them", async () => {
    using show = await showTalk("talk-video", (element) => {
      element.style.setProperty("inline-size", "320px");
    });
    await pressByKey(show, ".sheet-toggle");
    const field = show.find("textarea", HTMLTextAreaElement);
    field.focus();
    assertEquals(show.root.activeElement, field);
    press(field, "Escape");
    await drawn(show.element);
    assertEquals(show.root.activeElement, show.find(".sheet-toggle", HTMLElement));
  });

  it("is not taken from a panel by a match", async () => {
    using show = await putOnShow();
    await show.show(stateOf("waiting-video"), { localStream: new MediaStream() });
    await pressByKey(show, "[part=settings]");
    await until(
      "the panel",
      () =>
        show.root.activeElement?.tagName === "H2" &&
        focused(show) === "Camera, microphone, connection",
    );
    const title = show.root.activeElement;
    const side = show.find(".side", HTMLElement);
    // Nothing that the panel covers takes the focus.
    assertEquals(side.inert, true);
    await show.show(stateOf("talk-video"));
    assertEquals(show.root.activeElement, title);
    press(show.find("[part=settings-panel]", HTMLElement), "Escape");
    await drawn(show.element);
    assertEquals(side.inert, false);
    assertEquals(show.root.activeElement, show.find("[part=settings]", HTMLElement));
  });

  for (const width of [320, 1_000]) {
    it(`is never lost and always in sight at ${width} px, whatever state follows which`, async () => {
      using show = await putOnShow((element) => {
        element.style.setProperty("inline-size", `${width}px`);
        element.style.setProperty("block-size", "560px");
      });
      await show.show(stateOf("talk-text"));
      await until("the tools", () => show.root.querySelector("[part=tools]") !== null);
      const wrong: string[] = [];
      const states = Object.entries(SCENES);
      // Forwards and backwards, so that each state is come to from two others.
      for (const [name, scene] of [...states, ...states.toReversed()]) {
        const before = focused(show);
        if (show.root.activeElement === null) show.find(".next", HTMLElement).focus();
        const { state, ...facts } = snapshotOf(scene, null, null);
        await show.show(state, facts);
        const { activeElement: it } = show.root;
        const isSeen = it?.checkVisibility({ visibilityProperty: true }) === true;
        if (!isSeen) wrong.push(`${name}, from "${before}": ${focused(show)}`);
      }
      assertEquals(wrong, []);
    });
  }

  it("lands on what can be seen where the messages are behind a button", async () => {
    using show = await putOnShow((element) => element.style.setProperty("inline-size", "320px"));
    show.find("#interest", HTMLInputElement).focus();
    await show.show(stateOf("talk-video"));
    assertEquals(focused(show), "Show messages");
  });

  it("moves one's own picture where it floats, and is not there where it stands", async () => {
    using show = await showTalk("talk-video", (element) => {
      element.style.setProperty("inline-size", "600px");
    });
    const handle = show.find(".move", HTMLButtonElement);
    handle.focus();
    assertEquals(focused(show), "Your picture. Arrow keys move it.");
    const place = show.find("[part=own]", HTMLElement);
    const corners: string[] = [place.className];
    for (const key of ["ArrowDown", "ArrowLeft"]) {
      press(handle, key);
      await drawn(show.element);
      corners.push(place.className);
    }
    handle.click();
    await drawn(show.element);
    corners.push(place.className);
    assertEquals(corners.map((name) => name.replace("place own ", "")), [
      "top-end",
      "bottom-end",
      "bottom-start",
      "top-start",
    ]);
    show.element.style.setProperty("inline-size", "1000px");
    assertEquals(handle.checkVisibility(), false);
  });
});
