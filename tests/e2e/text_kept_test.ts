/**
 * Numbered texts all along, from both sides, while pages are reloaded and the server is killed.
 */
import { assertEquals } from "@std/assert/mod.js";
import { openScene, type Scene } from "../support/scene.ts";
import type { Visitor } from "../support/visitor.ts";
import { waitFor } from "../support/wait.ts";

/** Less than half of what a tab keeps, so that the transcript is whole in the end. */
const MAX_TEXTS = 90;
/** The pause after the first text, in milliseconds; it grows, so that they last for two minutes. */
const FIRST_PAUSE_MS = 250;

/** Writes as the page's own script would; `false` while there is no talk to write into. */
function say(visitor: Visitor, text: string): Promise<boolean> {
  return visitor.page.evaluate((text) => {
    const element = document.querySelector("random-chat");
    return element !== null && "send" in element && typeof element.send === "function" &&
      element.send(text) === true;
  }, text);
}

/** Writes numbers until it is told to stop. @returns Those of which the element said that it took them. */
async function count(visitor: Visitor, signal: AbortSignal): Promise<string[]> {
  const taken: string[] = [];
  for (let number = 0; !signal.aborted && number < MAX_TEXTS;) {
    const text = `number ${number}`;
    // A page on its way out cannot answer any more: nobody knows whether it took that one.
    const answer = await say(visitor, text).catch(() => null);
    if (answer === true) taken.push(text);
    if (answer !== false) number += 1;
    const pauseMs = FIRST_PAUSE_MS * (1 + number / 10);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return taken;
}

async function reload(visitor: Visitor): Promise<void> {
  await visitor.page.reload();
  await visitor.waitForState("talk", { deadlineMs: 30_000 });
}

async function goThroughALot(scene: Scene, alice: Visitor, bob: Visitor): Promise<void> {
  const heard = async (visitor: Visitor) => (await visitor.transcript()).length;
  /** Nothing is asked about what comes next before some of it has come. */
  const goOn = async (visitor: Visitor) => {
    const before = await heard(visitor);
    await waitFor("two more lines", () => heard(visitor), { until: (now) => now >= before + 2 });
  };
  await goOn(bob);
  await reload(alice);
  await goOn(bob);
  await scene.server.kill();
  await goOn(alice);
  await scene.server.restart();
  await reload(bob);
  await goOn(alice);
  await scene.server.kill();
  await scene.server.restart();
  await reload(alice);
  await goOn(bob);
}

async function allTold(writer: Visitor, reader: Visitor, taken: readonly string[]): Promise<void> {
  const lines = async (visitor: Visitor, from: string) => {
    const state = await visitor.state();
    const all = "lines" in state ? state.lines : [];
    return all.filter((line) => line.from === from);
  };
  await waitFor("the last text to arrive", () => lines(writer, "self"), {
    until: (own) => own.length > 0 && own.every(({ delivery }) => /sent|seen/.test(delivery)),
  });
  const written = (await lines(writer, "self")).map(({ text }) => text);
  assertEquals(written.filter((text) => taken.includes(text)), taken);
  assertEquals((await lines(reader, "partner")).map(({ text }) => text), written);
}

for (const mode of ["video", "text"] as const) {
  Deno.test(`in ${mode} mode every text is there once and in order, whatever is reloaded or killed`, async () => {
    await using scene = await openScene();
    const alice = await scene.enter();
    const bob = await scene.enter();
    await alice.start({ mode, interests: ["numbers"] });
    await alice.waitForState("waiting");
    await bob.start({ mode, interests: ["numbers"] });
    for (const visitor of [alice, bob]) await visitor.waitForState("talk");
    const stop = new AbortController();
    const counts = Promise.all([alice, bob].map((visitor) => count(visitor, stop.signal)));
    try {
      await goThroughALot(scene, alice, bob);
    } finally {
      stop.abort();
    }
    const [alices = [], bobs = []] = await counts;
    await allTold(alice, bob, alices);
    await allTold(bob, alice, bobs);
    assertEquals([...alice.errors, ...bob.errors], []);
  });
}
