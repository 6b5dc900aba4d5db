import { assert, assertEquals } from "@std/assert/mod.js";
import fc from "fast-check";
import { REPORT_REASONS, type ReportReason } from "../../../server/protocol.ts";
import { type Facts, judge, nextStepMs, type Voice } from "../../../server/safety/judgement.ts";
import type { Conduct, Outcome, Restriction } from "../../../server/store/safety_records.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = 1_000 * DAY;
const ACCUSED = "mallory";

/** People nobody else in a test knows. */
function strangers(of: string, count: number): Conduct["talks"] {
  return Array.from({ length: count }, (_, index) => ({ who: `${of}-friend-${index}`, at: NOW }));
}

function reported(who: string, outcome: Outcome = "open"): Conduct["reports"][number] {
  return { who, at: NOW, report: `report-on-${who}`, outcome };
}

interface VoiceOptions {
  readonly prefix?: string;
  readonly reason?: ReportReason;
  readonly at?: number;
  readonly talkMs?: number;
  readonly isReturned?: boolean;
  readonly outcome?: Outcome;
  readonly talks?: Conduct["talks"];
  readonly reports?: Conduct["reports"];
}

/** Somebody who is believed, unless told otherwise. */
function voice(reporter: string, options: VoiceOptions = {}): Voice {
  const { talks = strangers(reporter, 5), reports = [], ...strike } = options;
  return {
    strike: {
      report: `report-by-${reporter}`,
      at: NOW,
      reporter,
      prefix: `network-of-${reporter}`,
      reason: "harassment",
      talkMs: MINUTE,
      isReturned: false,
      outcome: "open",
      ...strike,
    },
    conduct: { talks, reports: [reported(ACCUSED), ...reports] },
  };
}

function facts(voices: readonly Voice[], options: Partial<Facts> = {}): Facts {
  return {
    accused: { subject: ACCUSED },
    voices,
    conduct: { talks: [], reports: [] },
    restrictions: [],
    policy: { patience: 1, isAutomatic: true },
    now: NOW,
    ...options,
  };
}

function many(count: number, options: VoiceOptions = {}): Voice[] {
  return Array.from({ length: count }, (_, index) => voice(`r${index}`, options));
}

const verdictOf = (...args: Parameters<typeof facts>) => judge(facts(...args)).verdict;

function restriction(at: number, forMs: number): Restriction {
  return { ban: { rule: "spam", until: at + forMs, receipt: "r", order: 1 }, at, by: null };
}

Deno.test("three people who are believed and do not know each other are enough, two are not", () => {
  assertEquals(verdictOf(many(2)), { kind: "review", isUrgent: false });
  assertEquals(verdictOf(many(3)), { kind: "restrict", forMs: HOUR, rule: "harassment" });
});

Deno.test("of the heaviest reasons two who were right before are enough, a moderator is called at the first, and it lasts a day", () => {
  assertEquals(verdictOf(many(2, { reason: "child-safety" })), { kind: "review", isUrgent: true });
  const reports = Array.from({ length: 5 }, (_, index) => reported(`eve-${index}`, "upheld"));
  const { verdict } = judge(facts(many(2, { reason: "child-safety", reports })));
  assertEquals(verdict, { kind: "restrict", forMs: DAY, rule: "child-safety" });
});

Deno.test("nobody is restricted because people worry about them", () => {
  assertEquals(verdictOf(many(50, { reason: "self-harm" })), { kind: "review", isUrgent: true });
});

Deno.test("restrictions grow from an hour to a day to thirty days, and begin anew after three months", () => {
  const past = [restriction(NOW - 3 * DAY, HOUR), restriction(NOW - 2 * DAY, DAY)];
  assertEquals([0, 1, 2].map((count) => nextStepMs(past.slice(0, count), NOW)), [
    HOUR,
    DAY,
    30 * DAY,
  ]);
  assertEquals(nextStepMs([...past, ...past], NOW), 30 * DAY);
  assertEquals(nextStepMs(past, NOW + 90 * DAY), HOUR);
});

Deno.test("what was lifted is no step of the ladder", () => {
  const { ban, ...rest } = restriction(NOW - 3 * DAY, HOUR);
  assertEquals(nextStepMs([{ ...rest, ban: { ...ban, isLifted: true } }], NOW), HOUR);
});

Deno.test("reports that led to a restriction do not lead to the next one", () => {
  const restrictions = [restriction(NOW, HOUR)];
  const now = NOW + 2 * HOUR;
  assertEquals(verdictOf(many(3), { restrictions, now }).kind, "review");
  const again = many(3, { at: now });
  assertEquals(verdictOf(again, { restrictions, now }), {
    kind: "restrict",
    forMs: DAY,
    rule: "harassment",
  });
});

Deno.test("reports weigh less with time, so that old ones alone do not restrict anybody", () => {
  assertEquals(verdictOf(many(3, { at: NOW - 14 * DAY })).kind, "review");
  assertEquals(verdictOf(many(6, { at: NOW - 14 * DAY })).kind, "restrict");
});

Deno.test("a report in return weighs a quarter, one in haste a half", () => {
  const full = judge(facts(many(1))).pressure;
  assertEquals(judge(facts(many(1, { isReturned: true }))).pressure, full / 4);
  assertEquals(judge(facts(many(1, { talkMs: 2_999 }))).pressure, full / 2);
});

Deno.test("who was right before is believed more, who was wrong less", () => {
  const pressure = (outcome: Outcome) =>
    judge(
      facts([voice("alice", { reports: [reported("eve", outcome), reported("ivy", outcome)] })]),
    )
      .pressure;
  assert(pressure("upheld") > pressure("open"));
  assert(pressure("dismissed") < pressure("open") / 2);
});

