import { assert, assertEquals } from "@std/assert/mod.js";
import fc from "fast-check";
import {
  isNear,
  judge,
  type Judgement,
  pauseAfter,
  POLICY,
  UNSEEN,
} from "../../../component/frame_check/policy.ts";

/** Only porn counts. */
const LIMITS = [0, 0, 0, 0.7, 0];
const BAD = [0, 0, 0.02, 0.98, 0];
const FINE = [0, 0, 0.99, 0.01, 0];

const after = (frames: readonly (readonly number[])[], limits = LIMITS): Judgement =>
  frames.reduce((known, scores) => judge(known, scores, limits), UNSEEN);
const times = <Value>(count: number, value: Value): Value[] => Array(count).fill(value);

const score = fc.double({ min: 0, max: 1, noNaN: true });
const frame = fc.tuple(score, score, score, score, score);
const frames = fc.array(frame, { maxLength: 30 });

Deno.test("a picture is harmless once as many harmless frames were seen as it takes to find something", () => {
  assertEquals(after([FINE, FINE]).verdict, "open");
  assertEquals(after([FINE, FINE, FINE]).verdict, "harmless");
});

Deno.test("something is found when enough of the last frames are over the limit", () => {
  assertEquals(after(times(2, BAD)).verdict, "open");
  assertEquals(after(times(3, BAD)).verdict, "found");
  assertEquals(after([...times(20, FINE), ...times(4, BAD)]).verdict, "found");
});

Deno.test("one frame alone finds nothing, whatever it shows", () => {
  assertEquals(after([...times(5, FINE), BAD, ...times(5, FINE)]).verdict, "harmless");
  assertEquals(after([BAD, ...times(4, FINE)]).verdict, "harmless");
});

Deno.test("a class without a limit does not count", () => {
  assertEquals(after(times(9, BAD), [0, 0.1, 0, 0, 0.1]).verdict, "harmless");
});

Deno.test("what was found stays so until a whole row of frames is clearly harmless", () => {
  const found = times(3, BAD);
  const between = [0, 0, 0.4, 0.6, 0];
  assertEquals(after([...found, ...times(30, between)]).verdict, "found");
  assertEquals(after([...found, ...times(POLICY.frames - 1, FINE)]).verdict, "found");
  assertEquals(after([...found, ...times(POLICY.frames, FINE)]).verdict, "harmless");
});

Deno.test("scores around the limit do not make the cover come and go", () => {
  const flicker = times(40, 0).flatMap(() => [[0, 0, 0, 0.9, 0], [0, 0, 0, 0.6, 0]]);
  const verdicts = flicker.map((_, index) => after(flicker.slice(0, index + 1)).verdict);
  const changes = verdicts.filter((it, index) => index > 0 && it !== verdicts[index - 1]);
  assertEquals(changes, ["found"]);
});

Deno.test("a picture near its limit is looked at again soon, one that is covered is not", () => {
  assert(!isNear(after(times(5, FINE))));
  assert(isNear(after([...times(5, FINE), BAD])));
  assert(!isNear(after(times(9, BAD))));
});

Deno.test("whatever frames come, something is found only after enough that reach the limit", () => {
  fc.assert(fc.property(frames, (seen) => {
    const known = after(seen);
    const high = seen.filter((scores) => (scores[3] ?? 0) >= 0.7 * POLICY.release).length;
    if (known.verdict === "found") assert(high > 0);
    assert(known.nearness.length <= POLICY.frames);
    assert(known.means.every((mean) => mean >= 0 && mean <= 1));
  }));
});

Deno.test("whatever came before, a long row of harmless frames ends it, and of bad ones finds it", () => {
  fc.assert(fc.property(frames, (seen) => {
    assertEquals(after([...seen, ...times(20, FINE)]).verdict, "harmless");
    assertEquals(after([...seen, ...times(20, BAD)]).verdict, "found");
  }));
});

Deno.test("a verdict goes from harmless back to open never", () => {
  fc.assert(fc.property(frames, (seen) => {
    let known = UNSEEN;
    for (const scores of seen) {
      const next = judge(known, scores, LIMITS);
      assert(next.verdict !== "open" || known.verdict === "open");
      known = next;
    }
  }));
});

Deno.test("a stricter limit never finds less in the same frames that were not found before", () => {
  fc.assert(fc.property(frames, fc.double({ min: 0.1, max: 1, noNaN: true }), (seen, limit) => {
    const open = seen.slice(0, POLICY.frames);
    const [lax, strict] = [limit, limit / 2].map((it) => after(open, [0, 0, 0, it, 0]).verdict);
    assert(lax !== "found" || strict === "found");
  }));
});

Deno.test("a frame is paid for with rest: a calm talk costs a core one part in twenty at most", () => {
  assertEquals(pauseAfter({ costMs: 50, isUrgent: false }), 3_000);
  fc.assert(fc.property(fc.double({ min: 0, max: 3_000, noNaN: true }), (costMs) => {
    const pauseMs = pauseAfter({ costMs, isUrgent: false });
    assert(costMs / (costMs + pauseMs) <= 0.05 + 1e-9, `${costMs} ms, then ${pauseMs}`);
  }));
  assertEquals(pauseAfter({ costMs: 400, isUrgent: true }), 400);
  assertEquals(pauseAfter({ costMs: 90_000, isUrgent: false }), 60_000);
});
