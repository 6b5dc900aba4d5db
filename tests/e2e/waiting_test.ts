import { assertEquals } from "@std/assert/mod.js";
import { openScene } from "../support/scene.ts";
import { waitFor } from "../support/wait.ts";

declare global {
  /** Titles of the notices that the page made. */
  var notices: string[];
}

Deno.test("two who have nothing in common meet at once when both choose to look further", async () => {
  await using scene = await openScene();
  const alice = await scene.enter();
  const bob = await scene.enter();
  await alice.start({ mode: "text", interests: ["tea"] });
  await alice.waitForState("waiting");
  await alice.see("It's quiet right now.");
  await bob.start({ mode: "text", interests: ["go"] });
  await bob.see("Someone else is here.");
  await bob.press("Ask them too");
  await bob.waitUntil("the last step", (state) => state.kind === "waiting" && state.step === 2);
  await bob.see("Looking for anyone who is here.");
  assertEquals((await alice.state()).kind, "waiting");
  await alice.press("Look further now");
  const talk = await alice.waitForState("talk");
  await bob.waitForState("talk");
  assertEquals([talk.match.why.interests, talk.match.why.step], [[], 2]);
  assertEquals([...alice.errors, ...bob.errors], []);
});

/** Whether the page has what comes with the first talk; runs in the page. */
function hasTalkPart(): boolean {
  const files = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
  return files.some(({ name, responseEnd }) =>
    name.includes("/random-chat-talk.") && responseEnd > 0 && responseEnd + 100 < performance.now()
  );
}

Deno.test("a skip that both want undone brings the talk back; whoever has gone on is not to be had", async () => {
  await using scene = await openScene();
  const alice = await scene.enter();
  const bob = await scene.enter();
  await alice.start({ mode: "text", interests: ["tea"] });
  await alice.waitForState("waiting");
  await bob.start({ mode: "text", interests: ["tea"] });
  const { match: { room } } = await alice.waitForState("talk");
  await bob.write("Wait a moment");
  await alice.see("Wait a moment");
  // What knows how to undo comes with the first talk; whoever is quicker than it just goes on.
  for (const { page } of [alice, bob]) await page.waitForFunction(hasTalkPart);
  await alice.press("Next");
  await alice.waitForState("waiting");
  await alice.press("Back to them");
  await alice.see("If they want it too, this talk goes on.");
  await bob.see("They'd like to come back.");
  await bob.press("Back to them");
  const again = await alice.waitForState("talk");
  await bob.waitForState("talk");
  assertEquals(again.match.resumes, room);
  await alice.see("Wait a moment");
  await alice.write("Sorry, that was too quick");
  await bob.see("Sorry, that was too quick");

  await alice.press("Next");
  await bob.press("Done");
  await bob.waitForState("welcome");
  await alice.press("Back to them");
  await alice.see("They've gone on.");
  await alice.waitForState("waiting");
  assertEquals([...alice.errors, ...bob.errors], []);
});

Deno.test("somebody who waits in another tab is called by title and notice", async () => {
  await using scene = await openScene();
  const alice = await scene.enter();
  const bob = await scene.enter();
  const { page } = alice;
  await page.browserContext().overridePermissions(new URL(scene.page).origin, ["notifications"]);
  await page.evaluate(() => {
    globalThis.notices = [];
    globalThis.Notification = class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        globalThis.notices.push(title);
      }
    };
  });
  const title = await page.title();
  await alice.start({ mode: "text", interests: ["tea"] });
  await alice.press("Tell me when someone is here");
  await alice.see("We'll tell you when someone is here.");
  const other = await page.browserContext().newPage();
  await other.bringToFront();
  await waitFor("the tab to be hidden", () => page.evaluate(() => document.hidden), {
    until: (isHidden) => isHidden,
  });
  await bob.start({ mode: "text", interests: ["tea"] });
  await bob.waitForState("talk");
  await waitFor("the title to call", () => page.title(), {
    until: (now) => now === `Someone is here · ${title}`,
  });
  const notices = await page.evaluate(() => globalThis.notices);
  assertEquals(notices, ["We'll tell you like this", "Someone is here"]);
  await page.bringToFront();
  await waitFor("the page's own title", () => page.title(), { until: (now) => now === title });
  await bob.write("There you are");
  await alice.see("There you are");
  assertEquals(alice.errors, []);
});

Deno.test("a site outside of its hours says when it opens, and keeps no camera on", async () => {
  const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
  const day = days[(new Date().getUTCDay() + 3) % 7];
  const hours = { timeZone: "UTC", open: [{ days: [day], from: "18:00", to: "20:00" }] };
  await using scene = await openScene({ sites: { e2e: { hours } } });
  const alice = await scene.enter();
  await alice.start({ mode: "video", interests: ["tea"] });
  const trouble = await alice.waitForState("trouble");
  assertEquals(trouble.cause, "closed");
  await alice.see("It's closed right now.");
  await alice.see("It opens on ");
  assertEquals(await alice.liveTracks(), 0);
  assertEquals(alice.errors, []);
});
