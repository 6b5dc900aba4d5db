/**
 * Cases as a table for other programs.
 *
 * It does not know who reads it. The invariant it keeps: no cell is ever taken for a formula (RFC
 * 4180 says nothing of them, and spreadsheets run what begins with `=`).
 *
 * @module
 */
import type { QueueLine } from "../safety/desk.ts";

const COLUMNS: Readonly<Record<string, (line: QueueLine) => string | number>> = {
  subject: ({ subject }) => subject,
  site: ({ site }) => site,
  state: ({ isOpen }) => isOpen ? "open" : "decided",
  severity: ({ severity }) => severity,
  since: ({ since }) => new Date(since).toISOString(),
  open_reports: ({ open }) => open,
  reasons: ({ reasons }) => reasons.join(" "),
  pressure: ({ figures }) => figures.pressure.toFixed(2),
  share: ({ figures }) => figures.share.toFixed(2),
  restricted_until: ({ holding }) => holding ? new Date(holding.ban.until).toISOString() : "",
  appeal: ({ hasAppeal }) => hasAppeal ? "open" : "",
};

/** Writes lines as CSV with a head. */
export function toCsv(lines: readonly QueueLine[]): string {
  const head = Object.keys(COLUMNS);
  const rows = lines.map((line) => Object.values(COLUMNS).map((read) => cell(read(line))));
  return [head, ...rows].map((row) => row.join(",")).join("\r\n") + "\r\n";
}

function cell(value: string | number): string {
  const text = /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
