import { assert, assertEquals } from "@std/assert/mod.js";
import fc from "fast-check";
import { pair, pairPool } from "../../../server/matching/pair.ts";
import { Pool } from "../../../server/matching/pool.ts";
import { DEFAULT_STEPS, mayPair, type Seeker } from "../../../server/matching/rules.ts";
import { anySeekers } from "../support/any_seeker.ts";
import { seededRandom } from "../support/random.ts";
import { seeker } from "../support/seekers.ts";

const random = seededRandom(7);

function partners(seekers: readonly Seeker[], now = 0): [string, string][] {
  return pair(seekers, now, random).pairs.map(({ a, b }): [string, string] =>
    a < b ? [a, b] : [b, a]
  );
}

/** Checks what holds after every round, against the rules and nothing else. */
function assertSound(
  waiting: ReadonlyMap<string, Seeker>,
  pairs: readonly { a: string; b: string }[],
  now: number,
) {
  const rest = new Map(waiting);
  for (const { a, b } of pairs) {
    const [one, two] = [rest.get(a), rest.get(b)];
    assert(one && two, `${a} or ${b} is in two pairs or was not there`);
    assert(mayPair(one, two, now), `${a} and ${b} must not meet`);
    rest.delete(a);
    rest.delete(b);
  }
  const left = [...rest.values()];
  left.forEach((one, index) => {
    for (const two of left.slice(index + 1)) {
      assert(!mayPair(one, two, now), `${one.id} and ${two.id} could have met`);
    }
  });
}

