/** A ban that comes while the banned one is being matched, at every step of it. */
import { assert, assertEquals } from "@std/assert/mod.js";
import type { QueueRequest } from "../../../server/protocol.ts";
import { FakeClock, settle, settlePromises } from "../support/fake_clock.ts";
import { Node } from "../support/node.ts";
import { subjectOf } from "../support/offences.ts";
import { seededRandom } from "../support/random.ts";

const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
const RACES = 10_000;
/** Links of the promises from the request to the answer; a ban comes before any of them or after. */
const MAX_TURNS = 120;

/** A node on which two may meet as often as they like, one of whom is to be banned. */
async function openRace() {
  const node = await Node.open({
    clock: new FakeClock(undefined, settlePromises),
    sites: { default: { rematchWindowMs: 0 } },
  });
  const [alice, mallory] = [await node.visitor(), await node.visitor()];
  return { node, alice, mallory, subject: subjectOf(node, mallory) };
}

Deno.test("ten thousand bans that race a match all win, or close the room: nobody banned sits or waits", async () => {
  const { node, alice, mallory, subject } = await openRace();
  const { bans, rooms, queue } = node.services;
  const random = seededRandom(20_260);
  const outcomes = { refused: 0, closed: 0 };
  for (let race = 0; race < RACES; race++) {
    const ban = { rule: "spam", until: node.clock.now() + 60_000, receipt: `receipt-${race}` };
    const isFirst = random() < 0.5;
    // Whoever is banned completes the pair, or waits for it.
    if (isFirst) await alice.post("/v1/queue", TEA);
    const joining = mallory.post("/v1/queue", TEA);
    const meeting = isFirst ? undefined : alice.post("/v1/queue", TEA);
    for (let turn = Math.floor(random() * MAX_TURNS); turn > 0; turn--) await undefined;
    await bans.ban(subject, { ...ban, order: 2 * race + 1 });
    const answers = [await joining, ...meeting ? [await meeting] : []];
    const told = await Promise.all(answers.map((answer) => answer.json()));
    await settlePromises();
    const room = told.find(({ match }) => match)?.match.room;
    outcomes[room === undefined ? "refused" : "closed"]++;
    assert(room === undefined || await rooms.read(room) === null, `race ${race}: still in a room`);
    const standing = await queue.resume(mallory.session);
    assertEquals(standing.kind, "idle", `race ${race}`);
    await alice.delete("/v1/queue");
    await bans.ban(subject, { ...ban, order: 2 * race + 2, isLifted: true });
    // The streams are read to the end now and then, as a mailbox holds so many events.
    if (race % 20 === 0) await settle();
  }
  assertEquals(node.errors, []);
  assert(outcomes.refused > 100 && outcomes.closed > 100, JSON.stringify(outcomes));
});

/** Fewer: each takes a talk and a skip before it. */
const RETURNS = 1_000;

Deno.test("a thousand bans that race two who want each other back all win, or close the room", async () => {
  const { node, alice, mallory, subject } = await openRace();
  const { bans, rooms, queue } = node.services;
  const random = seededRandom(20_261);
  const outcomes = { refused: 0, closed: 0 };
  for (let race = 0; race < RETURNS; race++) {
    await alice.post("/v1/queue", TEA);
    const { match } = await (await mallory.post("/v1/queue", TEA)).json();
    const back = { ...TEA, room: match.room };
    const [first, second] = random() < 0.5 ? [alice, mallory] : [mallory, alice];
    await first.post("/v1/next", back);
    await first.post("/v1/back", back);
    const returning = second.post("/v1/back", back);
    for (let turn = Math.floor(random() * MAX_TURNS); turn > 0; turn--) await undefined;
    const ban = { rule: "spam", until: node.clock.now() + 60_000, receipt: `receipt-${race}` };
    await bans.ban(subject, { ...ban, order: 2 * race + 1 });
    const room = (await (await returning).json()).match?.room;
    await settlePromises();
    outcomes[room === undefined ? "refused" : "closed"]++;
    assert(room === undefined || await rooms.read(room) === null, `race ${race}: still in a room`);
    assertEquals((await queue.resume(mallory.session)).kind, "idle", `race ${race}`);
    await alice.delete("/v1/queue");
    await bans.ban(subject, { ...ban, order: 2 * race + 2, isLifted: true });
    if (race % 10 === 0) await settle();
  }
  assertEquals(node.errors, []);
  assert(outcomes.refused > 50 && outcomes.closed > 50, JSON.stringify(outcomes));
});
