/**
 * The four rooms: how stage, side and bar lie in a corner, a phone, a sidebar and a page.
 *
 * It does not know what is in the regions. The invariant it keeps: the element's own size decides,
 * never the window's, and the bar's outer buttons stay at their place in every room.
 *
 * @module
 */
import { css } from "lit";

/**
 * The frame and its layouts: a corner below 360 px, a phone below 640, a sidebar up to 960, a page
 * above. A small phone on its side is 568 px wide and gets the sidebar's layout, words beside picture.
 */
export const rooms = css`
  .frame {
    position: relative;
    display: grid;
    grid-template: "stage" minmax(var(--strip, 104px), 1fr) "side" minmax(0, auto) "bar" auto /
      minmax(0, 1fr);
    block-size: 100%;
    overflow: clip;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--ground);
    color: var(--ink);
    /* Japanese breaks between words. */
    word-break: auto-phrase;
  }

  /* Signs of the connection need a line more than the doors alone. */
  .frame:has(.doors-only .signs) {
    --strip: 152px;
  }

  .stage {
    grid-area: stage;
    min-block-size: 0;
  }

  .side {
    grid-area: side;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }

  .bar {
    grid-area: bar;
  }

  .written .stage {
    display: none;
  }

  .written .side {
    grid-row: stage / side;
  }

  .words {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }

  /* Corner and phone: a picture fills the whole element, everything else lies over it. */
  @container random-chat (width < 560px) or ((width < 640px) and (orientation: portrait)) {
    [data-scene="mirror"] .stage,
    [data-scene="faces"] .stage {
      grid-area: 1 / 1 / -1 / -1;
    }

    [data-scene="mirror"] :is(.side, .bar),
    [data-scene="faces"] :is(.side, .bar) {
      color-scheme: dark;
      color: var(--ink);
      z-index: 1;
    }

    [data-scene="mirror"] .bar,
    [data-scene="faces"] .bar {
      background: linear-gradient(to top, oklch(0.14 0.02 230 / 0.92), oklch(0.14 0.02 230 / 0.78));
      border-color: transparent;
    }

    [data-scene="mirror"] .side {
      margin: 0 12px 12px;
      border-radius: 20px;
      background: oklch(0.2 0.02 230 / 0.9);
    }

    [data-scene="faces"] .side {
      max-block-size: 38cqb;
      overflow: visible;
      background: linear-gradient(
        to top,
        oklch(0.14 0.02 230 / 0.86),
        oklch(0.14 0.02 230 / 0.76) calc(100% - 64px),
        transparent
      );
    }

    /* What lies over the picture keeps clear of the words below it. */
    [data-scene="faces"] :is(.meet, .pill) {
      inset-block-end: calc(38cqb + 72px);
    }

    [data-scene="faces"] :is(.veil, .theirs > .covered) {
      padding-block: 120px calc(38cqb + 72px);
    }

    .own:is(.bottom-start, .bottom-end) {
      inset-block-end: calc(38cqb + 84px);
    }

    [data-scene="faces"] .transcript {
      mask: linear-gradient(to bottom, transparent, black 40px);
    }

    [data-scene="faces"] .transcript-body {
      padding-block-start: 40px;
    }

    /* There is room for one of the two. */
    [data-scene="faces"] .first:has(+ .ideas) {
      display: none;
    }

    [data-scene="mirror"].ended {
      --strip: 64px;
    }

    [data-scene="mirror"].ended .side {
      max-block-size: max(60cqb, 360px);
    }
  }

  /* A corner: the words are a sheet that slides over the picture. */
  @container random-chat (width < 360px) {
    [data-scene="faces"] .side {
      position: absolute;
      grid-area: 1 / 1 / -1 / -1;
      inset: 20cqb 0 73px;
      max-block-size: none;
      border-radius: 20px 20px 0 0;
      background: oklch(0.2 0.02 230 / 0.96);
      transform: translateY(100%);
      visibility: hidden;
      transition: transform 180ms ease-out;
    }

    [data-scene="faces"] :is(.meet, .pill) {
      inset-block-end: 72px;
    }

    [data-scene="faces"] :is(.veil, .theirs > .covered) {
      padding: 72px 16px;
    }

    .own:is(.bottom-start, .bottom-end) {
      inset-block-end: 84px;
    }

    .faces .sign.lost {
      display: flex;
    }

    .meet .why {
      display: block;
      color-scheme: dark;
      background: oklch(0.2 0.02 230 / 0.9);
    }

    [data-scene="faces"].sheet-open .side {
      transform: none;
      visibility: visible;
    }

    .welcome .stage {
      display: none;
    }

    .frame.welcome {
      grid-template-rows: 0 minmax(0, 1fr) auto;
    }
  }

  @container random-chat (width >= 640px) or ((width >= 560px) and (orientation: landscape)) {
    .frame {
      --column: clamp(296px, 44cqi, 360px);
      grid-template: "stage side" minmax(0, 1fr) "bar bar" auto / minmax(0, 1fr) var(--column);
    }

    .written .side {
      grid-column: 1 / -1;
      grid-row: 1;
    }

    .seen .side {
      border-inline-start: 1px solid var(--line);
    }

    .open .side {
      justify-content: safe center;
      border-inline-start: 1px solid var(--line);
    }

    .mirror,
    .faces {
      --own: min(clamp(96px, 16cqi, 144px), 24cqb);
      background: none;
      padding: 16px;
    }

    .mirror .own,
    .faces .theirs {
      position: relative;
      border-radius: var(--radius-inner);
    }

    .faces .own {
      margin: 16px;
    }
  }

  /* A page: the two pictures stand beside each other, each as large as the other. */
  @container random-chat (width > 960px) {
    .mirror,
    .faces {
      grid-template: 1fr / 1fr 1fr;
      gap: 16px;
    }

    .faces .own {
      position: relative;
      inset: auto;
      order: -1;
      inline-size: auto;
      margin: 0;
      aspect-ratio: auto;
      border-radius: var(--radius-inner);
      box-shadow: none;
      cursor: auto;
      touch-action: auto;
    }

    .move {
      display: none;
    }

    .mirror .own {
      order: -1;
    }

    .mirror .theirs {
      display: grid;
      border-radius: var(--radius-inner);
    }
  }
`;
