/**
 * The page's log of what the element tells.
 *
 * It does not know the events. The invariant it keeps: what is told is text, and never markup.
 *
 * @module
 */
import { find } from "./find.ts";

/** Lines of the log that are kept. */
const LOG_LINES = 60;

const clock = new Intl.DateTimeFormat("en", { timeStyle: "medium" });

/** Writes a line: when, which event, and what it carries. */
export function writeLog(name: string, what: string): void {
  const log = find(".log", HTMLOListElement);
  log.querySelector(".none")?.remove();
  const time = document.createElement("time");
  time.textContent = clock.format(new Date());
  const type = document.createElement("code");
  type.textContent = name;
  const line = document.createElement("li");
  line.append(time, type, what);
  log.prepend(line);
  while (log.children.length > LOG_LINES) log.lastElementChild?.remove();
}
