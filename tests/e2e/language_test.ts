import { assertEquals } from "@std/assert/mod.js";
import { openScene } from "../support/scene.ts";
import type { Visitor } from "../support/visitor.ts";

/** What of the element was loaded beside the script, by name without its hash. */
async function partsOf(visitor: Visitor): Promise<string[]> {
  const names = await visitor.page.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name }) => name)
  );
  const parts = names.map((name) => /\/random-chat-(.+)\.[\w-]{12}\.js$/.exec(name)?.[1] ?? "");
  return [...new Set(parts.filter((name) => name !== ""))].sort();
}

async function speak(visitor: Visitor, language: string): Promise<void> {
  await visitor.page.evaluate((wanted) => {
    document.querySelector("random-chat")?.setAttribute("language", wanted);
  }, language);
}

Deno.test("a page loads the words of its language and of no other, pinned or not", async () => {
  await using scene = await openScene({
    pin: async (server) => await (await fetch(`${server}/random-chat.json`)).json(),
  });
  const alice = await scene.enter();
  await alice.see("Meet someone new");
  assertEquals(await partsOf(alice), []);
  await speak(alice, "de");
  await alice.see("Lern jemanden kennen");
  assertEquals(await partsOf(alice), ["de", "languages"]);
  assertEquals(alice.errors, []);
});

Deno.test("words that cannot be loaded are said in English", async () => {
  await using scene = await openScene({ attributes: { language: "de" } });
  const alice = await scene.enter();
  await alice.see("Lern jemanden kennen");
  await alice.page.setRequestInterception(true);
  alice.page.on("request", (request) => {
    void (request.url().includes("random-chat-fr") ? request.abort() : request.continue());
  });
  await speak(alice, "fr");
  await alice.see("Meet someone new");
  await speak(alice, "es");
  await alice.see("Conoce a alguien");
});

Deno.test("words that take long are not waited for, and come when they are there", async () => {
  await using scene = await openScene();
  const alice = await scene.enter();
  await alice.see("Meet someone new");
  await alice.page.setRequestInterception(true);
  const held: (() => Promise<void>)[] = [];
  alice.page.on("request", (request) => {
    const go = () => request.continue();
    if (request.url().includes("random-chat-it")) held.push(go);
    else void go();
  });
  await alice.page.evaluate(() => {
    document.querySelector("random-chat")?.remove();
    const element = document.createElement("random-chat");
    element.setAttribute("language", "it");
    document.body.append(element);
  });
  await alice.see("Meet someone new");
  assertEquals(held.length, 1);
  for (const go of held) await go();
  await alice.see("Conosci qualcuno");
});
