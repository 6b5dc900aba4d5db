/** The table of limits: whom it leaves alone, and whom it stops. */
import { assert, assertEquals } from "@std/assert/mod.js";
import { RateLimits } from "../../../server/safety/limits.ts";
import { ALL_CALLS, GUARDED_CALLS, OPEN_CALLS } from "../support/calls.ts";

const HOME = "home";
const MINUTE_MS = 60_000;
const NOW = Date.UTC(2026, 0, 1);

/** Somebody who does things at moments: `[milliseconds, call, how often at once]`. */
type Doings = readonly (readonly [at: number, call: string, times: number])[];

/** Repeats calls at an interval, from zero. */
function every(ms: number, untilMs: number, calls: Readonly<Record<string, number>>): Doings {
  return Array.from(
    { length: Math.ceil(untilMs / ms) },
    (_, index) => Object.entries(calls).map(([call, times]) => [index * ms, call, times] as const),
  ).flat();
}

/** The calls that are refused of what several people of one network do. */
function refusals(people: Readonly<Record<string, Doings>>): string[] {
  const time = { at: NOW };
  const limits = new RateLimits({ now: () => time.at });
  const all = Object.entries(people)
    .flatMap(([subject, doings]) => doings.map((doing) => ({ subject, doing })))
    .sort((a, b) => a.doing[0] - b.doing[0]);
  const refused: string[] = [];
  for (const { subject, doing: [at, call, times] } of all) {
    time.at = NOW + at;
    for (let count = 0; count < times; count++) {
      if (limits.take(call, { subject, prefix: HOME }) > 0) {
        refused.push(`${subject} ${call} ${at}`);
      }
    }
  }
  return refused;
}

/** What the element does for each Next, on a network of many interfaces, with a call. */
const NEXT = { "POST /v1/next": 1, "POST /v1/signals": 8, "POST /v1/leave": 1 };

/** Hasty people, none of whom is a bad one. */
const HASTY: Readonly<Record<string, Doings>> = {
  "presses Next every second for a minute": every(1_000, MINUTE_MS, NEXT),
  "presses Next as fast as it can be pressed for ten seconds": every(410, 10_000, NEXT),
  "writes two short messages a second for two minutes": every(1_000, 2 * MINUTE_MS, {
    "POST /v1/messages": 2,
    "POST /v1/typing": 1,
    "POST /v1/acks": 2,
  }),
  "hears from somebody who writes as fast": every(500, 2 * MINUTE_MS, { "POST /v1/acks": 1 }),
  "reloads the page every second for half a minute": every(1_000, 30_000, {
    "POST /v1/sessions": 1,
    "resume": 1,
    "GET /v1/events": 1,
    "POST /v1/queue": 1,
    "POST /v1/beat": 2,
    "GET /v1/ice": 1,
  }),
  "has a network that breaks every two seconds": every(2_000, 10 * MINUTE_MS, {
    "POST /v1/sessions": 1,
    "resume": 1,
    "GET /v1/events": 1,
    "POST /v1/signals": 10,
    "POST /v1/beat": 1,
  }),
  "sends thirty messages that waited for a connection": [[0, "POST /v1/messages", 30]],
  "has fifty candidates that are found one by one": every(25, 1_250, { "POST /v1/signals": 1 }),
  "starts and stops every two seconds": every(2_000, 5 * MINUTE_MS, {
    "POST /v1/queue": 1,
    "DELETE /v1/queue": 1,
    "POST /v1/widen": 1,
  }),
  "switches between tabs twice a second for ten seconds": every(500, 10_000, {
    "POST /v1/beat": 1,
  }),
  "checks the devices five times": every(1_000, 5_000, { "POST /v1/check": 9, "GET /v1/ice": 1 }),
  "climbs up and down the ladder": every(3_000, MINUTE_MS, { "POST /v1/ladder": 1 }),
  "skips somebody every five seconds and wants each back": every(5_000, 5 * MINUTE_MS, {
    "POST /v1/next": 1,
    "POST /v1/back": 2,
    "POST /v1/queue": 1,
  }),
  "reports and blocks ten in a row": every(2_000, 20_000, {
    "POST /v1/reports": 1,
    "POST /v1/blocks": 1,
    "POST /v1/next": 1,
  }),
};

