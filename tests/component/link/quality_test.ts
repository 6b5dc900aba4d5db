import { assert, assertEquals } from "@std/assert/mod.js";
import fc from "fast-check";
import {
  beginQuality,
  followQuality,
  type Quality,
  qualityOf,
  type QualityState,
  type Sample,
  STEPS,
} from "../../../component/link/quality.ts";

const EVERY_MS = 2_000;
const GOOD: Omit<Sample, "at"> = {
  availableBps: 3_000_000,
  isLimited: false,
  lossOut: 0,
  lossIn: 0,
  rttMs: 60,
};
const LOSSY = { ...GOOD, lossOut: 0.3 };
const DEAF = { ...GOOD, lossOut: 0.6 };
const SLOW = { ...GOOD, availableBps: 90_000, isLimited: true };

/** Lives through some seconds of the same figures. */
function live(state: QualityState, seconds: number, figures: Omit<Sample, "at">): QualityState {
  let now = state;
  for (let passed = 0; passed < seconds * 1_000; passed += EVERY_MS) {
    now = followQuality(now, { ...figures, at: (now.at ?? 0) + EVERY_MS });
  }
  return now;
}

const video = () => live(beginQuality(true), 4, GOOD);

Deno.test("a good connection sends all of the picture, without a word", () => {
  const quality = qualityOf(live(video(), 300, GOOD));
  assertEquals(quality, { sends: "video", isReduced: false, reason: null });
});

Deno.test("a short dip changes nothing", () => {
  const dipped = live(live(video(), 2, LOSSY), 2, GOOD);
  assertEquals([dipped.step, qualityOf(dipped).reason], [0, null]);
});

Deno.test("a slow connection gets a smaller picture, step by step, and is told why", () => {
  const seen = new Set<number>();
  let state = video();
  for (let times = 0; times < 12; times += 1) {
    const before = state.step;
    state = live(state, 2, SLOW);
    assert(state.step - before <= 1, `from ${before} to ${state.step} at once`);
    seen.add(state.step);
  }
  // 90 kbit/s carry the smallest picture, so it ends there and not at voice.
  assertEquals([...seen], [0, 1, 2, 3]);
  assertEquals(qualityOf(state), { sends: "video", isReduced: true, reason: "own-slow" });
});

Deno.test("what is expected to get through counts only while more is wanted", () => {
  assertEquals(live(video(), 60, { ...SLOW, isLimited: false }).step, 0);
});

Deno.test("loss takes the picture, then, if voice cannot be understood either, the voice", () => {
  const voice = live(video(), 60, LOSSY);
  assertEquals(qualityOf(voice), { sends: "voice", isReduced: false, reason: "own-unsteady" });
  const text = live(voice, 60, DEAF);
  assertEquals(qualityOf(text).sends, "text");
});

Deno.test("it goes back up to the top when it has been good for a while", () => {
  const bad = live(live(video(), 60, LOSSY), 60, DEAF);
  // With nothing sent, nothing is lost: only the way there and back is known.
  const blind = { ...GOOD, lossOut: null, lossIn: null, availableBps: null };
  assertEquals(live(bad, 6, blind).step, bad.step);
  const good = live(live(bad, 14, blind), 200, GOOD);
  assertEquals(qualityOf(good), { sends: "video", isReduced: false, reason: null });
});

Deno.test("a step up that fails is tried again only after twice the time", () => {
  const fall = (state: QualityState) => {
    let seconds = 0;
    let now = state;
    while (now.step < 4) now = live(now, 2, LOSSY);
    const low = now.step;
    while (now.step === low) {
      now = live(now, 2, GOOD);
      seconds += 2;
    }
    return { state: now, seconds };
  };
  const first = fall(video());
  const second = fall(first.state);
  const third = fall(second.state);
  assertEquals([second.seconds, third.seconds], [first.seconds * 2, first.seconds * 4]);
});

Deno.test("a call without a picture begins at voice and never rises above it", () => {
  const state = live(beginQuality(false), 200, GOOD);
  assertEquals(qualityOf(state), { sends: "voice", isReduced: false, reason: null });
});

Deno.test("whose connection it is is told by the direction that loses", () => {
  const reasonOf = (figures: Partial<Sample>): Quality["reason"] =>
    qualityOf(live(video(), 8, { ...GOOD, ...figures })).reason;
  assertEquals(reasonOf({ lossIn: 0.3 }), "their-unsteady");
  assertEquals(reasonOf({ lossOut: 0.3 }), "own-unsteady");
  assertEquals(reasonOf({ lossOut: 0.3, lossIn: 0.3 }), "unsteady");
  assertEquals(reasonOf({ availableBps: 50_000, isLimited: true }), "own-slow");
  assertEquals(reasonOf({ rttMs: 1_000 }), "far");
});

Deno.test("their loss is no reason to send less", () => {
  assertEquals(live(video(), 60, { ...GOOD, lossIn: 0.5 }).step, 0);
});

Deno.test("figures that a browser does not tell decide nothing", () => {
  const nothing = {
    availableBps: null,
    isLimited: false,
    lossOut: null,
    lossIn: null,
    rttMs: null,
  };
  const low = live(video(), 10, LOSSY);
  assertEquals(live(low, 120, nothing).step, low.step);
});

Deno.test("whatever the figures are, a sample moves it by one step at most and inside of the steps", () => {
  const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
  const sample = fc.record({
    passedMs: fc.nat({ max: 100_000 }),
    availableBps: fc.option(fc.nat({ max: 5_000_000 })),
    isLimited: fc.boolean(),
    lossOut: share,
    lossIn: share,
    rttMs: fc.option(fc.nat({ max: 10_000 })),
  });
  fc.assert(
    fc.property(fc.boolean(), fc.array(sample, { maxLength: 60 }), (hasPicture, samples) => {
      let state = beginQuality(hasPicture);
      for (const { passedMs, ...figures } of samples) {
        const next = followQuality(state, { ...figures, at: (state.at ?? 0) + passedMs });
        assert(Math.abs(next.step - state.step) <= 1);
        assert(next.step >= next.top && next.step < STEPS.length);
        state = next;
      }
    }),
  );
});
