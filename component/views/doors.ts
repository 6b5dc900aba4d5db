/**
 * The picture of the place: two doors side by side. One is yours, one is theirs; the light tells how
 * things stand, so that waiting is something to look at.
 *
 * It does not know the conversation; it is told how each door stands. The invariant it keeps: pure
 * decoration, hidden from assistive technology, still when motion is not wanted.
 *
 * @module
 */
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

/** How a door stands: shut and dark, light moving behind it, open and lit, or lit but dimmed. */
export type DoorLight = "dark" | "stirring" | "lit" | "dim";

/** Draws both doors as one scene. */
export function renderDoors(own: DoorLight, theirs: DoorLight): TemplateResult {
  return html`
    <svg class="doors" viewBox="30 44 340 250" aria-hidden="true" focusable="false">
      <path class="floor" d="M16 244h368" />
      <g transform="translate(84 60)">${door(own)}</g>
      <g transform="translate(316 60) scale(-1 1)">${door(theirs)}</g>
    </svg>
  `;
}

/** Draws the other one's door alone, for a stage whose other half is a picture. */
export function renderDoor(theirs: DoorLight): TemplateResult {
  return html`
    <svg class="doors single" viewBox="16 40 188 256" aria-hidden="true" focusable="false">
      <path class="floor" d="M20 244h180" />
      <g transform="translate(158 60) scale(-1 1)">${door(theirs)}</g>
    </svg>
  `;
}

// A doorway of 96 × 184 with a round head. The leaf opens outwards, the light falls to the middle.
function door(light: DoorLight): SVGTemplateResult {
  return svg`
    <g class="door ${light}">
      <path class="pool" d="M0 184h96l70 50H30Z" />
      <path class="way" d="M0 184V48a48 48 0 0 1 96 0v136Z" />
      <path class="sun" d="M17 184V56a31 31 0 0 1 62 0v128Z" />
      <path class="leaf open" d="M0 184V48C0 34 5 22 12 14L-26 34c-8 7-12 16-12 28v138Z" />
      <g class="leaf shut">
        <path d="M0 184V48a48 48 0 0 1 96 0v136Z" />
        <path class="panel" d="M18 150V54a30 30 0 0 1 60 0v96Z" />
        <circle cx="82" cy="112" r="3.5" />
      </g>
      <path class="sill" d="M4 184h88" />
      <path class="jamb" d="M0 184V48a48 48 0 0 1 96 0v136" />
    </g>
  `;
}
