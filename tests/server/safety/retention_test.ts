import { assert, assertEquals } from "@std/assert/mod.js";
import { RETENTION } from "../../../server/safety/retention.ts";
import { keys, type TypedKey } from "../../../server/store/keys.ts";
import type { Action } from "../../../server/store/safety_records.ts";
import { FakeClock, settlePromises } from "../support/fake_clock.ts";
import { Node } from "../support/node.ts";
import { caseOf, reportBy, seat, storeOf, subjectOf, trusted } from "../support/offences.ts";
import { ulid } from "../support/ulid.ts";

const DAY = 86_400_000;
const MINUTE = 60_000;
const PREFIXES: Readonly<Record<string, TypedKey<unknown>>> = {
  reports: ["reports"],
  evidence: ["evidence"],
  filed: ["filed"],
  cases: ["cases"],
  conduct: ["conduct"],
  bans: ["bans"],
  receipts: ["receipts"],
  appeals: ["appeals"],
  audit: ["audit"],
  blocks: ["blocks"],
};

/** An evening with everything in it: reports with evidence, a restriction, an appeal, decisions. */
async function setup() {
  const node = await Node.open({ clock: new FakeClock(undefined, settlePromises) });
  const mallory = await node.visitor();
  await reportBy(node, mallory, { count: 2 });
  const alice = await trusted(node, 99);
  const room = await seat(mallory, alice);
  await node.clock.advance(10_000);
  const messages = [{ id: ulid(1), from: "them" as const, text: "I know you", at: 1 }];
  await alice.post("/v1/reports", { room, reason: "threat", messages });
  const [told] = mallory.all("restricted");
  if (!told) throw new Error("Not restricted");
  await mallory.post("/v1/appeals", { receipt: told.receipt, note: "It was not me" });
  const subject = subjectOf(node, mallory);
  const decide = async (action: Action) => {
    const { changedAt: seen = 0 } = await caseOf(node) ?? {};
    const { kind } = await node.services.decisions.decide(subject, { action, by: "mo", seen });
    assertEquals(kind, "done");
  };
  return { node, decide, start: node.clock.now() };
}

/** What is left when a server of a later day has cleaned up. */
async function leftAfter(node: Node, at: number): Promise<Record<string, number>> {
  const later = await Node.open({
    engine: node.engine,
    clock: new FakeClock(at, settlePromises),
    life: "z",
  });
  await later.services.retention.clean();
  assertEquals(later.errors, []);
  const store = storeOf(later);
  const counts: Record<string, number> = {};
  for (const [name, prefix] of Object.entries(PREFIXES)) {
    counts[name] = (await store.list(prefix)).length;
  }
  await later.services.drain();
  return counts;
}

Deno.test("everything that the table says is kept, and is gone when the table says so", async () => {
  const { node, decide, start } = await setup();
  await decide("refuse");
  await decide("restrict-day");
  const fresh = await leftAfter(node, start + MINUTE);
  for (const [name, count] of Object.entries(fresh)) assert(count > 0, `no ${name}`);
  // When each is counted from; the restriction ends a day later.
  const from: Record<string, number> = { bans: start + DAY, receipts: start + DAY };
  const ends = Object.entries(RETENTION).filter(([, { isCleaned }]) => isCleaned)
    .map(([name, { keepMs }]) => ({ name, end: (from[name] ?? start) + keepMs }));
  const moments = [...Map.groupBy(ends, ({ end }) => end)].toSorted(([a], [b]) => a - b);
  for (const [end, gone] of moments) {
    const before = await leftAfter(node, end - MINUTE);
    for (const { name } of gone) assert((before[name] ?? 0) > 0, `${name} is gone too early`);
    const after = await leftAfter(node, end + MINUTE);
    for (const { name } of gone) assertEquals(after[name], 0, `${name} is kept for too long`);
  }
});

Deno.test("evidence is kept while nobody has decided, and while an appeal waits", async () => {
  const { node, decide, start } = await setup();
  assert((await leftAfter(node, start + 89 * DAY)).evidence);
  await decide("restrict-day");
  // The appeal is still open.
  assert((await leftAfter(node, start + 60 * DAY)).evidence);
  assertEquals((await leftAfter(node, start + 91 * DAY)).evidence, 0);
});

Deno.test("a case that goes on forgets what was reported three months ago", async () => {
  const { node, start } = await setup();
  const store = storeOf(node);
  const [found] = await store.list(keys.cases());
  if (!found) throw new Error("No case");
  const [first] = found.value.strikes;
  if (!first) throw new Error("No strike");
  const late = { ...first, report: "later", at: start + 80 * DAY, reporter: "later" };
  const value = {
    ...found.value,
    strikes: [...found.value.strikes, late],
    changedAt: start + 80 * DAY,
  };
  await store.commit({ sets: [{ key: found.key, value }] });
  await leftAfter(node, start + 91 * DAY);
  assertEquals((await caseOf(node))?.strikes.map(({ report }) => report), ["later"]);
});

Deno.test("it is cleaned by itself, every hour", async () => {
  const { node, start } = await setup();
  const later = await Node.open({
    engine: node.engine,
    clock: new FakeClock(start + 91 * DAY, settlePromises),
    life: "z",
  });
  await later.clock.advance(61 * MINUTE);
  assertEquals((await storeOf(later).list(keys.reports())).length, 0);
});
