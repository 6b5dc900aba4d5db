/**
 * What moderators decide on cases, and its undoing.
 *
 * It does not know HTTP or who may decide. The invariants it keeps: a decision, its line in the log
 * and the state of the appeal are written together or not at all; a decision is made on the case
 * that the moderator saw.
 *
 * @module
 */
import type { Clock } from "../clock.ts";
import type { Commit } from "../store/engine.ts";
import { keys, type Subject } from "../store/keys.ts";
import type {
  Action,
  Appeal,
  Ban,
  Case,
  Outcome,
  Restriction,
  Strike,
  Undo,
} from "../store/safety_records.ts";
import type { Store } from "../store/store.ts";
import type { AuditLog } from "./audit.ts";
import type { Cases } from "./cases.ts";
import type { Conducts } from "./conducts.ts";
import { LADDER_MS, REASONS } from "./numbers.ts";
import {
  type DecisionMark,
  doesHold,
  enforce,
  holds,
  lifted,
  restricted,
  standing,
  takenBack,
} from "./sentences.ts";

export { ACTIONS } from "../store/safety_records.ts";

/** What {@linkcode Decisions} are made of. */
export interface DecisionsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly createId: () => string;
  readonly cases: Cases;
  readonly conducts: Conducts;
  readonly audit: AuditLog;
  readonly ban: (subject: Subject, ban: Ban) => Promise<void>;
}

/** A decision as a moderator makes it. */
export interface Decision {
  readonly action: Action;
  /** The name of the moderator. */
  readonly by: string;
  /** When the case that they saw had last changed, milliseconds since the epoch. */
  readonly seen: number;
}

/** What became of it. `changed`: somebody else was faster, or a report came. */
export type Decided =
  | { readonly kind: "done"; readonly case: Case }
  | { readonly kind: "gone" | "changed" | "pointless" };

const STEPS: Partial<Record<Action, number>> = {
  "restrict-hour": LADDER_MS[0],
  "restrict-day": LADDER_MS[1],
  "restrict-month": LADDER_MS[2],
};

/** The moderators' hand. */
export class Decisions {
  readonly #deps: DecisionsDeps;

  constructor(deps: DecisionsDeps) {
    this.#deps = deps;
  }

  /**
   * Decides on a case.
   *
   * @throws {StoreUnavailableError} when the store does not answer; what was done can be seen then,
   *   and the rest of it is done by deciding again.
   */
  async decide(subject: Subject, decision: Decision): Promise<Decided> {
    const { cases, audit, clock, createId } = this.#deps;
    const mark: DecisionMark = { by: decision.by, at: clock.now(), receipt: createId() };
    let refusal: Decided = { kind: "gone" };
    let before: Case | null = null;
    const next = await cases.change(subject, async (found) => {
      refusal = { kind: found.changedAt === decision.seen ? "pointless" : "changed" };
      const after = refusal.kind === "changed" ? null : apply(found, decision.action, mark);
      if (after === null) return null;
      before = found;
      const { by, action } = decision;
      const detail = describe(found, after, mark.at);
      const entry = await audit.next({ by, at: mark.at, action, about: subject, detail });
      const appeal = await this.#answer(found, after, decision.action);
      return { next: after, checks: entry.checks, sets: [...entry.sets, ...appeal] };
    });
    if (next === null) return refusal;
    await this.#enforce(next, before);
    return { kind: "done", case: next };
  }

  /**
   * Makes the restrictions of all cases hold, and the lifted ones end: whoever decided on one may
   * have ended before it was done. Twice is harmless.
   *
   * @throws {StoreUnavailableError} when the store does not answer; it can be done again.
   */
  async enforceAll(): Promise<void> {
    for (const each of await this.#deps.cases.all()) await this.#hold(each);
  }

  /** On all nodes, and for what the reporters' next word weighs. */
  async #enforce(found: Case, before: Case | null): Promise<void> {
    await this.#hold(found);
    const were = new Map(before?.strikes.map(({ report, outcome }) => [report, outcome]));
    for (const strike of found.strikes) {
      if (were.get(strike.report) === strike.outcome) continue;
      await this.#deps.conducts.decided([strike], strike.outcome);
    }
  }

  async #hold(found: Case): Promise<void> {
    const { ban, clock } = this.#deps;
    await enforce(found, { ban, now: clock.now() });
  }

  /** What is written of the appeal that a decision answers, or opens again. */
  async #answer(before: Case, after: Case, action: Action): Promise<Commit["sets"]> {
    const receipt = before.appeal ?? after.appeal;
    if (receipt === null || before.appeal === after.appeal) return [];
    const { value } = await this.#deps.store.get(keys.appeal(receipt));
    if (value === null) return [];
    const isOpen = after.appeal !== null;
    const isGranted = after.restrictions.some(({ ban }) => ban.receipt === receipt && ban.isLifted);
    const appeal: Appeal = {
      ...value,
      state: isOpen ? "open" : isGranted ? "granted" : "refused",
      decidedAt: isOpen ? null : this.#deps.clock.now(),
    };
    return action === "uphold" ? [] : [{ key: keys.appeal(receipt), value: appeal }];
  }
}

