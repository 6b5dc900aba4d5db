import { assertEquals, assertNotEquals } from "@std/assert/mod.js";
import type { ChatState } from "../../component/chat/state.ts";
import type { BrowserName } from "../support/browser.ts";
import { findProgram } from "../support/install.ts";
import { openScene, type Scene } from "../support/scene.ts";
import type { Visitor } from "../support/visitor.ts";

/** A case that needs Firefox; ignored, and counted as skipped, where there is none. */
const firefoxTest = (name: string, fn: () => Promise<void>) =>
  Deno.test({ name, ignore: findProgram("firefox") === null, fn });

const hasLine = (text: string) => (state: ChatState) =>
  state.kind === "talk" && state.lines.some((line) => line.text === text);

/** Two who meet; the first one waits. */
async function meet(scene: Scene, mode: "video" | "text"): Promise<[Visitor, Visitor]> {
  const first = await scene.enter();
  const second = await scene.enter();
  await first.start({ mode, interests: ["chess"] });
  await first.waitForState("waiting");
  await second.start({ mode, interests: ["chess"] });
  await first.waitForState("talk");
  await second.waitForState("talk");
  return [first, second];
}

async function write(from: Visitor, to: Visitor, text: string): Promise<void> {
  await from.write(text);
  await to.waitUntil(`"${text}" to arrive`, hasLine(text), 30_000);
}

const PAIRS: readonly (readonly [BrowserName, BrowserName])[] = [
  ["chromium", "firefox"],
  ["firefox", "chromium"],
  ["firefox", "firefox"],
];

for (const browsers of PAIRS) {
  const [waiting, coming] = browsers;
  firefoxTest(
    `${waiting} that waits and ${coming} that comes see and read each other`,
    async () => {
      await using scene = await openScene({ browsers });
      const [first, second] = await meet(scene, "video");
      await first.seeFrames();
      await second.seeFrames();
      await write(first, second, "Hello");
      await write(second, first, "Good evening");
      assertEquals([...first.errors, ...second.errors], []);
    },
  );
}

firefoxTest("in text mode Chromium and Firefox read each other", async () => {
  await using scene = await openScene({ browsers: ["chromium", "firefox"] });
  const [first, second] = await meet(scene, "text");
  await write(first, second, "Hello");
  await write(second, first, "Good evening");
  assertEquals([await first.captures(), await second.captures()], [0, 0]);
});

firefoxTest("two in one Firefox read each other, also after a refresh", async () => {
  await using scene = await openScene({ browsers: ["firefox"] });
  const first = await scene.enter();
  const second = await scene.enter();
  // Keys reach the tab in front.
  for (const one of [first, second]) {
    await one.page.bringToFront();
    await one.start({ mode: "text", interests: ["chess"] });
  }
  const { room } = (await first.waitForState("talk")).match;
  await write(second, first, "Hello");
  await first.page.bringToFront();
  await first.page.reload();
  assertEquals((await first.waitForState("talk")).match.room, room);
  await write(first, second, "I am back");
});

firefoxTest("in Firefox, Next leads to somebody else and a refresh to the same one", async () => {
  // Firefox paints only the tab in front; so only Alice, in a browser of her own, uses it.
  await using scene = await openScene({ browsers: ["chromium", "firefox"] });
  const [bob, alice] = await meet(scene, "video");
  await alice.seeFrames();
  const first = (await alice.waitForState("talk")).match.room;
  await alice.press("Next");
  await bob.waitForState("ended");
  await alice.waitForState("waiting");
  const carol = await scene.enter();
  await carol.start({ interests: ["chess"] });
  await carol.seeFrames();
  await alice.seeFrames();
  const { room } = (await alice.waitForState("talk")).match;
  assertNotEquals(room, first);
  await alice.page.reload();
  assertEquals((await alice.waitForState("talk")).match.room, room);
  await carol.seeFrames();
  await alice.seeFrames();
  await alice.press("Stop");
  await alice.waitForState("welcome");
  assertEquals(await alice.liveTracks(), 0);
});
