/**
 * What somebody who was reported can find out by it: all that they hear, when they hear it, and all
 * that they are answered afterwards, byte by byte, beside what others in their place are told.
 */
import { assert, assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert/mod.js";
import type { QueueRequest } from "../../../server/protocol.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { GUARDED_CALLS } from "../support/calls.ts";
import { FakeClock, settle, settlePromises } from "../support/fake_clock.ts";
import { Node, type Visitor } from "../support/node.ts";
import { subjectOf } from "../support/offences.ts";
import { ulid } from "../support/ulid.ts";

const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
const DAY = 86_400_000;

/** Everything there is of one's own to read, and when it came. */
class Witness {
  readonly seen: string[] = [];
  readonly #begin: number;
  #read: number;

  constructor(readonly node: Node, readonly visitor: Visitor, readonly room: string) {
    this.#begin = node.clock.now();
    this.#read = visitor.bytes.length;
  }

  /** Writes down what has come since the last look. */
  look(what: string): void {
    const { bytes } = this.visitor;
    const text = bytes.slice(this.#read);
    this.#read = bytes.length;
    this.seen.push(`${this.node.clock.now() - this.#begin} ${what}: ${this.#plain(text)}`);
  }

  /** Lets time pass and looks at every step of it. */
  async wait(ms: number, stepMs: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += stepMs) {
      await this.node.clock.advance(stepMs);
      await this.visitor.post("/v1/beat", {});
      this.look("heard");
    }
  }

  /** Calls, and writes down the whole answer. */
  async call(method: string, path: string, body?: unknown): Promise<void> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    // What comes on a stream is looked at with all that is heard.
    const isStream = path === "/v1/events";
    const response = isStream
      ? await this.visitor.open()
      : await this.visitor.send(method, path, text);
    const headers = [...response.headers].join("\n");
    const answer = isStream ? "" : this.#plain(await response.text());
    this.seen.push(`${method} ${path}: ${response.status}\n${headers}\n${answer}`);
    await settle();
    this.look("heard");
  }

  /** Ids are new with each run, and so are the moments that stand in answers. */
  #plain(text: string): string {
    return text.replaceAll(this.room, "ROOM")
      .replace(/"(instance|room|session|token|report|id)":"[^"]*"/g, '"$1":"…"')
      .replace(/"(at|until|expiresAt)":\d+/g, '"$1":0')
      .replace(/"(username|credential|signature)":"[^"]*"/g, '"$1":"…"')
      .replace(/^id: .*$/gm, "id: …");
  }
}

/** Where two who talk are: at one node, or each at one of their own over the same store. */
type Place = "at one node" | "at two nodes";
const PLACES: readonly Place[] = ["at one node", "at two nodes"];

/** Two who talk, and their nodes. Bob's is the first. */
async function seat(place: Place) {
  const clock = new FakeClock(undefined, settlePromises);
  const engine = new MemoryEngine(
    place === "at one node" ? {} : { isExclusive: false, checks: 10 },
  );
  const node = await Node.open({ engine, clock });
  const other = place === "at one node" ? node : await Node.open({ engine, clock, life: "b" });
  const [bob, alice] = [await node.visitor(), await other.visitor({ address: "198.51.100.7" })];
  await bob.join(TEA);
  await alice.join(TEA);
  // The round may be the other node's.
  await clock.advance(5_000);
  const { match: { room } } = await bob.join(TEA);
  const close = async () => {
    assertEquals([...node.errors, ...other.errors], []);
    await Promise.all([...new Set([node, other])].map(({ services }) => services.drain()));
  };
  return { node, alice, bob, room: String(room), close };
}

/** How a talk may end for the one who stays, each by the other one or because of them. */
const ENDS: Readonly<Record<string, (other: Visitor, room: string) => Promise<void>>> = {
  "the other one leaves": async (other, room) => await post(other, "/v1/leave", { room }),
  "the other one blocks": async (other, room) => await post(other, "/v1/blocks", { room }),
  "the other one reports": async (other, room) => {
    const quoted = { id: ulid(1), from: "them" as const, text: "Hello", at: 1 };
    await post(other, "/v1/reports", { room, reason: "child-safety", messages: [quoted] });
  },
  "the other one is banned": async (other) => {
    const { node } = other;
    const until = node.clock.now() + DAY;
    await node.services.bans.ban(subjectOf(node, other), { rule: "spam", until, receipt: "r" });
  },
};

