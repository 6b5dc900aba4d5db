/**
 * The lines of the talk under way, kept in the tab for a reload: what was said, and what of it the
 * other one has not seen.
 *
 * It does not know where they are kept. The invariants it keeps: a line is kept before anything is
 * said about it to the other side; lines are those of one room and are gone when its talk is over;
 * what was not written by this program is no line.
 *
 * @module
 */
import type { HelloData } from "../../server/protocol.ts";
import { listOf, object, text } from "../link/parse.ts";
import type { SessionStore } from "../link/session_store.ts";
import { parseLine } from "./kept_line.ts";
import type { ChatState, Line } from "./state.ts";
import type { ChatInput } from "./transition_types.ts";

/** The most lines that are kept. */
const MAX_KEPT = 200;
/** The most characters of text that are kept, so that writing them down stays quick. */
const MAX_CHARACTERS = 50_000;

const parseHistory = object({
  room: text,
  lines: listOf(parseLine),
});

/**
 * Reads the lines of the room in which one sits.
 *
 * @returns `null` when this tab knows nothing of that room.
 */
export function readHistory(store: SessionStore, hello: HelloData): readonly Line[] | null {
  try {
    const { room, lines } = parseHistory(JSON.parse(store.history ?? "null"));
    return hello.state === "seated" && hello.room === room ? lines : null;
  } catch {
    // Anything on the page may write into its storage.
    return null;
  }
}

/** Keeps what a step of the conversation has changed, and forgets the talk when it is over. */
export function keepHistory(
  store: SessionStore,
  { before, after, input }: {
    readonly before: ChatState;
    readonly after: ChatState;
    readonly input: ChatInput;
  },
): void {
  const earlier = before.kind === "talk" ? before : null;
  if (after.kind === "talk") {
    const { lines, match: { room } } = after;
    const isKept = lines === earlier?.lines && room === earlier.match.room;
    if (!isKept) store.saveHistory(JSON.stringify({ room, lines: newest(lines) }));
  } else if (earlier !== null || input.kind === "hello") {
    // With `hello` it is clear that the talk of an earlier load is over, or is not taken up.
    store.saveHistory(null);
  }
}

function newest(lines: readonly Line[]): readonly Line[] {
  let characters = 0;
  const first = lines.findLastIndex((line) => (characters += line.text.length) > MAX_CHARACTERS);
  return lines.slice(Math.max(first + 1, lines.length - MAX_KEPT));
}
