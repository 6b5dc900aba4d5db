import { assert, assertEquals } from "@std/assert/mod.js";
import { SCENES, snapshotOf } from "../../demo/cast/snapshots.ts";
import { TRANSLATED } from "../../component/language.ts";
import type { RandomChat } from "../../component/random_chat.ts";
import { startCanvasCamera } from "./support/canvas_camera.ts";
import { drawn, putOnShow, type Show } from "./support/puppet.ts";
import { stateOf } from "./support/scenes.ts";
import { until } from "./support/until.ts";

/** Puts an element into a place of the page. */
async function putInto(place: HTMLElement | ShadowRoot, setUp: (element: RandomChat) => void) {
  const show = await putOnShow(setUp);
  place.append(show.element);
  return show;
}

function place(language: string, direction = ""): HTMLElement & Disposable {
  const element = document.createElement("div");
  if (language !== "") element.lang = language;
  if (direction !== "") element.dir = direction;
  document.body.append(element);
  return Object.assign(element, { [Symbol.dispose]: () => element.remove() });
}

const startOf = (show: Show) => show.find("[part=next] span", HTMLElement).textContent;
const frameOf = (show: Show) => show.find(".frame", HTMLElement);

describe("the language of the element", () => {
  it("is that of the page around it", async () => {
    using around = place("de-AT");
    using show = await putInto(around, () => {});
    await until("German", () => startOf(show) === "Los");
    assertEquals(frameOf(show).lang, "de-AT");
  });

  it("is found through the shadow roots around it, and followed when it changes", async () => {
    using around = place("fr");
    const root = around.attachShadow({ mode: "open" });
    using show = await putInto(root, () => {});
    await until("French", () => startOf(show) === "Commencer");
    around.lang = "es";
    await until("Spanish", () => startOf(show) === "Empezar");
    around.lang = "en";
    await until("English", () => startOf(show) === "Start");
  });

  it("is what the element itself is told, before that of the page", async () => {
    using around = place("fr");
    using show = await putInto(around, (element) => element.setAttribute("language", "tr"));
    await until("Turkish", () => startOf(show) === "Başla");
    show.element.language = "";
    await until("French", () => startOf(show) === "Commencer");
  });

  it("is never seen in English first", async () => {
    const seen = new Set<string>();
    const element = document.createElement("random-chat");
    element.language = "ja";
    document.body.append(element);
    const look = () => {
      const text = element.shadowRoot?.querySelector("[part=next] span")?.textContent;
      if (text) seen.add(text);
    };
    await until("Japanese", () => {
      look();
      return seen.has("始める");
    });
    element.remove();
    assertEquals([...seen], ["始める"]);
  });

  it("is English where there is no table, with the direction of English", async () => {
    using around = place("he", "rtl");
    using show = await putInto(around, () => {});
    await drawn(show.element);
    assertEquals([startOf(show), frameOf(show).dir, frameOf(show).lang], ["Start", "ltr", "en"]);
  });

  it("runs from right to left in Arabic, also on a page that does not say so", async () => {
    using around = place("ar");
    using show = await putInto(around, () => {});
    await until("Arabic", () => startOf(show) === "ابدأ");
    assertEquals(getComputedStyle(frameOf(show)).direction, "rtl");
    const stop = show.find("[part=stop]", HTMLElement).getBoundingClientRect();
    const next = show.find("[part=next]", HTMLElement).getBoundingClientRect();
    assert(next.left < stop.left || stop.width === 0);
  });

  it("leaves each message the direction of its own text", async () => {
    using show = await putOnShow((element) => element.language = "ar");
    await until("Arabic", () => startOf(show) === "ابدأ");
    await show.show(stateOf("talk-odd"));
    const bubbles = [...show.root.querySelectorAll<HTMLElement>(".bubble:not(.emoji)")];
    const directions = bubbles.map((bubble) => getComputedStyle(bubble).direction);
    assertEquals(directions, ["ltr", "rtl", "ltr", "ltr"]);
  });

  it("leaves the page its own direction where that is right", async () => {
    using around = place("", "rtl");
    using show = await putInto(around, () => {});
    await drawn(show.element);
    assertEquals(frameOf(show).hasAttribute("dir"), false);
    assertEquals(getComputedStyle(frameOf(show)).direction, "rtl");
  });

  it("tells the time as the page's region does", async () => {
    const time = async (language: string) => {
      using show = await putOnShow((element) => element.language = language);
      await show.show(stateOf("talk-text"));
      return show.find("time", HTMLElement).textContent ?? "";
    };
    assertEquals(/[ap]m/i.test(await time("en-US")), true);
    assertEquals(/[ap]m/i.test(await time("en-GB")), false);
  });

  it("is kept by what was wanted last, however long the first takes to load", async () => {
    using show = await putOnShow((element) => element.language = "hi");
    show.element.language = "it";
    show.element.language = "en";
    await drawn(show.element);
    await until("English", () => startOf(show) === "Start");
    await new Promise((resolve) => setTimeout(resolve, 50));
    assertEquals(startOf(show), "Start");
  });

  it("reaches the settings panel", async () => {
    using show = await putOnShow((element) => element.language = "de");
    show.find("[part=check-first]", HTMLElement).click();
    await until("the panel", () => show.root.querySelector("[part=settings-panel]") !== null);
    assertEquals(
      show.find("[part=settings-panel] h2", HTMLElement).textContent,
      "Kamera, Mikrofon, Verbindung",
    );
  });
});

