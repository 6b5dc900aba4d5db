/**
 * Reports: what is told to the moderators of a site about the other one of a talk.
 *
 * It does not know how they are sent; `filing.ts` does. The invariant it keeps: a report needs
 * nothing but a reason.
 *
 * @module
 */
import type { RoomId } from "../../server/protocol.ts";
import type { Line } from "./state.ts";

/** What goes along with a report. */
export interface ReportDetails {
  /** Which talk it is about; the one under way, or the last one, when absent. */
  readonly room?: RoomId | undefined;
  /** In the visitor's own words, up to 1,000 characters. */
  readonly note?: string | undefined;
  /** Lines of that talk, at most 50; the other one's last ten when absent. */
  readonly lines?: readonly Line[] | undefined;
  /** A picture of theirs as a `data:` URL of up to 48 KiB: JPEG or WebP. */
  readonly frame?: string | undefined;
}

/**
 * What became of a report: only what `failed` is worth another try at once; `too-late` is ten minutes
 * or three talks after it.
 */
export type ReportOutcome = "sent" | "too-late" | "too-often" | "failed";