/** The case after a decision; nothing if it would change nothing. */
function apply(found: Case, action: Action, mark: DecisionMark): Case | null {
  const after = change(found, action, mark);
  if (after === null || action === "undo") return after;
  const outcomes = Object.fromEntries(
    found.strikes.map(({ report, outcome }) => [report, outcome]),
  );
  const { restrictions, appeal } = found;
  return { ...after, undo: { action, at: mark.at, outcomes, restrictions, appeal } };
}

function change(found: Case, action: Action, mark: DecisionMark): Case | null {
  const isOpen = found.strikes.some(({ outcome }) => outcome === "open");
  switch (action) {
    case "dismiss":
      return isOpen ? dismissed(found, mark) : null;
    case "uphold":
      return isOpen ? decidedOn(found, "upheld") : null;
    case "restrict-hour":
    case "restrict-day":
    case "restrict-month": {
      const sentence = { rule: worstOf(found.strikes), forMs: STEPS[action] ?? 0 };
      return restricted(decidedOn(found, "upheld"), sentence, mark);
    }
    case "grant":
      if (found.appeal === null) return null;
      return { ...freed(withOutcome(found, "dismissed", () => true), mark), appeal: null };
    case "refuse":
      return found.appeal === null ? null : { ...found, appeal: null };
    case "undo":
      return undone(found, mark);
  }
}

function decidedOn(found: Case, outcome: Outcome): Case {
  return withOutcome(found, outcome, (strike) => strike.outcome === "open");
}

function withOutcome(found: Case, outcome: Outcome, isMeant: (strike: Strike) => boolean): Case {
  const strikes = found.strikes.map((strike) => isMeant(strike) ? { ...strike, outcome } : strike);
  return { ...found, strikes };
}

/**
 * Takes back what the rules alone imposed for reports that nobody had looked at. What a moderator
 * decided stays, and so does an appeal against it.
 */
function dismissed(found: Case, { by, at: now }: DecisionMark): Case {
  const resting = standing(found, now).filter((each) =>
    each.by === null && found.strikes.some(({ outcome, at }) => outcome === "open" && at <= each.at)
  );
  const decided = decidedOn(found, "dismissed");
  if (resting.length === 0) return decided;
  const after = lifted(decided, resting, by);
  const isAppealed = after.restrictions.some((each) =>
    each.ban.receipt === found.appeal && doesHold(each, now)
  );
  return isAppealed ? after : { ...after, appeal: null };
}

function freed(found: Case, { by, at }: DecisionMark): Case {
  return lifted(found, standing(found, at), by);
}

/** As it was before the last decision; what was reported since, and followed from it, stays. */
function undone(found: Case, mark: DecisionMark): Case | null {
  const { undo } = found;
  if (undo === null) return null;
  const strikes = found.strikes.map((strike): Strike => ({
    ...strike,
    outcome: undo.outcomes[strike.report] ?? strike.outcome,
  }));
  const restrictions = found.restrictions.map((each) =>
    each.at > undo.at ? each : asBefore(each, undo, mark)
  );
  // With a new number: what was decided in between is overruled by it.
  const decisions = found.decisions + 1;
  return { ...found, strikes, restrictions, appeal: undo.appeal, undo: null, decisions };
}

/** A restriction as it was before the decision that is undone. */
function asBefore(now: Restriction, { restrictions }: Undo, { by, at }: DecisionMark): Restriction {
  const before = restrictions.find(({ ban }) => ban.receipt === now.ban.receipt);
  // What would hold again may be over by now; what holds has to end all the same.
  const isOver = before !== undefined && before.ban.until <= at && now.ban.until > at;
  return before === undefined || isOver ? takenBack(now, by) : before;
}

function worstOf(strikes: readonly Strike[]): string {
  const [worst] = strikes.filter(({ outcome }) => outcome !== "dismissed")
    .toSorted((a, b) => REASONS[b.reason].severity - REASONS[a.reason].severity);
  return worst?.reason ?? "other";
}

function describe(before: Case, after: Case, now: number): string {
  const count = before.strikes.filter(({ outcome }) => outcome === "open").length;
  const [was, is] = [holds(before, now)?.ban, holds(after, now)?.ban];
  const takenBack = ({ restrictions }: Case) => restrictions.filter(({ ban }) => ban.isLifted);
  const isNew = is !== undefined && (is.rule !== was?.rule || is.until !== was.until);
  const end = isNew
    ? `${is.rule} until ${new Date(is.until).toISOString()}`
    : takenBack(after).length > takenBack(before).length
    ? "lifted"
    : "unchanged";
  return `${count} open reports, restriction ${end}`;
}