Deno.test("a round pairs only those who may meet and leaves no two who could", () => {
  fc.assert(
    fc.property(anySeekers(12), fc.nat(60_000), fc.integer(), (seekers, now, seed) => {
      const { pairs } = pair(seekers, now, seededRandom(seed));
      assertSound(new Map(seekers.map((each) => [each.id, each])), pairs, now);
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("a round over more people than a search compares is as sound", () => {
  fc.assert(
    fc.property(anySeekers(80), fc.nat(60_000), fc.integer(), (seekers, now, seed) => {
      const { pairs } = pair(seekers, now, seededRandom(seed));
      assertSound(new Map(seekers.map((each) => [each.id, each])), pairs, now);
    }),
    { numRuns: 200 },
  );
});

/** Adds and removes that many of one kind. */
function passBy(pool: Pool, like: Seeker, count: number, now: number) {
  for (; count > 0; count--) {
    const { id } = seeker(`passer ${count}`);
    pool.add({ ...like, id }, now);
    pool.remove(id);
  }
}

Deno.test("a pool that people come to, leave and wait in is as sound at every round", () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("add" as const), index: fc.nat(11) }),
    fc.record({ kind: fc.constant("remove" as const), index: fc.nat(11) }),
    fc.record({ kind: fc.constant("wait" as const), ms: fc.nat(8_000) }),
    // So many that the index forgets those who have gone.
    fc.record({ kind: fc.constant("pass" as const), index: fc.nat(11), count: fc.nat(80) }),
  );
  fc.assert(
    fc.property(anySeekers(12), fc.array(step, { maxLength: 40 }), (seekers, steps) => {
      const pool = new Pool(seededRandom(steps.length));
      const waiting = new Map<string, Seeker>();
      let now = 0;
      for (const each of steps) {
        if (each.kind === "wait") now += each.ms;
        const chosen = "index" in each ? seekers[each.index] : undefined;
        if (each.kind === "add" && chosen) {
          pool.add(chosen, now);
          waiting.set(chosen.id, chosen);
        }
        if (each.kind === "remove" && chosen) {
          pool.remove(chosen.id);
          waiting.delete(chosen.id);
        }
        if (each.kind === "pass" && chosen) passBy(pool, chosen, each.count, now);
        const { pairs } = pairPool(pool, now);
        assertSound(waiting, pairs, now);
        for (const { a, b } of pairs) [a, b].forEach((id) => waiting.delete(id));
        assertEquals(pool.size, waiting.size);
      }
    }),
    { numRuns: 1_000 },
  );
});

const found = {
  "by interest and language": { interests: ["tea"], languages: ["en"], rivals: 1 },
  "by language": { interests: ["go"], languages: ["en"], rivals: 1 },
  "by interest among all": { interests: ["tea"], languages: ["de"], rivals: 1 },
  "among all": { interests: ["go"], languages: ["de"], rivals: 0 },
};
for (const [how, { rivals, ...likes }] of Object.entries(found)) {
  Deno.test(`whoever waits is found ${how} after hundreds have come and gone`, () => {
    const pool = new Pool(seededRandom(1));
    const last = Math.max(...DEFAULT_STEPS.map(({ fromMs }) => fromMs));
    pool.add(seeker("first", { interests: ["hats"], languages: ["fr"] }), 0);
    pool.add(seeker("one", likes), 0);
    pool.remove(seeker("first").id);
    pairPool(pool, last);
    passBy(pool, seeker("many", { interests: ["tea", "go"], languages: ["en", "de"] }), 300, last);
    // Shares nothing with anybody.
    const rival = seeker("rival", { interests: ["hats"], languages: ["fr"] });
    if (rivals > 0) pool.add(rival, last);
    pool.add(seeker("two", { since: last, interests: ["tea"], languages: ["en"] }), last);
    const { pairs } = pairPool(pool, 2 * last);
    assertEquals(pairs.map(({ a, b }) => [a, b].sort()), [["one", "two"]]);
  });
}

Deno.test("nothing happens between a round and the moment that it names", () => {
  fc.assert(
    fc.property(anySeekers(8), fc.nat(40_000), (seekers, now) => {
      const pool = new Pool(seededRandom(1));
      for (const each of seekers) pool.add(each, now);
      const { waitUntil = now + 100_000 } = pairPool(pool, now);
      assert(waitUntil > now);
      assertEquals(pairPool(pool, waitUntil - 1).pairs, []);
    }),
    { numRuns: 500 },
  );
});

Deno.test("the greatest overlap wins", () => {
  const pairs = partners([
    seeker("alice", { interests: ["tea", "chess", "go"] }),
    seeker("weak", { interests: ["tea"], since: -1_000 }),
    seeker("strong", { interests: ["chess", "go"] }),
  ]);
  assertEquals(pairs, [["alice", "strong"]]);
});

Deno.test("a rare interest weighs more than a common one", () => {
  const crowd = Array.from({ length: 20 }, (_, index) =>
    // They all share the common one, but have met each other and alice's friends have not.
    seeker(`crowd${index}`, { interests: ["music"], subject: "crowd", since: -9 }));
  const pairs = partners([
    ...crowd,
    seeker("alice", { interests: ["music", "lutes"] }),
    seeker("rare", { interests: ["lutes"] }),
  ]);
  assertEquals(pairs, [["alice", "rare"]]);
});

Deno.test("among equal overlaps the longer wait wins", () => {
  const pairs = partners([
    seeker("late", { interests: ["tea"], since: 20 }),
    seeker("early", { interests: ["tea"], since: 10, subject: "subject-late" }),
    seeker("alice", { interests: ["tea"], since: 30 }),
  ], 40);
  assertEquals(pairs, [["alice", "early"]]);
});

Deno.test("a weak pair that is found first does not take somebody from a better one", () => {
  const pairs = partners([
    seeker("first", { interests: ["tea"], since: -5_000 }),
    seeker("wanted", { interests: ["tea", "chess", "go"], since: -1_000 }),
    seeker("best", { interests: ["chess", "go"], since: 0 }),
  ]);
  assertEquals(pairs, [["best", "wanted"]]);
});

Deno.test("a lone ticket is tried again when the second arrives long after the last step", () => {
  const pool = new Pool(random);
  pool.add(seeker("alone", { interests: ["go"] }), 0);
  assertEquals(pairPool(pool, 0).pairs, []);
  assertEquals(pairPool(pool, 60_000).pairs, []);
  pool.add(seeker("later", { interests: ["tea"], since: 60_000 }), 60_000);
  assertEquals(pairPool(pool, 60_000).pairs, []);
  assertEquals(pairPool(pool, 65_000).pairs.length, 1);
});

Deno.test("two who met wait for others and meet again when the window is over", () => {
  const pool = new Pool(random);
  pool.add(seeker("alice", { met: [{ who: "subject-bob", until: 50_000 }] }), 0);
  pool.add(seeker("bob", { met: [{ who: "subject-alice", until: 50_000 }] }), 0);
  assertEquals(pairPool(pool, 0).pairs, []);
  assertEquals(pairPool(pool, 12_000).pairs, []);
  assertEquals(pairPool(pool, 49_999).waitUntil, 50_000);
  assertEquals(pairPool(pool, 50_000).pairs.length, 1);
});

Deno.test("those who widen are told once, with the time to the next step", () => {
  const pool = new Pool(random);
  pool.add(seeker("alice", { interests: ["tea"] }), 0);
  assertEquals(pairPool(pool, 0).widened, []);
  assertEquals(pairPool(pool, 5_000).widened.map(({ step, nextInMs }) => [step, nextInMs]), [
    [2, 7_000],
  ]);
  assertEquals(pairPool(pool, 5_001).widened, []);
  assertEquals(pairPool(pool, 12_000).widened.map(({ step, nextInMs }) => [step, nextInMs]), [
    [3, undefined],
  ]);
});

Deno.test("the pair says what is shared, in which language and at which step", () => {
  const [found] = pair(
    [
      seeker("alice", { interests: ["tea", "go"], languages: ["de", "en"], since: -6_000 }),
      seeker("bob", { interests: ["films"], languages: ["en", "de"], since: -5_000 }),
    ],
    0,
    random,
  ).pairs;
  assertEquals(found?.interests, []);
  assertEquals(found?.language, "de");
  assertEquals(found?.step, 2);
});

Deno.test("among equals the choice is even", () => {
  const others = 8;
  const rounds = 4_000;
  const counts = new Map<string, number>();
  const chance = seededRandom(42);
  for (let round = 0; round < rounds; round++) {
    // The others are one device, so that only alice can be met.
    const seekers = Array.from(
      { length: others },
      (_, index) => seeker(`other${index}`, { subject: "one-device" }),
    );
    const [found] = pair([...seekers, seeker("alice")], 0, chance).pairs;
    const other = [found?.a, found?.b].find((id) => id !== "alice") ?? "nobody";
    counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  const expected = rounds / others;
  const chiSquare = [...counts.values()].reduce(
    (sum, count) => sum + (count - expected) ** 2 / expected,
    0,
  );
  assertEquals(counts.size, others);
  // 99.9 % of fair choices with seven degrees of freedom stay below.
  assert(chiSquare < 24.32, `chi-square ${chiSquare.toFixed(1)}`);
});

Deno.test("a common interest with more equals than are compared still chooses evenly", () => {
  const others = 100;
  const rounds = 4_000;
  const counts = new Map<string, number>();
  const chance = seededRandom(43);
  for (let round = 0; round < rounds; round++) {
    const seekers = Array.from(
      { length: others },
      (_, index) => seeker(`other${index}`, { subject: "one-device", interests: ["tea"] }),
    );
    const [found] = pair([...seekers, seeker("alice", { interests: ["tea"] })], 0, chance).pairs;
    const other = [found?.a, found?.b].find((id) => id !== "alice") ?? "nobody";
    counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  const expected = rounds / others;
  const chiSquare = Array.from(
    { length: others },
    (_, index) => ((counts.get(`other${index}`) ?? 0) - expected) ** 2 / expected,
  ).reduce((sum, part) => sum + part, 0);
  // 99.9 % of fair choices with 99 degrees of freedom stay below.
  assert(chiSquare < 148.2, `chi-square ${chiSquare.toFixed(1)}`);
});
