/** What a page changes on the element from outside: slots, parts, custom properties, words, devices. */
import { assert, assertEquals } from "@std/assert/mod.js";
import type { OwnWords } from "../../component/strings/own_words.ts";
import { SCENES, snapshotOf } from "../../demo/cast/snapshots.ts";
import { drawn, press, putOnShow, type Show } from "./support/puppet.ts";
import { showTalk, stateOf } from "./support/scenes.ts";
import { until } from "./support/until.ts";

/** Puts something of the page's own into one of the element's slots. */
function fill(element: Element, slot: string): HTMLElement {
  const own = document.createElement("p");
  own.slot = slot;
  own.textContent = `Of the page: ${slot}`;
  element.append(own);
  return own;
}

async function showScene(show: Show, name: string): Promise<void> {
  const scene = SCENES[name];
  if (scene === undefined) throw new Error(`Cannot show "${name}": there is no such scene`);
  const { state, ...facts } = snapshotOf(scene, null, null);
  await show.show(state, facts);
}

const isSeen = (it: Element | null) => it?.checkVisibility() === true && it.clientHeight > 0;

describe("what a page puts into the slots", () => {
  it("stands on the start screen, in place of the title and below the questions", async () => {
    using bare = await putOnShow();
    assert(isSeen(bare.find("slot[name=header] > *", HTMLElement)));
    using show = await putOnShow();
    const [header, rules] = ["header", "rules"].map((slot) => fill(show.element, slot));
    await drawn(show.element);
    assert(header && rules && isSeen(header) && isSeen(rules));
    assertEquals(isSeen(show.root.querySelector("slot[name=header] > *")), false);
    const start = show.find("[part=interests]", HTMLElement).getBoundingClientRect();
    assert(header.getBoundingClientRect().bottom <= start.top);
    assert(rules.getBoundingClientRect().top >= start.bottom);
    await show.show(stateOf("talk-text"));
    assertEquals([isSeen(header), isSeen(rules)], [false, false]);
  });

  it("is told to whoever waits where hardly anybody is, and to nobody else", async () => {
    using show = await putOnShow();
    const empty = fill(show.element, "empty");
    await showScene(show, "waiting-near");
    assertEquals(isSeen(empty), false);
    await showScene(show, "waiting-alone");
    assert(isSeen(empty));
    assertEquals(isSeen(show.root.querySelector("slot[name=empty] > *")), false);
  });
});

/** Where each custom property is to be seen first: a scene, a selector, what it makes of it. */
const SEEN_IN = {
  accent: ["welcome", ".button.next", "backgroundColor"],
  lamp: ["welcome", ".doors *", "fill"],
  danger: ["talk-odd", "*", "color"],
  ground: ["welcome", "*", "backgroundColor"],
  surface: ["welcome", "*", "backgroundColor"],
  wall: ["welcome", ".stage", "backgroundColor"],
  ink: ["welcome", ".frame", "color"],
  "ink-soft": ["welcome", "*", "color"],
  line: ["welcome", "*", "borderTopColor"],
  radius: ["welcome", ".frame", "borderTopLeftRadius"],
} as const;

describe("what a page sets from outside", () => {
  for (const [name, [scene, selector, made]] of Object.entries(SEEN_IN)) {
    it(`--random-chat-${name} is seen`, async () => {
      const value = name === "radius" ? "3px" : "rgb(1, 2, 3)";
      using show = await putOnShow((element) =>
        element.style.setProperty(`--random-chat-${name}`, value)
      );
      await showScene(show, scene);
      const found = () =>
        [...show.root.querySelectorAll(selector)].map((it) => getComputedStyle(it)[made]);
      await until(`"${value}"`, () => found().includes(value));
    });
  }

  it("a part takes the page's styles", async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("random-chat::part(next) { letter-spacing: 7px }");
    document.adoptedStyleSheets.push(sheet);
    try {
      using show = await putOnShow();
      assertEquals(getComputedStyle(show.find("[part=next]", HTMLElement)).letterSpacing, "7px");
    } finally {
      document.adoptedStyleSheets.splice(document.adoptedStyleSheets.indexOf(sheet), 1);
    }
  });
});

describe("the words of what is loaded later", () => {
  const tell = (strings: OwnWords) => (element: { strings: OwnWords | null }) =>
    void (element.strings = strings);
  const hears = (show: Show, words: string) =>
    until(`"${words}"`, () => show.root.textContent?.includes(words) ?? false);

  it("are a page's own in the tools and in a report", async () => {
    using show = await showTalk(
      "talk-text",
      tell({ tools: { title: "More to do" }, report: { title: "Tell us" } }),
    );
    await until("the tools", () => show.root.querySelector("[part=tools]") !== null);
    press(show.element, "?");
    await hears(show, "More to do");
    show.find("[part=report]", HTMLElement).click();
    await hears(show, "Tell us");
  });

  it("are a page's own at the gate and in a restriction", async () => {
    using gate = await putOnShow(tell({ gate: { title: "At our door" } }));
    await showScene(gate, "gate");
    await hears(gate, "At our door");
    using show = await putOnShow(tell({ restriction: { about: "Because of {0}" } }));
    await showScene(show, "restricted");
    await hears(show, "Because of harassment");
  });
});

describe("what a page asks of the devices", () => {
  it("goes to the conversation", async () => {
    using show = await showTalk("talk-video");
    show.element.mute();
    show.element.mute(false);
    show.element.setCamera(false);
    show.element.setCamera(true);
    show.element.widen();
    assertEquals(show.puppet.asked.filter((it) => !it.startsWith("typing")), [
      "microphone false",
      "microphone true",
      "camera false",
      "camera true",
      "widen",
    ]);
  });
});
