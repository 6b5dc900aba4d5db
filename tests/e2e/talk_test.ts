import { assertEquals, assertNotEquals } from "@std/assert/mod.js";
import { openScene, type Scene } from "../support/scene.ts";
import type { Visitor } from "../support/visitor.ts";

/** Two visitors of a scene who found each other over chess. */
async function setup(scene: Scene): Promise<{ alice: Visitor; bob: Visitor }> {
  const alice = await scene.enter();
  const bob = await scene.enter();
  await alice.start({ interests: ["chess"] });
  await alice.waitForState("waiting");
  await bob.start({ interests: ["chess"] });
  await alice.waitForState("talk");
  await bob.waitForState("talk");
  return { alice, bob };
}

async function roomOf(visitor: Visitor): Promise<string> {
  return (await visitor.waitForState("talk")).match.room;
}

Deno.test("out of four who wait, the two with a shared interest meet and see each other", async () => {
  await using scene = await openScene();
  const likes = ["chess", "jazz", "gardening", "jazz"];
  const visitors: Visitor[] = [];
  for (const interest of likes) {
    const visitor = await scene.enter();
    await visitor.start({ interests: [interest] });
    // The last one is matched at once.
    if (visitors.length < 3) await visitor.waitForState("waiting");
    visitors.push(visitor);
  }
  const [chess, jazz, gardening, otherJazz] = visitors;
  if (!chess || !jazz || !gardening || !otherJazz) throw new Error("Cannot go on: four are needed");
  assertEquals(await roomOf(jazz), await roomOf(otherJazz));
  assertEquals((await jazz.waitForState("talk")).match.why.interests, ["jazz"]);
  await jazz.seeFrames();
  await otherJazz.seeFrames();
  assertEquals((await chess.state()).kind, "waiting");
  assertEquals((await gardening.state()).kind, "waiting");
  assertEquals(visitors.flatMap(({ errors }) => errors), []);
});

Deno.test("two in a talk see frames move, and read each other in the order of writing", async () => {
  await using scene = await openScene();
  const { alice, bob } = await setup(scene);
  await alice.seeFrames();
  await bob.seeFrames();
  const lines = ["Hello", "Do you play the Sicilian?", "<b>1. e4</b>", "😀", "Your move"];
  for (const line of lines) await alice.write(line);
  await bob.write("Hi there");
  await bob.write("1… c5");
  const fromAlice = lines.map((line) => `partner: ${line}`);
  await bob.waitUntil(
    "all of Alice's lines",
    (state) => state.kind === "talk" && state.lines.length === lines.length + 2,
  );
  await alice.waitUntil(
    "all of Bob's lines",
    (state) => state.kind === "talk" && state.lines.length === lines.length + 2,
  );
  const seen = async (visitor: Visitor, from: string) =>
    (await visitor.transcript()).filter((line) => line.startsWith(from));
  assertEquals(await seen(bob, "partner"), fromAlice);
  assertEquals(await seen(alice, "partner"), ["partner: Hi there", "partner: 1… c5"]);
  await bob.see("<b>1. e4</b>");
  await alice.waitUntil(
    "every line of Alice's to count as seen",
    (state) =>
      state.kind === "talk" &&
      state.lines.every(({ from, delivery }) => from === "partner" || delivery === "seen"),
  );
  assertEquals([...alice.errors, ...bob.errors], []);
});

Deno.test("a partner sees that the other one is writing, and that it stopped", async () => {
  await using scene = await openScene();
  const { alice, bob } = await setup(scene);
  await alice.type("I think");
  await bob.waitUntil(
    "Alice to be writing",
    (state) => state.kind === "talk" && state.isPartnerTyping,
  );
  await alice.page.keyboard.press("Enter");
  await bob.waitUntil(
    "Alice to have written",
    (state) => state.kind === "talk" && !state.isPartnerTyping && state.lines.length === 1,
  );
});

Deno.test("Next leads to somebody else, and tells the one who is left", async () => {
  await using scene = await openScene();
  const { alice, bob } = await setup(scene);
  const first = await roomOf(alice);
  await alice.press("Next");
  await alice.waitForState("waiting");
  assertEquals((await bob.waitForState("ended")).reason, "next");
  await bob.see("They moved on.");
  // Both wait now and share an interest, but they have just met.
  await bob.press("Next");
  await bob.waitForState("waiting");
  const carol = await scene.enter();
  await carol.start({ interests: ["chess"] });
  const second = await roomOf(carol);
  assertNotEquals(second, first);
  // Who waited longer comes first.
  assertEquals(await roomOf(alice), second);
  assertEquals((await bob.state()).kind, "waiting");
  await alice.seeFrames();
  await carol.seeFrames();
});

Deno.test("Escape twice is Next, also from the message field", async () => {
  await using scene = await openScene();
  const { alice, bob } = await setup(scene);
  await alice.seeFrames();
  await alice.type("half a sen");
  await alice.page.keyboard.press("Escape");
  await alice.page.keyboard.press("Escape");
  await alice.waitForState("waiting");
  await bob.waitForState("ended");
});

Deno.test("Stop ends the talk and turns the camera off", async () => {
  await using scene = await openScene();
  const { alice, bob } = await setup(scene);
  await alice.seeFrames();
  const tracks = await alice.liveTracks();
  assertEquals(tracks, 2);
  await alice.press("Stop");
  await alice.waitForState("welcome");
  assertEquals(await alice.liveTracks(), 0);
  assertEquals((await bob.waitForState("ended")).reason, "left");
  await bob.see("They left.");
});

Deno.test("removing the element stops the camera and leaves the talk", async () => {
  await using scene = await openScene();
  const { alice, bob } = await setup(scene);
  await alice.seeFrames();
  await alice.page.evaluate(() => document.querySelector("random-chat")?.remove());
  await bob.waitForState("ended");
  assertEquals(await alice.liveTracks(), 0);
});
