/**
 * The bugs that systems of this kind are known for, each by its name. What the name says must not
 * happen here.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert/mod.js";
import type { Match, QueueRequest } from "../../../server/protocol.ts";
import { pair, pairPool } from "../../../server/matching/pair.ts";
import { Pool } from "../../../server/matching/pool.ts";
import type { Seeker } from "../../../server/matching/rules.ts";
import { Node, type Visitor } from "../support/node.ts";
import { seededRandom } from "../support/random.ts";
import { seeker } from "../support/seekers.ts";

const TEA: QueueRequest = { mode: "text", interests: ["tea"], languages: ["en"] };

/** Who meets whom, each pair and all of them in alphabetical order. */
function couples(pairs: readonly { readonly a: string; readonly b: string }[]): string[] {
  return pairs.map(({ a, b }) => [a, b].sort().join(" & ")).sort();
}

/** Pairs those given in every order in which they can come. */
function inEveryOrder(seekers: readonly Seeker[], now = 0): string[][] {
  return permutations(seekers).map((order) => couples(pair(order, now, seededRandom(3)).pairs));
}

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest])
  );
}

/** All the rooms that a visitor was told of, by an answer or on the stream. */
function roomsOf(visitor: Visitor, answers: readonly { status: string; match?: Match }[]) {
  return [...answers.flatMap(({ match }) => match ?? []), ...visitor.all("matched")]
    .map(({ room }) => room);
}

Deno.test("matched with oneself by a double tap", async () => {
  const node = await Node.open();
  const alice = await node.visitor();
  const taps = await Promise.all([alice.join(TEA), alice.join(TEA), alice.join(TEA)]);
  await node.clock.advance(15_000);
  assertEquals(roomsOf(alice, taps), []);
  assertEquals(taps.map(({ status }) => status).sort(), ["exists", "exists", "queued"]);
  const bob = await node.visitor();
  const answer = await bob.join(TEA);
  assertEquals(roomsOf(alice, taps), roomsOf(bob, [answer]));
  assertEquals(roomsOf(alice, taps).length, 1);
});

Deno.test("a blocked pair dropped from the queue so that both wait for ever", () => {
  const pool = new Pool(seededRandom(1));
  const until = 600_000;
  const blocked = (other: string) => ({ met: [{ who: `subject-${other}`, until }] });
  pool.add(seeker("alice", blocked("bob")), 0);
  pool.add(seeker("bob", blocked("alice")), 0);
  assertEquals(pairPool(pool, 0).pairs, []);
  assertEquals(pairPool(pool, 60_000).pairs, []);
  pool.add(seeker("carol", { since: 60_000 }), 60_000);
  assertEquals(pairPool(pool, 60_000).pairs.length, 1);
  pool.add(seeker("dave", { since: 61_000 }), 61_000);
  assertEquals(pairPool(pool, 61_000).pairs.length, 1);
  assertEquals(pool.size, 0);
});

Deno.test("relaxing in the wrong direction", () => {
  const elder = seeker("elder", { interests: ["tea"], since: -60_000 });
  const alike = seeker("alike", { interests: ["tea"] });
  const stranger = seeker("stranger", { interests: ["go"] });
  // Whoever accepts anyone still accepts, and prefers, somebody alike.
  assertEquals(couples(pair([elder, alike], 0, seededRandom(1)).pairs), ["alike & elder"]);
  for (const found of inEveryOrder([elder, { ...stranger, since: -60_000 }, alike])) {
    assertEquals(found, ["alike & elder"]);
  }
  // Newcomers are the narrow ones, and get wider.
  const other = seeker("other", { interests: ["films"] });
  assertEquals(pair([stranger, other], 0, seededRandom(1)).pairs, []);
  assertEquals(couples(pair([stranger, other], 5_000, seededRandom(1)).pairs), [
    "other & stranger",
  ]);
});

