/**
 * Numbered texts all along, from both sides, while pages are reloaded and the server is killed.
 */
import { assertEquals } from "@std/assert/mod.js";
import { openScene, type Scene } from "../support/scene.ts";
import type { Visitor } from "../support/visitor.ts";
import { waitFor } from "../support/wait.ts";

/** Less than what a tab keeps, so that the transcript is whole in the end. */
const MAX_TEXTS = 80;
const EVERY_MS = 120;

/** Writes as the page's own script would; `false` while there is no talk to write into. */
function say(visitor: Visitor, text: string): Promise<boolean> {
  return visitor.page.evaluate((text) => {
    const element = document.querySelector("random-chat");
    return element !== null && "send" in element && typeof element.send === "function" &&
      element.send(text) === true;
  }, text);
}

/** Writes numbers until it is told to stop; a number counts once the element took it. */
async function count(visitor: Visitor, signal: AbortSignal): Promise<string[]> {
  const taken: string[] = [];
  while (!signal.aborted && taken.length < MAX_TEXTS) {
    const text = `number ${taken.length}`;
    // A page on its way out answers with an error; it has taken nothing then.
    if (await say(visitor, text).catch(() => false)) taken.push(text);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
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

async function allTold(writer: Visitor, reader: Visitor, texts: readonly string[]): Promise<void> {
  const lines = async (visitor: Visitor, from: string) => {
    const state = await visitor.state();
    const all = "lines" in state ? state.lines : [];
    return all.filter((line) => line.from === from);
  };
  await waitFor("the last text to be seen", () => lines(writer, "self"), {
    until: (own) => own.length > 0 && own.every(({ delivery }) => delivery === "sent"),
  });
  assertEquals((await lines(reader, "partner")).map(({ text }) => text), texts);
  assertEquals((await lines(writer, "self")).map(({ text }) => text), texts);
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
