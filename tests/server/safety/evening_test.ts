/**
 * A bad evening: two hundred visitors, ten offenders whom independent people report, and a mob of
 * thirty devices on as many networks that reports ten innocent people for the heaviest reason; in it
 * spammers, somebody who floods Next, a thousand sessions of one network, and proofs shown again.
 */
import { assert, assertEquals } from "@std/assert/mod.js";
import type { QueueAnswer, QueueRequest, ReportReason } from "../../../server/protocol.ts";
import { FakeClock, settle, settlePromises } from "../support/fake_clock.ts";
import { Node, type Visitor } from "../support/node.ts";
import { subjectOf } from "../support/offences.ts";
import { seededRandom } from "../support/random.ts";
import { encode, solve } from "../support/solve.ts";
import { ulid } from "../support/ulid.ts";

const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
const ROUNDS = 20;
/** A minute and a half: whoever stays has talked in peace. */
const ROUND_MS = 90_000;
/** After so long people have seen enough of an offender. */
const ENOUGH_MS = 10_000;
/** Half of those who meet an offender take the trouble of a report. */
const REPORTING = 0.5;

/** Lines that a spammer tries to get through to whoever they meet, all at once. */
const LINES = 70;
const ADVERT = "Cheap followers, today only: https://spam.example/now";
/** How often the flooder asks for the next one for each few who join. */
const FLOOD = 8;
const FLOOD_AFTER = 16;
/** The library of proofs looks at the machine's clock, which is not to find them too late. */
const SOME_EVENING = Date.UTC(2100, 0, 1, 20);
/** The round before which the floods begin. */
const FLOODED_FROM = 5;
const SWARM = 1_000;
/** After so many no session begins without a proof, and then one proof is shown so often. */
const PROOF_AT = 100;
const REPLAYS = 200;

type Kind = "ordinary" | "offender" | "victim" | "mob" | "spammer" | "flooder";
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

/** What ordinary people notice of an evening. */
interface Comfort {
  /** Of all times that they looked for somebody, how often they had somebody to talk with. */
  readonly seated: number;
  /** Answers that were no success. */
  readonly problems: number;
}

class Evening {
  readonly people: Person[] = [];
  readonly restricted = new Set<Person>();
  reports = 0;
  /** Answers of each status, by whom and to what. */
  readonly answers = new Map<string, number>();
  /** How often the flooder left somebody at once. */
  readonly dropped = new Map<Person, number>();
  #looked = 0;
  #seated = 0;
  #problems = 0;
  #line = 0;
  readonly #random = seededRandom(7);

  constructor(readonly node: Node, readonly tactic: Tactic) {}

  /** Answers of a status to a kind of people. */
  counted(kind: Kind, path: string, status: number): number {
    return this.answers.get(`${kind} ${path} ${status}`) ?? 0;
  }

  /** What ordinary people have noticed since this was asked last. */
  takeComfort(): Comfort {
    const seated = this.#seated / this.#looked;
    const problems = this.#problems;
    this.#seated = this.#looked = this.#problems = 0;
    return { seated, problems };
  }

