/**
 * A line of a talk, as the tab keeps it over a reload.
 *
 * It does not know what it is kept for. The invariant it keeps: what was not written by this program
 * is no line.
 *
 * @module
 */
import { number, object, oneOf, type Parser, text } from "../link/parse.ts";
import type { Line } from "./state.ts";

/** Reads a line. */
export const parseLine: Parser<Line> = object({
  id: text,
  from: oneOf("self", "partner"),
  text,
  at: number,
  delivery: oneOf("sending", "sent", "seen", "failed"),
}, { signature: text });