async function post(from: Visitor, path: string, body: unknown): Promise<void> {
  const response = await from.post(path, body);
  assert(response.ok, `${path}: ${response.status} ${await response.clone().text()}`);
  await response.body?.cancel();
}

/** All that the one who stays can see: of the end, of what they do then, and of the next hour. */
async function watch(end: (typeof ENDS)[string], place: Place): Promise<readonly string[]> {
  const { node, alice, bob, room, close } = await seat(place);
  const witness = new Witness(node, bob, room);
  await witness.call("POST", "/v1/messages", { room, id: ulid(1), text: "Hello" });
  await witness.wait(40_000, 20_000);
  await end(alice, room);
  await settle();
  witness.look("heard");
  await witness.wait(30_000, 1_000);
  for (const [method, path, body] of GUARDED_CALLS) {
    const isAboutRoom = typeof body === "object" && body !== null && "room" in body;
    await witness.call(method, path, isAboutRoom ? { ...body, room } : body);
  }
  await witness.wait(120_000, 10_000);
  // Whoever else is there is met as before.
  await witness.call("DELETE", "/v1/queue");
  const carol = await node.visitor();
  await carol.join(TEA);
  await witness.call("POST", "/v1/queue", TEA);
  await witness.wait(60_000, 10_000);
  await bob.close();
  await bob.open();
  witness.look("after a reload");
  await close();
  return witness.seen;
}

Deno.test("whoever is left hears the same bytes at the same moments, and is answered the same, whether they were reported, blocked, or left", async () => {
  const [[, leave] = ["", ENDS["the other one leaves"]], ...others] = Object.entries(ENDS);
  if (leave === undefined) throw new Error("Cannot compare: there is no leave");
  for (const place of PLACES) {
    const ordinary = await watch(leave, place);
    const all = ordinary.join("\n");
    assertStringIncludes(all, "peer-left");
    assertStringIncludes(all, '"status":"matched"');
    for (const [name, end] of others) {
      const seen = await watch(end, place);
      const where = `${name}, ${place}`;
      for (const [index, line] of ordinary.entries()) assertEquals(seen[index], line, where);
      assertEquals(seen.length, ordinary.length, where);
    }
  }
});

/** What follows when somebody is skipped, and would like to go back at once. */
async function watchSkip(place: Place, then: (other: Visitor, room: string) => Promise<void>) {
  const { node, alice, bob, room, close } = await seat(place);
  const witness = new Witness(node, bob, room);
  await node.clock.advance(5_000);
  await post(alice, "/v1/next", TEA);
  await node.clock.advance(1_000);
  await then(alice, room);
  witness.look("heard");
  const back = { ...TEA, room };
  await witness.call("POST", "/v1/back", back);
  await witness.wait(3_000, 1_000);
  await witness.call("POST", "/v1/back", back);
  await witness.wait(20_000, 1_000);
  await witness.call("POST", "/v1/back", back);
  await witness.call("POST", "/v1/queue", TEA);
  await witness.wait(60_000, 10_000);
  await close();
  return witness.seen;
}

Deno.test("whoever was skipped and would like to go back is not told that they were reported or blocked for it", async () => {
  for (const place of PLACES) {
    const ordinary = await watchSkip(place, () => Promise.resolve());
    assertStringIncludes(ordinary.join("\n"), '"reason":"next"');
    for (const path of ["/v1/blocks", "/v1/reports"]) {
      const body = { reason: "threat" };
      const seen = await watchSkip(place, (other, room) => post(other, path, { room, ...body }));
      const where = `${path}, ${place}`;
      for (const [index, line] of ordinary.entries()) assertEquals(seen[index], line, where);
      assertEquals(seen.length, ordinary.length, where);
    }
  }
});

Deno.test("the witness of the test above sees a reason that is another one, and a moment that is", async () => {
  for (const place of PLACES) {
    const [leave, next, late] = await Promise.all([
      watch((other, room) => post(other, "/v1/leave", { room }), place),
      watch((other) => post(other, "/v1/next", TEA), place),
      watch(async (other, room) => {
        await other.node.clock.advance(1);
        await post(other, "/v1/leave", { room });
      }, place),
    ]);
    assertNotEquals(next, leave);
    assertNotEquals(late, leave);
  }
});
