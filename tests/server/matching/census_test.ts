import { assert, assertEquals } from "@std/assert/mod.js";
import fc from "fast-check";
import { coarse } from "../../../server/matching/census.ts";
import { Pool } from "../../../server/matching/pool.ts";
import { isExcluded, neededReach, REACH, type Seeker } from "../../../server/matching/rules.ts";
import type { SessionId } from "../../../server/protocol.ts";
import { anySeekers } from "../support/any_seeker.ts";
import { seeker } from "../support/seekers.ts";

const ALICE = seeker("alice", { interests: ["tea"] });

function poolOf(seekers: readonly Seeker[]): Pool {
  const pool = new Pool(() => 0.5);
  for (const each of seekers) pool.add(each, 0);
  return pool;
}

/** Many with the same wishes. */
function crowd(count: number, options: Partial<Omit<Seeker, "id">>): Seeker[] {
  return Array.from(
    { length: count },
    (_, index) => seeker(`${options.languages}-${options.interests}-${index}`, options),
  );
}

Deno.test("a number of people is told so that no single one can be watched through it", () => {
  const told = [0, 1, 9, 10, 19, 20, 99, 100, 250, 1_000, 12_345].map(coarse);
  assertEquals(told, [0, "few", "few", 10, 10, 20, 90, 100, 200, 1_000, 10_000]);
});

Deno.test("somebody alone in the pool has nobody near", () => {
  assertEquals(poolOf([ALICE]).near(ALICE, 0), { interest: 0, language: 0, anyone: 0 });
  assertEquals(poolOf([]).near(ALICE, 0), { interest: 0, language: 0, anyone: 0 });
});

Deno.test("people near are told by how far one would have to reach for them", () => {
  const others = [
    seeker("bob", { interests: ["go"] }),
    seeker("carol", { languages: ["tr"], interests: ["tea"] }),
  ];
  const near = poolOf([ALICE, ...others]).near(ALICE, 0);
  assertEquals(near, { interest: 0, language: "few", anyone: "few" });
});

Deno.test("somebody who may not be met again is not told of in a small pool", () => {
  const met = { ...ALICE, met: [{ who: "subject-bob", until: 100 }] };
  const pool = poolOf([met, seeker("bob", { interests: ["tea"] })]);
  assertEquals(pool.near(met, 99), { interest: 0, language: 0, anyone: 0 });
  assertEquals(pool.near(met, 100), { interest: "few", language: "few", anyone: "few" });
});

Deno.test("a large pool is told in round numbers, without the one who asks", () => {
  const others = [
    ...crowd(9, { languages: ["en"], interests: ["tea"] }),
    ...crowd(30, { languages: ["en"], interests: ["go"] }),
    ...crowd(70, { languages: ["tr"], interests: ["tea"] }),
  ];
  const pool = poolOf([...others, ALICE]);
  assertEquals(pool.near(ALICE, 0), { interest: "few", language: 30, anyone: 100 });
  pool.remove(ALICE.id);
  assertEquals(pool.near(ALICE, 0), { interest: "few", language: 30, anyone: 100 });
});

Deno.test("whoever has no interests or insists on languages is told of whom that leaves", () => {
  const pool = poolOf([
    ...crowd(40, { languages: ["en"], interests: ["go"] }),
    ...crowd(40, { languages: ["tr"], interests: [] }),
  ]);
  const near = pool.near(seeker("alice", { isStrict: true }), 0);
  assertEquals(near, { interest: 40, language: 40, anyone: 40 });
});

Deno.test("whoever left is not counted any longer", () => {
  const pool = poolOf([ALICE, ...crowd(60, { languages: ["en"], interests: ["tea", "go"] })]);
  for (let index = 0; index < 55; index++) pool.remove(`en-tea,go-${index}` as SessionId);
  assertEquals(pool.near(ALICE, 0), { interest: "few", language: "few", anyone: "few" });
});

Deno.test("what is told is never more than there is, and never nobody where somebody is", () => {
  fc.assert(
    fc.property(anySeekers(60), fc.nat(60_000), (seekers, now) => {
      const [asking, ...others] = seekers;
      if (asking === undefined) return;
      const near = poolOf(seekers).near({ ...asking, isStrict: false }, now);
      const open = others.filter((other) => !isExcluded(asking, other, now));
      const reach = { interest: REACH.interest, language: REACH.language, anyone: REACH.anyone };
      const first = asking.interests.length === 0 ? REACH.language : REACH.interest;
      for (const [name, value] of Object.entries(near)) {
        const wide = Math.max(first, reach[name as keyof typeof reach]);
        const all = seekers.length > 32 ? others : open;
        const there = all.filter((other) => neededReach(asking, other) <= wide).length;
        assert(value === "few" ? there > 0 : value <= there, `${name}: ${value} of ${there}`);
        assert(there === 0 || value !== 0, `${name}: nobody of ${there}`);
      }
    }),
    { numRuns: 500 },
  );
});
