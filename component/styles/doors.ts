/**
 * The doors: how each stands, and the light that moves behind one while somebody waits.
 *
 * It does not know the conversation. The invariant it keeps: light is told by opacity alone, so that
 * nothing is laid out anew while it moves.
 *
 * @module
 */
import { css } from "lit";

/** Styles of the doors. */
export const doors = css`
  .doors-only {
    place-items: center;
    padding: 8px;
  }

  .doors {
    inline-size: 100%;
    block-size: 100%;
    min-block-size: 0;
    max-inline-size: 520px;
    max-block-size: 400px;
    overflow: visible;
  }

  .doors-only .doors {
    position: absolute;
    inset: 0;
    margin: auto;
    padding: 8px;
  }

  /* One's own door stands where the line of reading begins. */
  .doors:dir(rtl) {
    transform: scaleX(-1);
  }

  .floor {
    stroke: var(--leaf);
    stroke-width: 1.75;
    stroke-linecap: round;
    opacity: 0.5;
  }

  .door path,
  .door circle {
    transition: opacity 180ms;
  }

  .pool {
    fill: var(--lamp);
    opacity: 0;
  }

  .way {
    fill: oklch(from var(--leaf) calc(l - 0.14) c h);
  }

  .sun {
    fill: oklch(from var(--lamp) 0.93 0.08 h);
    opacity: 0;
  }

  .jamb,
  .sill {
    fill: none;
    stroke: oklch(from var(--leaf) calc(l - 0.12) c h);
    stroke-width: 3;
    stroke-linecap: round;
  }

  .leaf {
    fill: var(--leaf);
  }

  .leaf.open {
    opacity: 0;
  }

  .leaf .panel {
    fill: none;
    stroke: oklch(from var(--leaf) calc(l - 0.09) c h);
    stroke-width: 2;
  }

  .leaf circle {
    fill: var(--lamp);
  }

  .lit .leaf.shut,
  .dim .leaf.shut {
    opacity: 0;
  }

  .lit .leaf.open,
  .dim .leaf.open,
  .lit .sun {
    opacity: 1;
  }

  .lit .way,
  .dim .way {
    fill: var(--lamp);
  }

  .lit .pool {
    opacity: 0.5;
  }

  .dim .way {
    opacity: 0.55;
  }

  .dim .pool {
    opacity: 0.14;
  }

  .stirring .sill {
    stroke: var(--lamp);
    stroke-width: 5;
  }

  .stirring .pool {
    opacity: 0.3;
    animation: glow 3.2s ease-in-out infinite;
  }

  .stirring .sill {
    animation: glow-strong 3.2s ease-in-out infinite;
  }

  @keyframes glow {
    0%,
    100% {
      opacity: 0.1;
    }
    50% {
      opacity: 0.42;
    }
  }

  @keyframes glow-strong {
    0%,
    100% {
      opacity: 0.5;
    }
    50% {
      opacity: 1;
    }
  }
`;
