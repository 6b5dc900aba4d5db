import { assert, assertEquals } from "@std/assert/mod.js";
import fc from "fast-check";
import { Backoff } from "../../../component/link/backoff.ts";

Deno.test("the waits are 0, 300, 700, 1500 and then 3000 ms for ever", () => {
  const backoff = new Backoff(() => 0);
  const waits = Array.from({ length: 9 }, () => backoff.fail());
  assertEquals(waits, [0, 300, 700, 1_500, 3_000, 3_000, 3_000, 3_000, 3_000]);
  assertEquals(backoff.attempt, 9);
});

Deno.test("after a success the first try comes at once again", () => {
  const backoff = new Backoff(() => 0.5);
  backoff.fail();
  backoff.fail();
  backoff.succeed();
  assertEquals([backoff.attempt, backoff.fail()], [0, 0]);
});

Deno.test("a server that is back is asked within five seconds, whatever chance says", () => {
  const backoff = new Backoff(() => 0.999);
  const waits = Array.from({ length: 100 }, () => backoff.fail());
  assert(Math.max(...waits) < 5_000);
});

Deno.test("chance only lengthens a wait, by less than half, and never reorders the waits", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (chance) => {
      const plain = new Backoff(() => 0);
      const jittered = new Backoff(() => chance);
      let before = 0;
      for (let attempt = 0; attempt < 8; attempt++) {
        const wait = jittered.fail();
        const least = plain.fail();
        assert(wait >= least && wait <= least * 1.5 && wait >= before);
        before = wait;
      }
    }),
  );
});
