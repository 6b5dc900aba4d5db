import { assertEquals } from "@std/assert/mod.js";
import type { Quality } from "../../../component/link/quality.ts";
import { SAMPLE_EVERY_MS, watchQuality } from "../../../component/link/watch_quality.ts";
import { QuickClock } from "../support/quick_clock.ts";

/** A call whose other side reports this loss at each look. */
function setup(loss: () => number | Error, hasPicture = true) {
  const clock = new QuickClock();
  const ended = new AbortController();
  const heard: Quality[] = [];
  const tuned: string[] = [];
  let reports = 0;
  const watching = watchQuality({
    hasPicture,
    clock,
    signal: ended.signal,
    stats: () => {
      const fractionLost = loss();
      if (typeof fractionLost !== "number") return Promise.reject(fractionLost);
      const entry = { id: "r", type: "remote-inbound-rtp", timestamp: reports++, fractionLost };
      // As much of a report as is read: pairs of a name and an entry.
      return Promise.resolve(new Map([["r", entry]]) as unknown as RTCStatsReport);
    },
    tune: (kind, tuning) => {
      tuned.push(`${kind} ${tuning === null ? "rests" : tuning.maxBitrate ?? "as it is"}`);
      return Promise.resolve();
    },
    onChange: (quality) => void heard.push(quality),
  });
  const live = async (seconds: number) => {
    for (let passed = 0; passed < seconds * 1_000; passed += SAMPLE_EVERY_MS) {
      await clock.advance(SAMPLE_EVERY_MS);
    }
  };
  return { heard, tuned, live, end: () => ended.abort(), watching };
}

Deno.test("a call that loses sends less, and says so once for each change", async () => {
  const { heard, tuned, live, end, watching } = setup(() => 0.3);
  await live(60);
  assertEquals(tuned.slice(0, 2), ["video 1500000", "audio as it is"]);
  assertEquals(tuned.slice(-2), ["video rests", "audio as it is"]);
  assertEquals(heard.at(-1), { sends: "voice", isReduced: false, reason: "own-unsteady" });
  assertEquals(new Set(heard.map((quality) => JSON.stringify(quality))).size, heard.length);
  end();
  await watching;
});

Deno.test("a voice call never touches a picture", async () => {
  const { tuned, live, end, watching } = setup(() => 0, false);
  await live(10);
  assertEquals(new Set(tuned), new Set(["audio as it is"]));
  end();
  await watching;
});

Deno.test("figures that cannot be read are skipped, and read again", async () => {
  let looks = 0;
  const { tuned, live, end, watching } = setup(() => looks++ === 0 ? new Error("closed") : 0);
  await live(4);
  assertEquals(tuned, ["video 1500000", "audio as it is"]);
  end();
  await watching;
});

Deno.test("a call that is over is looked at no more", async () => {
  const { tuned, live, end, watching } = setup(() => 0);
  await live(2);
  end();
  await watching;
  const before = tuned.length;
  await live(10);
  assertEquals(tuned.length, before);
});
