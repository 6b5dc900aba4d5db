/**
 * What was reported of each person, and what was decided: one record each, changed one version at
 * a time.
 *
 * It does not know how reports are weighed, nor how anybody is taken out. The invariants it keeps:
 * of reports that come at once each is counted; what was decided last is what holds, however late
 * anything is written.
 *
 * @module
 */
import type { Clock } from "../clock.ts";
import type { JudgementPolicy } from "../sites.ts";
import { keys, type Subject } from "../store/keys.ts";
import type { Case, Conduct, Evidence, Report, Strike } from "../store/safety_records.ts";
import { type Store, StoreUnavailableError } from "../store/store.ts";
import type { Commit } from "../store/engine.ts";
import { addReport, type Conducts } from "./conducts.ts";
import { judge, type Judgement, type Voice } from "./judgement.ts";
import { MAX_STRIKES, REASONS, RETURN_MS } from "./numbers.ts";
import { restricted } from "./sentences.ts";

/** Many may report one person at once. */
const MAX_TRIES = 20;

/** What {@linkcode Cases} are made of. */
export interface CasesDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly createId: () => string;
  readonly conducts: Conducts;
  readonly policyOf: (site: string) => JudgementPolicy;
}

/** A change of a case, with what is written along with it. */
export interface CaseChange {
  readonly next: Case;
  readonly checks?: Commit["checks"];
  readonly sets?: Commit["sets"];
}

/** A case and the figures of its judgement. */
export interface JudgedCase {
  readonly case: Case;
  readonly judgement: Judgement;
}

/** All cases. */
export class Cases {
  readonly #deps: CasesDeps;

  constructor(deps: CasesDeps) {
    this.#deps = deps;
  }

  /**
   * Takes in a report, and judges.
   *
   * @returns What the case became; the id of the earlier report if that room was reported before.
   * @throws {StoreUnavailableError} when the store does not answer; it can be done again.
   */
  async take(
    report: Report,
    evidence: readonly Evidence[],
  ): Promise<JudgedCase & { readonly report: string }> {
    const { store } = this.#deps;
    const filed = keys.filed(report.reporter, report.room);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const { value: before } = await store.get(filed);
      if (before !== null) return { ...await this.#look(report.accused), report: before };
      const { value, versionstamp } = await store.get(keys.case(report.accused));
      const reporter = await this.#deps.conducts.read(report.reporter);
      const judged = await this.#strike(value ?? emptyCase(report), report, reporter.value);
      const found = { ...judged, case: this.#touched(judged.case, value) };
      const { ok } = await store.commit({
        checks: [
          { key: filed, versionstamp: null },
          { key: keys.case(report.accused), versionstamp },
          { key: keys.conduct(report.reporter), versionstamp: reporter.versionstamp },
        ],
        sets: [
          { key: filed, value: report.id },
          { key: keys.report(report.id), value: report },
          ...evidence.map((item, index) => ({
            key: keys.evidence(report.id, index),
            value: item,
          })),
          { key: keys.conduct(report.reporter), value: found.conduct },
          ...writesOf(found.case),
        ],
      });
      if (ok) return { ...found, report: report.id };
    }
    throw new StoreUnavailableError("Cannot report: the record keeps changing");
  }

  /**
   * Reads a case.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async find(subject: Subject): Promise<Case | null> {
    return (await this.#deps.store.get(keys.case(subject))).value;
  }

  /**
   * Reads all cases.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async all(): Promise<readonly Case[]> {
    return (await this.#deps.store.list(keys.cases())).map(({ value }) => value);
  }

  /**
   * Changes a case against the version at which it was read.
   *
   * @param change What it becomes; nothing leaves it as it is.
   * @returns The case as it is now; nothing if there is none, or it was left.
   * @throws {StoreUnavailableError} when the store does not answer; whether it was done is unknown.
   */
  async change(
    subject: Subject,
    change: (found: Case) => CaseChange | null | Promise<CaseChange | null>,
  ): Promise<Case | null> {
    const { store } = this.#deps;
    const key = keys.case(subject);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const { value, versionstamp } = await store.get(key);
      const changed = value === null ? null : await change(value);
      if (changed === null) return null;
      const next = this.#touched(changed.next, value);
      const { ok } = await store.commit({
        checks: [{ key, versionstamp }, ...changed.checks ?? []],
        sets: [...writesOf(next), ...changed.sets ?? []],
      });
      if (ok) return next;
    }
    throw new StoreUnavailableError("Cannot decide: the case keeps changing");
  }

