/**
 * The icons: one family on a 24 px grid, strokes of 1.75 px, round ends, drawn in the text's colour.
 *
 * It does not know what an icon stands for on a given button. The invariant it keeps: icons are
 * decoration and hidden from assistive technology; the word is always on the control.
 *
 * @module
 */
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

const PATHS = {
  video: svg`
    <rect x="2.5" y="6" width="13" height="12" rx="3" />
    <path d="m15.5 11 6-3.5v9l-6-3.5" />
  `,
  videoOff: svg`
    <path
      d="M15.5 12V9a3 3 0 0 0-3-3H9M5 6.2A3 3 0 0 0 2.5 9v6a3 3 0 0 0 3 3h7a3 3 0 0 0 2.5-1.3M18 9.5l3.5-2v9M3 3l18 18" />
  `,
  voice: svg`
    <rect x="8.5" y="2.5" width="7" height="12" rx="3.5" />
    <path d="M5 11.5a7 7 0 0 0 14 0M12 18.5v3" />
  `,
  voiceOff: svg`
    <path
      d="M15.5 9.5V6A3.5 3.5 0 0 0 9 4.2M8.5 9v2a3.5 3.5 0 0 0 5 3.2M5 11.5a7 7 0 0 0 11 5.7M19 11.5a7 7 0 0 1-.7 3M12 18.5v3M3 3l18 18" />
  `,
  text: svg`
    <path
      d="M4 5.5h16a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-8L7 21v-3.5H4A1.5 1.5 0 0 1 2.5 16V7A1.5 1.5 0 0 1 4 5.5ZM7.5 10h9M7.5 13.5h5" />
  `,
  next: svg`
    <path d="M3 12h13M11 6.5l5.5 5.5-5.5 5.5M20.5 5v14" />
  `,
  start: svg`
    <path d="M4 12h16M13.5 5.5 20 12l-6.5 6.5" />
  `,
  stop: svg`
    <path d="M13 4H6.5A1.5 1.5 0 0 0 5 5.5v13A1.5 1.5 0 0 0 6.5 20H13M10 12h11M17.5 8l4 4-4 4" />
  `,
  retry: svg`
    <path d="M20 12a8 8 0 1 1-2.5-5.8M20 3.5v4h-4" />
  `,
  back: svg`
    <path d="M20 12H4M10.5 5.5 4 12l6.5 6.5" />
  `,
  send: svg`
    <path d="M12 20V4.5M5.5 11 12 4.5l6.5 6.5" />
  `,
  close: svg`
    <path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />
  `,
  plus: svg`
    <path d="M12 5v14M5 12h14" />
  `,
  check: svg`
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  `,
  checks: svg`
    <path d="m2 12.5 4.5 4.5L16 7.5M12 16l1 1 9.500-9.5" />
  `,
  clock: svg`
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7.5V12l3 2" />
  `,
  sound: svg`
    <path d="M4 9.5v5h3.5l5 4v-13l-5 4ZM16.5 9a4.5 4.5 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11" />
  `,
  offline: svg`
    <path
      d="M3 3l18 18M5 12.5a10 10 0 0 1 4-2.4M2 9a14 14 0 0 1 4.5-2.9M19 12.5a10 10 0 0 0-3-2M22 9A14 14 0 0 0 11 5M8.5 16a5 5 0 0 1 7 0M12 19.5v.01" />
  `,
  block: svg`
    <circle cx="12" cy="12" r="8.5" />
    <path d="m6 6 12 12" />
  `,
  gear: svg`
    <path d="M4 7h9M17 7h3M4 17h3M11 17h9" />
    <circle cx="15" cy="7" r="2" />
    <circle cx="9" cy="17" r="2" />
  `,
  flip: svg`
    <path
      d="M4 11a8 8 0 0 1 14-4.5l2 2M20 4v4.5h-4.5M20 13a8 8 0 0 1-14 4.5l-2-2M4 20v-4.5h4.5" />
  `,
  signal: svg`
    <path d="M4 18v-2M9.5 18v-5M15 18v-9M20.5 18V5" />
  `,
  link: svg`
    <path d="M8 16 17 7M10 7h7v7" />
  `,
} satisfies Record<string, SVGTemplateResult>;

/** The name of an icon. */
export type IconName = keyof typeof PATHS;

/** These point along the line of reading and turn with it. */
const DIRECTIONAL: ReadonlySet<IconName> = new Set(["next", "start", "stop", "back", "link"]);

/** Draws an icon at the size of the text beside it. */
export function renderIcon(name: IconName): TemplateResult {
  return html`
    <svg class="icon ${DIRECTIONAL.has(name) ? "turns" : ""}" viewBox="0 0 24 24" aria-hidden="true"
      focusable="false">${PATHS[name]}</svg>
  `;
}
