import { assert, assertEquals } from "@std/assert/mod.js";
import { openScene } from "../support/scene.ts";
import type { Visitor } from "../support/visitor.ts";
import { waitFor } from "../support/wait.ts";

/** More stops than any state has; whoever gets this far goes in circles. */
const MOST_STOPS = 40;

/** What has the focus, by its spoken name; "" where it is in no element. */
function focused({ page }: Visitor): Promise<string> {
  return page.evaluate(() => {
    const it = document.querySelector("random-chat")?.shadowRoot?.activeElement;
    if (it == null) return "";
    const labels = it instanceof HTMLInputElement ? [...it.labels ?? []] : [];
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
