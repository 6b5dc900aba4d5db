/**
 * A ring that empties while something is still to be had, with the seconds in it.
 *
 * It does not know what for. The invariant it keeps: whoever listens is told by words beside it.
 *
 * @module
 */
import { html, type TemplateResult } from "lit";

/**
 * Draws it.
 *
 * @param left Seconds that are left.
 * @param full Seconds at which it is full.
 */
export function renderRing(left: number, full: number): TemplateResult {
  return html`
    <svg class="ring" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <circle class="track" cx="24" cy="24" r="20" />
      <circle class="left" cx="24" cy="24" r="20" pathLength=${full}
        stroke-dasharray="${left} ${full}" transform="rotate(-90 24 24)" />
      <text x="24" y="24">${left}</text>
    </svg>
  `;
}
