import { assertEquals } from "@std/assert/mod.js";
import { openScene } from "../support/scene.ts";

Deno.test("in text mode two meet, talk and leave without anybody being asked for a camera", async () => {
  await using scene = await openScene({ camera: "denied" });
  const alice = await scene.enter();
  const bob = await scene.enter();
  await alice.start({ mode: "text", interests: ["tea"] });
  await alice.waitForState("waiting");
  await bob.start({ mode: "text", interests: ["Tea "] });
  await alice.waitForState("talk");
  await bob.waitForState("talk");
  await alice.write("Green or black?");
  await bob.see("Green or black?");
  await bob.write("Yes");
  await alice.see("Yes");
  await bob.press("Stop");
  await alice.see("They left.");
  for (const visitor of [alice, bob]) {
    assertEquals(await visitor.captures(), 0);
    const peers = await visitor.page.evaluate(() => globalThis.visitorRecord.peers.length);
    assertEquals(peers, 0);
    assertEquals(visitor.errors, []);
  }
});

for (const camera of ["denied", "missing"] as const) {
  Deno.test(`a visitor whose camera is ${camera} is offered text, and it works`, async () => {
    await using scene = await openScene({ camera });
    const alice = await scene.enter();
    const bob = await scene.enter();
    await bob.start({ mode: "text", interests: ["tea"] });
    await bob.waitForState("waiting");
    await alice.start({ mode: "video", interests: ["tea"] });
    const refused = await alice.waitForState("refused");
    assertEquals(refused.cause, camera);
    await alice.see(camera === "denied" ? "Your camera stays off." : "No camera found.");
    await alice.press("Write instead");
    await alice.waitForState("talk");
    await alice.write("No camera here, hello");
    await bob.see("No camera here, hello");
    assertEquals(await alice.liveTracks(), 0);
    assertEquals(alice.errors, []);
  });
}
