import { assert, assertEquals } from "@std/assert/mod.js";
import { en } from "../../component/strings/en.ts";
import { SCENES, snapshotOf } from "../../demo/cast/snapshots.ts";
import { putOnShow, type Show } from "./support/puppet.ts";
import { stateOf } from "./support/scenes.ts";
import { until } from "./support/until.ts";

/** WCAG 2.2, 1.4.3: text of ordinary size. */
const TEXT_CONTRAST = 4.5;
/** WCAG 2.2, 1.4.11: borders of fields and controls. */
const EDGE_CONTRAST = 3;

const TEXT_PAIRS = [
  ["--ink", "--ground"],
  ["--ink", "--surface"],
  ["--ink-soft", "--ground"],
  ["--ink-soft", "--surface"],
  ["--ink-soft", "--sunk"],
  ["--accent-ink", "--ground"],
  ["--accent-ink", "--surface"],
  ["--accent-ink", "--accent-soft"],
  ["--on-accent", "--accent"],
  ["--ink", "--lamp-soft"],
  ["--danger", "--ground"],
] as const;

const ACCENTS = ["", "#c2185b", "#ffd400", "#0b57d0", "#111111", "#ffffff", "#7a7a7a", "#2e7d32"];

/** The luminance of a colour as it is drawn (WCAG 2.2, relative luminance). */
function luminance(color: string): number {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  if (context === null) throw new Error("Cannot measure a colour: no 2D context");
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(show: Show, first: string, second: string): number {
  const probe = document.createElement("span");
  show.find(".frame", HTMLElement).append(probe);
  const [a = 0, b = 0] = [first, second].map((token) => {
    probe.style.setProperty("color", `var(${token})`);
    return luminance(getComputedStyle(probe).color);
  });
  probe.remove();
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

describe("the look", () => {
  for (const theme of ["light", "dark"] as const) {
    for (const accent of ACCENTS) {
      it(`is readable in ${theme} with the accent "${accent || "of its own"}"`, async () => {
        using show = await putOnShow((element) => {
          element.theme = theme;
          if (accent !== "") element.style.setProperty("--random-chat-accent", accent);
        });
        for (const [text, ground] of TEXT_PAIRS) {
          const measured = contrast(show, text, ground);
          assert(measured >= TEXT_CONTRAST, `${text} on ${ground}: ${measured.toFixed(2)}`);
        }
        for (const ground of ["--ground", "--surface"]) {
          const measured = contrast(show, "--edge", ground);
          assert(measured >= EDGE_CONTRAST, `--edge on ${ground}: ${measured.toFixed(2)}`);
        }
      });
    }
  }

  it("takes the page's font", async () => {
    document.body.style.setProperty("font-family", "Courier");
    using show = await putOnShow();
    assertEquals(getComputedStyle(show.find("textarea, input", HTMLElement)).fontFamily, "Courier");
    document.body.style.removeProperty("font-family");
  });

  for (const [width, columns] of [[320, 1], [390, 1], [800, 2], [1_200, 2]] as const) {
    it(`fits ${width} px without a line that is too long`, async () => {
      using show = await putOnShow((element) => {
        element.style.setProperty("inline-size", `${width}px`);
        element.interests = "Donaudampfschifffahrtsgesellschaft, chess, tea, board games";
      });
      const frame = show.find(".frame", HTMLElement);
      assertEquals(getComputedStyle(frame).gridTemplateColumns.split(" ").length, columns);
      for (const selector of [".side", ".bar", ".frame"]) {
        const region = show.find(selector, HTMLElement);
        assertEquals(region.scrollWidth <= region.clientWidth, true, selector);
      }
    });
  }

  for (const [width, size] of [[320, "16px"], [640, "32px"]] as const) {
    it(`keeps every control of every state in a room of ${width} px at ${size}`, async () => {
      using show = await putOnShow((element) => {
        element.style.setProperty("inline-size", `${width}px`);
        element.style.setProperty("font-size", size);
      });
      const cut: string[] = [];
      // What a talk's tools draw comes a moment after the first one.
      await show.show(stateOf("talk-text"));
      await until("the tools", () => show.root.querySelector("[part=tools]") !== null);
      for (const [name, scene] of Object.entries(SCENES)) {
        const { state, ...facts } = snapshotOf(scene, null, null);
        await show.show(state, facts);
        const room = show.find(".frame", HTMLElement).getBoundingClientRect();
        for (
          const control of show.root.querySelectorAll("button, input, select, textarea, h2, p")
        ) {
          if (
            control.matches(".unseen *") || !control.checkVisibility({ visibilityProperty: true })
          ) {
            continue;
          }
          const { left, right, width } = control.getBoundingClientRect();
          const isInside = left >= room.left - 1 && right <= room.right + 1;
          if (width > 1 && !isInside) cut.push(`${name}: ${control.outerHTML.slice(0, 120)}`);
        }
      }
      assertEquals(cut, []);
    });
  }

  it("speaks plainly: no exclamation marks, no users, no error numbers", () => {
    const words: string[] = [];
    collect(en, words);
    assert(words.length > 60);
    for (const text of words) assert(!/!|\buser\b|\berror\b|\b[45]\d\d\b/i.test(text), text);
  });
});

/** Collects every sentence of a table of words; functions are asked with what they may be given. */
function collect(value: unknown, into: string[]): void {
  if (typeof value === "string") into.push(value);
  else if (Array.isArray(value)) { for (const inner of value) collect(inner, into); }
  else if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) collect(inner, into);
  }
}
