import { assertEquals } from "@std/assert/mod.js";
import { createRepeater } from "../../../component/build/repeat.ts";

/** Runs that end when the test says so, and a timer that fires when it says so. */
function setup() {
  const runs: PromiseWithResolvers<void>[] = [];
  let waiting: (() => void) | null = null;
  const tell = createRepeater(
    () => {
      const run = Promise.withResolvers<void>();
      runs.push(run);
      return run.promise;
    },
    {
      settleMs: 80,
      after: (_ms, begin) => {
        waiting = begin;
        return () => waiting = null;
      },
    },
  );
  const settle = async () => {
    waiting?.();
    waiting = null;
    await new Promise((resolve) => setTimeout(resolve));
  };
  const end = async () => {
    runs.at(-1)?.resolve();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { runs, tell, settle, end };
}

Deno.test("a burst of news is one run", async () => {
  const { runs, tell, settle, end } = setup();
  for (let count = 0; count < 5; count++) tell();
  assertEquals(runs.length, 0);
  await settle();
  await end();
  assertEquals(runs.length, 1);
});

Deno.test("news during a run is followed by one more, which does not overlap", async () => {
  const { runs, tell, settle, end } = setup();
  tell();
  await settle();
  tell();
  await settle();
  tell();
  await settle();
  assertEquals(runs.length, 1, "the first is still under way");
  await end();
  assertEquals(runs.length, 2, "one more for all that came meanwhile");
  await end();
  assertEquals(runs.length, 2);
});
