import { assert, assertEquals } from "@std/assert/mod.js";
import { launchChromium } from "../support/browser.ts";
import { startServer } from "../support/server.ts";
import { Visitor } from "../support/visitor.ts";
import { waitFor } from "../support/wait.ts";

Deno.test("a fresh server answers, and shows the demo with an element that is ready", async () => {
  await using server = await startServer();
  const health = await fetch(`${server.url}/health`);
  await health.body?.cancel();
  assertEquals(health.status, 200);
  await using browser = await launchChromium();
  await using alice = await Visitor.open(browser, { url: `${server.url}/` });
  await alice.see("Meet someone new");
  assertEquals(await alice.violations(), []);
  assertEquals(alice.errors, []);
});

Deno.test("two windows of the demo on one machine meet", async () => {
  await using server = await startServer();
  await using browser = await launchChromium();
  await using alice = await Visitor.open(browser, { url: `${server.url}/` });
  await using bob = await Visitor.open(browser, { url: `${server.url}/` });
  await alice.start({ interests: ["tea"] });
  await alice.waitForState("waiting");
  await bob.start({ interests: ["tea"] });
  await alice.seeFrames();
  await bob.seeFrames();
  await alice.write("Hello from the other window");
  await bob.see("Hello from the other window");
});

Deno.test("the page with two strangers works alone, without a camera", async () => {
  await using server = await startServer();
  await using browser = await launchChromium("missing");
  await using left = await Visitor.open(browser, { url: `${server.url}/two.html` });
  const right = left.beside(1);
  const button = await waitFor(
    "the page's own button",
    () => left.page.$("::-p-xpath(//button[contains(translate(., 'S', 's'), 'start')])"),
  );
  await button?.click();
  await left.waitForState("talk");
  await right.waitForState("talk");
  await left.seeFrames();
  await right.seeFrames();
  await left.write("Good evening");
  await right.see("Good evening");
  assertEquals(await left.captures(), 0);
  assertEquals(await left.violations(), []);
  assertEquals(left.errors, []);
});

Deno.test("data is kept where KV_URL says, and the port is the one that was asked for", async () => {
  const folder = await Deno.makeTempDir({ prefix: "random-chat-kv-" });
  try {
    await using server = await startServer({ env: { KV_URL: `${folder}/deep/chat.sqlite` } });
    assert((await Deno.stat(`${folder}/deep/chat.sqlite`)).isFile);
    assertEquals(new URL(server.url).port, String(server.port));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
