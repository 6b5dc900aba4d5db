/** Cases and conduct on both sides of the moment at which all subjects change. */
import { assert, assertEquals, assertNotEquals } from "@std/assert/mod.js";
import type { RoomId } from "../../../server/protocol.ts";
import { keys, SALT_PERIOD_MS } from "../../../server/store/keys.ts";
import type { Ban, Strike } from "../../../server/store/safety_records.ts";
import { FakeClock, settle, settlePromises } from "../support/fake_clock.ts";
import { Node, type Visitor } from "../support/node.ts";
import { credit, reportBy, seat, storeOf, subjectOf, trusted } from "../support/offences.ts";

const HOUR = 60 * 60 * 1_000;
const DAY = 24 * HOUR;
const CHANGE = 700 * SALT_PERIOD_MS;
const MALLORY = "mallory-0000-0000";
const JOIN = { mode: "text", languages: ["en"] } as const;

/** A node an hour before the change, and its next life at a moment after it. */
async function openBefore() {
  const node = await Node.open({ clock: new FakeClock(CHANGE - HOUR, settlePromises) });
  const reopen = (at: number) =>
    Node.open({ engine: node.engine, clock: new FakeClock(at, settlePromises), life: `life${at}` });
  return { node, reopen };
}

/** One device with a tab from before the change and one from after it, while both are good. */
async function openAround() {
  const node = await Node.open({ clock: new FakeClock(CHANGE - 1, settlePromises) });
  const early = await node.visitor({ device: MALLORY });
  await node.clock.advance(1);
  const late = await node.visitor({ device: MALLORY });
  assertNotEquals(subjectOf(node, early), subjectOf(node, late));
  return { node, early, late };
}

/** Somebody believed who has had a talk with a visitor a moment ago. */
async function afterTalk(node: Node, visitor: Visitor, network: number) {
  const reporter = await trusted(node, network);
  const room = await seat(visitor, reporter);
  await node.clock.advance(5_000);
  await visitor.post("/v1/leave", { room });
  await settle();
  return { reporter, room };
}

async function report(reporter: Visitor, room: string): Promise<void> {
  const response = await reporter.post("/v1/reports", { room, reason: "harassment" });
  assertEquals(response.status, 201, await response.clone().text());
  await response.body?.cancel();
  await settle();
}

function reportersOf(strikes: readonly Strike[]): Set<string> {
  return new Set(strikes.map(({ reporter }) => reporter));
}

Deno.test("two reports before the change and one after it restrict, and take nobody else's along", async () => {
  const { node, reopen } = await openBefore();
  const mallory = await node.visitor({ device: MALLORY });
  await reportBy(node, mallory, { count: 2 });
  const bystander = await node.visitor({ device: "bystander-0000-0000" });
  await reportBy(node, bystander, { count: 2, from: 11 });
  const before = subjectOf(node, mallory);
  const later = await reopen(CHANGE + DAY);
  const stranger = await later.visitor({ device: "stranger-0000-0000" });
  await reportBy(later, stranger, { count: 1, from: 21 });
  assertEquals(stranger.all("restricted"), []);
  const again = await later.visitor({ device: MALLORY });
  await reportBy(later, again, { count: 1, from: 31 });
  assertEquals(again.all("restricted").map(({ rule }) => rule), ["harassment"]);
  const cases = await later.services.cases.all();
  assertEquals(cases.map(({ strikes }) => strikes.length).toSorted(), [1, 2, 3]);
  const all = cases.flatMap(({ strikes }) => strikes);
  assertEquals([all.length, reportersOf(all).size], [6, 6]);
  // Whatever names the earlier subject leads to the case as it is now.
  const moved = await later.services.cases.find(before);
  assertEquals([moved?.subject, moved?.strikes.length], [subjectOf(later, again), 3]);
  const desk = await later.services.admin.desk.open(before);
  assertEquals(desk?.reports.length, 3);
});

Deno.test("without a change of the salt the same three reports restrict, and two and a stranger's do not", async () => {
  const { node, reopen } = await openBefore();
  await reportBy(node, await node.visitor({ device: MALLORY }), { count: 2 });
  const later = await reopen(CHANGE + DAY);
  const stranger = await later.visitor({ device: "stranger-0000-0000" });
  await reportBy(later, stranger, { count: 1, from: 31 });
  assertEquals(stranger.all("restricted"), []);
});

