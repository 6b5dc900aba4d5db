import { assert, assertEquals } from "@std/assert/mod.js";
import { keys } from "../../../server/store/keys.ts";
import type { Action, Case } from "../../../server/store/safety_records.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { FakeClock, settle, settlePromises } from "../support/fake_clock.ts";
import { Node } from "../support/node.ts";
import { caseOf, reportBy, storeOf, subjectOf } from "../support/offences.ts";
import { assertProblem } from "../support/problems.ts";

const HOUR = 3_600_000;
const JOIN = { mode: "text", languages: ["en"] };

/** Mallory, restricted for an hour by three independent reports. */
async function setup(reports = 3) {
  const node = await Node.open({ clock: new FakeClock(undefined, settlePromises) });
  const mallory = await node.visitor();
  await reportBy(node, mallory, { count: reports });
  const subject = subjectOf(node, mallory);
  const found = async (): Promise<Case> => {
    const value = await caseOf(node);
    if (!value) throw new Error("No case");
    return value;
  };
  const decide = async (action: Action) => {
    const { changedAt: seen } = await found();
    return await node.services.decisions.decide(subject, { action, by: "mo", seen });
  };
  const ban = () => node.services.bans.find(subject);
  return { node, mallory, subject, found, decide, ban };
}

Deno.test("three independent reports restrict for an hour, and two do not", async () => {
  assertEquals((await setup(2)).ban(), undefined);
  const { node, mallory, ban } = await setup(3);
  const { rule, until = 0, receipt } = ban() ?? {};
  assertEquals([rule, until - node.clock.now()], ["harassment", HOUR]);
  assertEquals(mallory.all("restricted"), [{ rule, until, receipt }]);
  await assertProblem(await mallory.post("/v1/queue", JOIN), 403, "restricted");
});

Deno.test("dismissed reports lift the restriction that rests on them, and free at once", async () => {
  const { node, mallory, decide, ban, found } = await setup();
  const { rule = "", receipt = "" } = ban() ?? {};
  await decide("dismiss");
  assertEquals(ban(), undefined);
  assertEquals((await found()).strikes.map(({ outcome }) => outcome), Array(3).fill("dismissed"));
  assertEquals(mallory.all("restricted").at(-1), { rule, receipt, until: node.clock.now() });
  assertEquals((await mallory.join({ mode: "text", languages: ["en"] })).status, "queued");
});

for (const [which, hours] of [["longer", 48], ["shorter", 0.5]] as const) {
  Deno.test(`dismissed reports leave a ${which} restriction by a moderator, and the appeal against it`, async () => {
    const { node, subject, decide, ban, found } = await setup();
    const before = await found();
    const at = node.clock.now();
    const theirs = { rule: "spam", until: at + hours * HOUR, receipt: "moderated", order: 0 };
    const merged: Case = {
      ...before,
      restrictions: [...before.restrictions, { ban: theirs, at, by: "mo" }],
      appeal: "moderated",
    };
    await storeOf(node).commit({ sets: [{ key: keys.case(subject), value: merged }] });
    await decide("dismiss");
    assertEquals(ban()?.receipt, "moderated");
    const after = await found();
    assertEquals(after.appeal, "moderated");
    assertEquals(after.restrictions.map(({ ban }) => ban.isLifted ?? false), [true, false]);
  });
}

Deno.test("what is undone is as it was: outcomes, restriction, and the ladder", async () => {
  for (const action of ["dismiss", "uphold", "restrict-day", "restrict-month"] as const) {
    const { decide, ban, found } = await setup();
    const before = await found();
    const holding = ban();
    await decide(action);
    await decide("undo");
    const after = await found();
    assertEquals(after.strikes, before.strikes, action);
    const without = (found: Case) =>
      found.restrictions.filter(({ ban }) => !ban.isLifted)
        .map(({ ban: { order: _, ...rest }, at, by }) => ({ rest, at, by }));
    assertEquals(without(after), without(before), action);
    assertEquals({ ...ban(), order: 0 }, { ...holding, order: 0 }, action);
    assertEquals((await decide("undo")).kind, "pointless");
  }
});

Deno.test("a restriction by a moderator alone can be undone, and a new one imposed", async () => {
  const { decide, ban } = await setup(1);
  await decide("restrict-hour");
  assert(ban());
  await decide("undo");
  assertEquals(ban(), undefined);
  await decide("restrict-day");
  assert(ban());
});

Deno.test("undoing a dismissal takes back nothing that followed from reports since", async () => {
  const { node, mallory, decide, ban, found } = await setup();
  await decide("dismiss");
  await reportBy(node, mallory, { count: 3, from: 20 });
  const since = ban();
  assert(since);
  await decide("undo");
  assertEquals({ ...ban(), order: 0 }, { ...since, order: 0 });
  const { strikes, restrictions } = await found();
  assertEquals(strikes.map(({ outcome }) => outcome), Array(6).fill("open"));
  // The first one is back beside it, as it was.
  assertEquals(restrictions.map(({ ban }) => ban.isLifted ?? false), [false, false]);
});

Deno.test("an extended restriction that is undone after its first end holds no more", async () => {
  const { node, decide, subject, found } = await setup();
  await decide("restrict-month");
  const clock = new FakeClock(node.clock.now() + 2 * HOUR, settlePromises);
  const { services } = await Node.open({ engine: node.engine, clock, life: "b" });
  assert(services.bans.find(subject));
  const { changedAt: seen } = await found();
  await services.decisions.decide(subject, { action: "undo", by: "mo", seen });
  assertEquals(services.bans.find(subject), undefined);
});

