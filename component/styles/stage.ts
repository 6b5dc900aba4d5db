/**
 * The stage: doors, pictures, the floating one, and what lies over them.
 *
 * It does not know the words beside it. The invariant it keeps: a picture is never stretched, and
 * words over a picture have their own ground.
 *
 * @module
 */
import { css } from "lit";

/** Styles of the stage. */
export const stage = css`
  .stage {
    position: relative;
    display: grid;
    overflow: clip;
    background: var(--wall);
  }

  .place {
    position: relative;
    display: grid;
    place-items: center;
    min-inline-size: 0;
    min-block-size: 0;
    overflow: clip;
  }

  .theirs {
    background: var(--wall);
  }

  .place > .doors {
    padding: 16px;
  }

  video {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    background: oklch(0.2 0.02 230);
  }

  /* Without the talk's tools, too: whoever is veiled is so from the first frame on. */
  [data-veiled] {
    filter: blur(6cqmin);
  }

  .mirrored {
    transform: scaleX(-1);
  }

  .covered {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    place-content: center;
    gap: 8px;
    padding: 16px;
    text-align: center;
    text-wrap: balance;
    background: oklch(0.26 0.02 230);
    color: oklch(0.8 0.01 215);
  }

  /* Below the tools of the stage and, where it floats, beside one's own picture. */
  .signs {
    position: absolute;
    z-index: 1;
    inset-block-start: 64px;
    inset-inline: 12px;
    display: grid;
    justify-items: start;
    gap: 8px;
  }

  .sign {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 6px 12px;
    border-radius: 16px;
    background: oklch(0.2 0.02 230 / 0.82);
    color: oklch(0.95 0.008 85);
    font-size: var(--small);
    line-height: 1.35;
    text-wrap: pretty;
  }

  /* Said beside the messages, which only the smallest room may hide. */
  .sign.lost {
    display: none;
  }

  .tools {
    position: absolute;
    z-index: 3;
    inset-block-start: 12px;
    inset-inline-start: 12px;
    display: flex;
    gap: 8px;
  }

  .round.flip {
    position: absolute;
    z-index: 3;
  }

  .round:is(.tool, .flip) {
    color-scheme: dark;
    inline-size: 44px;
    min-block-size: 44px;
    border-color: transparent;
    background: oklch(0.2 0.02 230 / 0.6);
    color: oklch(0.95 0.008 85);
  }

  /* From here on the pictures stand inside of the stage. */
  @container random-chat (width >= 640px) {
    :is(.faces, .mirror) .tools {
      inset-block-start: 28px;
      inset-inline-start: 28px;
    }
  }

  @container random-chat (width >= 960px) {
    .faces .signs {
      inset-block-start: 12px;
    }
  }

  .round.flip {
    inset-block-end: 4px;
    inset-inline-end: 4px;
    inline-size: 36px;
    min-block-size: 36px;
  }

  .faces {
    --own: clamp(72px, 24cqi, 136px);
  }

  @container random-chat (width < 960px) {
    .faces .signs {
      inset-inline-end: calc(var(--own) + 24px);
    }

    .faces:has(.top-start) .signs {
      inset-inline: calc(var(--own) + 24px) 12px;
    }

    /* Clear of one's own picture in each of its corners. */
    .theirs .covered {
      padding: 32px 28% 16px;
    }
  }

  .mirror .theirs {
    display: none;
  }

  .mirror .own,
  .faces .theirs {
    position: absolute;
    inset: 0;
  }

  /* One's own picture floats in a corner and can be dragged to another. */
  .faces .own {
    position: absolute;
    z-index: 2;
    inline-size: var(--own);
    aspect-ratio: 3 / 4;
    border-radius: 14px;
    box-shadow: 0 0 0 2px oklch(1 0 0 / 0.75), 0 8px 24px oklch(0 0 0 / 0.35);
    cursor: grab;
    touch-action: none;
  }

  /* All of the picture takes a tap; what is seen of it is the focus. */
  .move {
    position: absolute;
    z-index: 1;
    inset: 0;
    padding: 0;
    border: 0;
    border-radius: inherit;
    background: none;
    outline-offset: -4px;
  }

  .own.top-end {
    inset-block-start: 12px;
  }

  .own.top-start {
    inset-block-start: 64px;
  }

  .own.bottom-start,
  .own.bottom-end {
    inset-block-end: 12px;
  }

  .own.top-start,
  .own.bottom-start {
    inset-inline-start: 12px;
  }

  .own.top-end,
  .own.bottom-end {
    inset-inline-end: 12px;
  }

  .veil,
  .meet {
    color-scheme: dark;
    color: var(--ink);
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 16px;
    padding: 24px;
    text-align: center;
  }

  .veil {
    background: oklch(0.16 0.02 230 / 0.78);
  }

  /* The reasons stand above the first message; only a corner has no room for both. */
  .meet {
    align-content: end;
  }

  .meet .why {
    display: none;
  }

  /* In the same place as long as there is one, and never below one's own picture. */
  .pill {
    position: absolute;
    z-index: 3;
    inset: 0;
    inline-size: fit-content;
    block-size: fit-content;
    margin: auto auto 24px;
    padding: 8px 16px;
    min-block-size: 40px;
    border: 0;
    border-radius: 999px;
    background: oklch(0.2 0.02 230 / 0.9);
    color: oklch(0.95 0.008 85);
    font-size: var(--medium);
  }

  .meet .pill {
    position: static;
    margin: 0;
  }

  .away {
    display: grid;
    justify-items: center;
    gap: 12px;
    font-size: var(--medium);
  }

  .away strong,
  .away .count {
    display: block;
  }

  .away .count {
    color: var(--ink-soft);
  }

  .ring {
    inline-size: 64px;
    block-size: 64px;
    fill: none;
    stroke-width: 3;
  }

  .ring .track {
    stroke: var(--line);
  }

  .ring .left {
    stroke: var(--lamp);
    stroke-linecap: round;
  }

  .ring text {
    fill: currentColor;
    font-size: 14px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-anchor: middle;
    dominant-baseline: central;
  }
`;
