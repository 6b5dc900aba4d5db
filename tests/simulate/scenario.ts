/**
 * Who comes to a site, when, and with which wishes: arrival patterns for the simulator.
 *
 * It does not know matching. The invariant it keeps: the same seed gives the same people.
 *
 * @module
 */
import type { Random } from "../../server/clock.ts";

/** How people arrive over the simulated time. */
export const ARRIVALS = {
  /** One person about every twenty seconds. */
  quiet: { perMinute: 3, peak: 1, description: "a small site in the afternoon" },
  /** Five a second at the busiest, with a rise and a fall. */
  evening: { perMinute: 120, peak: 2.5, description: "a busy evening that comes and goes" },
  /** One person a second, steadily. */
  steady: { perMinute: 60, peak: 1, description: "an even stream of people" },
  /** Nearly everybody within the first tenth of the time. */
  rush: { perMinute: 600, peak: 1, description: "a link that was just shared" },
} as const;
/** The name of an arrival pattern. */
export type ArrivalName = keyof typeof ARRIVALS;

/** A site's people. */
export interface Scenario {
  readonly arrivals: ArrivalName;
  readonly minutes: number;
  /** Different interests in the world. */
  readonly interests: number;
  /** Zipf's exponent: 0 is even, 1 is what lists of topics usually show. */
  readonly skew: number;
  /** Interests of one person: from none to this many. */
  readonly interestsEach: number;
  /** Languages with their shares; the first is the common one. */
  readonly languages: Readonly<Record<string, number>>;
  /** Mean length of a talk, in seconds. */
  readonly talkS: number;
  /** Mean patience of somebody who waits, in seconds. */
  readonly patienceS: number;
  /** Share of people who press Next after a talk. */
  readonly returning: number;
  readonly seed: number;
}

/** Somebody who comes. */
export interface Person {
  readonly id: string;
  /** Milliseconds since the beginning. */
  readonly at: number;
  readonly interests: readonly string[];
  readonly languages: readonly string[];
}

/** Languages of a site with one that few speak. */
export const ONE_RARE_LANGUAGE = { en: 0.7, de: 0.27, eu: 0.03 };

/** A number with a mean of `mean` and no memory. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random());
}

/** Makes all who come, in order. */
export function people(scenario: Scenario, random: Random): Person[] {
  const endMs = scenario.minutes * 60_000;
  const tags = zipf(scenario.interests, scenario.skew);
  const all: Person[] = [];
  let at = 0;
  while (true) {
    at += exponential(random, 60_000 / rateAt(scenario, at / endMs));
    if (at >= endMs) return all;
    all.push({
      id: `p${all.length}`,
      at: Math.floor(at),
      interests: pickInterests(scenario, tags, random),
      languages: pickLanguages(scenario, random),
    });
  }
}

/** People a minute at a share of the time: half a sine from a fifth to the peak. */
function rateAt({ arrivals }: Scenario, share: number): number {
  if (arrivals === "rush") return share < 0.1 ? ARRIVALS.rush.perMinute : 1;
  const { perMinute, peak } = ARRIVALS[arrivals];
  return peak === 1 ? perMinute : perMinute * (0.2 + (peak - 0.2) * Math.sin(Math.PI * share));
}

/** Cumulative shares of tags by rank. */
function zipf(count: number, skew: number): number[] {
  const weights = Array.from({ length: count }, (_, rank) => 1 / (rank + 1) ** skew);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight) => sum += weight / total);
}

function pickInterests(scenario: Scenario, cumulative: number[], random: Random): string[] {
  const wanted = Math.floor(random() * (scenario.interestsEach + 1));
  const picked = new Set<string>();
  for (let tries = 0; picked.size < wanted && tries < 50; tries++) {
    const drawn = random();
    const rank = cumulative.findIndex((limit) => drawn < limit);
    picked.add(`interest ${rank + 1}`);
  }
  return [...picked];
}

/** One language by share; every third person speaks the common one as well. */
function pickLanguages({ languages }: Scenario, random: Random): string[] {
  const names = Object.keys(languages);
  let drawn = random() * Object.values(languages).reduce((sum, share) => sum + share, 0);
  const own = names.find((name) => (drawn -= languages[name] ?? 0) < 0) ?? names[0] ?? "en";
  const common = names[0] ?? own;
  return own !== common && random() < 1 / 3 ? [own, common] : [own];
}
