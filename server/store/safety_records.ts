/**
 * What safety stores: reports, what they bring with them, and what becomes of them.
 *
 * It does not know how long any of it is kept; the table of retention says so. The invariant it
 * keeps: nobody is named by anything but a keyed hash.
 *
 * @module
 */
import type { ReportReason, RoomId } from "../protocol.ts";
import type { Subject } from "./keys.ts";

/** Why and until when somebody may not be matched. */
export interface Ban {
  /** The rule that was broken, as a slug. */
  readonly rule: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
  /** By which it can be asked about, without an account. */
  readonly receipt: string;
  /**
   * Which decision on the subject it is: a later one overrules those before, whenever it is written.
   * Of two with the same number, or without one, the longer holds.
   */
  readonly order?: number;
  /** Whether it was lifted: it is kept only so that no late write of an earlier one holds again. */
  readonly isLifted?: true;
}

/** A report as it was made. */
export interface Report {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly site: string;
  readonly room: RoomId;
  readonly reason: ReportReason;
  readonly note: string;
  readonly accused: Subject;
  readonly reporter: Subject;
  /** The keyed hash of the reporter's network. */
  readonly prefix: string;
  /** How long the two had talked, in milliseconds. */
  readonly talkMs: number;
  /** Pieces of evidence that are kept with it; none once they are past their time. */
  readonly items: number;
}

/** What a reporter chose to show. */
export type Evidence =
  | {
    readonly kind: "message";
    readonly from: "me" | "them";
    readonly text: string;
    /** Milliseconds since the epoch. */
    readonly at: number;
    /** Whether this server relayed it, word for word, in this room and from that side. */
    readonly isVerified: boolean;
  }
  | {
    readonly kind: "frame";
    readonly type: "image/jpeg" | "image/webp";
    readonly bytes: Uint8Array<ArrayBuffer>;
  };

/** What a moderator found about a report; `open`: nothing yet. */
export type Outcome = "open" | "upheld" | "dismissed";

/** One report of a case: the last one of its reporter. */
export interface Strike {
  readonly report: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly reporter: Subject;
  /** Other subjects of the reporter; none if absent. */
  readonly aliases?: readonly Subject[];
  readonly prefix: string;
  readonly reason: ReportReason;
  readonly talkMs: number;
  /** Whether the accused had reported the reporter shortly before. */
  readonly isReturned: boolean;
  readonly outcome: Outcome;
}

/** A restriction that was decided on. */
export interface Restriction {
  readonly ban: Ban;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The name of the moderator, or nobody: the rules alone. */
  readonly by: string | null;
}

/** What it takes to undo a decision. */
export interface Undo {
  readonly action: Action;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What had been found of each report. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly restrictions: readonly Restriction[];
  readonly appeal: string | null;
}

/** What a moderator can decide. */
export const ACTIONS = [
  /** The reports are wrong: they count no more, and a restriction that rests on them ends. */
  "dismiss",
  /** The reports are right, and what holds is enough. */
  "uphold",
  "restrict-hour",
  "restrict-day",
  "restrict-month",
  /** The appeal is right: as `dismiss`. */
  "grant",
  "refuse",
  "undo",
] as const;
/** One of them. */
export type Action = (typeof ACTIONS)[number];

/** One line of the log of what moderators did, bound to the one before. */
export interface AuditEntry {
  /** From 1, without a gap. */
  readonly number: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The name of the moderator. */
  readonly by: string;
  readonly action: string;
  /** Whom it concerned, or what. */
  readonly about: string;
  readonly detail: string;
  /** The seal of the entry before; empty for the first. */
  readonly previous: string;
  /** A keyed hash over all of the above. */
  readonly seal: string;
}

/** A record of a person, who is called otherwise after a change of the salt. */
export interface Movable {
  /** Under whom it goes on, and since when; this one says nothing more then. */
  readonly movedTo?: Encounter;
}

/** All that was reported of one person, and decided on. */
export interface Case extends Movable {
  readonly subject: Subject;
  /** Other subjects of the same person, under which a restriction may stand; none if absent. */
  readonly aliases?: readonly Subject[];
  readonly site: string;
  /** The earliest first. */
  readonly strikes: readonly Strike[];
  /** Those that count for the ladder, the earliest first; the last one may still hold. */
  readonly restrictions: readonly Restriction[];
  /** Decisions so far: the order of the next is one more. */
  readonly decisions: number;
  /** The receipt of an appeal that waits for its decision. */
  readonly appeal: string | null;
  /** What the last decision of a moderator changed, as it was before; nothing once it is undone. */
  readonly undo: Undo | null;
  /** When it last changed, milliseconds since the epoch. */
  readonly changedAt: number;
}

/** Somebody else, and when. */
export interface Encounter {
  readonly who: Subject;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What is known of how somebody behaves: the ground on which their reports are believed. */
export interface Conduct extends Movable {
  /** With whom they talked for a while, each once; the most recent last. */
  readonly talks: readonly Encounter[];
  /** Whom they reported, each once, and what was found. */
  readonly reports: readonly (Encounter & { readonly report: string; readonly outcome: Outcome })[];
}

/** By what somebody who was restricted can ask about it. */
export interface Receipt {
  readonly receipt: string;
  readonly subject: Subject;
  readonly ban: Ban;
  /** When it was decided on, milliseconds since the epoch. */
  readonly at: number;
}

/** What somebody wrote who does not agree. */
export interface Appeal {
  readonly receipt: string;
  readonly subject: Subject;
  readonly note: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly state: "open" | "granted" | "refused";
  /** When it was decided on, milliseconds since the epoch. */
  readonly decidedAt: number | null;
}
