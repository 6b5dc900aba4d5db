import { assert, assertEquals } from "@std/assert/mod.js";
import fc from "fast-check";
import { DAYS, type Hours, openingAt } from "../../server/hours.ts";

const BERLIN = "Europe/Berlin";
const EVENINGS: Hours = {
  timeZone: BERLIN,
  open: [{ days: ["mon", "tue", "wed", "thu"], from: "18:00", to: "22:00" }, {
    days: ["fri", "sat"],
    from: "18:00",
    to: "02:00",
  }],
};

/** Asks for an opening with times as people write them. */
function at(hours: Hours, time: string): string {
  const { isOpen, changesAt } = openingAt(hours, Date.parse(time));
  const until = changesAt === null ? "ever" : new Date(changesAt).toISOString();
  return `${isOpen ? "open" : "closed"} until ${until.replace(":00.000Z", "Z")}`;
}

Deno.test("a site opens and closes at the minute, by the clock of its own place", () => {
  assertEquals(at(EVENINGS, "2026-01-05T16:59:59.999Z"), "closed until 2026-01-05T17:00Z");
  assertEquals(at(EVENINGS, "2026-01-05T17:00:00Z"), "open until 2026-01-05T21:00Z");
  assertEquals(at(EVENINGS, "2026-01-05T20:59:59.999Z"), "open until 2026-01-05T21:00Z");
  assertEquals(at(EVENINGS, "2026-01-05T21:00:00Z"), "closed until 2026-01-06T17:00Z");
});

Deno.test("an evening that goes on after midnight belongs to the day on which it began", () => {
  assertEquals(at(EVENINGS, "2026-01-09T22:30:00Z"), "open until 2026-01-10T01:00Z");
  assertEquals(at(EVENINGS, "2026-01-11T00:30:00Z"), "open until 2026-01-11T01:00Z");
  assertEquals(at(EVENINGS, "2026-01-11T01:00:00Z"), "closed until 2026-01-12T17:00Z");
});

Deno.test("a plan of one evening a week is foretold a week ahead", () => {
  const plan: Hours = { timeZone: BERLIN, open: [{ days: ["mon"], from: "18:00", to: "19:00" }] };
  assertEquals(at(plan, "2026-01-05T18:00:00Z"), "closed until 2026-01-12T17:00Z");
});

Deno.test("ranges that touch or overlap are one opening", () => {
  const plan: Hours = {
    timeZone: "UTC",
    open: [
      { days: ["mon"], from: "08:00", to: "12:00" },
      { days: ["mon"], from: "11:00", to: "24:00" },
      { days: ["tue"], from: "00:00", to: "03:00" },
      { days: ["mon"], from: "09:00", to: "10:00" },
    ],
  };
  assertEquals(at(plan, "2026-01-05T09:30:00Z"), "open until 2026-01-06T03:00Z");
});

Deno.test("a plan that is always open, and one that never is, change never", () => {
  for (const to of ["24:00", "00:00"]) {
    const always: Hours = { timeZone: BERLIN, open: [{ days: DAYS, from: "00:00", to }] };
    assertEquals(at(always, "2026-03-29T00:59:00Z"), "open until ever");
  }
  assertEquals(at({ timeZone: BERLIN, open: [] }, "2026-01-05T12:00:00Z"), "closed until ever");
});

Deno.test("where the clocks go forward, a night is an hour shorter and a missing time is later", () => {
  const plan = (from: string, to: string): Hours => ({
    timeZone: BERLIN,
    open: [{ days: ["sat"], from, to }],
  });
  // At 01:00Z on the 29th 02:00 becomes 03:00.
  assertEquals(at(plan("22:00", "04:00"), "2026-03-28T23:00:00Z"), "open until 2026-03-29T02:00Z");
  assertEquals(at(plan("22:00", "02:30"), "2026-03-28T23:00:00Z"), "open until 2026-03-29T01:30Z");
  const sunday: Hours = {
    timeZone: BERLIN,
    open: [{ days: ["sun"], from: "02:30", to: "05:00" }],
  };
  assertEquals(at(sunday, "2026-03-29T00:59:00Z"), "closed until 2026-03-29T01:30Z");
  assertEquals(at(sunday, "2026-03-29T01:30:00Z"), "open until 2026-03-29T03:00Z");
});

Deno.test("a range that the change of clocks swallows opens nothing", () => {
  const plan: Hours = {
    timeZone: BERLIN,
    open: [{ days: ["sun"], from: "02:45", to: "03:15" }],
  };
  assertEquals(at(plan, "2026-03-29T01:20:00Z"), "closed until 2026-04-05T00:45Z");
});

Deno.test("where the clocks go back, a night is an hour longer and a doubled time is the first", () => {
  const plan = (to: string): Hours => ({
    timeZone: BERLIN,
    open: [{ days: ["sat"], from: "22:00", to }],
  });
  // At 01:00Z on the 25th 03:00 becomes 02:00.
  assertEquals(at(plan("04:00"), "2026-10-24T21:00:00Z"), "open until 2026-10-25T03:00Z");
  assertEquals(at(plan("02:30"), "2026-10-24T21:00:00Z"), "open until 2026-10-25T00:30Z");
});

Deno.test("a place far from here has its own days", () => {
  const plan: Hours = {
    timeZone: "Pacific/Auckland",
    open: [{ days: ["mon"], from: "09:00", to: "10:00" }],
  };
  assertEquals(at(plan, "2026-01-04T19:59:00Z"), "closed until 2026-01-04T20:00Z");
});

const time = fc.nat(95).map((quarter) =>
  `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String(quarter % 4 * 15).padStart(2, "0")}`
);
const anyHours: fc.Arbitrary<Hours> = fc.record({
  timeZone: fc.constantFrom(BERLIN, "America/New_York", "Pacific/Auckland", "UTC"),
  open: fc.array(fc.record({ days: fc.subarray([...DAYS]), from: time, to: time }), {
    maxLength: 4,
  }),
});

Deno.test("nothing changes before the moment that was foretold, and then it does", () => {
  const year = { min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) };
  fc.assert(
    fc.property(
      anyHours,
      fc.integer(year),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (hours, now, part) => {
        const { isOpen, changesAt } = openingAt(hours, now);
        const end = changesAt ?? now + 14 * 86_400_000;
        assert(end > now);
        const between = Math.floor(now + (end - 1 - now) * part);
        assertEquals(openingAt(hours, between).isOpen, isOpen);
        if (changesAt !== null) assertEquals(openingAt(hours, changesAt).isOpen, !isOpen);
      },
    ),
    { numRuns: 300 },
  );
});
