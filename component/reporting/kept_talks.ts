/**
 * Whom one has met lately, kept in the tab from the moment a page is left until it is there again: a
 * reload takes nobody's right to report.
 *
 * It does not know the server or what is drawn. The invariants it keeps: nothing is kept while the
 * page is there; of each talk only what a report of it needs; what was not written by this program is
 * no talk. Where the page never comes back it stays until the tab is closed, as the tab's storage
 * does.
 *
 * @module
 */
import { withContext } from "../chat/evidence.ts";
import { parseLine } from "../chat/kept_line.ts";
import { is, listOf, nullable, number, object, text } from "../link/parse.ts";
import type { RoomId } from "../../server/protocol.ts";
import type { RecentTalk } from "./recent_talks.ts";

const parseTalks = listOf(object({
  room: is("a room", (value): value is RoomId => typeof value === "string"),
  endedAt: number,
  match: object({
    why: object({
      interests: listOf(text),
      language: nullable(text),
      step: number,
      waitedMs: number,
    }),
  }),
  lines: listOf(parseLine),
}));

/**
 * Keeps talks, or forgets what was kept where there are none.
 *
 * @param name What the entry is called.
 * @param now When the one under way ends, as far as is known; milliseconds since the epoch.
 */
export function keepTalks(name: string, talks: readonly RecentTalk[], now: number): void {
  const kept = talks.map(({ room, match: { why }, lines, endedAt }) => {
    return { room, endedAt: endedAt ?? now, match: { why }, lines: withContext(lines) };
  });
  attempt(() => {
    if (kept.length === 0) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(kept));
  });
}

/** Takes out what was kept, the latest first. @param name What the entry is called. */
export function takeTalks(name: string): readonly RecentTalk[] {
  return attempt(() => {
    const kept = sessionStorage.getItem(name);
    sessionStorage.removeItem(name);
    return parseTalks(JSON.parse(kept ?? "[]"));
  }) ?? [];
}

/** Storage throws when the visitor blocks it and when it is full, and any script may write into it. */
function attempt<Value>(run: () => Value): Value | null {
  try {
    return run();
  } catch {
    return null;
  }
}
