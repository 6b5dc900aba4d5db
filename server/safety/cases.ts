/**
 * What was reported of each person, and what was decided: one record each, changed one version at
 * a time.
 *
 * It does not know how reports are weighed, nor how anybody is taken out. The invariants it keeps:
 * of reports that come at once each is counted; what was decided last is what holds, however late
 * anything is written; with the next report a case goes on under the name that somebody has by then,
 * in the same write, so that nobody's reports begin anew with a new salt.
 *
 * @module
 */
import type { Clock } from "../clock.ts";
import type { JudgementPolicy } from "../sites.ts";
import { keys, type Subject } from "../store/keys.ts";
import type { Case, Conduct, Evidence, Report, Strike, Undo } from "../store/safety_records.ts";
import { type Store, StoreUnavailableError } from "../store/store.ts";
import type { Commit } from "../store/engine.ts";
import { addReport, type Conducts, type FoundConduct } from "./conducts.ts";
import { judge, type Judgement, type Voice } from "./judgement.ts";
import { follow, gather, type Gathered } from "./moved_records.ts";
import { restricted } from "./sentences.ts";
import { strikeOf, withStrike } from "./strikes.ts";

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

/** A report, with what it brings and what is known of the two besides. */
export interface Filing {
  readonly report: Report;
  readonly evidence: readonly Evidence[];
  /** Other subjects of the two, under which something may stand that was written of them. */
  readonly aliases: {
    readonly accused: readonly Subject[];
    readonly reporter: readonly Subject[];
  };
}

/** What is known of two of whom one reports the other. */
interface Parties {
  readonly found: Gathered<Case>;
  readonly accused: FoundConduct;
  readonly reporter: FoundConduct;
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
   * Takes in a report, and judges. Whatever stands under other names of the two is moved along.
   *
   * @returns What the case became; the id of the earlier report if that room was reported before.
   * @throws {StoreUnavailableError} when the store does not answer; it can be done again.
   */
  async take(filing: Filing): Promise<JudgedCase & { readonly report: string }> {
    const { store, conducts } = this.#deps;
    const { report, evidence } = filing;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const filed = await this.#filed(filing);
      if (filed.before !== null) return { ...await this.#look(report), report: filed.before };
      const parties = await this.#parties(filing);
      const { found, accused, reporter } = parties;
      const judged = await this.#strike(parties, filing);
      const next = this.#touched(judged.case, found.value);
      const { ok } = await store.commit({
        checks: [filed, found, reporter, accused].flatMap(({ checks }) => checks),
        sets: [
          { key: keys.filed(report.reporter, report.room), value: report.id },
          { key: keys.report(report.id), value: report },
          ...evidence.map((item, index) => ({
            key: keys.evidence(report.id, index),
            value: item,
          })),
          ...conducts.writesOf(reporter, judged.conduct),
          ...(accused.others.length === 0 ? [] : conducts.writesOf(accused, accused.value)),
          ...writesOf(next, found.value),
          ...movesOf(found, next),
        ],
      });
      if (ok) return { case: next, judgement: judged.judgement, report: report.id };
    }
    throw new StoreUnavailableError("Cannot report: the record keeps changing");
  }

