/**
 * Which lines of a talk go along with a report of it, and which are offered beside them.
 *
 * It does not know how a report is sent. The invariant it keeps: of one's own words nothing goes
 * along unless one chooses it.
 *
 * @module
 */
import type { LIMITS } from "../../server/protocol.ts";
import type { Line } from "./state.ts";

/** How many of the other one's last lines go along unless others are chosen. */
const THEIR_LAST = 10;
/** The most that the server takes; the compiler holds it equal to the wire's limit. */
export const MAX_REPORTED: (typeof LIMITS)["reportMessages"] = 50;

/** The other one's last lines. */
export function theirLast(lines: readonly Line[]): readonly Line[] {
  return lines.filter(({ from }) => from === "partner").slice(-THEIR_LAST);
}

/** The same, and one's own between and after them, by which others understand them. */
export function withContext(lines: readonly Line[]): readonly Line[] {
  const [first] = theirLast(lines);
  return first === undefined ? [] : lines.slice(lines.indexOf(first)).slice(-MAX_REPORTED);
}
