import { assert, assertEquals } from "@std/assert/mod.js";
import { startCoturn } from "../support/coturn.ts";
import { findProgram } from "../support/install.ts";
import { openScene } from "../support/scene.ts";
import type { Visitor } from "../support/visitor.ts";
import { waitFor } from "../support/wait.ts";

/** What a visitor has posted to a path, parsed. */
async function posted(visitor: Visitor, path: string) {
  return (await visitor.posts()).filter((post) => post.path === path).map(({ body }) =>
    JSON.parse(body)
  );
}

/** The kinds of descriptions that a visitor has sent as signals. */
async function descriptions(visitor: Visitor): Promise<string[]> {
  return (await posted(visitor, "/v1/signals")).flatMap(({ description }) =>
    description ? [description.type] : []
  );
}

async function offerWaits(visitor: Visitor): Promise<void> {
  await waitFor("an offer to wait with the ticket", async () => {
    const wishes = [
      ...await posted(visitor, "/v1/queue"),
      ...await posted(visitor, "/v1/next"),
    ];
    return wishes.some(({ offer }) => offer?.sdp.includes("a=candidate"));
  });
}

Deno.test("who waits has an offer ready, and whoever is matched with it only answers", async () => {
  await using scene = await openScene();
  const alice = await scene.enter();
  const bob = await scene.enter();
  await alice.start({ interests: ["chess"] });
  await offerWaits(alice);
  await bob.start({ interests: ["chess"] });
  const { match } = await alice.waitForState("talk");
  assertEquals([match.role, typeof match.offered], ["offerer", "string"]);
  await alice.seeFrames();
  await bob.seeFrames();
  assertEquals([await descriptions(alice), await descriptions(bob)], [[], ["answer"]]);
  await alice.write("That was quick");
  await bob.see("That was quick");
  assertEquals([...alice.errors, ...bob.errors], []);
});

Deno.test("a connection that was ready and not used serves the next match", async () => {
  await using scene = await openScene();
  const alice = await scene.enter();
  const bob = await scene.enter();
  await alice.start({ interests: ["chess"] });
  await offerWaits(alice);
  await bob.start({ interests: ["chess"] });
  await alice.seeFrames();
  await bob.seeFrames();
  // Once their talk goes well both are ready for whatever comes next: to offer, and to answer.
  for (const visitor of [alice, bob]) {
    await waitFor("two that wait", async () => await visitor.openConnections() === 3);
  }
  const before = await alice.connections();
  await alice.press("Next");
  await alice.waitForState("waiting");
  const carol = await scene.enter();
  await carol.start({ interests: ["chess"] });
  await alice.waitForState("talk");
  assertEquals(await alice.connections(), before, "nothing was built for the second talk");
  await carol.seeFrames();
  await alice.seeFrames();
  const [next] = await posted(alice, "/v1/next");
  assert(next.offer.sdp.includes("a=candidate"), "the offer went along with the wish");
});

Deno.test("two who are far from the server see each other without asking each other anything", async () => {
  await using scene = await openScene({ env: { REMATCH_WINDOW_MS: "0" } });
  const alice = await scene.enter();
  const bob = await scene.enter();
  for (const { page } of [alice, bob]) {
    await page.emulateNetworkConditions({ download: -1, upload: -1, latency: 100 });
  }
  await alice.start({ interests: ["chess"] });
  await offerWaits(alice);
  await bob.start({ interests: ["chess"] });
  for (const visitor of [alice, bob]) {
    await visitor.seeFrames();
    await waitFor("two that wait", async () => await visitor.openConnections() === 3);
  }
  const before = [await descriptions(alice), await descriptions(bob)];
  await alice.press("Next");
  await alice.waitForState("waiting");
  await bob.press("Next");
  for (const visitor of [alice, bob]) {
    const { match } = await visitor.waitForState("talk");
    assertEquals([typeof match.offer?.sdp, typeof match.offered], ["string", "string"]);
    await visitor.seeFrames();
  }
  assertEquals([await descriptions(alice), await descriptions(bob)], before);
  await alice.write("Without a word");
  await bob.see("Without a word");
  assertEquals([...alice.errors, ...bob.errors], []);
});

Deno.test({
  name: "with privacy by relay no address leaves the page, neither on the ticket nor in a signal",
  ignore: findProgram("turnserver") === null,
  async fn() {
    await using coturn = await startCoturn();
    await using scene = await openScene({ env: coturn.env, attributes: { privacy: "relay" } });
    const alice = await scene.enter();
    const bob = await scene.enter();
    await alice.start({ interests: ["chess"] });
    await offerWaits(alice);
    await bob.start({ interests: ["chess"] });
    await alice.seeFrames();
    await bob.seeFrames();
    // A refresh makes them negotiate without an offer that waits.
    await alice.page.reload();
    await alice.seeFrames();
    await bob.seeFrames();
    for (const visitor of [alice, bob]) {
      const sent = (await visitor.posts()).map(({ body }) => body).join("\n");
      const candidates = sent.match(/candidate:\d.*?(?=\\r|")/g) ?? [];
      assert(candidates.length > 0, "candidates were sent");
      for (const candidate of candidates) {
        assert(/ typ relay raddr 0\.0\.0\.0 rport 0( |$)/.test(candidate), candidate);
      }
      const defaults = sent.match(/(?:c=|rtcp:\d+ |o=\S+ \d+ \d+ )IN IP[46] [^\\]+/g) ?? [];
      assertEquals(defaults.filter((line) => !/ (0\.0\.0\.0|127\.0\.0\.1)$/.test(line)), []);
    }
  },
});
