/** Bans and blocks on both sides of the moment at which all subjects change. */
import { assertEquals, assertNotEquals } from "@std/assert/mod.js";
import type { QueueRequest } from "../../../server/protocol.ts";
import { type Ban, SALT_PERIOD_MS } from "../../../server/store/keys.ts";
import { FakeClock, settle } from "../support/fake_clock.ts";
import { Node, slugOf } from "../support/node.ts";

const HOUR_MS = 60 * 60 * 1_000;
const CHANGE = 700 * SALT_PERIOD_MS;
const DEVICE = "device-0000-0000";
const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };

/** A node an hour before the change, and its next life at a moment after it. */
async function openBefore() {
  const node = await Node.open({ clock: new FakeClock(CHANGE - HOUR_MS) });
  const reopen = (at: number) =>
    Node.open({ engine: node.engine, clock: new FakeClock(at), life: `life${at}` });
  return { node, reopen };
}

function ban(until: number): Ban {
  return { rule: "spam", until, receipt: "receipt-1" };
}

Deno.test("who was banned before the change is banned after it, to the end", async () => {
  const { node, reopen } = await openBefore();
  const subject = node.services.signer.subject(DEVICE);
  await node.services.bans.ban(subject, ban(CHANGE + SALT_PERIOD_MS - HOUR_MS));
  const later = await reopen(CHANGE + SALT_PERIOD_MS - 2 * HOUR_MS);
  const bob = await later.visitor({ device: DEVICE });
  assertEquals(later.services.signer.subject(DEVICE) === subject, false);
  assertEquals(bob.all("restricted"), [{
    rule: "spam",
    until: CHANGE + SALT_PERIOD_MS - HOUR_MS,
    receipt: "receipt-1",
  }]);
  const refused = await bob.post("/v1/queue", TEA);
  assertEquals([refused.status, await slugOf(refused)], [403, "restricted"]);
  const after = await reopen(CHANGE + SALT_PERIOD_MS - HOUR_MS);
  const free = await after.visitor({ device: DEVICE });
  assertEquals((await free.join(TEA)).status, "queued");
});

Deno.test("who was blocked before the change is not met after it, whoever of the two waits", async () => {
  const [alices, bobs] = ["alice-0000-0000-0000", "bob-0000-0000-0000-0000"] as const;
  for (const order of [[alices, bobs], [bobs, alices]] as const) {
    const { node, reopen } = await openBefore();
    const alice = await node.visitor({ device: alices });
    const bob = await node.visitor({ device: bobs });
    await alice.join(TEA);
    const { match } = await bob.join(TEA);
    assertEquals((await alice.post("/v1/blocks", { room: match.room })).status, 200);
    const later = await reopen(CHANGE + 24 * HOUR_MS);
    for (const device of order) {
      const visitor = await later.visitor({ device });
      assertEquals([order, (await visitor.join(TEA)).status], [order, "queued"]);
    }
    const stranger = await later.visitor({ device: "carol-0000-0000-0000" });
    assertEquals((await stranger.join(TEA)).status, "matched");
  }
});

Deno.test("a tab that was opened before the change is taken out by a ban of one opened after it", async () => {
  const node = await Node.open({ clock: new FakeClock(CHANGE - 1) });
  const early = await node.visitor({ device: DEVICE });
  await early.join(TEA);
  const before = node.services.signer.subject(DEVICE);
  await node.clock.advance(1);
  const late = await node.visitor({ device: DEVICE });
  const subject = node.services.signer.subject(DEVICE);
  assertNotEquals(subject, before);
  await node.services.bans.ban(subject, ban(CHANGE + 48 * HOUR_MS));
  await settle();
  assertEquals([early.all("restricted").length, late.all("restricted").length], [1, 1]);
  const refused = await early.post("/v1/queue", TEA);
  assertEquals([refused.status, await slugOf(refused)], [403, "restricted"]);
});

Deno.test("two tabs of one device, opened on both sides of the change, do not meet", async () => {
  const node = await Node.open({ clock: new FakeClock(CHANGE - 1) });
  const early = await node.visitor({ device: DEVICE });
  await early.join(TEA);
  await node.clock.advance(1);
  const late = await node.visitor({ device: DEVICE });
  assertEquals((await late.join(TEA)).status, "queued");
});

Deno.test("a session that goes on through the change goes on under the new subject, and stays who it was", async () => {
  const { node, reopen } = await openBefore();
  const { token, session } = (await node.visitor({ device: DEVICE, isStreaming: false })).answer;
  const later = await reopen(CHANGE + HOUR_MS);
  const response = await later.request("/v1/sessions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ resume: token, device: "somebody-else-0000" }),
  });
  const resumed = await response.json();
  const verdict = later.services.signer.verify(resumed.token, later.clock.now());
  assertEquals(verdict.kind === "valid" && [verdict.claims.session, verdict.claims.subject], [
    session,
    later.services.signer.subject(DEVICE),
  ]);
});