  /**
   * Judges a case as it is.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async judge(found: Case, known: ReadonlyMap<Subject, Conduct> = new Map()): Promise<Judgement> {
    const { conducts, policyOf, clock } = this.#deps;
    const conductOf = async (subject: Subject) =>
      known.get(subject) ?? (await conducts.read(subject)).value;
    const voices = await Promise.all(found.strikes.map(async (strike): Promise<Voice> => ({
      strike,
      conduct: await conductOf(strike.reporter),
    })));
    return judge({
      accused: found.subject,
      voices,
      conduct: await conductOf(found.subject),
      restrictions: found.restrictions,
      policy: policyOf(found.site),
      now: clock.now(),
    });
  }

  /** Two changes of one moment can be told apart. */
  #touched(next: Case, before: Case | null): Case {
    const now = this.#deps.clock.now();
    return { ...next, changedAt: before === null ? now : Math.max(now, before.changedAt + 1) };
  }

  async #look(subject: Subject): Promise<JudgedCase> {
    const found = await this.find(subject) ?? emptyCase({ accused: subject, site: "", at: 0 });
    return { case: found, judgement: await this.judge(found) };
  }

  /** The case with one more strike and what follows from it. */
  async #strike(
    before: Case,
    report: Report,
    reporter: Conduct,
  ): Promise<JudgedCase & { readonly conduct: Conduct }> {
    const { clock, createId, conducts } = this.#deps;
    const { value: accused } = await conducts.read(report.accused);
    const strike = strikeOf(report, accused);
    const others = before.strikes.filter((each) => each.reporter !== report.reporter);
    const earlier = before.strikes.find((each) => each.reporter === report.reporter);
    const conduct = addReport(reporter, {
      who: report.accused,
      at: report.at,
      report: report.id,
      outcome: "open",
    });
    const next: Case = {
      ...before,
      site: report.site,
      strikes: [...others, worseOf(strike, earlier)].slice(-MAX_STRIKES),
    };
    const known = new Map([[report.reporter, conduct], [report.accused, accused]]);
    const judgement = await this.judge(next, known);
    if (judgement.verdict.kind !== "restrict") return { case: next, judgement, conduct };
    const { rule, forMs } = judgement.verdict;
    const by = { by: null, at: clock.now(), receipt: createId() };
    return { case: restricted(next, { rule, forMs }, by), judgement, conduct };
  }
}

/** Everything that a case is in the store: the record, and its last restriction by its receipt. */
function writesOf(found: Case): Commit["sets"] {
  const last = found.restrictions.at(-1);
  const { subject } = found;
  return [
    { key: keys.case(subject), value: found },
    ...(last === undefined ? [] : [{
      key: keys.receipt(last.ban.receipt),
      value: { receipt: last.ban.receipt, subject, ban: last.ban, at: last.at },
    }]),
  ];
}

function emptyCase({ accused, site, at }: Pick<Report, "accused" | "site" | "at">): Case {
  return {
    subject: accused,
    site,
    strikes: [],
    restrictions: [],
    decisions: 0,
    appeal: null,
    undo: null,
    changedAt: at,
  };
}

/** Whoever reports again, for less, has not taken back what they said first. */
function worseOf(strike: Strike, earlier: Strike | undefined): Strike {
  const isWorse = earlier?.outcome === "open" &&
    REASONS[earlier.reason].severity > REASONS[strike.reason].severity;
  return isWorse ? { ...strike, reason: earlier.reason } : strike;
}

function strikeOf(report: Report, accused: Conduct): Strike {
  const { id, at, reporter, prefix, reason, talkMs } = report;
  // Whoever reports everybody first would silence them all; their own word has to count.
  const isReturned =
    accused.reports.some((each) =>
      each.who === reporter && each.outcome !== "dismissed" && at - each.at < RETURN_MS
    ) && accused.talks.filter(({ who }) => who !== reporter).length >= accused.reports.length;
  return { report: id, at, reporter, prefix, reason, talkMs, isReturned, outcome: "open" };
}
