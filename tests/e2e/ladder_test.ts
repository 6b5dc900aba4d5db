import { assert, assertEquals } from "@std/assert/mod.js";
import type { ChatState } from "../../component/chat/state.ts";
import type { Mode } from "../../server/protocol.ts";
import { INTEREST_ONLY, openScene } from "../support/scene.ts";
import type { Visitor } from "../support/visitor.ts";
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

declare global {
  /** Of each connection of the page the longest side of all pictures that came or went, in pixels. */
  var pictureSizes: number[];
}

/** Looks at every picture of a page, from the first one on, through reloads. */
async function measurePictures({ page }: Visitor): Promise<void> {
  const measure = () => {
    globalThis.pictureSizes = [];
    const look = async () => {
      for (const [index, peer] of globalThis.visitorRecord.peers.entries()) {
        for (const [, entry] of await peer.getStats()) {
          const { type, kind, frameWidth = 0, frameHeight = 0 } = entry;
          if (kind !== "video" || !/^(in|out)bound-rtp$/.test(type)) continue;
          const before = globalThis.pictureSizes[index] ?? 0;
          globalThis.pictureSizes[index] = Math.max(before, frameWidth, frameHeight);
        }
      }
      setTimeout(look, 40);
    };
    void look();
  };
  await page.evaluateOnNewDocument(measure);
  await page.evaluate(measure);
}

/** The largest picture of the connections that are open. */
function largestPicture({ page }: Visitor): Promise<number> {
  return page.evaluate(() => {
    const isOpen = ({ signalingState }: RTCPeerConnection) => signalingState !== "closed";
    const sizes = globalThis.visitorRecord.peers.map((peer, index) =>
      isOpen(peer) ? globalThis.pictureSizes[index] ?? 0 : 0
    );
    return Math.max(0, ...sizes);
  });
}

Deno.test("pictures are veiled where they are made, from the first frame on, until both want to be seen", async () => {
  await using scene = await openScene({
    browsers: ["chromium"],
    sites: { e2e: { ...INTEREST_ONLY, rematchWindowMs: 0 } },
    attributes: { reveal: "mutual" },
  });
  const alice = await scene.enter();
  const bob = await scene.enter();
  const both = [alice, bob];
  const sizes = () => Promise.all(both.map(largestPicture));
  const assertVeiled = async () => {
    for (const one of both) await one.seeFrames(8);
    for (const px of await sizes()) assert(px > 0 && px <= 48, `${px} px`);
  };
  for (const one of both) await measurePictures(one);
  await alice.start({ interests: ["tea"] });
  await alice.waitForState("waiting");
  await bob.start({ interests: ["tea"] });
  await assertVeiled();
  for (const one of both) await one.see("Pictures stay veiled");

  await alice.press("Ask to see each other");
  await bob.see("They'd like you to see each other.");
  await bob.press("Not now");
  await alice.see("They'd rather stay as you are for now.");
  await assertVeiled();

  await alice.page.reload();
  await alice.waitUntil("the call again", isLive("video"), 30_000);
  await bob.waitUntil("the call again", isLive("video"), 30_000);
  await assertVeiled();

  await waitFor(
    "the tools",
    () => bob.press("Ask to see each other").then(() => true, () => false),
  );
  await alice.see("They'd like you to see each other.");
  await assertVeiled();
  await alice.press("Yes");
  const areWhole = { until: (all: number[]) => all.every((px) => px >= 240) };
  await waitFor("whole pictures", sizes, areWhole);
  await bob.page.reload();
  await waitFor("whole pictures after a reload", sizes, areWhole);

  const { match: { room } } = await alice.waitForState("talk");
  for (const one of both) await one.press("Next");
  for (const one of both) {
    const isOther = (state: ChatState) =>
      isLive("video")(state) && state.kind === "talk" && state.match.room !== room;
    await one.waitUntil("another talk", isOther, 30_000);
  }
  await assertVeiled();
  assertEquals(both.flatMap(({ errors }) => errors), []);
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
