import { assert, assertEquals } from "@std/assert/mod.js";
import fc from "fast-check";
import { Buckets, type Rate } from "../../../server/safety/buckets.ts";

const RATE: Rate = { burst: 3, perMinute: 60 };

function takes(buckets: Buckets, key: string, rate: Rate, now: number): boolean {
  if (buckets.wait(key, rate, now) > 0) return false;
  buckets.take(key, rate, now);
  return true;
}

Deno.test("a full bucket gives its burst at once and then one each time it has filled by one", () => {
  const buckets = new Buckets(10);
  assertEquals([0, 0, 0, 0].map((at) => takes(buckets, "a", RATE, at)), [true, true, true, false]);
  assertEquals(takes(buckets, "a", RATE, 999), false);
  assertEquals(takes(buckets, "a", RATE, 1_000), true);
  assertEquals(takes(buckets, "a", RATE, 1_999), false);
  assertEquals([0, 0, 0, 0].map(() => takes(buckets, "a", RATE, 10_000)), [
    true,
    true,
    true,
    false,
  ]);
});

Deno.test("keys have buckets of their own", () => {
  const buckets = new Buckets(10);
  for (let count = 0; count < 3; count++) buckets.take("a", RATE, 0);
  assertEquals([takes(buckets, "a", RATE, 0), takes(buckets, "b", RATE, 0)], [false, true]);
});

const anyRate = fc.record({
  burst: fc.integer({ min: 1, max: 50 }),
  perMinute: fc.oneof(fc.integer({ min: 1, max: 6_000 }), fc.constant(0.1)),
});

Deno.test("whoever waits as long as they are told may take one, and not a millisecond before", () => {
  fc.assert(fc.property(anyRate, fc.array(fc.nat(5_000), { maxLength: 80 }), (rate, gaps) => {
    const buckets = new Buckets(10);
    let now = 0;
    for (const gap of gaps) {
      now += gap;
      const waitMs = buckets.wait("a", rate, now);
      assertEquals(buckets.wait("a", rate, now + waitMs), 0);
      if (waitMs > 0) assert(buckets.wait("a", rate, now + waitMs - 1) > 0);
      if (waitMs === 0) buckets.take("a", rate, now);
    }
  }));
});

Deno.test("in any span no more is given than the burst and what filled in it, and a steady taker gets all", () => {
  fc.assert(fc.property(anyRate, fc.array(fc.nat(3_000), { maxLength: 100 }), (rate, gaps) => {
    const buckets = new Buckets(10);
    const taken: number[] = [];
    let now = 0;
    for (const gap of gaps) {
      now += gap;
      if (takes(buckets, "a", rate, now)) taken.push(now);
    }
    taken.forEach((from, first) =>
      taken.slice(first).forEach((to, count) => {
        assert(count + 1 <= rate.burst + (to - from + 0.5) * rate.perMinute / 60_000 + 1e-6);
      })
    );
    const steady = new Buckets(10);
    const everyMs = Math.ceil(60_000 / rate.perMinute);
    for (let at = 0; at < 100; at++) assert(takes(steady, "a", rate, at * everyMs), `${at}`);
  }));
});

Deno.test("memory is bounded, and the one that was used last is remembered", () => {
  const buckets = new Buckets(100);
  for (let count = 0; count < 3; count++) buckets.take("busy", RATE, 0);
  for (let key = 0; key < 10_000; key++) {
    buckets.take(`one of many ${key}`, { burst: 1, perMinute: 0.1 }, 0);
    if (buckets.wait("busy", RATE, 0) === 0) throw new Error(`forgotten after ${key}`);
    if (key % 50 === 0) buckets.take("busy", { burst: 3, perMinute: 60_000 }, 0);
  }
  assertEquals(buckets.size, 100);
});

Deno.test("a bucket that is full again is forgotten, so that an hour of visitors leaves nothing", () => {
  const buckets = new Buckets(1_000);
  for (let key = 0; key < 500; key++) buckets.take(`${key}`, RATE, key);
  assertEquals(buckets.size, 500);
  buckets.take("later", RATE, 10_000);
  assertEquals(buckets.size, 1);
});
