import { assertEquals } from "@std/assert/mod.js";
import {
  type Cover,
  FIRST_LOOK_MS,
  type Seen,
  Watch,
  type WatchOptions,
} from "../../../component/frame_check/watch.ts";
import { QuickClock } from "../support/quick_clock.ts";

const LIMITS = [0, 0, 0, 0.7, 0];
const seen = (porn: number, costMs = 40): Seen => ({
  scores: [0, 0, 1 - porn, porn, 0],
  costMs,
});

/** A picture that shows what `now` says, and how often it was looked at. */
function setup(first: Seen | null, options: Partial<WatchOptions> = {}) {
  const clock = new QuickClock();
  const scene = { now: first, looks: 0, failures: 0, covers: [] as Cover[], clock };
  const watch: Watch = new Watch({
    clock,
    limits: LIMITS,
    isShown: false,
    hasPicture: () => scene.now !== null,
    look: () => {
      scene.looks += 1;
      return Promise.resolve(scene.now);
    },
    onChange: () => scene.covers.push(watch.cover),
    onFailed: () => scene.failures += 1,
    ...options,
  });
  return Object.assign(scene, { watch });
}

Deno.test("a picture is covered until it was looked at, and then shown", async () => {
  const scene = setup(seen(0));
  assertEquals(scene.watch.cover, "first-look");
  await scene.clock.advance(1_000);
  assertEquals(scene.covers, ["none"]);
  scene.watch.close();
});

Deno.test("a picture in which something is found is never shown before", async () => {
  const scene = setup(seen(0.99));
  await scene.clock.advance(60_000);
  assertEquals(scene.covers, ["found"]);
  scene.watch.close();
});

Deno.test("nobody waits longer than a moment for a first look", async () => {
  const scene = setup(seen(0), { look: () => new Promise(() => {}) });
  await scene.clock.advance(FIRST_LOOK_MS - 1);
  assertEquals(scene.watch.cover, "first-look");
  await scene.clock.advance(1);
  assertEquals(scene.covers, ["none"]);
  scene.watch.close();
});

Deno.test("the moment begins with the first picture, however long the call takes to come about", async () => {
  const scene = setup(null, { look: () => new Promise(() => {}) });
  await scene.clock.advance(60_000);
  assertEquals(scene.watch.cover, "first-look");
  scene.now = seen(0);
  await scene.clock.advance(FIRST_LOOK_MS - 100);
  assertEquals(scene.watch.cover, "first-look");
  await scene.clock.advance(200);
  assertEquals(scene.covers, ["none"]);
  scene.watch.close();
});

Deno.test("nothing is looked at while there is nothing to be seen", async () => {
  const scene = setup(null);
  await scene.clock.advance(60_000);
  assertEquals(scene.looks, 0);
  scene.watch.close();
});

Deno.test("what changes later is found as well, and uncovered when it is over", async () => {
  const scene = setup(seen(0));
  await scene.clock.advance(10_000);
  scene.now = seen(0.99);
  await scene.clock.advance(10_000);
  assertEquals(scene.covers, ["none", "found"]);
  scene.now = seen(0);
  await scene.clock.advance(60_000);
  assertEquals(scene.covers, ["none", "found", "none"]);
  scene.watch.close();
});

Deno.test("whoever wants to see it sees it, until it was harmless and something is found again", async () => {
  const scene = setup(seen(0.99));
  await scene.clock.advance(5_000);
  scene.watch.showAnyway();
  await scene.clock.advance(60_000);
  assertEquals(scene.watch.cover, "none");
  scene.now = seen(0);
  await scene.clock.advance(60_000);
  scene.now = seen(0.99);
  await scene.clock.advance(60_000);
  assertEquals(scene.watch.cover, "found");
  scene.watch.close();
});

Deno.test("a picture that was shown already is covered only when something is found", async () => {
  const scene = setup(seen(0.99), { isShown: true });
  assertEquals(scene.watch.cover, "none");
  await scene.clock.advance(5_000);
  assertEquals(scene.covers, ["found"]);
  scene.watch.close();
});

Deno.test("a calm talk is looked at every few seconds, and less often where that is dear", async () => {
  const [quick, slow] = [setup(seen(0, 40)), setup(seen(0, 1_000))];
  for (const scene of [quick, slow]) await scene.clock.advance(5_000);
  const before = [quick.looks, slow.looks];
  for (const scene of [quick, slow]) await scene.clock.advance(60_000);
  assertEquals([quick.looks, slow.looks].map((it, index) => it - (before[index] ?? 0)), [20, 3]);
  for (const scene of [quick, slow]) scene.watch.close();
});

Deno.test("where nothing can be looked at the picture is shown, and that is told once", async () => {
  const scene = setup(seen(0), { look: () => Promise.reject(new Error("no memory")) });
  await scene.clock.advance(60_000);
  assertEquals([scene.covers, scene.failures], [["none"], 1]);
  assertEquals(scene.clock.pending, 0);
});

Deno.test("after its end nothing is looked at or told any more", async () => {
  const scene = setup(seen(0));
  await scene.clock.advance(5_000);
  scene.watch.close();
  const { looks } = scene;
  scene.now = seen(0.99);
  await scene.clock.advance(60_000);
  assertEquals([scene.looks, scene.covers, scene.clock.pending], [looks, ["none"], 0]);
});