Deno.test("what a moderator has dismissed counts no more, and what they upheld counts by whoever it was", () => {
  assertEquals(verdictOf(many(9, { outcome: "dismissed" })), { kind: "nothing" });
  const newcomers = many(3, { talks: [], outcome: "upheld" });
  assertEquals(verdictOf(newcomers).kind, "restrict");
});

Deno.test("a site may ask for more, or for a moderator in any case", () => {
  const patient = { patience: 2, isAutomatic: true };
  assertEquals(verdictOf(many(5), { policy: patient }).kind, "review");
  assertEquals(verdictOf(many(6), { policy: patient }).kind, "restrict");
  const policy = { patience: 1, isAutomatic: false };
  assertEquals(verdictOf(many(50), { policy }), { kind: "review", isUrgent: true });
});

Deno.test("who talks in peace with as many as report them is looked at, and not restricted", () => {
  const conduct = { talks: strangers(ACCUSED, 20), reports: [] };
  assertEquals(verdictOf(many(20), { conduct }), { kind: "review", isUrgent: true });
  assertEquals(verdictOf(many(23), { conduct }).kind, "restrict");
});

const anyReason = fc.constantFrom(...REPORT_REASONS);
/** What a mob can choose: when, why, how long they talked, and what they did before. */
const anyOptions = fc.record({
  reason: anyReason,
  at: fc.integer({ min: NOW - 60 * DAY, max: NOW }),
  talkMs: fc.nat(HOUR),
  isReturned: fc.boolean(),
});
const RUNS = { numRuns: 500 };
/** Left to itself the generator makes ten at most, and a mob is larger. */
const LARGE = { size: "max" } as const;

Deno.test("one network never restricts anybody, however many devices it has and whatever they did before", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyOptions, fc.nat(20), fc.nat(5)), {
        minLength: 1,
        maxLength: 40,
        ...LARGE,
      }),
      (mob) => {
        const voices = mob.map(([options, talks, upheld], index) =>
          voice(`m${index}`, {
            ...options,
            prefix: "one-network",
            talks: strangers(`m${index}`, talks),
            reports: Array.from({ length: upheld }, (_, n) => reported(`${index}-${n}`, "upheld")),
          })
        );
        assert(verdictOf(voices).kind !== "restrict");
      },
    ),
    RUNS,
  );
});

Deno.test("newcomers never restrict anybody by themselves, nor with one who is believed", () => {
  fc.assert(
    fc.property(fc.array(anyOptions, { minLength: 1, maxLength: 60, ...LARGE }), (mob) => {
      const newcomers = mob.map((options, index) => voice(`m${index}`, { ...options, talks: [] }));
      const one = voice("alice", { reason: "child-safety" });
      assert(verdictOf([...newcomers, one]).kind !== "restrict");
    }),
    RUNS,
  );
});

Deno.test("a mob that has talked only with itself counts as newcomers, whoever of it reports", () => {
  fc.assert(
    fc.property(fc.array(anyOptions, { minLength: 2, maxLength: 30, ...LARGE }), (mob) => {
      const talks = mob.map((_, index) => ({ who: `m${index}`, at: NOW }));
      const voices = mob.map((options, index) => voice(`m${index}`, { ...options, talks }));
      assert(verdictOf(voices).kind !== "restrict");
    }),
    RUNS,
  );
});

Deno.test("a mob that reports the same three people counts as one, on as many networks as it likes", () => {
  fc.assert(
    fc.property(fc.array(anyOptions, { minLength: 1, maxLength: 60, ...LARGE }), (mob) => {
      const reports = [reported("victim-2"), reported("victim-3")];
      const voices = mob.map((options, index) => voice(`m${index}`, { ...options, reports }));
      assert(verdictOf(voices).kind !== "restrict");
    }),
    RUNS,
  );
});

Deno.test("a mob that meets its victim by chance restricts nobody who talks in peace with the others", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), anyReason, (size, reason) => {
      // Of all whom the victim meets one half is of them: more than ever was.
      const conduct = { talks: strangers(ACCUSED, size), reports: [] };
      assert(verdictOf(many(size, { reason }), { conduct }).kind !== "restrict");
    }),
    RUNS,
  );
});

const MILDNESS = { nothing: 0, review: 1, restrict: 2 };

Deno.test("one more report by somebody independent never makes a verdict milder", () => {
  const anyVoice = fc.tuple(anyOptions, fc.nat(6), fc.nat(3), fc.nat(3), fc.nat(9));
  fc.assert(
    fc.property(
      fc.array(anyVoice, { maxLength: 12, ...LARGE }),
      anyVoice,
      fc.nat(20),
      (some, more, peace) => {
        const make = ([options, talks, upheld, dismissed, network]: typeof more, name: string) =>
          voice(name, {
            ...options,
            prefix: name === "more" ? "network-of-more" : `network-${network}`,
            talks: strangers(name, talks),
            reports: [
              ...Array.from({ length: upheld }, (_, n) => reported(`${name}-${n}`, "upheld")),
              ...Array.from(
                { length: dismissed },
                (_, n) => reported(`${name}-x${n}`, "dismissed"),
              ),
            ],
          });
        const before = some.map((each, index) => make(each, `r${index}`));
        const conduct = { talks: strangers(ACCUSED, peace), reports: [] };
        const one = verdictOf(before, { conduct });
        const two = verdictOf([...before, make(more, "more")], { conduct });
        assert(MILDNESS[two.kind] >= MILDNESS[one.kind], `${one.kind} → ${two.kind}`);
        if (one.kind === "restrict" && two.kind === "restrict") assert(two.forMs >= one.forMs);
        if (one.kind === "review" && two.kind === "review") assert(two.isUrgent || !one.isUrgent);
      },
    ),
    { numRuns: 3_000 },
  );
});
