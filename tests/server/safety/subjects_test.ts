import { assert, assertEquals, assertNotEquals } from "@std/assert/mod.js";
import { type Recognition, Subjects } from "../../../server/safety/subjects.ts";
import { TOKEN_LIFE_MS } from "../../../server/sessions/token.ts";
import { keys, SALT_PERIOD_MS } from "../../../server/store/keys.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { Store } from "../../../server/store/store.ts";
import { FakeClock, settlePromises } from "../support/fake_clock.ts";

const START = 700 * SALT_PERIOD_MS;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** The subjects of a node that opens at a moment, after others on the same engine. */
async function openAt(engine: MemoryEngine, now: number) {
  const clock = new FakeClock(now, settlePromises);
  const store = new Store({ engine, clock });
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const subjects = new Subjects({ store, clock, tokenLifeMs: TOKEN_LIFE_MS, onError });
  await subjects.start();
  return { subjects, clock, store, errors };
}

function names({ subject, aliases }: Recognition): Set<string> {
  return new Set([subject, ...aliases]);
}

Deno.test("somebody has one subject in a period, on every node and in every life", async () => {
  const engine = new MemoryEngine();
  const first = await openAt(engine, START);
  const second = await openAt(engine, START + SALT_PERIOD_MS - 1);
  assertEquals(first.subjects.of("alice").subject, second.subjects.of("alice").subject);
  assertNotEquals(first.subjects.of("alice").subject, first.subjects.of("bob").subject);
});

Deno.test("nodes that open at once agree on the salts", async () => {
  const engine = new MemoryEngine();
  const opened = await Promise.all([1, 2, 3].map(() => openAt(engine, START)));
  const all = new Set(opened.map(({ subjects }) => subjects.of("alice").subject));
  assertEquals(all.size, 1);
});

Deno.test("the subject changes with the period, and is an alias for two more", async () => {
  const engine = new MemoryEngine();
  const first = (await openAt(engine, START)).subjects.of("alice").subject;
  for (const periods of [1, 2, 3, 4]) {
    const { subjects } = await openAt(engine, START + periods * SALT_PERIOD_MS);
    const later = subjects.of("alice");
    assertNotEquals(later.subject, first);
    assertEquals([periods, later.aliases.includes(first)], [periods, periods <= 2]);
  }
});

Deno.test("what is written for as long as a period is found until it ends, whenever that is", async () => {
  const engine = new MemoryEngine();
  for (let day = 0; day < 60; day++) {
    const writtenAt = START + day * DAY_MS;
    // A token of the day before, or a report that was judged four weeks later.
    const isLate = day % 2 === 0;
    const writer = (await openAt(engine, writtenAt)).subjects;
    const { subject } = writer.of("alice", writtenAt);
    const endsAt = writtenAt + (isLate ? 28 * DAY_MS : TOKEN_LIFE_MS) + SALT_PERIOD_MS;
    for (let at = writtenAt; at < endsAt; at += 5 * DAY_MS) {
      const reader = (await openAt(engine, at)).subjects;
      assert(names(reader.of("alice", at)).has(subject), `day ${day}: not known at ${at}`);
    }
  }
});

Deno.test("a token that outlives the salt knows the subject of the next period", async () => {
  const engine = new MemoryEngine();
  const { subjects } = await openAt(engine, START + SALT_PERIOD_MS - 1);
  const issuedAt = START + SALT_PERIOD_MS - 1;
  const next = (await openAt(engine, START + SALT_PERIOD_MS)).subjects.of("alice").subject;
  assert(subjects.of("alice", issuedAt).aliases.includes(next));
  // One that ends before the change has no use for it.
  const early = subjects.of("alice", issuedAt - TOKEN_LIFE_MS);
  assertEquals(early.aliases.includes(next), false);
});

Deno.test("a node that runs through a change has made the next salt before", async () => {
  const engine = new MemoryEngine();
  const { subjects, clock, errors } = await openAt(engine, START + SALT_PERIOD_MS - DAY_MS);
  const before = subjects.of("alice");
  await clock.advance(DAY_MS);
  const after = subjects.of("alice");
  assert(before.aliases.includes(after.subject));
  assert(after.aliases.includes(before.subject));
  await clock.advance(DAY_MS);
  const other = await openAt(engine, clock.now() + SALT_PERIOD_MS);
  assert(other.subjects.of("alice").aliases.includes(after.subject));
  assertEquals(errors, []);
  subjects.stop();
});

Deno.test("a salt is deleted when its time is over, so that nobody can tell any more whose hash was whose", async () => {
  const engine = new MemoryEngine();
  await openAt(engine, START);
  const { store } = await openAt(engine, START + 4 * SALT_PERIOD_MS);
  const periods = (await store.list(keys.salts())).map(({ key }) => Number(key[1]));
  assertEquals(periods, [701, 704, 705]);
});

Deno.test("a store that does not answer for a month changes nothing but that the salt stays", async () => {
  const engine = new MemoryEngine();
  const { subjects, clock, errors } = await openAt(engine, START);
  engine.setDown(true);
  await clock.advance(2.5 * SALT_PERIOD_MS);
  const next = subjects.of("alice", START + SALT_PERIOD_MS).subject;
  assertEquals([subjects.of("alice").subject, errors], [next, []]);
  engine.setDown(false);
  await clock.advance(DAY_MS);
  assertNotEquals(subjects.of("alice").subject, next);
  assert(subjects.of("alice").aliases.includes(next));
  subjects.stop();
});

Deno.test("a network's hash is another one in another period, and never that of a person", async () => {
  const engine = new MemoryEngine();
  const { subjects } = await openAt(engine, START);
  const next = (await openAt(engine, START + SALT_PERIOD_MS)).subjects;
  assertEquals(subjects.prefix("203.0.113.7"), subjects.prefix("203.0.113.7"));
  assertNotEquals(subjects.prefix("203.0.113.7"), subjects.prefix("203.0.113.8"));
  assertNotEquals(subjects.prefix("203.0.113.7"), next.prefix("203.0.113.7"));
  assertEquals(
    subjects.of("203.0.113.7").subject.startsWith(subjects.prefix("203.0.113.7")),
    false,
  );
});
