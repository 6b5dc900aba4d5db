import { assertEquals } from "@std/assert/mod.js";
import { startCoturn } from "../support/coturn.ts";
import { findProgram } from "../support/install.ts";
import { openScene } from "../support/scene.ts";

/** A case that needs coturn; ignored, and counted as skipped, where there is none. */
const relayTest = (name: string, fn: () => Promise<void>) =>
  Deno.test({ name, ignore: findProgram("turnserver") === null, fn });

relayTest("two who only relay talk through coturn, and neither learns an address", async () => {
  await using coturn = await startCoturn();
  await using scene = await openScene({ env: coturn.env, attributes: { privacy: "relay" } });
  const alice = await scene.enter();
  const bob = await scene.enter();
  await alice.start({ interests: ["chess"] });
  await alice.waitForState("waiting");
  await bob.start({ interests: ["chess"] });
  await alice.seeFrames();
  await bob.seeFrames();
  for (const visitor of [alice, bob]) {
    assertEquals(await visitor.candidateTypes(), ["relay"]);
  }
  await alice.write("From somewhere");
  await bob.see("From somewhere");
});
