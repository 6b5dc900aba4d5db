/**
 * What a connection carries, decided from its figures: a smaller picture, then voice alone, then
 * writing, and back up when it has been good for a while.
 *
 * It does not know browsers or time. The invariants it keeps: one sample moves it by one step at
 * most; a way up that failed is tried again only after a longer good time.
 *
 * @module
 */

/** The figures of one interval; `null` is what the browser does not tell. */
export interface Sample {
  /** Its end, in milliseconds of any clock. */
  readonly at: number;
  /** What the browser expects to get through, in bits per second. */
  readonly availableBps: number | null;
  /** Whether the encoder would send more if it could. */
  readonly isLimited: boolean;
  /** Share of the packets sent, 0 to 1, that the other side missed. */
  readonly lossOut: number | null;
  /** Share of the packets for this side, 0 to 1, that were lost on the way. */
  readonly lossIn: number | null;
  /** There and back, in milliseconds. */
  readonly rttMs: number | null;
}

/** What is sent of a picture. */
export interface Tuning {
  readonly maxBitrate: number;
  readonly scaleResolutionDownBy: number;
  readonly maxFramerate: number;
}

/** Why a connection is not as it should be. */
export type QualityReason = "own-slow" | "own-unsteady" | "their-unsteady" | "unsteady" | "far";

/** How a call fares, for those who have it. */
export interface Quality {
  /** What this side sends. */
  readonly sends: "video" | "voice" | "text";
  /** Whether the picture is smaller than it could be. */
  readonly isReduced: boolean;
  readonly reason: QualityReason | null;
}

/** One step. */
interface Step {
  readonly sends: Quality["sends"];
  /** Below this the step cannot be held, in bits per second. */
  readonly needsBps: number;
  readonly tuning: Tuning | null;
  /** How long it has to go badly before the next step, in milliseconds. */
  readonly patienceMs: number;
}

const picture = (
  maxBitrate: number,
  needsBps: number,
  scaleResolutionDownBy: number,
  maxFramerate: number,
  patienceMs: number,
): Step => ({
  sends: "video",
  needsBps,
  patienceMs,
  tuning: { maxBitrate, scaleResolutionDownBy, maxFramerate },
});

/**
 * The steps, from the top. A picture of 1,280 × 720 needs about 1.5 Mbit/s, one of 320 × 180 still
 * shows a face at 100 kbit/s; Opus needs 24 to 32 kbit/s.
 */
export const STEPS: readonly Step[] = [
  picture(1_500_000, 450_000, 1, 30, 4_000),
  picture(600_000, 220_000, 1.5, 30, 4_000),
  picture(250_000, 110_000, 2.5, 24, 5_000),
  picture(100_000, 60_000, 4, 12, 6_000),
  { sends: "voice", needsBps: 24_000, tuning: null, patienceMs: 10_000 },
  { sends: "text", needsBps: 0, tuning: null, patienceMs: Infinity },
];
/** The step of a call without a picture. */
const VOICE = STEPS.findIndex(({ sends }) => sends === "voice");

/** More loss than this is seen in a picture at once. */
const BAD_LOSS = 0.1;
/** Opus with its own repair is understood up to about this loss. */
const UNHEARABLE_LOSS = 0.4;
/** Longer than this there and back, in milliseconds, and a queue is filling up on the way. */
const BAD_RTT_MS = 1_200;
const UNHEARABLE_RTT_MS = 4_000;
/** As calm as this it may try a step up. */
const GOOD_LOSS = 0.03;
const GOOD_RTT_MS = 600;
/** Two talk past each other above this, in milliseconds (ITU-T G.114: 400 ms one way). */
const FAR_RTT_MS = 800;
/** What a step up needs on top of the figures at which it would be left again. */
const HEADROOM = 1.3;
/** How long it has to be good before a step up, in milliseconds; doubled whenever that failed. */
const HOLD_MS = 8_000;
const MAX_HOLD_MS = 64_000;
/** A step up that is left again within this time has failed, in milliseconds. */
const TRIAL_MS = 20_000;
/** A reason is told when it has held this long, and no more when it was gone as long. */
const REASON_MS = 4_000;
/** An interval that was longer (a machine that slept) counts as this, in milliseconds. */
const MAX_INTERVAL_MS = 5_000;

/** Where a call stands. */
export interface QualityState {
  readonly step: number;
  /** The highest step that there is: a call without a picture begins at voice. */
  readonly top: number;
  readonly at: number | null;
  readonly badMs: number;
  readonly goodMs: number;
  readonly holdMs: number;
  readonly raisedAt: number;
  readonly reason: QualityReason | null;
  /** What the last samples say and `reason` does not say yet, and for how long. */
  readonly newReason: QualityReason | null;
  readonly newReasonMs: number;
}

