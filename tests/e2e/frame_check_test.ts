import { assert, assertEquals } from "@std/assert/mod.js";
import { makeFrameCheck } from "../support/frame_check.ts";
import { INTEREST_ONLY, openScene } from "../support/scene.ts";
import type { Visitor } from "../support/visitor.ts";
import { waitFor } from "../support/wait.ts";

/** What a strict page has to allow beside the element itself. */
const policy = (server: string) =>
  `default-src 'none'; script-src ${server} 'wasm-unsafe-eval'; connect-src ${server}; ` +
  "worker-src blob:; require-trusted-types-for 'script'; trusted-types random-chat lit-html";
/** A made-up camera shows a drawing: limits so low find something in every harmless picture. */
const EVERYTHING = { drawing: 0.01, neutral: 0.01 };

const isCovered = ({ page }: Visitor) =>
  page.evaluate(() =>
    document.querySelector("random-chat")?.shadowRoot?.querySelector("video.remote")
      ?.hasAttribute("data-veiled") ?? false
  );

/** What of the frame check a page has fetched. */
const loaded = ({ page }: Visitor) =>
  page.evaluate(() =>
    performance.getEntriesByType("resource")
      .flatMap(({ name }) => /nsfwjs\.[\w-]{12}\.(\w+)$/.exec(name)?.[1] ?? []).sort()
  );

Deno.test("a picture that is found is covered, shown when its viewer wants that, and sent nowhere", async () => {
  await makeFrameCheck();
  await using scene = await openScene({
    browsers: ["chromium"],
    csp: policy,
    sites: { e2e: { ...INTEREST_ONLY, frameCheck: EVERYTHING } },
  });
  const alice = await scene.enter();
  const bob = await scene.enter();
  for (const one of [alice, bob]) await one.start({ interests: ["tea"] });
  for (const one of [alice, bob]) await one.see("Only your device has looked at it.");
  assert(await isCovered(alice));
  assertEquals(await alice.page.workers()[0]?.evaluate(() => [typeof fetch, typeof WebSocket]), [
    "undefined",
    "undefined",
  ]);

  await alice.press("Show anyway");
  await waitFor("the picture", () => isCovered(alice), { until: (is) => !is });
  await alice.seeFrames(5);
  assert(await isCovered(bob));

  await bob.press("Report them");
  const suggested = () =>
    bob.page.evaluate(() =>
      document.querySelector("random-chat")?.shadowRoot?.activeElement?.textContent?.trim()
    );
  await waitFor("the reason", suggested, {
    until: (text) => text?.endsWith("Nudity or sexual content") ?? false,
  });
  for (const one of [alice, bob]) {
    const posts = await one.posts();
    assert(posts.every(({ body }) => !/data:|image/.test(body)), JSON.stringify(posts));
    assertEquals(await one.violations(), []);
  }
});

Deno.test("two who agree to be seen see each other as soon as nothing was found", async () => {
  await makeFrameCheck();
  await using scene = await openScene({
    browsers: ["chromium", "firefox"],
    csp: policy,
    sites: { e2e: { ...INTEREST_ONLY, reveal: "mutual", frameCheck: "on" } },
  });
  const alice = await scene.enter();
  const bob = await scene.enter();
  const both = [alice, bob];
  const warnings: string[] = [];
  for (const { page } of both) page.on("console", (said) => warnings.push(said.text()));
  for (const one of both) await one.start({ interests: ["tea"] });
  for (const one of both) await one.see("Pictures stay veiled until you both want to be seen.");
  await alice.press("Ask to see each other");
  await bob.see("They'd like you to see each other.");
  await bob.press("Yes");
  for (const one of both) {
    await waitFor("the whole picture", () => isCovered(one), { until: (is) => !is });
    assertEquals(await loaded(one), ["bin", "js", "json", "wasm"]);
    // Firefox looks for an icon of the page, which this one forbids.
    assertEquals((await one.violations()).filter((it) => !it.includes("favicon")), []);
  }
  // Where nobody could look, that would have been told.
  assertEquals(warnings.filter((text) => text.includes("pictures")), []);
});

Deno.test("on a page that allows no worker two talk as if there were no check", async () => {
  await makeFrameCheck();
  await using scene = await openScene({
    browsers: ["chromium"],
    csp: (server) => policy(server).replace("worker-src blob:", "worker-src 'none'"),
    sites: { e2e: { ...INTEREST_ONLY, frameCheck: EVERYTHING } },
  });
  const alice = await scene.enter();
  const bob = await scene.enter();
  const warnings: string[] = [];
  alice.page.on("console", (said) => warnings.push(said.text()));
  for (const one of [alice, bob]) await one.start({ interests: ["tea"] });
  for (const one of [alice, bob]) await one.seeFrames(5);
  await waitFor("the picture", () => isCovered(alice), { until: (is) => !is });
  await waitFor("a line for the page's owner", () => warnings.join("\n"), {
    until: (text) => text.includes("Cannot look at pictures"),
  });
});
