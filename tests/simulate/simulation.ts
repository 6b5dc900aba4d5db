/**
 * Plays a scenario against the real matching policy, in virtual time.
 *
 * It does not know stores or networks: what it measures is the policy alone. The invariant it keeps:
 * a run depends on its scenario, its steps and its seed only.
 *
 * @module
 */
import { BinaryHeap } from "@std/data_structures/binary_heap.js";
import type { SessionId, WideningStep } from "../../server/protocol.ts";
import { type Pair, pairPool } from "../../server/matching/pair.ts";
import { Pool } from "../../server/matching/pool.ts";
import { mayPair, type Seeker, wideningTimes } from "../../server/matching/rules.ts";
import type { Met } from "../../server/store/keys.ts";
import { seededRandom } from "../server/support/random.ts";
import { exponential, people, type Person, type Scenario } from "./scenario.ts";

/** How the site is set. */
export interface Policy {
  readonly steps: readonly WideningStep[];
  readonly rematchWindowMs: number;
}

/** What a run showed. */
export interface Result {
  readonly people: number;
  readonly matches: number;
  /** Waits of those who were matched, in milliseconds. */
  readonly waitsMs: readonly number[];
  /** Matches by step, the first at index 0. */
  readonly bySteps: readonly number[];
  /** Shared interests of each match. */
  readonly shared: readonly number[];
  /** Waits that ended without a match. */
  readonly gaveUp: number;
  /** How many waited, once a second. */
  readonly waiting: readonly number[];
  /** The longest time for which two both waited who could have met, in milliseconds. */
  readonly worstMissMs: number;
}

/** How a run is watched. */
export interface SimulateOptions {
  /** Whether to look, at every event, for two who wait although they fit: slow, for tests. */
  readonly isAudited?: boolean;
}

type Occasion =
  | { readonly kind: "comes"; readonly at: number; readonly person: Person; readonly met: Met[] }
  | { readonly kind: "gives-up"; readonly at: number; readonly id: string; readonly since: number }
  | { readonly kind: "round"; readonly at: number }
  | { readonly kind: "second"; readonly at: number };

/** Plays a scenario to its end. */
export function simulate(
  scenario: Scenario,
  policy: Policy,
  options: SimulateOptions = {},
): Result {
  const run = new Run(scenario, policy, options.isAudited ?? false);
  return run.play();
}

class Run {
  readonly #random;
  readonly #pool;
  readonly #agenda = new BinaryHeap<Occasion>((a, b) => a.at - b.at);
  readonly #waiting = new Map<string, { person: Person; seeker: Seeker }>();
  readonly #waitsMs: number[] = [];
  readonly #bySteps: number[];
  readonly #shared: number[] = [];
  readonly #waitingAt: number[] = [];
  #nextRoundAt = Infinity;
  #people = 0;
  #gaveUp = 0;
  #worstMissMs = 0;

  constructor(
    readonly scenario: Scenario,
    readonly policy: Policy,
    readonly isAudited: boolean,
  ) {
    this.#random = seededRandom(scenario.seed);
    this.#pool = new Pool(seededRandom(scenario.seed + 1));
    this.#bySteps = policy.steps.map(() => 0);
  }

  play(): Result {
    const endMs = this.scenario.minutes * 60_000;
    const all = people(this.scenario, this.#random);
    this.#people = all.length;
    for (const person of all) {
      this.#agenda.push({ kind: "comes", at: person.at, person, met: [] });
    }
    for (let at = 0; at < endMs; at += 1_000) this.#agenda.push({ kind: "second", at });
    for (let next = this.#agenda.pop(); next && next.at < endMs; next = this.#agenda.pop()) {
      // Before anything is done: whoever comes now must not bring about a round that was due before.
      if (this.isAudited) this.#audit(next.at);
      this.#happen(next);
    }
    if (this.isAudited) this.#audit(endMs);
    return {
      people: this.#people,
      matches: this.#shared.length,
      waitsMs: this.#waitsMs,
      bySteps: this.#bySteps,
      shared: this.#shared,
      gaveUp: this.#gaveUp,
      waiting: this.#waitingAt,
      worstMissMs: this.#worstMissMs,
    };
  }

  #happen(occasion: Occasion): void {
    switch (occasion.kind) {
      case "comes":
        this.#come(occasion);
        break;
      case "gives-up":
        if (this.#waiting.get(occasion.id)?.seeker.since !== occasion.since) return;
        this.#waiting.delete(occasion.id);
        this.#pool.remove(occasion.id as SessionId);
        this.#gaveUp++;
        break;
      case "second":
        this.#waitingAt.push(this.#waiting.size);
        return;
      case "round":
        // An earlier one has done the work, or has found that there is none.
        if (occasion.at !== this.#nextRoundAt) return;
        this.#nextRoundAt = Infinity;
        break;
    }
    this.#round(occasion.at);
  }

  #come({ person, met, at }: Occasion & { kind: "comes" }): void {
    const seeker: Seeker = {
      id: person.id as SessionId,
      subject: person.id,
      interests: person.interests,
      languages: person.languages,
      isStrict: false,
      since: at,
      steps: this.policy.steps,
      met,
      allowsSameDevice: false,
    };
    this.#waiting.set(person.id, { person, seeker });
    this.#pool.add(seeker, at);
    const patienceMs = exponential(this.#random, this.scenario.patienceS * 1_000);
    this.#agenda.push({ kind: "gives-up", at: at + patienceMs, id: person.id, since: at });
  }

  #round(now: number): void {
    const { pairs, waitUntil } = pairPool(this.#pool, now);
    for (const each of pairs) this.#seat(each, now);
    if (waitUntil === undefined || waitUntil >= this.#nextRoundAt) return;
    this.#nextRoundAt = waitUntil;
    this.#agenda.push({ kind: "round", at: waitUntil });
  }

  #seat({ a, b, interests, step }: Pair, now: number): void {
    this.#shared.push(interests.length);
    this.#bySteps[step - 1] = (this.#bySteps[step - 1] ?? 0) + 1;
    const endsAt = now + exponential(this.#random, this.scenario.talkS * 1_000);
    for (const [own, other] of [[a, b], [b, a]] as const) {
      const waiting = this.#waiting.get(own);
      if (!waiting) throw new Error(`${own} was paired and did not wait`);
      this.#waiting.delete(own);
      this.#waitsMs.push(now - waiting.seeker.since);
      if (this.#random() >= this.scenario.returning) continue;
      const met = [
        ...waiting.seeker.met.filter(({ until }) => until > endsAt),
        { who: other, until: endsAt + this.policy.rematchWindowMs },
      ];
      this.#agenda.push({ kind: "comes", at: endsAt, person: waiting.person, met });
    }
  }

  /** Looks for two who wait although they may meet, and for how long they might have. */
  #audit(now: number): void {
    const seekers = [...this.#waiting.values()].map(({ seeker }) => seeker);
    seekers.forEach((one, index) => {
      for (const two of seekers.slice(index + 1)) {
        if (!mayPair(one, two, now)) continue;
        this.#worstMissMs = Math.max(this.#worstMissMs, now - firstMoment(one, two, now));
      }
    });
  }
}

/** From when on two could have met who may meet now: once they may, they always may. */
function firstMoment(one: Seeker, two: Seeker, now: number): number {
  const both = Math.max(one.since, two.since);
  const changes = [one, two].flatMap((each) => [
    ...wideningTimes(each, both),
    ...each.met.map(({ until }) => until),
  ]).filter((at) => at > both && at < now).sort((a, b) => a - b);
  return [both, ...changes].find((at) => mayPair(one, two, at)) ?? now;
}
