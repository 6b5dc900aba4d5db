import { assertEquals } from "@std/assert/mod.js";
import { countCases, NO_COUNTS, sumCounts } from "./test_counts.ts";

Deno.test("the last lines of all runners in one text are added up", () => {
  const { counts, ignored } = countCases(`
running 3 tests from ./a_test.ts
one ... ok (1ms)
two (needs a second machine) ... ignored (0ms)

ok | 12 passed (3 steps) | 0 failed | 1 ignored (2ms)

FAILED | 4 passed | 2 failed (1 step) | 5 filtered out (7s)

browser tests: 29 passed, 1 failed, 2 skipped
`);
  assertEquals(counts, { passed: 45, failed: 3, skipped: 3 });
  assertEquals(ignored, ["two (needs a second machine)"]);
});

Deno.test("a text without a summary counts nothing", () => {
  assertEquals(countCases("error: Type checking failed.\n3 passed").counts, NO_COUNTS);
  assertEquals(sumCounts([]), NO_COUNTS);
});
