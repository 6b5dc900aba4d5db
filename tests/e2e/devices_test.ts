import { assertEquals, assertStringIncludes } from "@std/assert/mod.js";
import { startCoturn } from "../support/coturn.ts";
import { openScene, type SceneOptions } from "../support/scene.ts";
import type { Visitor } from "../support/visitor.ts";
import { waitFor } from "../support/wait.ts";

const DEADLINE_MS = 30_000;

/** Lets in the element's script and its server, and nothing else at all. */
const strictPolicy = (server: string) =>
  `default-src 'none'; script-src ${server}; connect-src ${server}; require-trusted-types-for 'script'`;

const pin: NonNullable<SceneOptions["pin"]> = async (server) => {
  const about = await (await fetch(`${server}/random-chat.json`)).json();
  return { file: about.file, integrity: about.integrity };
};

/** Tracks that run, by kind. */
function running(visitor: Visitor): Promise<string> {
  return visitor.page.evaluate(() =>
    globalThis.visitorRecord.tracks.filter(({ readyState }) => readyState === "live")
      .map(({ kind }) => kind).sort().join("+")
  );
}

async function waitForRunning(visitor: Visitor, kinds: string): Promise<void> {
  const until = (now: string) => now === kinds;
  await waitFor(`"${kinds}" to run`, () => running(visitor), { until, deadlineMs: DEADLINE_MS });
}

async function meet(options: SceneOptions = {}) {
  const scene = await openScene(options);
  const [alice, bob] = [await scene.enter(), await scene.enter()];
  await alice.start({ interests: ["maps"] });
  await alice.waitForState("waiting");
  await bob.start({ interests: ["maps"] });
  await alice.seeFrames();
  await bob.seeFrames();
  return { scene, alice, bob };
}

Deno.test("a camera that is turned off is let go of, its partner is told, and it comes back", async () => {
  const { scene, alice, bob } = await meet();
  await using _scene = scene;
  await alice.press("Turn your camera off");
  await waitForRunning(alice, "audio");
  await bob.see("Their camera is off.", { deadlineMs: DEADLINE_MS });
  await alice.press("Turn your camera on");
  await waitForRunning(alice, "audio+video");
  await bob.seeFrames();
  const until = (text: string) => !text.includes("Their camera is off.");
  await waitFor("the words to go", () => bob.words(), { until, deadlineMs: DEADLINE_MS });
  await alice.press("Mute your microphone");
  await bob.see("They're muted.", { deadlineMs: DEADLINE_MS });
  assertEquals([...alice.errors, ...bob.errors], []);
});

Deno.test("a camera that was off when two met is seen as soon as it is on", async () => {
  await using scene = await openScene();
  const [alice, bob] = [await scene.enter(), await scene.enter()];
  for (const visitor of [alice, bob]) {
    await visitor.start({ interests: [visitor === alice ? "maps" : "tea"] });
    await visitor.waitForState("waiting");
    await visitor.press("Turn your camera off");
    await waitForRunning(visitor, "audio");
  }
  await bob.press("Stop");
  await bob.start({ interests: ["maps"] });
  await bob.seeFrames(0);
  await alice.waitForState("talk");
  await bob.see("Their camera is off.", { deadlineMs: DEADLINE_MS });
  await alice.press("Turn your camera on");
  await bob.seeFrames();
  assertEquals([...alice.errors, ...bob.errors], []);
});

Deno.test("another camera is taken in the middle of a talk, and remembered", async () => {
  const { scene, alice, bob } = await meet();
  await using _scene = scene;
  await alice.press("Camera, microphone, connection");
  await alice.see("Chosen by the browser", { deadlineMs: DEADLINE_MS });
  const chosen = await alice.page.evaluate(() => {
    const select = document.querySelector("random-chat")?.shadowRoot?.querySelector("select");
    if (!select) return "no select";
    select.selectedIndex = select.options.length - 1;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    return select.value;
  });
  await waitForRunning(alice, "audio+video");
  await bob.seeFrames();
  const kept = await alice.page.evaluate(() => localStorage.getItem("random-chat:choice"));
  assertEquals(JSON.parse(kept ?? ""), { camera: chosen });
  await alice.press("Close");
  await waitFor("the panel to go", () => alice.words(), {
    until: (text) => !text.includes("Chosen by the browser"),
  });
  assertEquals([...alice.errors, ...bob.errors], []);
});

Deno.test("the check tells what is open and what is not, under a strict policy, and the server counts it", async () => {
  await using turn = await startCoturn();
  const urls = [
    turn.env.TURN_URLS,
    turn.env.TURN_URLS.replace("transport=udp", "transport=tcp"),
    "turns:127.0.0.1:1?transport=tcp",
  ];
  await using scene = await openScene({
    csp: strictPolicy,
    pin,
    env: { ...turn.env, TURN_URLS: urls.join(",") },
  });
  const alice = await scene.enter();
  await alice.press("Check camera and connection");
  await alice.see("Check the connection", { deadlineMs: DEADLINE_MS });
  await alice.press("Look and listen");
  await alice.see("Say something", { deadlineMs: DEADLINE_MS });
  assertEquals(await running(alice), "audio+video");
  await alice.press("Check the connection");
  await alice.see("Calls will work here.", { deadlineMs: DEADLINE_MS });
  const words = await alice.words();
  for (
    const line of [
      "Camera It gives a picture.",
      "Microphone It gives sound.",
      "Meeting place We reach it.",
      "News from it It arrives at once.",
      "A way out for calls Your network lets calls out.",
      "Relay, the quick way Open.",
      "Relay, the sure way Open.",
      "Relay, the encrypted way Closed.",
    ]
  ) assertStringIncludes(words, line);
  await alice.press("Close");
  await waitForRunning(alice, "");
  assertEquals([await alice.violations(), alice.errors], [[], []]);
  await scene.server.stop();
  assertStringIncludes(scene.server.log(), "failed at visitors: turn-tls unreachable 1");
});

Deno.test("a network that lets nothing out is told so, with what still works", async () => {
  await using scene = await openScene({
    env: {
      STUN_URLS: "stun:127.0.0.1:1",
      TURN_URLS: "turn:127.0.0.1:1?transport=tcp",
      TURN_SECRET: "nobody listens there",
    },
  });
  const alice = await scene.enter();
  await alice.start({ interests: ["maps"] });
  await alice.waitForState("waiting");
  await alice.see("Calls won't get through on this network.", { deadlineMs: DEADLINE_MS });
  assertEquals((await alice.state()).kind, "waiting");
});

Deno.test("a page that pins the script runs no other bytes in what is loaded later", async () => {
  await using scene = await openScene({ pin });
  const alice = await scene.enter();
  await alice.page.setRequestInterception(true);
  alice.page.on("request", (request) => {
    void (request.url().includes("/random-chat-settings.")
      ? request.respond({
        contentType: "text/javascript",
        headers: { "access-control-allow-origin": "*" },
        body: "globalThis.wasRun = true; export const openPanel = () => null;",
      })
      : request.continue());
  });
  await alice.press("Check camera and connection");
  await alice.see("This part didn't load.", { deadlineMs: DEADLINE_MS });
  assertEquals(await alice.page.evaluate(() => "wasRun" in globalThis), false);
  await alice.press("Close");
});
