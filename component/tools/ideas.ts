/**
 * Questions to begin a talk with: from what the two share, and for everybody.
 *
 * It does not know how they are shown. The invariants it keeps: both sides of a talk are offered the
 * same questions in the same order as long as they read the same language, and what is shared comes
 * first.
 *
 * @module
 */
import type { Match } from "../../server/protocol.ts";
import type { ToolsTable } from "../strings/tools_en.ts";

/** The table in one's own language, and the English one: many write their interests in English. */
export interface IdeaWords {
  readonly own: ToolsTable;
  readonly english: ToolsTable;
}

/** The questions for a talk, the most fitting first; never empty. */
export function ideasFor({ room, why }: Pick<Match, "room" | "why">, words: IdeaWords): string[] {
  const { own, english } = words;
  const shared = why.interests.flatMap((tag) => {
    const names = Object.entries(own.topics).flatMap(([name, topic]) => {
      const twin = Reflect.get(english.topics, name)?.tags ?? "";
      return isAmong(tag, topic.tags) || isAmong(tag, twin) ? topic.asks.split("\n") : [];
    });
    return [...names, own.about(tag)];
  });
  const general = own.general.split("\n");
  const first = [...room].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % general.length;
  return [...new Set([...shared, ...general.slice(first), ...general.slice(0, first)])];
}

function isAmong(tag: string, tags: string): boolean {
  return tags.split(",").some((one) => one.trim() === tag.toLowerCase());
}
