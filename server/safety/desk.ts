/**
 * What moderators see: the queue, one case with all that belongs to it, and everything at once.
 *
 * It does not know HTTP or who may look. The invariant it keeps: the queue begins with what is worst,
 * and of what is equally bad with what has waited longest.
 *
 * @module
 */
import type { ReportReason } from "../protocol.ts";
import { keys, type Subject } from "../store/keys.ts";
import type { Appeal, Case, Evidence, Report, Restriction } from "../store/safety_records.ts";
import type { Store } from "../store/store.ts";
import type { Clock } from "../clock.ts";
import type { Cases } from "./cases.ts";
import type { Judgement } from "./judgement.ts";
import { REASONS } from "./numbers.ts";
import { holds } from "./sentences.ts";

/** How bad an appeal is in the queue: somebody may be kept out wrongly. */
const APPEAL_SEVERITY = 3;

/** A case as a line of the queue. */
export interface QueueLine {
  readonly subject: Subject;
  readonly site: string;
  /** Whether a moderator has something to decide. */
  readonly isOpen: boolean;
  /** 0 to 4. */
  readonly severity: number;
  readonly isUrgent: boolean;
  /** Since when it waits, milliseconds since the epoch. */
  readonly since: number;
  /** Reports that nobody has decided on. */
  readonly open: number;
  readonly reasons: readonly ReportReason[];
  readonly figures: Pick<Judgement, "pressure" | "voices" | "share">;
  /** The restriction that holds. */
  readonly holding: Restriction | null;
  readonly hasAppeal: boolean;
  readonly canUndo: boolean;
  /** To be sent along with a decision. */
  readonly changedAt: number;
}

/** A report with what it brought. */
export interface FiledReport extends Omit<Report, "accused"> {
  readonly outcome: string;
  readonly messages: readonly Extract<Evidence, { readonly kind: "message" }>[];
  readonly hasFrame: boolean;
}

/** A case with all that belongs to it. */
export interface CaseFile extends QueueLine {
  readonly reports: readonly FiledReport[];
  readonly restrictions: readonly Restriction[];
  readonly appeal: Appeal | null;
}

/** What the {@linkcode Desk} is made of. */
export interface DeskDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly cases: Cases;
}

/** The moderators' desk. */
export class Desk {
  readonly #deps: DeskDeps;

  constructor(deps: DeskDeps) {
    this.#deps = deps;
  }

  /**
   * All cases: first what is open, the worst first, then what was decided, the latest first.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async queue(): Promise<readonly QueueLine[]> {
    const lines = [];
    for (const each of await this.#deps.cases.all()) lines.push(await this.#line(each));
    return lines.toSorted(byUrgency);
  }

  /**
   * One case with its reports, the latest first.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async open(subject: Subject): Promise<CaseFile | null> {
    const { store, cases } = this.#deps;
    const found = await cases.find(subject);
    if (found === null) return null;
    const reports: FiledReport[] = [];
    for (const { report, outcome } of found.strikes.toReversed()) {
      const { value } = await store.get(keys.report(report));
      if (value !== null) reports.push(await this.#filed(value, outcome));
    }
    const { restrictions } = found;
    const receipts = restrictions.map(({ ban }) => ban.receipt).toReversed();
    return {
      ...await this.#line(found),
      reports,
      restrictions,
      appeal: await this.#appeal(receipts),
    };
  }

  /**
   * The picture of a report, if there is one.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async frame(report: string): Promise<Extract<Evidence, { readonly kind: "frame" }> | null> {
    for (const { value } of await this.#deps.store.list(keys.allEvidence(report))) {
      if (value.kind === "frame") return value;
    }
    return null;
  }

  async #line(found: Case): Promise<QueueLine> {
    const { subject, site, strikes, appeal, undo, changedAt } = found;
    const open = strikes.filter(({ outcome }) => outcome === "open");
    const { verdict, severity, ...figures } = await this.#deps.cases.judge(found);
    const reasons = [...new Set(open.map(({ reason }) => reason))]
      .toSorted((a, b) => REASONS[b].severity - REASONS[a].severity);
    const oldest = Math.min(changedAt, ...open.map(({ at }) => at));
    return {
      subject,
      site,
      isOpen: open.length > 0 || appeal !== null,
      severity: Math.max(severity, appeal === null ? 0 : APPEAL_SEVERITY),
      isUrgent: verdict.kind === "review" && verdict.isUrgent,
      since: oldest,
      open: open.length,
      reasons,
      figures,
      holding: holds(found, this.#deps.clock.now()) ?? null,
      hasAppeal: appeal !== null,
      canUndo: undo !== null,
      changedAt,
    };
  }

  async #filed({ accused: _, ...report }: Report, outcome: string): Promise<FiledReport> {
    const evidence = await this.#deps.store.list(keys.allEvidence(report.id));
    const items = evidence.map(({ value }) => value);
    return {
      ...report,
      outcome,
      messages: items.filter((item) => item.kind === "message"),
      hasFrame: items.some(({ kind }) => kind === "frame"),
    };
  }

  async #appeal(receipts: readonly string[]): Promise<Appeal | null> {
    for (const receipt of receipts) {
      const { value } = await this.#deps.store.get(keys.appeal(receipt));
      if (value !== null) return value;
    }
    return null;
  }
}

function byUrgency(one: QueueLine, other: QueueLine): number {
  if (one.isOpen !== other.isOpen) return one.isOpen ? -1 : 1;
  if (!one.isOpen) return other.changedAt - one.changedAt;
  return other.severity - one.severity || one.since - other.since;
}
