/**
 * Keeps what a call sends within what its connection carries; loaded once a call is live.
 *
 * It does not know when what is decided; `quality.ts` does. The invariant it keeps: figures that
 * cannot be read change nothing, and after its signal nothing is read or changed.
 *
 * @module
 */
import { type Clock, pause } from "./clock.ts";
import {
  beginQuality,
  followQuality,
  type Quality,
  qualityOf,
  STEPS,
  type Tuning,
} from "./quality.ts";
import { Sampler } from "./quality_sample.ts";

/** What is watched, and what may be done about it. */
export interface QualityOptions {
  readonly hasPicture: boolean;
  readonly clock: Clock;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** The browser's figures, or `null` while there is no connection. */
  readonly stats: () => Promise<RTCStatsReport | null>;
  /** Sends a picture or sound like this, or, with `null`, nothing of that kind for now. */
  readonly tune: (kind: "audio" | "video", tuning: Partial<Tuning> | null) => Promise<void>;
  /** Told when it is another than before. */
  readonly onChange: (quality: Quality) => void;
}

/** Often enough to be ahead of impatience, rarely enough to cost nothing, in milliseconds. */
export const SAMPLE_EVERY_MS = 2_000;

/** Watches until its signal. */
export async function watchQuality(options: QualityOptions): Promise<void> {
  const { clock, signal, hasPicture } = options;
  const sampler = new Sampler();
  let state = beginQuality(hasPicture);
  let told = JSON.stringify(qualityOf(state));
  while (!signal.aborted) {
    await pause(clock, SAMPLE_EVERY_MS, signal);
    if (signal.aborted) return;
    try {
      const report = await options.stats();
      if (signal.aborted) return;
      if (report === null) continue;
      state = followQuality(state, sampler.read(report, clock.now()));
      const quality = qualityOf(state);
      // Again at each sample: a connection that was built anew knows nothing of it.
      await apply(options, quality, STEPS[state.step]?.tuning ?? null);
      const now = JSON.stringify(quality);
      if (now !== told && !signal.aborted) options.onChange(quality);
      told = now;
    } catch (error) {
      console.warn("random-chat: Cannot follow the connection", error);
    }
  }
}

async function apply(
  { tune, hasPicture }: QualityOptions,
  { sends }: Quality,
  tuning: Tuning | null,
): Promise<void> {
  if (hasPicture) await tune("video", tuning);
  await tune("audio", sends === "text" ? null : {});
}
