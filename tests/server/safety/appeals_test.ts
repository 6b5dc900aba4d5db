import { assertEquals } from "@std/assert/mod.js";
import { keys } from "../../../server/store/keys.ts";
import type { Action } from "../../../server/store/safety_records.ts";
import { FakeClock, settlePromises } from "../support/fake_clock.ts";
import { Node } from "../support/node.ts";
import { caseOf, reportBy, storeOf, subjectOf } from "../support/offences.ts";
import { assertProblem } from "../support/problems.ts";

async function setup() {
  const node = await Node.open({ clock: new FakeClock(undefined, settlePromises) });
  const mallory = await node.visitor();
  await reportBy(node, mallory, { count: 3 });
  const [told] = mallory.all("restricted");
  if (!told) throw new Error("Not restricted");
  const ask = async (path: string, body: Record<string, unknown> = {}) => {
    const response = await mallory.post(path, { receipt: told.receipt, ...body });
    return { status: response.status, ...await response.json() };
  };
  const decide = async (action: Action) => {
    const found = await caseOf(node);
    if (!found) throw new Error("No case");
    const decision = { action, by: "mo", seen: found.changedAt };
    return await node.services.decisions.decide(subjectOf(node, mallory), decision);
  };
  return { node, mallory, told, ask, decide };
}

Deno.test("a receipt tells the rule, the end and the appeal, and nothing of who reported or why", async () => {
  const { told, ask } = await setup();
  const { status, ...answer } = await ask("/v1/receipts");
  assertEquals(status, 200);
  assertEquals(answer, { ...told, lifted: false, appeal: null });
});

Deno.test("a receipt that nobody was given is unknown, for looking and for appealing", async () => {
  const { mallory } = await setup();
  const receipt = "receipt-0001";
  await assertProblem(await mallory.post("/v1/receipts", { receipt }), 404, "not-found");
  const appeal = await mallory.post("/v1/appeals", { receipt, note: "Why" });
  await assertProblem(appeal, 404, "not-found");
});

Deno.test("one can appeal once, and hears what became of it", async () => {
  const { node, told, ask, decide } = await setup();
  const { status, appeal } = await ask("/v1/appeals", { note: "It was my brother" });
  assertEquals([status, appeal], [201, "open"]);
  await ask("/v1/appeals", { note: "Please" });
  const { value } = await storeOf(node).get(keys.appeal(told.receipt));
  assertEquals([value?.note, (await caseOf(node))?.appeal], ["It was my brother", told.receipt]);
  await decide("refuse");
  const answer = await ask("/v1/receipts");
  assertEquals([answer.appeal, answer.lifted], ["refused", false]);
  assertEquals((await ask("/v1/appeals", { note: "Once more" })).appeal, "refused");
});

Deno.test("an appeal that is granted lifts the restriction; undone, it is open again and the restriction holds", async () => {
  const { mallory, ask, decide, node } = await setup();
  await ask("/v1/appeals", { note: "It was my brother" });
  await decide("grant");
  const granted = await ask("/v1/receipts");
  assertEquals([granted.appeal, granted.lifted], ["granted", true]);
  assertEquals(node.services.bans.find(subjectOf(node, mallory)), undefined);
  await decide("undo");
  const undone = await ask("/v1/receipts");
  assertEquals([undone.appeal, undone.lifted], ["open", false]);
  await assertProblem(await mallory.post("/v1/queue", { mode: "text" }), 403, "restricted");
});