Deno.test("a reporter is believed after the change for the talks before it, from the first report on", async () => {
  for (const isKnown of [true, false]) {
    const { node, reopen } = await openBefore();
    const devices = [1, 2, 3].map((index) => `reporter-0000-000${index}`);
    for (const device of isKnown ? devices : []) {
      await credit(node, node.services.signer.subject(device));
    }
    const later = await reopen(CHANGE + DAY);
    const mallory = await later.visitor({ device: MALLORY });
    for (const device of devices) {
      const reporter = await later.visitor({ device });
      const room = await seat(mallory, reporter);
      await later.clock.advance(40_000);
      await report(reporter, room);
      await reporter.close();
    }
    assertEquals([isKnown, mallory.all("restricted").length], [isKnown, isKnown ? 1 : 0]);
  }
});

Deno.test("who was talked with in peace before the change is judged by it after it", async () => {
  for (const isKnown of [true, false]) {
    const { node, reopen } = await openBefore();
    if (isKnown) await credit(node, node.services.signer.subject(MALLORY), 6);
    const later = await reopen(CHANGE + DAY);
    const accused = await later.visitor({ device: MALLORY });
    await reportBy(later, accused, { count: 3 });
    assertEquals([isKnown, accused.all("restricted").length], [isKnown, isKnown ? 0 : 1]);
  }
});

Deno.test("who talked with each other before the change is not believed for that after it", async () => {
  const { node, reopen } = await openBefore();
  const mob = [1, 2, 3, 4].map((index) => `mob-0000-0000-000${index}`);
  const subjects = mob.map((device) => node.services.signer.subject(device));
  for (const subject of subjects) {
    const talks = subjects.filter((who) => who !== subject).map((who) => ({ who, at: CHANGE - 1 }));
    const key = keys.conduct(subject);
    await storeOf(node).commit({ sets: [{ key, value: { talks, reports: [] } }] });
  }
  const later = await reopen(CHANGE + DAY);
  const victim = await later.visitor();
  for (const device of mob) {
    const visitor = await later.visitor({ device });
    const room = await seat(victim, visitor);
    await later.clock.advance(40_000);
    await report(visitor, room);
    await visitor.close();
  }
  assertEquals((await later.services.cases.all()).map(({ strikes }) => strikes.length), [4]);
  assertEquals(victim.all("restricted"), []);
});

Deno.test("a restriction that was decided on under one name ends under all of them", async () => {
  const { node, early, late } = await openAround();
  const earlier = await afterTalk(node, late, 50);
  await reportBy(node, early, { count: 3 });
  const [told] = early.all("restricted");
  assert(told);
  // Of the two tabs this one was not looked at for a while.
  await late.open();
  await late.post("/v1/appeals", { receipt: told.receipt, note: "It was not me" });
  await report(earlier.reporter, earlier.room);
  const [found, ...others] = await node.services.cases.all();
  assert(found);
  assertEquals(others, []);
  assertEquals([found.subject, found.strikes.length], [subjectOf(node, late), 4]);
  assertEquals(found.appeal, told.receipt);
  // The moderator has the page open from before.
  const decided = await node.services.decisions.decide(subjectOf(node, early), {
    action: "grant",
    by: "mo",
    seen: found.changedAt,
  });
  assertEquals(decided.kind, "done");
  await settle();
  for (const visitor of [early, late]) {
    assertEquals(node.services.bans.find(subjectOf(node, visitor)), undefined);
    const ends = visitor.all("restricted").map(({ until }) => until > node.clock.now());
    // Once, under however many names it stood.
    assertEquals(ends, [true, false]);
    assertNotEquals((await visitor.post("/v1/queue", JOIN)).status, 403);
  }
  const receipt = await (await late.post("/v1/receipts", { receipt: told.receipt })).json();
  assertEquals([receipt.lifted, receipt.appeal], [true, "granted"]);
});

Deno.test("reports on one person under two names that come at once are all counted, in one case", async () => {
  const { node, early, late } = await openAround();
  const talks: { reporter: Visitor; room: RoomId | string }[] = [];
  for (let network = 1; network <= 3; network++) {
    talks.push(await afterTalk(node, early, network), await afterTalk(node, late, 100 + network));
  }
  await Promise.all(talks.slice(0, 4).map(({ reporter, room }) => report(reporter, room)));
  for (const { reporter, room } of talks.slice(4)) await report(reporter, room);
  const cases = await node.services.cases.all();
  const strikes = cases.flatMap(({ strikes }) => strikes);
  assertEquals([cases.length, strikes.length, reportersOf(strikes).size], [1, 6, 6]);
  assertEquals([early.all("restricted").length > 0, late.all("restricted").length > 0], [
    true,
    true,
  ]);
});

/** A ban without its number among the decisions. */
function unnumbered(ban: Ban | undefined): Ban {
  if (ban === undefined) throw new Error("There is no ban");
  const { order: _, ...rest } = ban;
  return rest;
}

/**
 * Lets a person have two cases: one under the name of the early tab, restricted by three reports, and
 * one beside it that was decided on; then a report of the late tab brings them together.
 */
