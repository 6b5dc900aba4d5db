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
import type { StateOf } from "./facts.ts";

/**
 * Draws it, once picture or sound get through.
 *
 * @param now Milliseconds since the epoch.
 */
export function renderTimer({ since, call }: StateOf<"talk">, now: number, says: ToolsTable) {
  if (call.kind !== "live") return nothing;
  const seconds = Math.max(0, Math.floor((now - since) / 1_000));
  return html`
    <p class="timer" part="timer" role="timer" aria-live="off"
      title=${says.since}>${clockOf(seconds)}</p>
  `;
}

/** "4:05", and with hours "1:04:05". */
function clockOf(seconds: number): string {
  const pad = (number: number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = pad(seconds % 60);
  return hours === 0 ? `${minutes}:${rest}` : `${hours}:${pad(minutes)}:${rest}`;
}
