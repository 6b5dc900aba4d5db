import { assertEquals } from "@std/assert/mod.js";
import { waitFor } from "../support/wait.ts";
import { openNetworkScene } from "./support/network_scene.ts";
import { networkTest } from "./support/network_test_case.ts";

/** Four steps down take about twenty seconds, and a busy machine is slow to tell. */
const DEADLINE_MS = 90_000;
/** Of what Alice sends, her router loses this share. */
const LOSS = "FORWARD -i lan -p udp -m statistic --mode random --probability 0.3 -j DROP";

networkTest(
  "a network that begins to lose takes the picture, tells both, and gives it back",
  async () => {
    await using scene = await openNetworkScene({
      alice: { nat: "full-cone" },
      bob: { nat: "full-cone" },
    });
    const [alice, bob] = await Promise.all([scene.alice.enter(), scene.bob.enter()]);
    await alice.start({ interests: ["tea"] });
    await alice.waitForState("waiting");
    await bob.start({ interests: ["tea"] });
    await Promise.all([alice.seeFrames(), bob.seeFrames()]);

    const router = scene.alice.home.namespace;
    await router.iptables(`-I ${LOSS}`);
    await alice.see("Your picture rests, your voice goes on.", { deadlineMs: DEADLINE_MS });
    await bob.see("Their picture rests, the connection is slow.", { deadlineMs: DEADLINE_MS });
    await alice.seeFrames();
    assertEquals((await alice.waitForState("talk")).call.kind, "live");
    await alice.write("Still here");
    await bob.see("Still here", { deadlineMs: DEADLINE_MS });

    await router.iptables(`-D ${LOSS}`);
    const until = (words: string) => !words.includes("Their picture rests");
    await waitFor("the picture", () => bob.words(), { until, deadlineMs: DEADLINE_MS });
    await bob.seeFrames();
    assertEquals([...alice.errors, ...bob.errors], []);
  },
);
