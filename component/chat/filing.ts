/**
 * Hands a report to the server; loaded with the first talk.
 *
 * It does not know what is done about it. The invariants it keeps: nothing goes along that was not
 * chosen, but for the other one's last messages where nothing was said of them; whatever a stranger's
 * program called its messages, a report of them can be read.
 *
 * @module
 */
import type { ReportReason, ReportRequest } from "../../server/protocol.ts";
import type { Signaling } from "../link/signaling.ts";
import { MAX_REPORTED, theirLast } from "./evidence.ts";
import type { ReportDetails, ReportOutcome } from "./reports.ts";
import type { Line } from "./state.ts";
import type { StateOf } from "./transition_types.ts";

/** What the server takes as a message's id. A stranger's program may send any. */
const ID_PATTERN = /^[\w-]+$/;

/** A report. */
export interface Filing extends ReportDetails {
  readonly reason: ReportReason;
}

/**
 * Hands it in. Never rejects.
 *
 * @param last The talk under way, or the last one while nobody else is looked for.
 */
export async function file(
  signaling: Signaling,
  { lines, ...rest }: Filing,
  last: StateOf<"talk" | "ended"> | null,
): Promise<ReportOutcome> {
  const { room = last?.match.room } = rest;
  if (room === undefined) return "too-late";
  const said = room === last?.match.room ? theirLast(last.lines) : [];
  const messages = (lines ?? said).slice(-MAX_REPORTED).map(quote);
  try {
    await signaling.report({ ...rest, room, messages });
    return "sent";
  } catch (error) {
    return outcomeOf(error);
  }
}

function outcomeOf(error: unknown): ReportOutcome {
  // By its shape: a part has a copy of the class of its own.
  const slug = error instanceof Error && "slug" in error ? error.slug : "";
  if (slug === "rate-limited") return "too-often";
  // Whoever has another session by now sat in no room with it.
  return slug === "not-in-room" || slug === "unauthorized" ? "too-late" : "failed";
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
