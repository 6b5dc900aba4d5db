/**
 * Calls for a moderator: at once for the heaviest reasons, and when reports come in a rush.
 *
 * It does not know who is called or how. The invariants it keeps: a call says that something is
 * there, and nothing of what was said or of whom; one rush is told of once.
 *
 * @module
 */
import type { Clock } from "../clock.ts";
import type { ReportReason } from "../protocol.ts";
import type { Report } from "../store/safety_records.ts";
import { REASONS } from "./numbers.ts";

/** So many reports within {@linkcode RUSH_MS} are a rush on a quiet evening. */
const RUSH_REPORTS = 10;
const RUSH_MS = 10 * 60_000;
/** What came before tells what is usual; in milliseconds. */
const USUAL_MS = 6 * 60 * 60_000;
/** A rush is this much more than usual. */
const RUSH_TIMES = 3;

/** What whoever is called is told. */
export type Alert =
  | {
    readonly kind: "heavy-report";
    readonly reason: ReportReason;
    readonly site: string;
    readonly at: number;
  }
  | {
    readonly kind: "rush";
    readonly reports: number;
    readonly withinMs: number;
    readonly at: number;
  };

/** What {@linkcode Alerts} are made of. */
export interface AlertsDeps {
  readonly clock: Clock;
  /** Calls somebody; a call that fails is not repeated. */
  readonly call: (alert: Alert) => void;
}

/** The watch over reports that come to this node. */
export class Alerts {
  readonly #deps: AlertsDeps;
  #times: number[] = [];
  #rushUntil = 0;

  constructor(deps: AlertsDeps) {
    this.#deps = deps;
  }

  /** Takes note of a report. */
  reported({ reason, site }: Pick<Report, "reason" | "site">): void {
    const at = this.#deps.clock.now();
    if (REASONS[reason].severity === 4) {
      this.#deps.call({ kind: "heavy-report", reason, site, at });
    }
    this.#times = [...this.#times.filter((time) => time > at - USUAL_MS), at];
    const recent = this.#times.filter((time) => time > at - RUSH_MS).length;
    const usual = (this.#times.length - recent) * RUSH_MS / (USUAL_MS - RUSH_MS);
    if (at < this.#rushUntil || recent < Math.max(RUSH_REPORTS, RUSH_TIMES * usual)) return;
    this.#rushUntil = at + RUSH_MS;
    this.#deps.call({ kind: "rush", reports: recent, withinMs: RUSH_MS, at });
  }
}
