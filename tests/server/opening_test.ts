import { assertEquals } from "@std/assert/mod.js";
import type { ProblemBody, QueueRequest } from "../../server/protocol.ts";
import { FakeClock, settle } from "./support/fake_clock.ts";
import { Node } from "./support/node.ts";

const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
const HOUR_MS = 3_600_000;
const SITES = {
  evenings: {
    hours: { timeZone: "UTC", open: [{ days: ["mon"], from: "18:00", to: "22:00" }] },
  },
};

/** Two visitors of a site that opens on Mondays at 18:00. */
async function setup(time: string) {
  const clock = new FakeClock(Date.parse(time));
  const node = await Node.open({ sites: SITES, clock });
  const site = "evenings";
  return { node, clock, alice: await node.visitor({ site }), bob: await node.visitor({ site }) };
}

Deno.test("a closed site takes nobody in and says when it opens", async () => {
  const { clock, alice } = await setup("2026-01-05T17:00:00Z");
  assertEquals(alice.answer.site.hours, { isOpen: false, changesAt: clock.now() + HOUR_MS });
  const response = await alice.post("/v1/queue", TEA);
  const problem: ProblemBody = await response.json();
  assertEquals([response.status, problem.type, problem.retryAfterMs], [
    403,
    "/problems/closed",
    HOUR_MS,
  ]);
  assertEquals(response.headers.get("retry-after"), "3600");
});

Deno.test("a site that opens takes in whoever asks from that moment on", async () => {
  const { clock, alice, bob } = await setup("2026-01-05T17:59:59Z");
  assertEquals((await alice.post("/v1/queue", TEA)).status, 403);
  await clock.advance(1_000);
  await alice.join(TEA);
  assertEquals((await bob.join(TEA)).status, "matched");
});

Deno.test("whoever waits or talks at closing time may go on, and nobody new comes in", async () => {
  const { node, clock, alice, bob } = await setup("2026-01-05T21:59:59Z");
  await alice.join(TEA);
  await bob.join({ ...TEA, interests: ["go"] });
  await clock.advance(6_000);
  assertEquals([alice, bob].map((each) => each.all("matched").length), [1, 1]);
  const late = await node.visitor({ site: "evenings" });
  assertEquals((await late.post("/v1/queue", TEA)).status, 403);
});

for (const isNamed of [true, false]) {
  const which = isNamed ? "naming the room" : "from whichever room";
  Deno.test(`whoever presses Next after closing time, ${which}, has left, and the other is told so`, async () => {
    const { clock, alice, bob } = await setup("2026-01-05T21:59:59Z");
    await alice.join(TEA);
    const { match: { room } } = await bob.join(TEA);
    await clock.advance(1_000);
    const wish = isNamed ? { ...TEA, room } : TEA;
    assertEquals((await bob.post("/v1/next", wish)).status, 403);
    await settle();
    assertEquals(alice.all("peer-left"), [{ room, reason: "left" }]);
  });
}

Deno.test("a site without hours says nothing of them", async () => {
  const node = await Node.open();
  const visitor = await node.visitor();
  assertEquals("hours" in visitor.answer.site, false);
});
