import { assert, assertEquals } from "@std/assert/mod.js";
import { drawn, press, putOnShow, type Show, type } from "./support/puppet.ts";

function chips(show: Show, part: string): string[] {
  return [...show.root.querySelectorAll(`[part=${part}] li.chip bdi`)].map((it) =>
    it.textContent ?? ""
  );
}

function field(show: Show): HTMLInputElement {
  return show.find("#interest", HTMLInputElement);
}

describe("the start screen", () => {
  it("makes chips of what is typed, by comma and by Enter", async () => {
    using show = await putOnShow();
    type(field(show), "chess,");
    await drawn(show.element);
    assertEquals(field(show).value, "");
    type(field(show), "tea");
    await drawn(show.element);
    press(field(show), "Enter");
    await drawn(show.element);
    assertEquals(chips(show, "interests"), ["chess", "tea"]);
    assertEquals(field(show).value, "");
  });

  it("makes chips of a pasted list, and leaves a pasted word in the field", async () => {
    using show = await putOnShow();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "chess\ntea, jazz");
    const list = new ClipboardEvent("paste", { clipboardData, cancelable: true });
    field(show).dispatchEvent(list);
    assert(list.defaultPrevented);
    await drawn(show.element);
    assertEquals(chips(show, "interests"), ["chess", "tea", "jazz"]);
    clipboardData.setData("text/plain", "films");
    const word = new ClipboardEvent("paste", { clipboardData, cancelable: true });
    field(show).dispatchEvent(word);
    assert(!word.defaultPrevented);
  });

  it("removes the last chip with Backspace in the empty field, and any by its button", async () => {
    using show = await putOnShow((element) => element.interests = "chess, tea, jazz");
    press(field(show), "Backspace");
    await drawn(show.element);
    assertEquals(chips(show, "interests"), ["chess", "tea"]);
    show.find("[aria-label='Remove chess']", HTMLButtonElement).click();
    await drawn(show.element);
    assertEquals(chips(show, "interests"), ["tea"]);
  });

  it("does not cut a word that is still being composed", async () => {
    using show = await putOnShow();
    field(show).value = "将棋、";
    field(show).dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
    await drawn(show.element);
    assertEquals([field(show).value, chips(show, "interests")], ["将棋、", []]);
  });

  it("starts with Enter in the empty field, and counts what stands there unfinished", async () => {
    using show = await putOnShow();
    type(field(show), "chess");
    show.find(".next", HTMLButtonElement).click();
    assertEquals(show.puppet.asked, ["start video chess"]);
    await drawn(show.element);
    press(field(show), "Enter");
    assertEquals(show.puppet.asked, ["start video chess", "start video chess"]);
  });

  it("offers the site's suggestions until they are taken", async () => {
    using show = await putOnShow((element) => element.suggestions = "jazz, films");
    show.find("[aria-label='Add jazz']", HTMLButtonElement).click();
    await drawn(show.element);
    assertEquals(chips(show, "interests"), ["jazz"]);
    assertEquals(show.root.querySelectorAll(".chip.ghost[aria-label]").length, 1);
  });

  it("names the languages, takes them away and adds others", async () => {
    using show = await putOnShow((element) => element.languages = "en, de-AT");
    assertEquals(chips(show, "languages"), ["English", "German"]);
    show.find("[aria-label='Remove English']", HTMLButtonElement).click();
    await drawn(show.element);
    const select = show.find("select", HTMLSelectElement);
    assertEquals(select.options.length, 1);
    select.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, composed: true }));
    await drawn(show.element);
    select.value = "fr";
    select.dispatchEvent(new Event("change"));
    await drawn(show.element);
    assertEquals(chips(show, "languages"), ["German", "French"]);
  });

  it("offers the modes that the page names, and begins with the one it prefers", async () => {
    using show = await putOnShow((element) => {
      element.modes = "text, voice";
      element.mode = "text";
    });
    const radios = [...show.root.querySelectorAll<HTMLInputElement>("input[type=radio]")];
    assertEquals(radios.map(({ value, checked }) => `${value} ${checked}`), [
      "voice false",
      "text true",
    ]);
    radios[0]?.click();
    await drawn(show.element);
    show.element.start();
    assertEquals(show.puppet.asked, ["start voice"]);
  });

  it("keeps what the visitor filled in when an attribute changes later", async () => {
    using show = await putOnShow((element) => element.interests = "chess");
    type(field(show), "tea,");
    show.element.interests = "jazz";
    await drawn(show.element);
    assertEquals(chips(show, "interests"), ["chess", "tea"]);
  });
});
