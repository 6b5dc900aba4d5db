/**
 * How long a talk has lasted, on its stage.
 *
 * It does not know when it began to be looked at. The invariant it keeps: nobody is told the seconds
 * aloud.
 *
 * @module
 */
import { html, nothing } from "lit";
import type { ToolsTable } from "../strings/tools_en.ts";
import type { Facts, StateOf } from "./facts.ts";

/**
 * Draws it, once picture or sound get through, in the language's own digits.
 *
 * @param facts.now Milliseconds since the epoch.
 */
export function renderTimer(
  { since, call }: StateOf<"talk">,
  { now, words }: Pick<Facts, "now" | "words">,
  says: ToolsTable,
) {
  if (call.kind !== "live") return nothing;
  const seconds = Math.max(0, Math.floor((now - since) / 1_000));
  return html`
    <p class="timer" part="timer" role="timer" aria-live="off"
      title=${says.since}>${clockOf(seconds, digitsOf(words.locale))}</p>
  `;
}

/** How a language writes a number, and one of two digits at least. */
interface Digits {
  readonly locale: string;
  readonly plain: Intl.NumberFormat;
  readonly padded: Intl.NumberFormat;
}

/** Those of the last picture: making them takes longer than drawing it. */
let known: Digits | undefined;

function digitsOf(locale: string): Digits {
  if (known?.locale === locale) return known;
  const plain = new Intl.NumberFormat(locale, { useGrouping: false });
  const padded = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
  return known = { locale, plain, padded };
}

/** "4:05", and with hours "1:04:05". */
function clockOf(seconds: number, { plain, padded }: Digits): string {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = padded.format(seconds % 60);
  return hours === 0
    ? `${plain.format(minutes)}:${rest}`
    : `${plain.format(hours)}:${padded.format(minutes)}:${rest}`;
}