  async #post({ kind, visitor }: Person, path: string, body: unknown): Promise<Response> {
    const response = await visitor.post(path, body);
    const what = `${kind} ${path} ${response.status}`;
    this.answers.set(what, (this.answers.get(what) ?? 0) + 1);
    if (kind === "ordinary" && !response.ok) this.#problems++;
    return response;
  }

  async enter(kind: Kind, count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      const visitor = await this.node.visitor();
      this.people.push({ kind, visitor, subject: subjectOf(this.node, visitor) });
    }
  }

  async round(): Promise<void> {
    const { clock } = this.node;
    const pairs = await this.#meet();
    for (const [one, other, room] of pairs) await this.#advertise(one, other, room);
    await clock.advance(ENOUGH_MS);
    for (const [one, other, room] of pairs) {
      await this.#judge(one, other, room);
      await this.#judge(other, one, room);
    }
    await settle();
    for (const ms of [30_000, 30_000, ROUND_MS - ENOUGH_MS - 60_000]) {
      await Promise.all(this.people.map((each) => this.#post(each, "/v1/beat", {})));
      await clock.advance(ms);
    }
    for (const [one, , room] of pairs) await this.#post(one, "/v1/leave", { room });
    for (const { visitor } of this.people) await visitor.delete("/v1/queue");
    for (const person of this.people) {
      if (this.node.services.bans.find(person.subject)) this.restricted.add(person);
    }
    await settle();
  }

  /** Everybody who may joins, in any order, and whoever was dropped by the flooder once more. */
  async #meet(): Promise<[Person, Person, string][]> {
    const pairs: [Person, Person, string][] = [];
    const [flooder] = this.people.filter(({ kind }) => kind === "flooder");
    const order = this.people.filter((each) => each !== flooder)
      .map((each) => ({ each, rank: this.#random() }))
      .toSorted((a, b) => a.rank - b.rank);
    for (const [index, { each }] of order.entries()) {
      pairs.push(...await this.#join(each));
      if (flooder === undefined || index % FLOOD_AFTER !== 0) continue;
      for (const dropped of await this.#flood(flooder)) pairs.push(...await this.#join(dropped));
    }
    this.#count(pairs, order.map(({ each }) => each));
    return pairs;
  }

  async #join(person: Person): Promise<[Person, Person, string][]> {
    const answer = await this.#post(person, "/v1/queue", TEA);
    if (!answer.ok) return [];
    const other = await this.#partnerOf(person, await answer.json());
    return other === undefined ? [] : [[person, ...other]];
  }

  async #partnerOf(person: Person, answer: QueueAnswer): Promise<[Person, string] | undefined> {
    if (answer.status !== "matched") return undefined;
    const { room } = answer.match;
    const seats = (await this.node.services.rooms.find(room))?.seats ?? [];
    const other = seats.find(({ session }) => session !== person.visitor.session);
    const found = this.people.find(({ visitor }) => visitor.session === other?.session);
    return found && [found, room];
  }

  /** Asks for the next one again and again. @returns Who was dropped by it. */
  async #flood(flooder: Person): Promise<readonly Person[]> {
    const dropped: Person[] = [];
    for (let count = 0; count < FLOOD; count++) {
      const answer = await this.#post(flooder, "/v1/next", TEA);
      const partner = answer.ok && await this.#partnerOf(flooder, await answer.json());
      if (!partner) continue;
      const [who, room] = partner;
      await this.#post(flooder, "/v1/leave", { room });
      this.dropped.set(who, (this.dropped.get(who) ?? 0) + 1);
      dropped.push(who);
    }
    // Nobody is kept waiting for somebody who only floods.
    await flooder.visitor.delete("/v1/queue");
    return dropped;
  }

  #count(pairs: readonly (readonly [Person, Person, string])[], looked: readonly Person[]): void {
    const isOrdinary = ({ kind }: Person) => kind === "ordinary";
    this.#looked += looked.filter(isOrdinary).length;
    this.#seated += pairs.flatMap(([one, other]) => [one, other]).filter(isOrdinary).length;
  }

  /** Writes the same to everybody, as fast as it goes. */
  async #advertise(one: Person, other: Person, room: string): Promise<void> {
    for (const person of [one, other].filter(({ kind }) => kind === "spammer")) {
      for (let count = 0; count < LINES; count++) {
        const id = ulid(this.#line++);
        await this.#post(person, "/v1/messages", { room, id, text: ADVERT });
      }
    }
  }

  /** A thousand sessions of one network, and one proof of work that is shown again and again. */
  async swarm(): Promise<{ begun: number; proven: number; neighbours: number }> {
    let [begun, proven, neighbours] = [0, 0, 0];
    const begin = async (address: string, body: unknown = {}) => {
      const headers = { "content-type": "application/json" };
      const init = { method: "POST", headers, body: JSON.stringify(body) };
      const { status } = await this.node.request("/v1/sessions", init, address);
      return Number(status === 201);
    };
    const address = (index: number) => `2001:db8:1:1::${index.toString(16)}`;
    for (let index = 0; index < SWARM; index++) {
      begun += await begin(address(index));
      if (index % 100 === 0) neighbours += await begin(`2001:db8:2:${index}::1`);
      if (index !== PROOF_AT) continue;
      const challenge = await this.node.request("/v1/challenge", {}, address(SWARM));
      const proof = encode(await solve(await challenge.json()));
      for (let times = 0; times < REPLAYS; times++) {
        proven += await begin(address(times), { proof });
      }
    }
    return { begun, proven, neighbours };
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
    if (other.kind !== "offender" && other.kind !== "spammer") return;
    const reason = other.kind === "offender" ? "sexual" : "spam";
    if (this.#random() < REPORTING) return await this.#report(one, room, reason);
    await one.visitor.post("/v1/leave", { room });
  }

  async #report(person: Person, room: string, reason: ReportReason): Promise<void> {
    const response = await this.#post(person, "/v1/reports", { room, reason });
    if (response.status !== 201) throw new Error(await response.text());
    this.reports++;
  }

  count(kind: Kind): number {
    return [...this.restricted].filter((each) => each.kind === kind).length;
  }
}

async function open(tactic: Tactic): Promise<Evening> {
  const clock = new FakeClock(SOME_EVENING, settlePromises);
  const evening = new Evening(await Node.open({ clock, hasLimits: true }), tactic);
  await evening.enter("ordinary", 180);
  await evening.enter("victim", 10);
  await evening.enter("offender", 10);
  await evening.enter("mob", 30);
  return evening;
}

async function close({ node }: Evening): Promise<void> {
  assertEquals(node.errors, []);
  await node.services.drain();
}

/** How many reports came from the mob. */
async function attacksOf({ node, people }: Evening): Promise<number> {
  const victims = new Set(
    people.filter(({ kind }) => kind === "victim").map(({ subject }) => subject),
  );
  const cases = await node.services.cases.all();
  return cases.filter(({ subject }) => victims.has(subject))
    .reduce((sum, { strikes }) => sum + strikes.length, 0);
}

function assertJust(evening: Evening, attacks: number): void {
  console.log(
    `${evening.tactic}: ${evening.reports} reports, ${attacks} of them by the mob; restricted ` +
      `${evening.count("offender")}/10 offenders, ${evening.count("victim")}/10 victims, ` +
      `${evening.count("ordinary")}/180 others`,
  );
  assertEquals(
    (["offender", "victim", "ordinary", "mob"] as const).map((kind) => evening.count(kind)),
    [10, 0, 0, 0],
  );
  assert(attacks >= 10, "the mob has hardly met anybody");
}

Deno.test("all offenders are restricted and nobody else is, though a mob hunts", async () => {
  const evening = await open("hunts");
  for (let round = 0; round < ROUNDS; round++) await evening.round();
  assertJust(evening, await attacksOf(evening));
  await close(evening);
});

Deno.test("all offenders are restricted and nobody else is, though a mob waits, and ordinary people notice next to nothing of spammers, floods and swarms", async () => {
  const evening = await open("waits");
  for (let round = 0; round < FLOODED_FROM; round++) await evening.round();
  const before = evening.takeComfort();
  await evening.enter("spammer", 5);
  await evening.enter("flooder", 1);
  const swarm = await evening.swarm();
  for (let round = FLOODED_FROM; round < ROUNDS; round++) await evening.round();
  const flooded = evening.takeComfort();
  assertJust(evening, await attacksOf(evening));
  const [lines, refused] = [202, 429].map((status) =>
    evening.counted("spammer", "/v1/messages", status)
  );
  const [passed = 0, stopped = 0] = [200, 429].map((status) =>
    evening.counted("flooder", "/v1/next", status)
  );
  const talks = evening.counted("spammer", "/v1/queue", 200);
  const mostDropped = Math.max(...evening.dropped.values());
  console.log(
    `floods: ${evening.count("spammer")}/5 spammers restricted after ${talks} searches, ${lines} ` +
      `lines passed, ${refused} refused; of Next ${passed} passed, ${stopped} refused, ` +
      `${evening.dropped.size} were left by it, nobody more than ${mostDropped} times; of the ` +
      `swarm ${swarm.begun}/${SWARM} began, ${swarm.proven}/${REPLAYS} by one proof; ordinary ` +
      `people had somebody ${percent(before)} of the time before and ${percent(flooded)} with ` +
      `it, refusals: ${before.problems} and ${flooded.problems}`,
  );
  assertEquals(evening.count("spammer"), 5);
  // However many lines somebody sends, no more than sixty reach one person.
  assert((lines ?? 0) <= 60 * talks && (refused ?? 0) > 0);
  assert(stopped > passed, `${stopped} of Next refused, ${passed} passed`);
  assertEquals([swarm, mostDropped], [{ begun: 60, proven: 1, neighbours: 10 }, 1]);
  assertEquals([before.problems, flooded.problems], [0, 0]);
  assert(flooded.seated > before.seated - 0.03, `${flooded.seated} of ${before.seated}`);
  await close(evening);
});

function percent({ seated }: Comfort): string {
  return `${(100 * seated).toFixed(1)} %`;
}
