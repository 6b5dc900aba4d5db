/**
 * The element's design tokens: colours for light and dark, sizes, shapes.
 *
 * It does not know what is drawn with them. The invariant it keeps: text on any surface has a
 * contrast of at least 4.5, also with an accent that the host page chose.
 *
 * @module
 */
import { css } from "lit";

/**
 * Every colour is one `light-dark()` pair, so a region that lies over a picture only has to say
 * `color-scheme: dark` to be drawn with the dark half.
 */
export const tokens = css`
  :host {
    --accent: var(--random-chat-accent, light-dark(oklch(0.45 0.085 200), oklch(0.82 0.085 190)));
    /* Black or white, whichever reads better: for a grey they meet at a lightness of 0.567. */
    --on-accent: oklch(from var(--accent) clamp(0, (0.567 - l) * 100000, 1) 0 h);
    --accent-ink: light-dark(
      oklch(from var(--accent) min(l, 0.47) c h),
      oklch(from var(--accent) max(l, 0.8) c h)
    );
    --accent-soft: light-dark(
      oklch(from var(--accent) 0.93 min(c, 0.035) h),
      oklch(from var(--accent) 0.33 min(c, 0.05) h)
    );
    --lamp: var(--random-chat-lamp, light-dark(oklch(0.84 0.125 80), oklch(0.83 0.12 78)));
    --lamp-soft: light-dark(oklch(from var(--lamp) 0.95 0.04 h), oklch(from var(--lamp) 0.31 0.035 h));
    --danger: var(--random-chat-danger, light-dark(oklch(0.5 0.16 27), oklch(0.78 0.12 25)));
    --ground: var(--random-chat-ground, light-dark(oklch(0.987 0.006 85), oklch(0.2 0.018 232)));
    --surface: var(--random-chat-surface, light-dark(oklch(1 0 0), oklch(0.265 0.02 230)));
    --sunk: light-dark(oklch(0.948 0.01 95), oklch(0.175 0.016 230));
    --wall: var(--random-chat-wall, light-dark(oklch(0.922 0.034 82), oklch(0.255 0.034 240)));
    --leaf: light-dark(oklch(0.56 0.07 200), oklch(0.43 0.055 215));
    --ink: var(--random-chat-ink, light-dark(oklch(0.25 0.02 225), oklch(0.94 0.008 85)));
    --ink-soft: var(--random-chat-ink-soft, light-dark(oklch(0.46 0.02 220), oklch(0.76 0.014 215)));
    --line: var(--random-chat-line, light-dark(oklch(0.89 0.01 100), oklch(0.33 0.018 228)));
    --edge: light-dark(oklch(0.6 0.02 210), oklch(0.58 0.02 220));
    --shade: light-dark(oklch(0.3 0.03 220 / 0.12), oklch(0 0 0 / 0.45));

    --radius: var(--random-chat-radius, 20px);
    --radius-inner: 14px;
    --column: 360px;
    --small: 0.8125em;
    --medium: 0.9375em;
    --large: 1.25em;
    --huge: 1.75em;
    --lift: 0 1px 2px var(--shade), 0 8px 24px -8px var(--shade);
  }

  @media (prefers-contrast: more) {
    :host {
      --ink-soft: var(--ink);
      --line: var(--ink);
      --edge: var(--ink);
    }
  }

  :host([theme="light"]) {
    color-scheme: light;
  }

  :host([theme="dark"]) {
    color-scheme: dark;
  }

  :host([theme="system"]) {
    color-scheme: light dark;
  }
`;
