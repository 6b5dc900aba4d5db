/**
 * A bad evening: two hundred visitors, ten offenders whom independent people report, and a mob of
 * thirty devices on as many networks that reports ten innocent people for the heaviest reason.
 */
import { assert, assertEquals } from "@std/assert/mod.js";
import type { QueueRequest, ReportReason } from "../../../server/protocol.ts";
import { FakeClock, settle, settlePromises } from "../support/fake_clock.ts";
import { Node, type Visitor } from "../support/node.ts";
import { subjectOf } from "../support/offences.ts";
import { seededRandom } from "../support/random.ts";

const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
const ROUNDS = 20;
/** A minute and a half: whoever stays has talked in peace. */
const ROUND_MS = 90_000;
/** After so long people have seen enough of an offender. */
const ENOUGH_MS = 10_000;
/** Half of those who meet an offender take the trouble of a report. */
const REPORTING = 0.5;

type Kind = "ordinary" | "offender" | "victim" | "mob";
/** How a mob looks for its victims. */
type Tactic =
  /** Leaves everybody else at once. */
  | "hunts"
  /** Talks with everybody as others do, and reports the victims that it happens to meet. */
  | "waits";

interface Person {
  readonly kind: Kind;
  readonly visitor: Visitor;
  readonly subject: string;
}

class Evening {
  readonly people: Person[] = [];
  readonly restricted = new Set<Person>();
  reports = 0;
  readonly #random = seededRandom(7);

  constructor(readonly node: Node, readonly tactic: Tactic) {}

  async enter(kind: Kind, count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      const visitor = await this.node.visitor();
      this.people.push({ kind, visitor, subject: subjectOf(this.node, visitor) });
    }
  }

  async round(): Promise<void> {
    const { clock } = this.node;
    const pairs = await this.#meet();
    await clock.advance(ENOUGH_MS);
    for (const [one, other, room] of pairs) {
      await this.#judge(one, other, room);
      await this.#judge(other, one, room);
    }
    await settle();
    for (const ms of [30_000, 30_000, ROUND_MS - ENOUGH_MS - 60_000]) {
      await Promise.all(this.people.map(({ visitor }) => visitor.post("/v1/beat", {})));
      await clock.advance(ms);
    }
    for (const [{ visitor }, , room] of pairs) await visitor.post("/v1/leave", { room });
    for (const { visitor } of this.people) await visitor.delete("/v1/queue");
    for (const person of this.people) {
      if (this.node.services.bans.find(person.subject)) this.restricted.add(person);
    }
    await settle();
  }

  /** Everybody who may joins, in any order. */
  async #meet(): Promise<[Person, Person, string][]> {
    const bySession = new Map(this.people.map((each) => [each.visitor.session, each]));
    const pairs: [Person, Person, string][] = [];
    const order = this.people.map((each) => ({ each, rank: this.#random() }));
    for (const { each } of order.toSorted((a, b) => a.rank - b.rank)) {
      const { status, match } = await (await each.visitor.post("/v1/queue", TEA)).json();
      if (status !== "matched") continue;
      const room = await this.node.services.rooms.find(match.room);
      const seats = room?.seats.map(({ session }) => bySession.get(session)) ?? [];
      const [one, other] = seats;
      if (one && other) pairs.push([one, other, match.room]);
    }
    return pairs;
  }

  /** What one does about the other once they know them. */
  async #judge(one: Person, other: Person, room: string): Promise<void> {
    if (one.kind === "mob" && other.kind === "victim") {
      return await this.#report(one, room, "child-safety");
    }
    if (one.kind === "mob" && this.tactic === "hunts") {
      await one.visitor.post("/v1/leave", { room });
      return;
    }
    if (other.kind !== "offender") return;
    if (this.#random() < REPORTING) return await this.#report(one, room, "sexual");
    await one.visitor.post("/v1/leave", { room });
  }

  async #report({ visitor }: Person, room: string, reason: ReportReason): Promise<void> {
    const response = await visitor.post("/v1/reports", { room, reason });
    if (response.status !== 201) throw new Error(await response.text());
    this.reports++;
  }

  count(kind: Kind): number {
    return [...this.restricted].filter((each) => each.kind === kind).length;
  }
}

for (const tactic of ["hunts", "waits"] as const) {
  Deno.test(`all offenders are restricted and nobody else is, though a mob ${tactic}`, async () => {
    const node = await Node.open({ clock: new FakeClock(undefined, settlePromises) });
    const evening = new Evening(node, tactic);
    await evening.enter("ordinary", 180);
    await evening.enter("victim", 10);
    await evening.enter("offender", 10);
    await evening.enter("mob", 30);
    for (let round = 0; round < ROUNDS; round++) await evening.round();
    const cases = await node.services.cases.all();
    const victims = new Set(
      evening.people.filter(({ kind }) => kind === "victim").map(({ subject }) => subject),
    );
    const attacks = cases.filter(({ subject }) => victims.has(subject))
      .reduce((sum, { strikes }) => sum + strikes.length, 0);
    console.log(
      `${tactic}: ${evening.reports} reports, ${attacks} of them by the mob; restricted ` +
        `${evening.count("offender")}/10 offenders, ${evening.count("victim")}/10 victims, ` +
        `${evening.count("ordinary")}/180 others`,
    );
    assertEquals(
      (["offender", "victim", "ordinary", "mob"] as const).map((kind) => evening.count(kind)),
      [10, 0, 0, 0],
    );
    assert(attacks >= 10, "the mob has hardly met anybody");
    assertEquals(node.errors, []);
    await node.services.drain();
  });
}
