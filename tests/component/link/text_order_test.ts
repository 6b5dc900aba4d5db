/** Whatever befalls channel, server and pages: each message once, and in the order of writing. */
import { assertEquals } from "@std/assert/mod.js";
import fc from "fast-check";
import { ProblemError } from "../../../component/link/problem_error.ts";
import { HOLD_MS } from "../../../component/link/text_inbox.ts";
import { ACK_DEADLINE_MS } from "../../../component/link/text_outbox.ts";
import { settle } from "../support/quick_clock.ts";
import { openTextScene } from "../support/text_scene.ts";

const RUNS = Deno.env.get("TEXT_RUNS");
const WHO = ["alice", "bob"] as const;
type Step =
  | { readonly kind: "write"; readonly who: (typeof WHO)[number] }
  | { readonly kind: "reload"; readonly who: (typeof WHO)[number] }
  | { readonly kind: "open" | "close" | "cut" | "mend" | "restart" | "lose-reader" }
  | { readonly kind: "mood"; readonly mood: "well" | "away" | "answers-lost" | "busy" }
  | {
    readonly kind: "pass";
    readonly way: "channel" | "relay";
    readonly to: "toBob" | "toAlice";
    readonly count: number;
  }
  | { readonly kind: "wait"; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant("write" as const), who: fc.constantFrom(...WHO) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("reload" as const), who: fc.constantFrom(...WHO) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("open", "close", "cut", "mend", "restart", "lose-reader"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("mood" as const),
      mood: fc.constantFrom("well", "away", "answers-lost", "busy"),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("pass" as const),
      way: fc.constantFrom("channel", "relay"),
      to: fc.constantFrom("toBob", "toAlice"),
      count: fc.nat(3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.nat(5_000) }) },
);

/** How long a run may take before what is told has to be in order, in milliseconds. */
const PATIENCE_MS = HOLD_MS - 10_000;

async function play(steps: readonly Step[]) {
  const scene = openTextScene();
  const { clock, channel, relay, server, setChannel, restartServer, reload } = scene;
  let isOpen = false;
  let waitedMs = 0;
  for (const [index, step] of steps.entries()) {
    switch (step.kind) {
      case "write":
        scene[step.who].write(`${step.who}-${index}`, `${index}`);
        break;
      case "reload":
        isOpen = false;
        reload(scene[step.who]);
        break;
      case "open":
      case "close":
        if (isOpen !== (step.kind === "open")) setChannel(isOpen = step.kind === "open");
        break;
      case "cut":
      case "mend":
        channel.toBob.isCut = channel.toAlice.isCut = step.kind === "cut";
        break;
      case "restart":
        restartServer();
        break;
      case "lose-reader":
        // A stream that broke while something was on it, which nobody has noticed.
        relay.toBob.lose();
        break;
      case "mood": {
        const busy = new ProblemError("store-unavailable", 503, 500, "Cannot: busy");
        server.mood = step.mood === "busy" ? busy : step.mood;
        break;
      }
      case "pass":
        (step.way === "channel" ? channel : relay)[step.to].pass(step.count);
        break;
      case "wait":
        if ((waitedMs += step.ms) < PATIENCE_MS) await clock.advance(step.ms);
    }
    await settle();
  }
  server.mood = "well";
  channel.toBob.isCut = channel.toAlice.isCut = false;
  for (const { text } of [scene.alice, scene.bob]) text.resume();
  for (let turn = 0; turn < 6; turn++) {
    await scene.passAll();
    await clock.advance(ACK_DEADLINE_MS);
  }
  await scene.passAll();
  return scene;
}

Deno.test("whatever breaks, dies or is reloaded, every message is shown once and in the order of writing, on both sides", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: "max" }), async (steps) => {
      const { alice, bob } = await play(steps);
      for (const [writer, reader] of [[alice, bob], [bob, alice]] as const) {
        assertEquals(reader.texts, writer.written.map(({ text }) => text));
        assertEquals([...writer.delivered].sort(), writer.written.map(({ id }) => id).sort());
        assertEquals(writer.failed, []);
      }
    }),
    // The same worlds in every normal run, and new ones when asked for more.
    RUNS === undefined ? { numRuns: 500, seed: 1 } : { numRuns: Number(RUNS) },
  );
});
