/**
 * The icons of a talk's tools, of the same family as the element's own.
 *
 * It does not know what an icon stands for on a given button. The invariant it keeps: icons are
 * decoration and hidden from assistive technology.
 *
 * @module
 */
import { html } from "lit";

/** Paths on a grid of 24 px, drawn with strokes. */
export const ICONS = {
  block: "M20.500 12a8.500 8.500 0 1 1-17 0 8.500 8.500 0 0 1 17 0ZM6 6l12 12",
  close: "m6.5 6.5 11 11M17.5 6.5l-11 11",
  more: "M6.500 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0ZM13 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0Z" +
    "M19.500 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0Z",
  pip:
    "M20.500 10V7A1.500 1.500 0 0 0 19 5.500H5A1.500 1.500 0 0 0 3.500 7v10A1.500 1.500 0 0 0 5 " +
    "18.500h5M13.500 13.500h8v6h-8Z",
  fill: "M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5",
  down: "M12 4.500v15M5.500 13 12 19.500 18.500 13",
  save: "M12 3.500v11M7 10l5 5 5-5M4 19.500h16",
  voice: "M12 2.500A3.500 3.500 0 0 1 15.500 6v5a3.500 3.500 0 0 1-7 0V6A3.500 3.500 0 0 1 12 " +
    "2.500ZM5 11.500a7 7 0 0 0 14 0M12 18.500v3",
  video: "M5.500 6h7a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3h-7a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3Z" +
    "M15.500 11l6-3.500v9l-6-3.500",
  flag: "M5.500 21V4M5.500 4.500h12l-2.500 4.500 2.500 4.500h-12",
  again: "M20 12a8 8 0 1 1-2.500-5.800M20 3.500v4h-4",
} as const;

/** Draws an icon at the size of the text beside it. */
export function drawIcon(path: string) {
  return html`
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d=${path} />
    </svg>
  `;
}
