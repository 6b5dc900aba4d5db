/**
 * Reports: what is told to the moderators of a site about the other one of a talk.
 *
 * It does not know states or how anybody decides about it. The invariants it keeps: nothing goes
 * along that was not chosen, but for the other one's last messages where nothing was said of them;
 * whatever a stranger's program called its messages, a report of them can be read.
 *
 * @module
 */
import type { ReportReason, ReportRequest, RoomId } from "../../server/protocol.ts";
import { ProblemError } from "../link/problem_error.ts";
import type { Signaling } from "../link/signaling.ts";
import { MAX_REPORTED } from "./evidence.ts";
import type { Line } from "./state.ts";

/** What the server takes as a message's id. A stranger's program may send any. */
const ID_PATTERN = /^[\w-]+$/;

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

/** A report before it is written for the wire. */
export interface Filing extends ReportDetails {
  readonly room: RoomId;
  readonly reason: ReportReason;
  readonly lines: readonly Line[];
}

/** Hands a report to the server. Never rejects. */
export async function file(
  signaling: Signaling,
  { lines, ...rest }: Filing,
): Promise<ReportOutcome> {
  try {
    await signaling.report({ ...rest, messages: lines.slice(-MAX_REPORTED).map(quote) });
    return "sent";
  } catch (error) {
    const slug = error instanceof ProblemError ? error.slug : "";
    if (slug === "rate-limited") return "too-often";
    // Whoever has another session by now sat in no room with it.
    return slug === "not-in-room" || slug === "unauthorized" ? "too-late" : "failed";
  }
}

function quote(
  { id, from, text, at, signature }: Line,
): NonNullable<ReportRequest["messages"]>[number] {
  return {
    id: ID_PATTERN.test(id) ? id : "odd",
    from: from === "self" ? "me" : "them",
    text,
    at,
    signature,
  };
}