Deno.test("relaxing by one side only", () => {
  const pool = new Pool(seededRandom(1));
  pool.add(seeker("elder", { interests: ["tea"], languages: ["en"], since: -60_000 }), 0);
  pool.add(seeker("newcomer", { interests: ["go"], languages: ["de"] }), 0);
  for (const now of [0, 5_000, 11_999]) assertEquals(pairPool(pool, now).pairs, []);
  assertEquals(couples(pairPool(pool, 12_000).pairs), ["elder & newcomer"]);
});

Deno.test("no match once the last step passed", () => {
  const hour = 3_600_000;
  const pool = new Pool(seededRandom(1));
  pool.add(seeker("alice", { interests: ["tea"], languages: ["en"] }), 0);
  assertEquals(pairPool(pool, hour).waitUntil, undefined);
  pool.add(seeker("bob", { interests: ["go"], languages: ["de"], since: 60_000 }), hour);
  assertEquals(couples(pairPool(pool, hour).pairs), ["alice & bob"]);
  const alike = [seeker("carol", { interests: ["tea"] }), seeker("dave", { interests: ["tea"] })];
  assertEquals(couples(pair(alike, hour, seededRandom(1)).pairs), ["carol & dave"]);
});

Deno.test("a lone ticket never tried again when the second arrives later", async () => {
  const node = await Node.open();
  const alice = await node.visitor();
  const first = await alice.join(TEA);
  for (let minute = 0; minute < 2; minute++) {
    for (let third = 0; third < 3; third++) {
      await alice.post("/v1/beat", {});
      await node.clock.advance(20_000);
    }
  }
  const bob = await node.visitor();
  const answer = await bob.join(TEA);
  assertEquals(first.status, "queued");
  assertEquals(answer.status, "matched");
  assertEquals(roomsOf(alice, [first]), [answer.match.room]);
});

Deno.test("a rematch check that looks one way only", () => {
  const remembers = seeker("remembers", { met: [{ who: "subject-forgot", until: 600_000 }] });
  const forgot = seeker("forgot");
  for (const now of [0, 5_000, 12_000, 599_999]) {
    assertEquals(inEveryOrder([remembers, forgot], now), [[], []]);
    // Whichever of the two is looked at first, by being the longer or the shorter waiting.
    assertEquals(inEveryOrder([{ ...remembers, since: -9 }, forgot], now), [[], []]);
    assertEquals(inEveryOrder([remembers, { ...forgot, since: -9 }], now), [[], []]);
  }
  assertEquals(inEveryOrder([remembers, forgot], 600_000).flat().length, 2);
});

Deno.test("an assigned ticket still offered to others", async () => {
  const node = await Node.open();
  const visitors = await Promise.all([node.visitor(), node.visitor(), node.visitor()]);
  const answers = await Promise.all(visitors.map((visitor) => visitor.join(TEA)));
  const told = visitors.map((visitor, index) => roomsOf(visitor, [answers[index]]));
  assertEquals(told.map((rooms) => rooms.length).sort(), [0, 1, 1]);
  assertEquals(new Set(told.flat()).size, 1);
  // Somebody who comes now finds the one who waits, not one of the two who talk.
  const late = await node.visitor();
  const answer = await late.join(TEA);
  const left = visitors[told.findIndex((rooms) => rooms.length === 0)];
  assert(left);
  assertEquals(answer.status, "matched");
  assertEquals(left.all("matched").map(({ room }) => room), [answer.match.room]);
});

Deno.test("a fast weak pair stealing a better one", () => {
  const orders = inEveryOrder([
    seeker("fast", { interests: ["tea"], since: -5_000 }),
    seeker("wanted", { interests: ["tea", "chess", "go"], since: -1_000 }),
    seeker("better", { interests: ["chess", "go"] }),
    seeker("weak", { interests: ["chess"], since: -2_000 }),
  ]);
  assertEquals(orders.length, 24);
  for (const found of orders) assertEquals(found, ["better & wanted"]);
});
