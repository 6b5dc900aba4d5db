import { assert, assertEquals } from "@std/assert/mod.js";
import { PICTURE_TIME } from "../../demo/cast/made_up.ts";
import { SCENES } from "../../demo/cast/snapshots.ts";
import { drawn, putOnShow, type Show } from "./support/puppet.ts";
import { stateOf } from "./support/scenes.ts";
import { until } from "./support/until.ts";

/** Somebody who meets nobody for two days, once what they are told is loaded. */
async function showRestricted(language = "en"): Promise<Show> {
  const show = await putOnShow((element) => element.language = language);
  await show.clock.advance(PICTURE_TIME - show.clock.now());
  await show.show(stateOf("restricted"));
  await until("the part to be loaded", () => show.root.querySelector("[part=receipt]") !== null);
  return show;
}

const wordsOf = (show: Show) => show.find("[part=restricted]", HTMLElement).innerText;

describe("whoever is restricted", () => {
  it("is told until when, what it is about, and the receipt", async () => {
    using show = await showRestricted();
    const words = wordsOf(show);
    assert(words.includes("You can't talk here for a while."), words);
    assert(words.includes("Tuesday, November 24"), words);
    assert(words.includes("The reason: harassment."), words);
    assertEquals(show.find("[part=receipt]", HTMLElement).textContent, "7KQ2-XM4D");
    const told = [...show.root.querySelectorAll("[role=status]")].map((it) => it.textContent);
    assert(told.some((text) => text?.includes("You can't talk here for a while.")), told.join());
  });

  it("objects in their own words, and an empty note asks for nothing", async () => {
    using show = await showRestricted();
    const form = show.find("[part=appeal]", HTMLFormElement);
    const note = show.find("[part=appeal] textarea", HTMLTextAreaElement);
    note.value = "   ";
    form.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
    assertEquals(show.puppet.asked, []);
    note.value = " That was my brother. ";
    form.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
    assertEquals(show.puppet.asked, ["appeal That was my brother."]);
    await show.show(stateOf("restricted-asked"));
    assert(wordsOf(show).includes("Someone will read it"), wordsOf(show));
    assertEquals(show.root.querySelector("[part=appeal]"), null);
  });

  it("can come back when it is over, and is not asked to object any more", async () => {
    using show = await showRestricted();
    await show.show(stateOf("restricted-over"));
    assert(wordsOf(show).includes("You can talk again."), wordsOf(show));
    assertEquals(show.root.querySelector("[part=appeal]"), null);
    show.find(".next", HTMLElement).click();
    assertEquals(show.puppet.asked, ["retry"]);
  });

  it("is told in the language of the page", async () => {
    using show = await showRestricted("de");
    await until("German", () => wordsOf(show).includes("Der Grund: Belästigung."));
    assert(wordsOf(show).includes("Dienstag, 24. November"), wordsOf(show));
    await drawn(show.element);
  });
});

describe("the button that blocks", () => {
  const isSeen = (button: Element | null) => button?.checkVisibility() === true;

  it("is on the stage of a talk with a picture", async () => {
    using show = await putOnShow();
    await show.show(stateOf("talk-video"));
    const button = show.find("[part=block]", HTMLElement);
    assert(isSeen(button));
    button.click();
    assertEquals(show.puppet.asked, ["block"]);
  });

  it("is among the tools of a written talk, which has no stage", async () => {
    using show = await putOnShow();
    await show.show(stateOf("talk-text"));
    await until("the tools", () => isSeen(show.root.querySelector("[part~=tools]")));
    show.find("[part~=tools]", HTMLElement).click();
    await drawn(show.element);
    const all = [...show.root.querySelectorAll<HTMLElement>("[part=tools-panel] button")];
    const button = all.find((it) => it.innerText.includes("Never meet them again"));
    assert(button !== undefined && isSeen(button));
    button.click();
    assertEquals(show.puppet.asked, ["block"]);
  });

  it("is there after a talk, until it was pressed", async () => {
    using show = await putOnShow();
    await show.show(stateOf("ended-text"));
    assert(isSeen(show.root.querySelector(".farewell [part=block]")));
    await show.show(stateOf("ended-blocked"));
    assertEquals(show.root.querySelector("[part=block]"), null);
    const { innerText } = show.find(".farewell", HTMLElement);
    assert(innerText.includes("You won't meet them again."), innerText);
  });
});

describe("the gate", () => {
  it("is passed by the bar's button, once what it asks is marked", async () => {
    using show = await putOnShow();
    const { state, change } = SCENES["gate"] ?? {};
    assert(state !== undefined);
    await show.show(state, change);
    await until("the part to be loaded", () => show.root.querySelector("[part=gate]") !== null);
    const next = show.find(".next", HTMLButtonElement);
    assertEquals(next.innerText.trim(), "Agree and start");
    next.click();
    assertEquals(show.puppet.asked, []);
    show.find("[type=checkbox]", HTMLInputElement).click();
    next.click();
    assertEquals(show.puppet.asked, ["pass gate as adult"]);
  });

  it("leads on in the bar where the site lets people in itself", async () => {
    using show = await putOnShow();
    const { state, change } = SCENES["gate-claim"] ?? {};
    assert(state !== undefined);
    await show.show(state, change);
    await until("the part to be loaded", () => wordsOf(show) !== "");
    show.find(".next", HTMLButtonElement).click();
    assertEquals(show.puppet.asked, ["retry"]);
  });
});