Deno.test("a decision on a case that has changed since it was seen is not made", async () => {
  const { node, mallory, subject, found } = await setup(1);
  const { changedAt: seen } = await found();
  await reportBy(node, mallory, { count: 1, from: 50 });
  const { decisions } = node.services;
  const late = await decisions.decide(subject, { action: "dismiss", by: "mo", seen });
  assertEquals(late.kind, "changed");
  const nobody = await decisions.decide("nobody", { action: "dismiss", by: "mo", seen });
  assertEquals(nobody.kind, "gone");
});

Deno.test("two moderators who decide at once do not both", async () => {
  const { node, subject, found } = await setup(1);
  const { changedAt: seen } = await found();
  const decide = (action: Action, by: string) =>
    node.services.decisions.decide(subject, { action, by, seen });
  const kinds = await Promise.all([decide("dismiss", "ann"), decide("uphold", "bob")]);
  assertEquals(kinds.map(({ kind }) => kind).toSorted(), ["changed", "done"]);
});

Deno.test("whose reports were dismissed is believed less, and whose were upheld more, and undoing forgets it", async () => {
  const { node, found, decide } = await setup(1);
  const reporter = (await found()).strikes[0]?.reporter ?? "";
  const outcome = async () =>
    (await storeOf(node).get(keys.conduct(reporter))).value?.reports.map(({ outcome }) => outcome);
  for (const [action, expected] of [["dismiss", "dismissed"], ["uphold", "upheld"]] as const) {
    await decide(action);
    assertEquals(await outcome(), [expected]);
    await decide("undo");
    assertEquals(await outcome(), ["open"]);
  }
});

Deno.test("each decision is a line of the log, sealed, and no line can be changed, put in or left out", async () => {
  const { node, decide } = await setup();
  for (const action of ["uphold", "undo", "dismiss", "undo"] as const) await decide(action);
  const { audit } = node.services;
  const log = await audit.all();
  assertEquals(log.map(({ number, by, action }) => `${number} ${by} ${action}`), [
    "1 mo uphold",
    "2 mo undo",
    "3 mo dismiss",
    "4 mo undo",
  ]);
  assertEquals(audit.firstBroken(log), null);
  const [first, second, third, fourth] = log;
  if (!first || !second || !third || !fourth) throw new Error("No log");
  for (const field of ["by", "action", "about", "detail", "previous", "seal"] as const) {
    assertEquals(audit.firstBroken([first, { ...second, [field]: "x" }, third]), 2, field);
  }
  assertEquals(audit.firstBroken([first, { ...second, at: 0 }, third]), 2);
  assertEquals(audit.firstBroken([first, third, fourth]), 3);
  assertEquals(audit.firstBroken([first, second, second, third]), 2);
  const brokenAt = async (laterMs = 0) => (await audit.look(node.clock.now() + laterMs)).brokenAt;
  assertEquals(await brokenAt(), null);
  await storeOf(node).commit({ deletes: [keys.audit(4)] });
  assertEquals(await brokenAt(), 4);
  await storeOf(node).commit({ deletes: [1, 2, 3].map((number) => keys.audit(number)) });
  assertEquals([await brokenAt(), await brokenAt(400 * 24 * HOUR)], [1, null]);
  // The oldest may be gone: they are kept for a time only.
  assertEquals(audit.firstBroken([second, third, fourth]), null);
});

Deno.test("a lifted ban is not brought back by the write of it that comes late from another node", async () => {
  const engine = new MemoryEngine({ isExclusive: false });
  const one = await Node.open({ engine, life: "a" });
  const other = await Node.open({ engine, clock: one.clock, life: "b" });
  const ban = { rule: "spam", until: one.clock.now() + HOUR, receipt: "receipt-1", order: 1 };
  // The first write of the ban does not arrive; the node goes on trying.
  let isCut = true;
  engine.plan = ({ sets }) =>
    isCut && sets.some(({ key }) => key[0] === "bans") ? "throw-before" : undefined;
  await one.services.bans.ban("mallory", ban).catch(() => {});
  isCut = false;
  await other.services.bans.ban("mallory", { ...ban, order: 2, isLifted: true });
  await one.clock.advance(5_000);
  await settle();
  assertEquals(one.services.bans.find("mallory"), undefined);
  assertEquals(other.services.bans.find("mallory"), undefined);
  const { value } = await storeOf(one).get(keys.ban("mallory"));
  assertEquals(value?.order, 2);
  await Promise.all([one, other].map(({ services }) => services.drain()));
});

Deno.test("who is freed on one node is free on all within five seconds", async () => {
  const engine = new MemoryEngine({ isExclusive: false });
  engine.watch = () => () => {};
  const one = await Node.open({ engine, life: "a" });
  const other = await Node.open({ engine, clock: one.clock, life: "b" });
  const ban = { rule: "spam", until: one.clock.now() + HOUR, receipt: "receipt-1", order: 1 };
  await one.services.bans.ban("mallory", ban);
  await one.clock.advance(5_000);
  assertEquals(other.services.bans.find("mallory"), ban);
  await other.services.bans.ban("mallory", { ...ban, order: 2, isLifted: true });
  await one.clock.advance(5_000);
  assertEquals(one.services.bans.find("mallory"), undefined);
  await Promise.all([one, other].map(({ services }) => services.drain()));
});

Deno.test("a restriction whose node ended before it was made known is made known by the next life", async () => {
  const { node, subject, ban } = await setup();
  await storeOf(node).commit({ deletes: [keys.ban(subject)] });
  const next = await Node.open({ engine: node.engine, clock: node.clock, life: "b" });
  assertEquals(next.services.bans.find(subject), ban());
});