  /**
   * Reads the case that a subject leads to.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async find(subject: Subject): Promise<Case | null> {
    return (await follow(this.#deps.store, keys.case, subject)).value;
  }

  /**
   * Reads all cases.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async all(): Promise<readonly Case[]> {
    const found = await this.#deps.store.list(keys.cases());
    return found.map(({ value }) => value).filter(({ movedTo }) => movedTo === undefined);
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
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const { value, checks } = await follow(store, keys.case, subject);
      const changed = value === null ? null : await change(value);
      if (changed === null) return null;
      const next = this.#touched(changed.next, value);
      const { ok } = await store.commit({
        checks: [...checks, ...changed.checks ?? []],
        sets: [...writesOf(next, value), ...changed.sets ?? []],
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
      known.get(subject) ?? (await conducts.read({ subject })).value;
    const voices = await Promise.all(found.strikes.map(async (strike): Promise<Voice> => ({
      strike,
      conduct: await conductOf(strike.reporter),
    })));
    return judge({
      accused: found,
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

  async #look({ accused }: Report): Promise<JudgedCase> {
    const found = await this.find(accused) ?? emptyCase({ accused, site: "", at: 0 });
    return { case: found, judgement: await this.judge(found) };
  }

  /** The report that the reporter has made of the room, under whichever name. */
  async #filed({ report, aliases }: Filing) {
    const { store } = this.#deps;
    const names = [report.reporter, ...aliases.reporter];
    const found = await Promise.all(names.map(async (name) => {
      const key = keys.filed(name, report.room);
      return { key, ...await store.get(key) };
    }));
    return {
      before: found.find(({ value }) => value !== null)?.value ?? null,
      checks: found.map(({ key }) => ({ key, versionstamp: null })),
    };
  }

  /** What is known of the two before the report. */
  async #parties({ report, aliases }: Filing): Promise<Parties> {
    const { store, conducts } = this.#deps;
    const names = { subject: report.accused, aliases: aliases.accused };
    const [found, reporter] = await Promise.all([
      gather(store, keys.case, names),
      conducts.read({ subject: report.reporter, aliases: aliases.reporter }),
    ]);
    // Where the case is, so that it is found there when the case is judged again.
    const { subject } = found;
    const accused = await conducts.read({ subject, aliases: [names.subject, ...names.aliases] });
    return { found, reporter, accused };
  }

  /** The case with one more strike and what follows from it. */
  async #strike(
    { found, accused, reporter }: Parties,
    { report, aliases }: Filing,
  ): Promise<JudgedCase & { readonly conduct: Conduct }> {
    const { clock, createId } = this.#deps;
    const before = wholeOf(found, report);
    const strike = strikeOf(report, aliases.reporter, accused.value);
    const conduct = addReport(reporter.value, {
      who: report.accused,
      at: report.at,
      report: report.id,
      outcome: "open",
    });
    const next = { ...before, site: report.site, strikes: withStrike(before.strikes, strike) };
    const known = new Map([[report.reporter, conduct], [next.subject, accused.value]]);
    const judgement = await this.judge(next, known);
    if (judgement.verdict.kind !== "restrict") return { case: next, judgement, conduct };
    const { rule, forMs } = judgement.verdict;
    const by = { by: null, at: clock.now(), receipt: createId() };
    return { case: restricted(next, { rule, forMs }, by), judgement, conduct };
  }
}

/** Everything of a case that is new in the store: the record, and what receipts tell of by now. */
function writesOf(next: Case, before: Case | null): Commit["sets"] {
  const { subject, restrictions } = next;
  const changed = restrictions.filter((each) => !before?.restrictions.includes(each));
  return [
    { key: keys.case(subject), value: next },
    ...changed.map(({ ban, at }) => ({
      key: keys.receipt(ban.receipt),
      value: { receipt: ban.receipt, subject, ban, at },
    })),
  ];
}

/** What leads from where the cases of somebody were to where their case is. */
function movesOf({ others }: Gathered<Case>, { subject, changedAt }: Case): Commit["sets"] {
  const movedTo = { who: subject, at: changedAt };
  return others.map(({ subject: accused, value: { site } }) => ({
    key: keys.case(accused),
    value: { ...emptyCase({ accused, site, at: changedAt }), movedTo },
  }));
}

/** The one case of somebody, of all that stand under their names. */
function wholeOf({ subject, value, others }: Gathered<Case>, { site, at }: Report): Case {
  const parts = [...others.map((other) => other.value), ...(value === null ? [] : [value])];
  const [first, ...rest] = parts;
  if (first === undefined) return emptyCase({ accused: subject, site, at });
  const called = new Set(parts.flatMap((part) => [part.subject, ...part.aliases ?? []]));
  called.delete(subject);
  const aliases = called.size === 0 ? {} : { aliases: [...called] };
  return { ...rest.reduce(mergeOf, first), subject, ...aliases };
}

/** Two cases of one person as one, in which each reporter is heard once. */
function mergeOf(one: Case, other: Case): Case {
  const byTime = (a: { readonly at: number }, b: { readonly at: number }) => a.at - b.at;
  return {
    ...other,
    strikes: [...one.strikes, ...other.strikes].toSorted(byTime)
      .reduce<readonly Strike[]>(withStrike, []),
    restrictions: [...one.restrictions, ...other.restrictions].toSorted(byTime),
    // A number above both, so that what holds in the end overrules what either said by itself.
    decisions: Math.max(one.decisions, other.decisions) + 1,
    appeal: other.appeal ?? one.appeal,
    undo: undoOf(one, other),
    changedAt: Math.max(one.changedAt, other.changedAt),
  };
}

/** What undoes the later of two decisions, and touches nothing of the case that it was not made on. */
function undoOf(one: Case, other: Case): Undo | null {
  const isFirst = (one.undo?.at ?? 0) > (other.undo?.at ?? 0);
  const [{ undo }, { restrictions, appeal }] = isFirst ? [one, other] : [other, one];
  if (undo === null) return null;
  return {
    ...undo,
    restrictions: [...restrictions, ...undo.restrictions],
    appeal: undo.appeal ?? appeal,
  };
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
