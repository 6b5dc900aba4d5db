/**
 * A report while it is being written: what goes along, and how it fares.
 *
 * It does not know how it is drawn or sent. The invariants it keeps: until somebody chooses
 * otherwise the other one's last messages go along and nothing of one's own, and a picture only with
 * a reason that can be seen.
 *
 * @module
 */
import type { ReportReason } from "../../server/protocol.ts";
import { theirLast, withContext } from "../chat/evidence.ts";
import type { ReportDetails, ReportOutcome } from "../chat/reports.ts";
import type { Line } from "../chat/state.ts";
import type { RecentTalk } from "./recent_talks.ts";

/** Reasons that a picture can show. */
const SEEN: ReadonlySet<ReportReason> = new Set([
  "child-safety",
  "violence",
  "sexual",
  "underage",
  "hate",
  "harassment",
  "self-harm",
]);

/** How a report fares. */
export type Progress =
  | { readonly kind: "choosing" }
  | { readonly kind: "sending"; readonly reason: ReportReason }
  | { readonly kind: "sent" }
  | {
    readonly kind: "failed";
    readonly reason: ReportReason;
    readonly outcome: Exclude<ReportOutcome, "sent">;
  };

/** A picture that may go along. */
export interface Shot {
  /** To be shown: pages may forbid every picture that has an address of its own. */
  readonly canvas: unknown;
  /** To be sent, as a data URL. */
  readonly url: string;
}

/** A report of one talk. */
export interface Draft {
  readonly talk: RecentTalk;
  readonly progress: Progress;
  readonly note: string;
  /** Lines that were ticked or unticked, by `keyOf`; the others are as they are at first. */
  readonly ticks: ReadonlyMap<string, boolean>;
  /** A picture of theirs, or none. */
  readonly picture: Shot | null;
  readonly isPictureTicked: boolean;
  /** Whether it was uncovered. */
  readonly isPictureSeen: boolean;
  /** The reason that stands out: the frame check has found something. */
  readonly suggested: ReportReason | null;
}

/** Begins a report. */
export function beginDraft(talk: RecentTalk, picture: Shot | null): Draft {
  return {
    talk,
    progress: { kind: "choosing" },
    note: "",
    ticks: new Map(),
    picture,
    isPictureTicked: true,
    isPictureSeen: false,
    suggested: null,
  };
}

/** A line that may go along, and whether it does. */
export interface Offered {
  readonly line: Line;
  readonly isTicked: boolean;
}

/** What a line is known by: a stranger's program may take the ids of one's own. */
export function keyOf({ from, id }: Line): string {
  return `${from} ${id}`;
}

/** The lines to choose from, in their order. */
export function offeredLines({ talk: { lines }, ticks }: Draft): readonly Offered[] {
  const first = theirLast(lines);
  return withContext(lines).map((line) => ({
    line,
    isTicked: ticks.get(keyOf(line)) ?? first.includes(line),
  }));
}

/** What goes along with a report for that reason. */
export function detailsOf(draft: Draft, reason: ReportReason): ReportDetails {
  const { talk: { room }, note, picture, isPictureTicked } = draft;
  const lines = offeredLines(draft).flatMap(({ line, isTicked }) => isTicked ? [line] : []);
  const frame = isPictureTicked && SEEN.has(reason) ? picture?.url : undefined;
  return { room, note: note.trim(), lines, frame };
}
