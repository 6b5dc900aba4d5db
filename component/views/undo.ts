/**
 * A skip that may be undone: for how long, what either side can do, and what became of it.
 *
 * It does not know the server. The invariants it keeps: nobody is told that they ought to come back;
 * what counts down keeps its size.
 *
 * @module
 */
import { html, nothing } from "lit";
import type { ChatState, Undo } from "../chat/state.ts";
import type { ToolsTable } from "../strings/tools_en.ts";
import { secondsUntil } from "./countdown.ts";
import { renderRing } from "./ring.ts";

/** How long it takes at most, in seconds; the ring is full at it. */
const FULL_RING_SECONDS = 10;

/** What of a skip may be undone in a state, or became of it. */
export function undoIn(state: ChatState): Undo | undefined {
  return "undo" in state ? state.undo : undefined;
}

/** Says where the two stand, for whoever does not see it; what may be done is there to be found. */
export function tellUndo(undo: Undo | undefined, { undo: says }: ToolsTable): string {
  return undo === undefined || undo.is === "open" ? "" : says[undo.is];
}

/**
 * Draws it.
 *
 * @param options.now Milliseconds since the epoch.
 * @param options.back Wants the other one back.
 */
export function renderUndo(
  undo: Undo | undefined,
  { undo: says }: ToolsTable,
  { now, back }: { readonly now: number; readonly back: () => void },
) {
  if (undo === undefined) return nothing;
  const text = says[undo.is];
  if (undo.is === "gone") {
    return html`
      <div class="undo" part="undo">
        <p class="hint" tabindex="-1">${text}</p>
      </div>
    `;
  }
  return html`
    <div class="undo" part="undo">
      ${renderRing(secondsUntil(undo.until, now), FULL_RING_SECONDS)}
      <p tabindex="-1">${undo.is === "wanted" ? html`<strong>${text}</strong>` : text}</p>
      ${undo.is === "asked" ? nothing : html`
        <div class="answers">
          <button class="button ${undo.is === "wanted" ? "yes" : "quiet"}" type="button"
            @click=${back}>${says.back}</button>
        </div>
      `}
    </div>
  `;
}
