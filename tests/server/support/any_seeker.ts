/**
 * Arbitrary seekers, drawn from so few tags, languages and people that they often meet.
 *
 * @module
 */
import fc from "fast-check";
import type { WideningStep } from "../../../server/protocol.ts";
import { DEFAULT_STEPS, type Seeker } from "../../../server/matching/rules.ts";
import { seeker } from "./seekers.ts";

const TAGS = ["tea", "chess", "go", "films"];
const LANGUAGES = ["en", "de", "tr"];
const SCHEDULES: readonly (readonly WideningStep[])[] = [
  DEFAULT_STEPS,
  [{ fromMs: 0, accepts: "anyone" }],
  [{ fromMs: 0, accepts: "interest" }],
  [{ fromMs: 0, accepts: "language" }, { fromMs: 3_000, accepts: "anyone" }],
];

/** An arbitrary seeker with a given id, who began to wait at most 30 s after zero. */
export function anySeeker(id: string): fc.Arbitrary<Seeker> {
  const subject = fc.integer({ min: 0, max: 5 }).map((n) => `subject-${n}`);
  return fc.record({
    subject: fc.oneof({ weight: 3, arbitrary: fc.constant(`subject-${id}`) }, subject),
    aliases: fc.array(subject, { maxLength: 2 }),
    interests: fc.subarray(TAGS),
    languages: fc.subarray(LANGUAGES, { minLength: 1 }),
    isStrict: fc.boolean(),
    since: fc.nat(30_000),
    aheadMs: fc.oneof(fc.constant(0), fc.nat(15_000)),
    steps: fc.constantFrom(...SCHEDULES),
    met: fc.array(fc.record({ who: subject, until: fc.nat(60_000) }), { maxLength: 3 }),
    allowsSameDevice: fc.boolean(),
  }).map((options) => seeker(id, options));
}

/** Arbitrary seekers with ids of their own. */
export function anySeekers(maxLength: number): fc.Arbitrary<Seeker[]> {
  return fc.integer({ min: 0, max: maxLength }).chain((length) =>
    fc.tuple(...Array.from({ length }, (_, index) => anySeeker(`s${index}`)))
  );
}
