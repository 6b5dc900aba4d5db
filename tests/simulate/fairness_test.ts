import { assert, assertEquals } from "@std/assert/mod.js";
import { DEFAULT_STEPS } from "../../server/matching/rules.ts";
import { ONE_RARE_LANGUAGE, type Scenario } from "./scenario.ts";
import { simulate } from "./simulation.ts";

const EVENING: Scenario = {
  arrivals: "evening",
  minutes: 60,
  interests: 200,
  skew: 1,
  interestsEach: 5,
  languages: ONE_RARE_LANGUAGE,
  talkS: 120,
  patienceS: 60,
  returning: 0.8,
  seed: 5,
};
const POLICY = { steps: DEFAULT_STEPS, rematchWindowMs: 30 * 60_000 };

Deno.test("in an hour with skewed interests nobody waits a second beside somebody who fits", () => {
  const result = simulate(EVENING, POLICY, { isAudited: true });
  assert(result.matches > 5_000, `${result.matches} matches`);
  assertEquals(result.worstMissMs, 0);
});

Deno.test("a site with a rare language and hardly anybody on it misses nobody either", () => {
  const quiet: Scenario = { ...EVENING, arrivals: "quiet", minutes: 600 };
  const result = simulate(quiet, POLICY, { isAudited: true });
  assert(result.bySteps.every((count) => count > 0), `steps ${result.bySteps}`);
  assertEquals(result.worstMissMs, 0);
});

Deno.test("two who met wait no longer for each other than their window lasts", () => {
  // Few come, and stay: most meet again somebody whom they have met.
  const village: Scenario = { ...EVENING, arrivals: "quiet", minutes: 300, patienceS: 600 };
  const result = simulate(village, { ...POLICY, rematchWindowMs: 60_000 }, { isAudited: true });
  assert(result.matches > 500, `${result.matches} matches`);
  assertEquals(result.worstMissMs, 0);
});

Deno.test("a policy that accepts anyone at once trades shared interests for shorter waits", () => {
  const patient = simulate(EVENING, POLICY);
  const hasty = simulate(EVENING, { ...POLICY, steps: [{ fromMs: 0, accepts: "anyone" }] });
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  assert(mean(hasty.waitsMs) < mean(patient.waitsMs));
  assert(mean(hasty.shared) < mean(patient.shared));
});

Deno.test("the same seed plays the same hour", () => {
  assertEquals(simulate(EVENING, POLICY), simulate(EVENING, POLICY));
});
