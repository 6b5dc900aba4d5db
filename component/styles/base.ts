/**
 * What all regions share: the host's box, buttons, icons, titles, focus, motion.
 *
 * It does not know the rooms. The invariant it keeps: nothing of it depends on the host page's own
 * rules, and whoever wants no motion gets none.
 *
 * @module
 */
import { css } from "lit";

/** Styles that every region builds on. */
export const base = css`
  :host {
    display: block;
    box-sizing: border-box;
    container: random-chat / size;
    block-size: min(680px, 100dvb);
    min-inline-size: 280px;
    min-block-size: 320px;
    font: inherit;
    line-height: 1.5;
    text-align: start;
    /* In the dark, too; all that scrolls takes it over. */
    scrollbar-color: var(--edge) transparent;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h2,
  p,
  ul,
  ol,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
    list-style: none;
  }

  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }

  button {
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }

  :focus-visible {
    outline: 2px solid var(--accent-ink);
    outline-offset: 2px;
  }

  [data-focus]:focus {
    outline: none;
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .icon {
    inline-size: 1.375em;
    block-size: 1.375em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .title {
    font-size: var(--large);
    font-weight: 650;
    line-height: 1.25;
    letter-spacing: -0.012em;
    text-wrap: balance;
  }

  /* Letters that are joined have no space between them to take away. */
  .title:dir(rtl) {
    letter-spacing: 0 !important;
  }

  .hint {
    font-size: var(--small);
    color: var(--ink-soft);
    text-wrap: pretty;
  }

  .count {
    font-variant-numeric: tabular-nums;
  }

  .label {
    display: block;
    font-size: var(--medium);
    font-weight: 600;
    padding: 0;
    margin-block-end: 8px;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 48px;
    padding: 0 20px;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--surface);
    color: var(--ink);
    font-weight: 600;
    line-height: 1.2;
    touch-action: manipulation;
    transition: transform 120ms, opacity 120ms;
  }

  .button:active:not([aria-disabled="true"]) {
    transform: scale(0.97);
  }

  .button[aria-disabled="true"] {
    cursor: default;
  }

  .button.quiet {
    min-block-size: 44px;
    background: transparent;
    border-color: var(--edge);
    font-weight: 550;
  }

  @media (hover: hover) {
    .button:not(.next, [aria-disabled="true"]):hover {
      border-color: var(--accent-ink);
      color: var(--accent-ink);
    }
  }

  /* Three dots that breathe, one after the other: something is under way. */
  .pending i,
  .typing i {
    display: inline-block;
    inline-size: 0.3em;
    block-size: 0.3em;
    margin-inline-start: 0.2em;
    border-radius: 50%;
    background: currentColor;
    animation: breathe 1.2s ease-in-out infinite;
  }

  i + i {
    animation-delay: 0.2s !important;
  }

  i + i + i {
    animation-delay: 0.4s !important;
  }

  @keyframes breathe {
    0%,
    100% {
      opacity: 0.3;
    }
    40% {
      opacity: 1;
    }
  }

  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(4px);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }

  /* There, shadows and grounds are gone: what they told is told by lines and the system's colours. */
  @media (forced-colors: active) {
    .button,
    .bubble,
    .segment span {
      border: 1px solid;
    }

    .segment :checked + span,
    .schedule .now::before,
    .schedule .past::before,
    .round.off,
    .dot,
    i {
      forced-color-adjust: none;
      border-color: Highlight !important;
      background: Highlight !important;
      color: HighlightText !important;
    }

    /* What lies over a picture: of these colours none is known to be seen on it. */
    .side,
    .bar,
    .sign,
    .pill,
    .veil,
    .why,
    .tool,
    .flip,
    .timer {
      background: Canvas !important;
    }

    :is(.box, .grow):focus-within {
      outline: 2px solid Highlight;
    }

    [aria-disabled="true"] {
      border-color: GrayText !important;
      color: GrayText !important;
    }
  }
`;
