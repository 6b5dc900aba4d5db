/**
 * People who are believed, and what they report.
 *
 * @module
 */
import type { QueueRequest, ReportReason } from "../../../server/protocol.ts";
import { keys, type Subject } from "../../../server/store/keys.ts";
import type { Case } from "../../../server/store/safety_records.ts";
import { Store } from "../../../server/store/store.ts";
import { settle } from "./fake_clock.ts";
import type { Node, Visitor } from "./node.ts";

const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };

/** The store of a node, to look into. */
export function storeOf({ engine, clock }: Node): Store {
  return new Store({ engine, clock });
}

/** The case of whoever was reported last; nothing if nobody was. */
export async function caseOf(node: Node): Promise<Case | undefined> {
  const cases = (await storeOf(node).list(keys.cases())).map(({ value }) => value)
    .filter(({ movedTo }) => movedTo === undefined);
  return cases.toSorted((a, b) => b.changedAt - a.changedAt)[0];
}

/** Writes down that somebody has talked with a few others in peace. */
export async function credit(node: Node, subject: Subject, friends = 5): Promise<void> {
  const talks = Array.from({ length: friends }, (_, index) => ({
    who: `friend-${index}-of-${subject}`,
    at: node.clock.now(),
  }));
  const key = keys.conduct(subject);
  await storeOf(node).commit({ sets: [{ key, value: { talks, reports: [] } }] });
}

/** Who a visitor is for safety. */
export function subjectOf(node: Node, { answer }: Visitor): Subject {
  const verdict = node.services.signer.verify(answer.token, node.clock.now());
  if (verdict.kind !== "valid") throw new Error("No claims");
  return verdict.claims.subject;
}

/** Brings in somebody who is believed, from a network of their own. */
export async function trusted(node: Node, network: number): Promise<Visitor> {
  const visitor = await node.visitor({ address: `203.0.113.${network}` });
  await credit(node, subjectOf(node, visitor));
  return visitor;
}

/** Seats two together. */
export async function seat(one: Visitor, other: Visitor): Promise<string> {
  await one.join(TEA);
  const answer = await other.join(TEA);
  if (answer.status !== "matched") throw new Error(`Not seated: ${JSON.stringify(answer)}`);
  return answer.match.room;
}

/** Lets independent people report somebody, each after a talk of a minute. */
export async function reportBy(
  node: Node,
  offender: Visitor,
  { count, reason = "harassment", from = 1 }: {
    readonly count: number;
    readonly reason?: ReportReason;
    readonly from?: number;
  },
): Promise<void> {
  for (let network = from; network < from + count; network++) {
    const reporter = await trusted(node, network);
    const room = await seat(offender, reporter);
    await node.clock.advance(40_000);
    await Promise.all([offender, reporter].map((each) => each.post("/v1/beat", {})));
    const response = await reporter.post("/v1/reports", { room, reason });
    if (response.status !== 201) throw new Error(`Not reported: ${await response.text()}`);
    await settle();
    await reporter.close();
  }
}
