import { assertEquals } from "@std/assert/mod.js";
import type { ChatState } from "../../component/chat/state.ts";
import { openScene, type Scene } from "../support/scene.ts";
import type { Choice, Visitor } from "../support/visitor.ts";

async function meet(scene: Scene, choice: Choice): Promise<{ alice: Visitor; bob: Visitor }> {
  const alice = await scene.enter();
  const bob = await scene.enter();
  await alice.start(choice);
  await alice.waitForState("waiting");
  await bob.start(choice);
  await alice.waitForState("talk");
  await bob.waitForState("talk");
  return { alice, bob };
}

const hasLine = (text: string) => (state: ChatState) =>
  state.kind === "talk" && state.lines.some((line) => line.text === text);
const isOnline = (state: ChatState) => "online" in state && state.online;

Deno.test("a server that is killed and started again interrupts no talk and loses no search", async () => {
  await using scene = await openScene();
  const { alice, bob } = await meet(scene, { interests: ["chess"] });
  const writers = await meet(scene, { mode: "text", interests: ["poems"] });
  const carol = await scene.enter();
  await carol.start({ mode: "text", interests: ["tea"] });
  await carol.waitForState("waiting");
  await alice.seeFrames();
  await bob.seeFrames();
  const room = (await alice.waitForState("talk")).match.room;

  await scene.server.kill();
  await carol.waitUntil("the search to pause", (state) => !isOnline(state));
  await alice.seeFrames(30);
  await bob.seeFrames(30);
  await alice.write("Did you notice?");
  await bob.waitUntil("a line without a server", hasLine("Did you notice?"));
  await writers.alice.write("Written into the dark");
  for (const visitor of [alice, bob, carol, writers.alice, writers.bob]) {
    const { kind } = await visitor.state();
    assertEquals(kind, visitor === carol ? "waiting" : "talk", "nobody sees a broken page");
  }

  await scene.server.restart();
  await writers.bob.waitUntil("the line of the break", hasLine("Written into the dark"), 15_000);
  await carol.waitUntil("the search to go on", isOnline, 15_000);
  const dave = await scene.enter();
  await dave.start({ mode: "text", interests: ["tea"] });
  await dave.waitForState("talk");
  await carol.waitForState("talk");
  for (const visitor of [alice, bob]) {
    await visitor.waitUntil("the stream to be back", isOnline, 15_000);
    assertEquals((await visitor.waitForState("talk")).match.room, room);
    await visitor.seeFrames();
  }
  await bob.write("Not a thing");
  await alice.waitUntil("a line after the break", hasLine("Not a thing"));
  assertEquals([alice, bob, carol, dave].flatMap(({ errors }) => errors), []);
});

Deno.test("a refresh leads back into the same talk, with picture and text", async () => {
  await using scene = await openScene();
  const { alice, bob } = await meet(scene, { interests: ["chess"] });
  await alice.seeFrames();
  const { room } = (await alice.waitForState("talk")).match;
  await alice.page.reload();
  assertEquals((await alice.waitForState("talk")).match.room, room);
  await alice.seeFrames();
  await bob.seeFrames();
  await alice.write("Back again");
  await bob.waitUntil("a line after the refresh", hasLine("Back again"));
  await bob.write("Welcome back");
  await alice.waitUntil("an answer after the refresh", hasLine("Welcome back"));
  assertEquals((await bob.waitForState("talk")).partner.kind, "here");
  assertEquals([...alice.errors, ...bob.errors], []);
});

Deno.test("a refresh while waiting goes on waiting, and is matched", async () => {
  await using scene = await openScene();
  const alice = await scene.enter();
  await alice.start({ mode: "text", interests: ["tea"] });
  await alice.waitForState("waiting");
  await alice.page.reload();
  await alice.waitForState("waiting");
  const bob = await scene.enter();
  await bob.start({ mode: "text", interests: ["tea"] });
  await bob.waitForState("talk");
  await alice.waitForState("talk");
});

Deno.test("somebody who closes the page is away at first, and gone when the hold time is over", async () => {
  await using scene = await openScene({ env: { HOLD_MS: "2000" } });
  const { alice, bob } = await meet(scene, { mode: "text", interests: ["tea"] });
  await alice[Symbol.asyncDispose]();
  await bob.waitUntil(
    "Alice to be away or gone",
    (state) => state.kind === "ended" || (state.kind === "talk" && state.partner.kind === "away"),
  );
  await bob.waitForState("ended");
});
