import { assertEquals } from "@std/assert/mod.js";
import { GATHER_MS, Spoken } from "../../../component/views/spoken.ts";
import { QuickClock } from "../support/quick_clock.ts";

function setup() {
  const clock = new QuickClock();
  const told: string[] = [];
  const spoken: Spoken = new Spoken(() => clock, () => {
    told.push(`${spoken.told?.count} ${spoken.told?.text}`);
  });
  return { clock, told, spoken };
}

Deno.test("single messages are told at once, each one", async () => {
  const { clock, told, spoken } = setup();
  spoken.hear("Hello");
  assertEquals(told, ["1 Hello"]);
  await clock.advance(GATHER_MS);
  spoken.hear("Hello");
  assertEquals(told, ["1 Hello", "1 Hello"]);
  assertEquals(spoken.told?.key, 2);
});

Deno.test("a burst of messages is told as its first one and the number of the others", async () => {
  const { clock, told, spoken } = setup();
  for (const text of ["one", "two", "three", "four"]) spoken.hear(text);
  assertEquals(told, ["1 one"]);
  await clock.advance(GATHER_MS);
  assertEquals(told, ["1 one", "3 four"]);
  await clock.advance(GATHER_MS);
  assertEquals(clock.pending, 0);
});

Deno.test("nothing of a talk that is over is told", async () => {
  const { clock, told, spoken } = setup();
  spoken.hear("one");
  spoken.hear("two");
  spoken.hush();
  await clock.advance(GATHER_MS);
  assertEquals(told, ["1 one"]);
  assertEquals(spoken.told, null);
  assertEquals(clock.pending, 0);
});
