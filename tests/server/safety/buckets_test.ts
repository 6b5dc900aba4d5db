import { assert, assertEquals } from "@std/assert/mod.js";
import fc from "fast-check";
import { Buckets, type Rate } from "../../../server/safety/buckets.ts";

const RATE: Rate = { burst: 3, perMinute: 60 };

function takes(buckets: Buckets, key: string, now: number): boolean {
  if (buckets.wait(key, now) > 0) return false;
  buckets.take(key, now);
  return true;
}

Deno.test("a full bucket gives its burst at once and then one each time it has filled by one", () => {
  const buckets = new Buckets(RATE, 10);
  assertEquals([0, 0, 0, 0].map((at) => takes(buckets, "a", at)), [true, true, true, false]);
  assertEquals(takes(buckets, "a", 999), false);
  assertEquals(takes(buckets, "a", 1_000), true);
  assertEquals(takes(buckets, "a", 1_999), false);
  assertEquals([0, 0, 0, 0].map(() => takes(buckets, "a", 10_000)), [
    true,
    true,
    true,
    false,
  ]);
});

Deno.test("keys have buckets of their own", () => {
  const buckets = new Buckets(RATE, 10);
  for (let count = 0; count < 3; count++) buckets.take("a", 0);
  assertEquals([takes(buckets, "a", 0), takes(buckets, "b", 0)], [false, true]);
});

const anyRate = fc.record({
  burst: fc.integer({ min: 1, max: 50 }),
  perMinute: fc.oneof(fc.integer({ min: 1, max: 6_000 }), fc.constant(0.1)),
});

Deno.test("whoever waits as long as they are told may take one, and not a millisecond before", () => {
  fc.assert(fc.property(anyRate, fc.array(fc.nat(5_000), { maxLength: 80 }), (rate, gaps) => {
    const buckets = new Buckets(rate, 10);
    let now = 0;
    for (const gap of gaps) {
      now += gap;
      const waitMs = buckets.wait("a", now);
      assertEquals(buckets.wait("a", now + waitMs), 0);
      if (waitMs > 0) assert(buckets.wait("a", now + waitMs - 1) > 0);
      if (waitMs === 0) buckets.take("a", now);
    }
  }));
});

Deno.test("in any span no more is given than the burst and what filled in it, and a steady taker gets all", () => {
  fc.assert(fc.property(anyRate, fc.array(fc.nat(3_000), { maxLength: 100 }), (rate, gaps) => {
    const buckets = new Buckets(rate, 10);
    const taken: number[] = [];
    let now = 0;
    for (const gap of gaps) {
      now += gap;
      if (takes(buckets, "a", now)) taken.push(now);
    }
    taken.forEach((from, first) =>
      taken.slice(first).forEach((to, count) => {
        assert(count + 1 <= rate.burst + (to - from + 0.5) * rate.perMinute / 60_000 + 1e-6);
      })
    );
    const steady = new Buckets(rate, 10);
    const everyMs = Math.ceil(60_000 / rate.perMinute);
    for (let at = 0; at < 100; at++) assert(takes(steady, "a", at * everyMs), `${at}`);
  }));
});

Deno.test("memory is bounded, and the one that was used last is remembered", () => {
  const buckets = new Buckets({ burst: 3, perMinute: 0.1 }, 100);
  for (let count = 0; count < 3; count++) buckets.take("busy", 0);
  for (let key = 0; key < 10_000; key++) {
    buckets.take(`one of many ${key}`, 0);
    if (buckets.wait("busy", 0) === 0) throw new Error(`forgotten after ${key}`);
    if (key % 50 === 0) buckets.take("busy", 0);
  }
  assertEquals(buckets.size, 100);
  for (let key = 0; key < 100; key++) buckets.take(`others ${key}`, 0);
  assertEquals(buckets.wait("busy", 0), 0);
});

Deno.test("a bucket that is full again is forgotten, so that an hour of visitors leaves nothing", () => {
  const buckets = new Buckets(RATE, 1_000);
  for (let key = 0; key < 500; key++) buckets.take(`${key}`, key);
  assertEquals(buckets.size, 500);
  buckets.take("later", 10_000);
  assertEquals(buckets.size, 1);
});
