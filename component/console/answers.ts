/**
 * What the console's calls answer, as far as the page reads it.
 *
 * @module
 */
import type { ReportReason } from "../../server/protocol.ts";

/** Who is signed in. */
export interface Me {
  readonly name: string;
  readonly role: "moderator" | "admin";
}

/** What a moderator can decide. */
export type Action =
  | "dismiss"
  | "uphold"
  | "restrict-hour"
  | "restrict-day"
  | "restrict-month"
  | "grant"
  | "refuse"
  | "undo";

/** A restriction; times are milliseconds since the epoch. */
export interface Restriction {
  readonly ban: { readonly rule: string; readonly until: number; readonly isLifted?: true };
  readonly at: number;
  readonly by: string | null;
}

/** A line of the queue. */
export interface QueueLine {
  readonly subject: string;
  readonly site: string;
  readonly isOpen: boolean;
  readonly severity: number;
  readonly isUrgent: boolean;
  readonly since: number;
  readonly open: number;
  readonly reasons: readonly ReportReason[];
  readonly figures: { readonly pressure: number; readonly voices: number; readonly share: number };
  readonly holding: Restriction | null;
  readonly hasAppeal: boolean;
  readonly canUndo: boolean;
  readonly changedAt: number;
}

/** A report with what it brought. */
export interface FiledReport {
  readonly id: string;
  readonly at: number;
  readonly reason: ReportReason;
  readonly note: string;
  readonly talkMs: number;
  readonly outcome: "open" | "upheld" | "dismissed";
  readonly messages: readonly {
    readonly from: "me" | "them";
    readonly text: string;
    readonly at: number;
    readonly isVerified: boolean;
  }[];
  readonly hasFrame: boolean;
}

/** One case with all that belongs to it. */
export interface CaseFile extends QueueLine {
  readonly reports: readonly FiledReport[];
  readonly restrictions: readonly Restriction[];
  readonly appeal: {
    readonly note: string;
    readonly at: number;
    readonly state: "open" | "granted" | "refused";
  } | null;
}

/** One minute of a node. */
export interface Sample {
  readonly at: number;
  readonly online: number;
  readonly waiting: number;
  readonly talks: number;
  readonly reports: number;
}

/** The log, the latest first. */
export interface Log {
  readonly entries: readonly {
    readonly number: number;
    readonly at: number;
    readonly by: string;
    readonly action: string;
    readonly about: string;
    readonly detail: string;
  }[];
  /** The first entry that is not as it was written. */
  readonly brokenAt: number | null;
}