describe("a page's own words", () => {
  it("are taken from an attribute", async () => {
    using show = await putOnShow((element) =>
      element.setAttribute("strings", '{"start": "Let me in", "remove": "Take out {0}"}')
    );
    assertEquals(startOf(show), "Let me in");
    assertEquals(
      show.find("[part=languages] .chip button", HTMLElement).ariaLabel,
      "Take out English",
    );
  });

  it("are taken from a property, and may be another language", async () => {
    using show = await putOnShow((element) => {
      element.strings = { locale: "he", start: "התחל", panel: { title: "הגדרות" } };
    });
    assertEquals(startOf(show), "התחל");
    assertEquals([frameOf(show).dir, frameOf(show).lang], ["rtl", "he"]);
    show.find("[part=check-first]", HTMLElement).click();
    await until("the panel", () => show.root.querySelector("[part=settings-panel]") !== null);
    assertEquals(show.find("[part=settings-panel] h2", HTMLElement).textContent, "הגדרות");
  });

  it("that cannot be read change nothing", async () => {
    using show = await putOnShow((element) => element.setAttribute("strings", "{start:"));
    assertEquals(startOf(show), "Start");
  });
});

/** What holds words and must not let them out of its box. */
const BOXES = ".button, .segment span, .title, .hint, .chip, .label, .why, .strip, .sign, .pill";
const NAMES = [
  "welcome",
  "asking",
  "refused",
  "waiting-near",
  "waiting-alone",
  "connecting",
  "talk-text",
  "waiting-video",
  "talk-video",
  "talk-resting",
  "ended-video",
  "away-text",
  "ended-text",
  "trouble",
];

/** Names what is wider than the place that it has. */
function overflowing({ root, element }: Show): readonly string[] {
  const frame = element.getBoundingClientRect();
  return [...root.querySelectorAll<HTMLElement>(BOXES)]
    .filter((box) => box.checkVisibility() && box.clientWidth > 0)
    .filter((box) => {
      const { left, right } = box.getBoundingClientRect();
      const isOut = left < frame.left - 1 || right > frame.right + 1;
      return isOut || box.scrollWidth > box.clientWidth + 1;
    })
    .map((box) => `${box.className} "${box.textContent?.trim()}"`);
}

/** Names what of the bar lies over its neighbour. */
function crowded({ root }: Show): readonly string[] {
  const buttons = [...root.querySelectorAll<HTMLElement>(".bar .button")]
    .filter((button) => button.checkVisibility())
    .map((button) => ({ label: button.textContent?.trim(), box: button.getBoundingClientRect() }))
    .sort((one, other) => one.box.left - other.box.left);
  return buttons
    .filter(({ box }, index) => box.left < (buttons[index - 1]?.box.right ?? -1))
    .map(({ label }) => `the button "${label}" lies over another`);
}

describe("every language fits", () => {
  for (const language of ["en", ...TRANSLATED]) {
    for (const width of [320, 360, 390, 640]) {
      it(`into ${width} px in "${language}"`, async () => {
        using camera = startCanvasCamera();
        using show = await putOnShow((element) => {
          element.language = language;
          element.languages = "en, de";
          element.interests = "chess, tea";
          element.style.setProperty("inline-size", `${width}px`);
        });
        const out: string[] = [];
        for (const name of NAMES) {
          const scene = SCENES[name];
          if (scene === undefined) throw new Error(`Cannot show "${name}"`);
          const facts = snapshotOf(scene, camera.stream, camera.stream);
          await show.show(scene.state, facts);
          const found = [...overflowing(show), ...crowded(show)];
          out.push(...found.map((what) => `${name}: ${what}`));
          const side = show.find(".side", HTMLElement);
          if (side.scrollWidth > side.clientWidth) out.push(`${name}: the side`);
        }
        assertEquals(out, []);
      });
    }
  }
});
