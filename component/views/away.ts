/**
 * The other one is away and their place is held: a ring that empties, and how long it still takes.
 *
 * It does not know whether they come back. The invariant it keeps: Next stays where it always is;
 * waiting needs no button.
 *
 * @module
 */
import { html, type TemplateResult } from "lit";
import { secondsUntil } from "./countdown.ts";
import type { Facts } from "./facts.ts";
import { renderRing } from "./ring.ts";

/** The usual hold of a place, in seconds; the ring is full at it. */
const FULL_RING_SECONDS = 30;

/**
 * Draws the countdown.
 *
 * @param until When the place is given up, milliseconds since the epoch.
 */
export function renderAway(until: number, { words, now }: Facts): TemplateResult {
  const left = secondsUntil(until, now);
  return html`
    <div class="away" part="away">
      ${renderRing(left, FULL_RING_SECONDS)}
      <p><strong>${words.away}</strong><span class="count">${words.awayFor(left)}</span></p>
    </div>
  `;
}
