import { assert, assertEquals } from "@std/assert/mod.js";
import type { ChatState } from "../../component/chat/state.ts";
import type { Mode } from "../../server/protocol.ts";
import { openScene } from "../support/scene.ts";
import { waitFor } from "../support/wait.ts";

const isLive = (mode: Mode) => (state: ChatState) =>
  state.kind === "talk" && state.match.mode === mode && state.call.kind === "live";

Deno.test("one talk goes from writing to voice to video and back, each step by a yes of both", async () => {
  await using scene = await openScene({ browsers: ["chromium"] });
  const alice = await scene.enter();
  const bob = await scene.enter();
  const both = [alice, bob];
  await alice.start({ mode: "text", interests: ["tea"] });
  await alice.waitForState("waiting");
  await bob.start({ mode: "text", interests: ["tea"] });
  for (const one of both) await one.waitForState("talk");
  await alice.write("Shall we talk?");
  await bob.see("Shall we talk?");

  // Nobody is asked for a microphone because somebody else would like to talk.
  await waitFor(
    "the tools",
    () => alice.press("Ask to go on by voice").then(() => true, () => false),
  );
  await bob.see("They'd like to go on by voice.");
  assertEquals(await bob.captures(), 0);
  await bob.press("Not now");
  await alice.see("They'd rather stay as you are for now.");
  await waitFor("no device", () => alice.liveTracks(), { until: (count) => count === 0 });

  await alice.press("Ask to go on by voice");
  await bob.see("They'd like to go on by voice.");
  await bob.press("Yes");
  for (const one of both) await one.waitUntil("a call by voice", isLive("voice"), 30_000);
  assertEquals(await Promise.all(both.map((one) => one.connections())), [1, 1]);

  await bob.press("Ask to go on with video");
  await alice.see("They'd like to go on with video.");
  assertEquals(await alice.liveTracks(), 1);
  await alice.press("Yes");
  for (const one of both) {
    await one.waitUntil("a call with pictures", isLive("video"), 30_000);
    await one.seeFrames(5);
  }
  // The same connection carries them: nobody's voice was gone for a moment.
  assertEquals(await Promise.all(both.map((one) => one.connections())), [1, 1]);
  await bob.write("Good to see you");
  await alice.see("Good to see you");

  await alice.press("Sound, saving, keys");
  await alice.press("Go on without pictures");
  for (const one of both) {
    await one.waitUntil("a call by voice again", isLive("voice"), 30_000);
    await waitFor("the camera to be off", () => one.liveTracks(), {
      until: (count) => count === 1,
    });
  }
  await bob.press("Sound, saving, keys");
  await bob.press("Go on in writing only");
  for (const one of both) {
    await one.waitUntil(
      "writing again",
      (state) => state.kind === "talk" && state.match.mode === "text",
    );
    await waitFor("the devices to be off", () => one.liveTracks(), {
      until: (count) => count === 0,
    });
  }
  await alice.write("And back");
  await bob.see("And back");
  await alice.press("Ask to go on with video");
  await bob.see("They'd like to go on with video.");
  await bob.press("Yes");
  for (const one of both) {
    await one.waitUntil("a call with pictures once more", isLive("video"), 30_000);
    await one.seeFrames(5);
  }
  assertEquals((await alice.transcript()).length, 3);
  for (const one of both) assertEquals(one.errors, []);
});

Deno.test("a talk that has climbed is taken up by a reload, where it was", async () => {
  await using scene = await openScene({ browsers: ["chromium"] });
  const alice = await scene.enter();
  const bob = await scene.enter();
  await alice.start({ mode: "text", interests: ["tea"] });
  await alice.waitForState("waiting");
  await bob.start({ mode: "text", interests: ["tea"] });
  for (const one of [alice, bob]) await one.waitForState("talk");
  await waitFor(
    "the tools",
    () => alice.press("Ask to go on by voice").then(() => true, () => false),
  );
  await bob.see("They'd like to go on by voice.");
  await bob.press("Yes");
  for (const one of [alice, bob]) await one.waitUntil("a call by voice", isLive("voice"), 30_000);
  const before = await bob.waitForState("talk");
  await alice.page.reload();
  for (const one of [alice, bob]) await one.waitUntil("the call again", isLive("voice"), 30_000);
  const after = await alice.waitForState("talk");
  assertEquals(after.match.room, before.match.room);
  assert((await alice.liveTracks()) === 1);
  assertEquals([alice.errors, bob.errors], [[], []]);
});