async function mergeWithDecided(action: "restrict-day" | "dismiss", reports: number) {
  const { node, early, late } = await openAround();
  const { decisions, bans, cases } = node.services;
  const earlier = await afterTalk(node, late, 50);
  await reportBy(node, early, { count: 3 });
  const own = bans.find(subjectOf(node, early));
  const other = await node.visitor();
  await reportBy(node, other, { count: reports, from: 60 });
  const decide = async (subject: string, action: "restrict-day" | "dismiss" | "undo") => {
    const seen = (await cases.find(subject))?.changedAt ?? 0;
    assertEquals((await decisions.decide(subject, { action, by: "mo", seen })).kind, "done");
  };
  await decide(subjectOf(node, other), action);
  const store = storeOf(node);
  const value = await cases.find(subjectOf(node, other));
  const subject = subjectOf(node, late);
  assert(value);
  await store.commit({
    sets: [{ key: keys.case(subject), value: { ...value, subject } }],
    deletes: [keys.case(value.subject)],
  });
  await report(earlier.reporter, earlier.room);
  await decisions.enforceAll();
  const holding = () =>
    [early, late].map((visitor) => unnumbered(bans.find(subjectOf(node, visitor))));
  return {
    node,
    first: unnumbered(own),
    value,
    holding,
    cases,
    undo: () => decide(subject, "undo"),
  };
}

Deno.test("a decision on one of two cases of a person can be undone when they are one, and only that", async () => {
  const { node, first, value, holding, cases, undo } = await mergeWithDecided("restrict-day", 1);
  const day = unnumbered(value.restrictions[0]?.ban);
  assertEquals(holding(), [day, day]);
  await undo();
  assertEquals(holding(), [first, first]);
  const [found, ...others] = await cases.all();
  assertEquals(others, []);
  assertEquals(found?.strikes.map(({ outcome }) => outcome), Array(5).fill("open"));
  const { appeals } = node.services;
  const receipts = [first, day].map(({ receipt }) => appeals.look(receipt));
  assertEquals((await Promise.all(receipts)).map((told) => told?.lifted), [false, true]);
});

Deno.test("what was taken back in one of two cases of a person ends nothing of the other, nor does undoing it", async () => {
  const { first, value, holding, cases, undo } = await mergeWithDecided("dismiss", 3);
  assertEquals(value.restrictions.map(({ ban }) => ban.isLifted), [true]);
  assertEquals(holding(), [first, first]);
  await undo();
  const [found] = await cases.all();
  assertEquals(found?.restrictions.map(({ ban }) => ban.isLifted ?? false), [false, false]);
  // It ends later, as it was imposed later.
  const { isLifted: _, ...again } = unnumbered(value.restrictions[0]?.ban);
  assertEquals(holding(), [again, again]);
});

Deno.test("whoever reports a talk again under their next name has reported it once", async () => {
  const node = await Node.open({ clock: new FakeClock(CHANGE - 1, settlePromises) });
  const mallory = await node.visitor();
  const alice = await node.visitor({ device: "alice-0000-0000-0000" });
  const room = await seat(mallory, alice);
  await report(alice, room);
  await node.clock.advance(1);
  const response = await node.request("/v1/sessions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ resume: alice.answer.token }),
  });
  const { token } = await response.json();
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const body = JSON.stringify({ room, reason: "threat" });
  const again = await node.request("/v1/reports", { method: "POST", headers, body });
  assertEquals(again.status, 201, await again.clone().text());
  assertEquals((await storeOf(node).list(keys.reports())).length, 1);
  assertEquals((await node.services.cases.all())[0]?.strikes.length, 1);
});

Deno.test("what was shown before the change is kept while its case is open, and all is gone in time", async () => {
  const { node, reopen } = await openBefore();
  const mallory = await node.visitor({ device: MALLORY });
  const alice = await trusted(node, 1);
  const room = await seat(mallory, alice);
  const messages = [{ id: "01ARZ3NDEKTSV4RRFFQ69G5FAV", from: "them", text: "I know you", at: 1 }];
  const response = await alice.post("/v1/reports", { room, reason: "threat", messages });
  assertEquals(response.status, 201, await response.clone().text());
  const later = await reopen(CHANGE + DAY);
  const again = await later.visitor({ device: MALLORY });
  await reportBy(later, again, { count: 1, from: 31 });
  const left = async (at: number) => {
    const then = await reopen(at);
    await then.services.retention.clean();
    const store = storeOf(then);
    const prefixes = [["evidence"], ["cases"], ["conduct"]];
    return await Promise.all(prefixes.map(async (key) => (await store.list(key)).length));
  };
  assertEquals((await left(CHANGE + 20 * DAY)).slice(0, 2), [1, 2]);
  assertEquals(await left(CHANGE + 92 * DAY), [0, 0, 0]);
});