/** The state of a call that begins. */
export function beginQuality(hasPicture: boolean): QualityState {
  const top = hasPicture ? 0 : VOICE;
  return {
    step: top,
    top,
    at: null,
    badMs: 0,
    goodMs: 0,
    holdMs: HOLD_MS,
    raisedAt: -Infinity,
    reason: null,
    newReason: null,
    newReasonMs: 0,
  };
}

/** Takes one sample. */
export function followQuality(state: QualityState, sample: Sample): QualityState {
  const passedMs = state.at === null ? 0 : Math.min(sample.at - state.at, MAX_INTERVAL_MS);
  const next = { ...moveStep(state, sample, passedMs), at: sample.at };
  return moveReason(next, reasonOf(sample, state.step), passedMs);
}

/** What a state means. */
export function qualityOf({ step, top, reason }: QualityState): Quality {
  const sends = STEPS[step]?.sends ?? "text";
  return { sends, isReduced: sends === "video" && step > top + 1, reason };
}

function moveStep(state: QualityState, sample: Sample, passedMs: number): QualityState {
  const { step, top, holdMs } = state;
  switch (judge(sample, step)) {
    case "bad": {
      const badMs = state.badMs + passedMs;
      if (badMs < (STEPS[step]?.patienceMs ?? Infinity)) return { ...state, badMs, goodMs: 0 };
      const hasFailed = sample.at - state.raisedAt < TRIAL_MS;
      return {
        ...state,
        step: step + 1,
        badMs: 0,
        goodMs: 0,
        holdMs: hasFailed ? Math.min(holdMs * 2, MAX_HOLD_MS) : holdMs,
      };
    }
    case "good": {
      const goodMs = state.goodMs + passedMs;
      if (goodMs < holdMs) return { ...state, goodMs, badMs: 0 };
      if (step === top) return { ...state, badMs: 0, holdMs: HOLD_MS };
      return { ...state, step: step - 1, goodMs: 0, badMs: 0, raisedAt: sample.at };
    }
    case "neither":
      return { ...state, goodMs: 0, badMs: Math.max(0, state.badMs - passedMs) };
  }
}

function judge(sample: Sample, step: number): "bad" | "good" | "neither" {
  const { lossOut, rttMs } = sample;
  if (lossOut === null && rttMs === null) return "neither";
  const isSeen = STEPS[step]?.sends === "video";
  const loss = lossOut ?? 0;
  const rtt = rttMs ?? 0;
  const isBad = loss > (isSeen ? BAD_LOSS : UNHEARABLE_LOSS) ||
    rtt > (isSeen ? BAD_RTT_MS : UNHEARABLE_RTT_MS) || isShortOf(sample, STEPS[step]);
  if (isBad) return "bad";
  const above = STEPS[step - 1];
  const hasRoom = !isSeen || !isShortOf(sample, above, HEADROOM);
  return loss <= GOOD_LOSS && rtt <= GOOD_RTT_MS && hasRoom ? "good" : "neither";
}

// What is expected grows only with what is sent: it says something only while more is wanted.
function isShortOf({ isLimited, availableBps }: Sample, step: Step | undefined, factor = 1) {
  return isLimited && availableBps !== null && step !== undefined &&
    availableBps < step.needsBps * factor;
}

function reasonOf(sample: Sample, step: number): QualityReason | null {
  const isShort = isShortOf(sample, STEPS[step]);
  const isOwn = isShort || (sample.lossOut ?? 0) > BAD_LOSS;
  const isTheirs = (sample.lossIn ?? 0) > BAD_LOSS;
  if (isOwn && isTheirs) return "unsteady";
  if (isTheirs) return "their-unsteady";
  if (isOwn) return isShort ? "own-slow" : "own-unsteady";
  return (sample.rttMs ?? 0) > FAR_RTT_MS ? "far" : null;
}

function moveReason(
  state: QualityState,
  now: QualityReason | null,
  passedMs: number,
): QualityState {
  // Whoever is held below what they chose is told why, also while nothing else is sent.
  const wanted = now ?? (state.step > state.top + 1 ? state.reason ?? "own-slow" : null);
  if (wanted === state.reason) return { ...state, newReason: wanted, newReasonMs: 0 };
  const newReasonMs = wanted === state.newReason ? state.newReasonMs + passedMs : 0;
  if (newReasonMs < REASON_MS) return { ...state, newReason: wanted, newReasonMs };
  return { ...state, reason: wanted, newReason: wanted, newReasonMs: 0 };
}
