import { assert, assertEquals } from "@std/assert/mod.js";
import fc from "fast-check";
import {
  mayPair,
  neededReach,
  nextChangeAt,
  REACH,
  reachOf,
  stepAt,
  stepFor,
  wideningTimes,
} from "../../../server/matching/rules.ts";
import { seeker } from "../support/seekers.ts";
import { anySeeker } from "../support/any_seeker.ts";

Deno.test("a seeker reaches further at five and at twelve seconds", () => {
  const alice = seeker("alice", { interests: ["tea"], since: 1_000 });
  const reaches = [1_000, 5_999, 6_000, 12_999, 13_000, 99_000].map((now) => reachOf(alice, now));
  assertEquals(reaches, [
    REACH.interest,
    REACH.interest,
    REACH.language,
    REACH.language,
    REACH.anyone,
    REACH.anyone,
  ]);
});

Deno.test("a seeker who asked for it is ahead by that time, and still widens after it", () => {
  const alice = seeker("alice", { interests: ["tea"], since: 1_000, aheadMs: 3_000 });
  const reaches = [1_000, 2_999, 3_000, 9_999, 10_000].map((now) => reachOf(alice, now));
  const { interest, language, anyone } = REACH;
  assertEquals(reaches, [interest, interest, language, language, anyone]);
  assertEquals(wideningTimes(alice, 1_000), [3_000, 10_000]);
});

Deno.test("one who is ahead does not widen for the other", () => {
  const eager = seeker("eager", { interests: ["go"], aheadMs: 12_000 });
  const other = seeker("other", { interests: ["tea"], languages: ["tr"] });
  assert(!mayPair(eager, other, 11_999));
  assert(mayPair(eager, other, 12_000));
});

Deno.test("a seeker without interests starts where a language is enough", () => {
  const alice = seeker("alice");
  assertEquals(reachOf(alice, 0), REACH.language);
  assertEquals(wideningTimes(alice, 0), [12_000]);
});

Deno.test("a seeker who insists on languages never reaches anyone", () => {
  const alice = seeker("alice", { interests: ["tea"], isStrict: true });
  assertEquals(reachOf(alice, 1e9), REACH.language);
  assertEquals(wideningTimes(alice, 0), [5_000]);
});

Deno.test("two need to reach as far as what they lack", () => {
  const base = seeker("alice", { interests: ["tea", "chess"], languages: ["en", "de"] });
  const cases: [Partial<typeof base>, number][] = [
    [{ interests: ["chess"], languages: ["de"] }, REACH.interest],
    [{ interests: ["go"], languages: ["de"] }, REACH.language],
    [{ interests: ["chess"], languages: ["fr"] }, REACH.anyone],
    [{ interests: [], languages: ["en"] }, REACH.language],
  ];
  for (const [options, needed] of cases) {
    assertEquals(neededReach(base, seeker("bob", options)), needed);
  }
});

Deno.test("one who has waited long does not widen for the other", () => {
  const elder = seeker("elder", { interests: ["go"], since: 0 });
  const newcomer = seeker("newcomer", { interests: ["tea"], since: 11_000 });
  assert(!mayPair(elder, newcomer, 11_000));
  assert(!mayPair(elder, newcomer, 15_999));
  assert(mayPair(elder, newcomer, 16_000));
});

Deno.test("nobody meets oneself, another tab of the device, or somebody met within the window", () => {
  const alice = seeker("alice");
  const tab = seeker("tab", { subject: alice.subject });
  const met = [{ who: "subject-bob", until: 1_000 }];
  const bob = seeker("bob");
  const remembering = seeker("alice", { met });
  assert(!mayPair(alice, alice, 0));
  assert(!mayPair(alice, tab, 0));
  assert(!mayPair(remembering, bob, 999));
  assert(!mayPair(bob, remembering, 999));
  assert(mayPair(remembering, bob, 1_000));
});

Deno.test("two tabs of a device meet only where both their sites allow it", () => {
  const one = seeker("one", { subject: "same", allowsSameDevice: true });
  const two = seeker("two", { subject: "same", allowsSameDevice: true });
  assert(mayPair(one, two, 0));
  assert(!mayPair(one, { ...two, allowsSameDevice: false }, 0));
});

Deno.test("the step is the first of the site's that reaches far enough", () => {
  const steps = [{ fromMs: 0, accepts: "language" }, { fromMs: 3_000, accepts: "anyone" }] as const;
  const alice = seeker("alice", { interests: ["tea"], steps });
  assertEquals(stepFor(alice, REACH.interest), 1);
  assertEquals(stepFor(alice, REACH.anyone), 2);
  assertEquals(stepAt(alice, 2_999), 1);
  assertEquals(stepAt(alice, 3_000), 2);
});

Deno.test("the next change is the next step or the end of a rematch window, whichever is first", () => {
  const alice = seeker("alice", { interests: ["tea"], met: [{ who: "bob", until: 7_000 }] });
  assertEquals(nextChangeAt(alice, 0), 5_000);
  assertEquals(nextChangeAt(alice, 5_000), 7_000);
  assertEquals(nextChangeAt(alice, 7_000), 12_000);
  assertEquals(nextChangeAt(alice, 12_000), undefined);
});

Deno.test("whether two may meet is the same from both sides", () => {
  fc.assert(fc.property(anySeeker("a"), anySeeker("b"), fc.nat(30_000), (a, b, now) => {
    assertEquals(mayPair(a, b, now), mayPair(b, a, now));
  }));
});

Deno.test("waiting longer never shrinks whom a seeker accepts", () => {
  fc.assert(
    fc.property(
      anySeeker("a"),
      anySeeker("b"),
      fc.nat(30_000),
      fc.nat(30_000),
      (a, b, now, more) => {
        if (mayPair(a, b, now)) assert(mayPair(a, b, now + more));
      },
    ),
  );
});

Deno.test("whom a seeker accepts changes at no other moment than the one foretold", () => {
  fc.assert(
    fc.property(anySeeker("a"), anySeeker("b"), fc.nat(30_000), (a, b, now) => {
      const changes = [nextChangeAt(a, now), nextChangeAt(b, now)].filter((at) => at !== undefined);
      const until = Math.min(now + 60_000, ...changes);
      assertEquals(mayPair(a, b, until - 1), mayPair(a, b, now));
    }),
  );
});
