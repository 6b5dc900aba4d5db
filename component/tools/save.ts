/**
 * Writes a talk down as text and hands it to its visitor as a file.
 *
 * It does not know the server: nothing leaves the page. The invariant it keeps: what is in the file
 * is what was on the screen, in the same order; a line that begins with a time is one that was
 * written at that time, whatever stands in another one.
 *
 * @module
 */
import type { Line } from "../chat/state.ts";

/** The words of a saved talk. */
export interface SaveWords {
  /** The first line: what it is, and of which day. */
  readonly title: string;
  readonly you: string;
  readonly stranger: string;
  /** A time of day; `at` in milliseconds since the epoch. */
  readonly time: (at: number) => string;
}

/** Whatever ends a line in some editor. */
const LINE_ENDS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
/** All others but the tab: a terminal that shows the file would obey them. */
const CONTROLS = /(?![\t\n])\p{Cc}/gu;
const INDENT = "\n    ";

/** Writes the lines down, one below the other, each with its time and who wrote it. */
export function writeTalk(lines: readonly Line[], words: SaveWords): string {
  const rows = lines.map(({ from, text, at }) => {
    const said = text.replaceAll(LINE_ENDS, INDENT).replaceAll(CONTROLS, "\ufffd");
    return `[${words.time(at)}] ${from === "self" ? words.you : words.stranger}: ${said}`;
  });
  return [words.title, "", ...rows, ""].join("\n");
}

/**
 * Saves a text as a file, where the browser saves files.
 *
 * @param name The file's name, with its ending.
 */
export function saveFile(name: string, text: string): void {
  // A byte order mark, so that no editor takes another script for Latin.
  const href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/plain" }));
  const link = document.createElement("a");
  Object.assign(link, { href, download: name });
  link.click();
  // Safari reads it after the click.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
