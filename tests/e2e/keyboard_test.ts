import { assert, assertEquals } from "@std/assert/mod.js";
import type { Page } from "puppeteer-core";
import { readAccessibilityTree } from "../support/accessibility_tree.ts";
import { launchChromium } from "../support/browser.ts";
import { serveBuild } from "../support/built_pages.ts";
import { openScene } from "../support/scene.ts";
import type { Visitor } from "../support/visitor.ts";
import { waitFor } from "../support/wait.ts";

/** More stops than any state has; whoever gets this far goes in circles. */
const MOST_STOPS = 40;

/** What has the focus, by its spoken name; "" where it is in no element. */
function focused({ page }: { readonly page: Page }): Promise<string> {
  return page.evaluate(() => {
    const it = document.querySelector("random-chat")?.shadowRoot?.activeElement;
    if (it == null) return "";
    const isField = it instanceof HTMLInputElement || it instanceof HTMLTextAreaElement;
    const labels = isField ? [...it.labels ?? []] : [];
    const label = labels.map(({ textContent }) => textContent).join(" ");
    const name = it.getAttribute("aria-label") ?? (label === "" ? it.textContent : label);
    return name?.replaceAll(/\s+/g, " ").trim() ?? "";
  });
}

async function waitForFocus(visitor: Visitor, name: string): Promise<void> {
  await waitFor(`the focus on "${name}"`, () => focused(visitor), { until: (it) => it === name });
}

/** Goes to a control by Tab alone, and sees to it that each stop on the way can be seen. */
async function tabTo(visitor: Visitor, name: string, key: "Tab" | "back" = "Tab"): Promise<void> {
  const passed: string[] = [];
  while (await focused(visitor) !== name) {
    if (passed.length > MOST_STOPS) {
      throw new Error(`Cannot reach "${name}" by keyboard, only: ${passed.join(", ")}`);
    }
    if (key === "back") await visitor.page.keyboard.down("Shift");
    await visitor.page.keyboard.press("Tab");
    if (key === "back") await visitor.page.keyboard.up("Shift");
    passed.push(await focused(visitor));
    assert(await isSeen(visitor), `The focus cannot be seen on "${passed.at(-1)}"`);
  }
}

/** Whether nothing lies over the middle of what has the focus (WCAG 2.2, 2.4.11). */
function isSeen({ page }: Visitor): Promise<boolean> {
  return page.evaluate(() => {
    const root = document.querySelector("random-chat")?.shadowRoot;
    const it = root?.activeElement;
    if (root == null || it == null) return true;
    it.scrollIntoView({ block: "nearest" });
    const { left, top, width, height } = it.getBoundingClientRect();
    const over = root.elementFromPoint(left + width / 2, top + height / 2);
    return over !== null && (it.contains(over) || over.parentElement?.contains(it) === true);
  });
}

async function press(visitor: Visitor, name: string, back: "Tab" | "back" = "Tab"): Promise<void> {
  await tabTo(visitor, name, back);
  await visitor.page.keyboard.press("Enter");
}