for (const [who, doings] of Object.entries(HASTY)) {
  Deno.test(`whoever ${who} meets no limit`, () => {
    assertEquals(refusals({ alice: doings }), []);
  });
}

Deno.test("fifty hasty people of one school meet no limit either", () => {
  const people = Array.from({ length: 50 }, (_, index) => {
    const [doings = []] = Object.values(HASTY).slice(index % Object.keys(HASTY).length);
    // Reports are for moderators to read, and so the one thing that a network cannot have at will.
    return [`pupil-${index}`, doings.filter(([, call]) => call !== "POST /v1/reports")] as const;
  });
  assertEquals(refusals(Object.fromEntries(people)), []);
});

Deno.test("a class of five hundred that comes at once, and again after a restart, meets no limit", () => {
  const limits = new RateLimits({ now: () => NOW });
  for (let pupil = 0; pupil < 500; pupil++) {
    for (const call of ["POST /v1/sessions", "begin", "POST /v1/sessions", "resume"]) {
      assertEquals([call, limits.take(call, { subject: `${pupil}`, prefix: HOME })], [call, 0]);
    }
  }
});

Deno.test("a Next-flooder gets forty at once and then three in two seconds, and others feel nothing", () => {
  const flood = every(20, MINUTE_MS, { "POST /v1/next": 1 });
  const refused = refusals({
    mallory: flood,
    alice: HASTY[Object.keys(HASTY)[0] ?? ""] ?? [],
  });
  assertEquals(refused.filter((each) => each.startsWith("alice")), []);
  const passed = flood.length - refused.length;
  assert(passed >= 129 && passed <= 130, `${passed} passed`);
});

Deno.test("a thousand people of one network cannot do together what a thousand networks can", () => {
  const limits = new RateLimits({ now: () => NOW });
  let passed = 0;
  for (let person = 0; person < 1_000; person++) {
    for (let count = 0; count < 40; count++) {
      if (limits.take("POST /v1/next", { subject: `${person}`, prefix: HOME }) === 0) passed++;
    }
  }
  assertEquals(passed, 4_000);
  assertEquals(limits.take("POST /v1/next", { subject: "neighbour", prefix: "elsewhere" }), 0);
});

Deno.test("every call has a limit, for a person where one is known and for a network", () => {
  const flood = (take: (count: number) => number) => {
    for (let count = 0; count < 50_000; count++) if (take(count) > 0) return count;
    throw new Error("There is no limit");
  };
  const calls = ALL_CALLS.map(([method, path]) => `${method} ${path}`);
  for (const call of [...calls, "begin", "POST /v1/unheard-of"]) {
    const isOpen = OPEN_CALLS.some(([method, path]) => `${method} ${path}` === call) ||
      call === "begin";
    const person = new RateLimits({ now: () => NOW });
    const network = new RateLimits({ now: () => NOW });
    const byOne = flood(() => person.take(call, { subject: "one", prefix: HOME }));
    const byMany = flood((count) => network.take(call, { subject: `${count}`, prefix: HOME }));
    assert(
      isOpen ? byOne === byMany : byOne < byMany,
      `${call}: ${byOne} by one, ${byMany} by many`,
    );
  }
  assert(GUARDED_CALLS.length > 10);
});

Deno.test("whoever is refused is told when, and trying before costs nothing", () => {
  const time = { at: NOW };
  const limits = new RateLimits({ now: () => time.at });
  const take = () => limits.take("POST /v1/next", { subject: "mallory", prefix: HOME });
  while (take() === 0);
  const waitMs = take();
  for (let count = 0; count < 100; count++) assertEquals(take(), waitMs);
  time.at += waitMs - 1;
  assertEquals(take(), 1);
  time.at += 1;
  assertEquals(take(), 0);
});
