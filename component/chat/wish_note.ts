/**
 * The note that outlives a reload: what the visitor was looking for when the page was left.
 *
 * It does not know where it is kept. The invariant it keeps: a note that is old, or that this
 * program did not write, is no note.
 *
 * @module
 */
import { flag, listOf, number, object, oneOf, text } from "../link/parse.ts";
import type { ChatState, Wish } from "./state.ts";

/**
 * After this time a reload is another visit, in milliseconds: the server holds a seat for 30 s, and
 * nobody's camera should go on because a browser restored its tabs the next morning.
 */
const FRESH_MS = 45_000;

const parseNote = object({
  at: number,
  wish: object({
    mode: oneOf("video", "voice", "text"),
    interests: listOf(text),
    languages: listOf(text),
    strictLanguages: flag,
  }),
});

/**
 * Writes the note.
 *
 * @param at Now, milliseconds since the epoch.
 * @returns `null` when nothing is under way that could go on.
 */
export function writeNote(state: ChatState, at: number): string | null {
  const { kind } = state;
  if (kind !== "opening" && kind !== "waiting" && kind !== "talk") return null;
  return JSON.stringify({ at, wish: state.wish });
}

/** Reads the note. @param now Milliseconds since the epoch. @returns `null` when there is none. */
export function readNote(note: string | null, now: number): Wish | null {
  if (note === null) return null;
  try {
    const { at, wish } = parseNote(JSON.parse(note));
    return Math.abs(now - at) < FRESH_MS ? wish : null;
  } catch {
    // Anything on the page may write into its storage.
    return null;
  }
}