Deno.test("a whole talk takes nothing but keys", async () => {
  await using scene = await openScene();
  const alice = await scene.enter();
  const bob = await scene.enter();
  const { keyboard } = alice.page;

  await tabTo(alice, "What do you like?");
  await keyboard.type("chess");
  await keyboard.press("Enter");
  await keyboard.type("tea,");
  await waitForFocus(alice, "What do you like?");
  await press(alice, "Remove tea", "back");
  // What is nearest to what is gone.
  await waitForFocus(alice, "Remove chess");
  await press(alice, "Start");
  await alice.waitForState("waiting");
  await waitForFocus(alice, "Looking for someone who likes chess.");

  await press(alice, "Camera, microphone, connection", "back");
  await waitFor("the panel", () => alice.page.$("random-chat >>> [part=settings-panel]"));
  await press(alice, "Check the connection");
  await alice.see("Check again", { deadlineMs: 60_000 });
  await waitForFocus(alice, "Check again");
  await keyboard.press("Escape");
  await waitForFocus(alice, "Camera, microphone, connection");

  await bob.start({ interests: ["chess"] });
  await alice.waitForState("talk");
  // Where there seems to be no keyboard, the messages have the focus, and none pops up.
  await waitFor("the focus on the talk", () => focused(alice), {
    until: (it) => ["Write a message", "Messages"].includes(it),
  });
  await tabTo(alice, "Write a message");
  await keyboard.type("Hello");
  await keyboard.press("Enter");
  await bob.see("Hello");
  await bob.write("Hi");
  await alice.see("Hi");
  const heard = () => readAccessibilityTree(alice.page);
  await waitFor("a screen reader to get who it is and what they write", heard, {
    until: (tree) =>
      tree.includes(
        "status\n  You're together. You both like chess. You both speak English.",
      ) &&
      tree.includes("status\n  paragraph\n    Stranger: Hi") &&
      tree.includes('textbox "Write a message" (focused)'),
  });
  await alice.seeFrames();
  await tabTo(alice, "Sound, saving, keys");
  const screens = () =>
    alice.page.evaluate(() =>
      [document.fullscreenElement, document.pictureInPictureElement].map((it) => it?.localName)
    );
  for (const key of ["f", "p"] as const) {
    await keyboard.press(key);
    await waitFor(`another place for the picture by "${key}"`, screens, {
      until: (it) => it[key === "f" ? 0 : 1] === "random-chat",
    });
    await keyboard.press(key);
    await waitFor(`the picture to be back by "${key}"`, screens, {
      until: (it) => !it.includes("random-chat"),
    });
  }
  await press(alice, "Turn your camera off");
  await waitForFocus(alice, "Turn your camera on");
  await tabTo(alice, "Next");
  // Enter does nothing while Next rests after a match; it has long been armed here.
  await keyboard.press("Enter");
  await alice.waitForState("waiting");
  await waitForFocus(alice, "Looking for someone who likes chess.");
  await bob.waitForState("ended");

  await press(alice, "Stop");
  await alice.waitForState("welcome");
  await waitForFocus(alice, "Meet someone new");
  assertEquals(alice.errors, []);
});

Deno.test("Tab leads through the element and out of it, both ways", async () => {
  await using scene = await openScene();
  const alice = await scene.enter();
  for (const key of ["Tab", "back"] as const) {
    await tabTo(alice, "Start", key);
    const stops: string[] = [];
    do {
      if (key === "back") await alice.page.keyboard.down("Shift");
      await alice.page.keyboard.press("Tab");
      if (key === "back") await alice.page.keyboard.up("Shift");
      stops.push(await focused(alice));
    } while (stops.at(-1) !== "" && stops.length < MOST_STOPS);
    assertEquals(stops.at(-1), "", stops.join(", "));
  }
});

/** States with something of their own to be pressed. */
const STATES = [
  "refused",
  "waiting-alone",
  "talk-video",
  "talk-veiled",
  "talk-tools",
  "report-details",
  "settings-talk",
  "restricted",
  "gate",
  "ended-skipped",
];

/** Goes through a page from one end to the other. @returns What had the focus on the way. */
async function walk(page: Page, key: "Tab" | "back"): Promise<string[]> {
  const [from, to] = key === "Tab" ? ["before", "after"] : ["after", "before"];
  await page.focus(`#${from}`);
  const stops: string[] = [];
  if (key === "back") await page.keyboard.down("Shift");
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((id) => document.activeElement?.id === id, to)) break;
    stops.push(await focused({ page }));
  }
  if (key === "back") await page.keyboard.up("Shift");
  assert(stops.length < MOST_STOPS, `Cannot get out: ${stops.join(", ")}`);
  return stops;
}

Deno.test("no state holds the keyboard, and both ways lead past the same", async () => {
  await using stack = new AsyncDisposableStack();
  const { origin } = stack.use(serveBuild());
  const { browser } = stack.use(await launchChromium());
  const page = await browser.newPage();
  await page.setViewport({ width: 800, height: 640 });
  for (const state of STATES) {
    await page.goto(`${origin}/gallery.html?scene=${state}`);
    await page.waitForSelector("body[data-drawn]", { timeout: 30_000 });
    await page.evaluate(() => {
      const [before, after] = ["before", "after"].map((id) =>
        Object.assign(document.createElement("button"), { id, textContent: id })
      );
      document.body.prepend(before ?? "");
      document.body.append(after ?? "");
    });
    const there = await walk(page, "Tab");
    const back = await walk(page, "back");
    assert(there.length > 1 && there.every((name) => name !== ""), `${state}: ${there.join(", ")}`);
    assertEquals(there, back.toReversed(), state);
  }
});
