/**
 * The note that outlives a reload: what the visitor was looking for when the page was left.
 *
 * It does not know where it is kept. The invariant it keeps: a note that is old, or that this
 * program did not write, is no note.
 *
 * @module
 */
import type { ChatState, Wish } from "./state.ts";

/**
 * After this time a reload is another visit, in milliseconds: the server holds a seat for 30 s, and
 * nobody's camera should go on because a browser restored its tabs the next morning.
 */
const FRESH_MS = 45_000;

/** What may be in it, as long as nobody has looked. */
interface Note {
  readonly at?: unknown;
  readonly wish?: { readonly [Key in keyof Wish]?: unknown };
}

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
  try {
    // Nobody waits for a page with a parser of everything: this is read before the first picture.
    const { at, wish }: Note = JSON.parse(note ?? "");
    const isFresh = typeof at === "number" && Math.abs(now - at) < FRESH_MS;
    return isFresh && isWish(wish) ? wish : null;
  } catch {
    // There is none, or anything else on the page has written into its storage.
    return null;
  }
}

function isWish(wish: Note["wish"]): wish is Wish {
  return (wish?.mode === "video" || wish?.mode === "voice" || wish?.mode === "text") &&
    [wish.interests, wish.languages].every(isListOfTexts) &&
    typeof wish.strictLanguages === "boolean";
}

function isListOfTexts(list: unknown): boolean {
  return Array.isArray(list) && list.every((text) => typeof text === "string");
}
