/**
 * The bar: Stop at the start, devices in the middle, Next at the end.
 *
 * It does not know the states. The invariant it keeps: both outer buttons keep their place whatever
 * stands between them.
 *
 * @module
 */
import { css } from "lit";

/** Styles of the bar. */
export const controls = css`
  .bar {
    display: grid;
    grid-template-columns: minmax(min-content, 1fr) auto minmax(min-content, 1fr);
    align-items: center;
    gap: 8px;
    padding: 12px 16px;
    border-block-start: 1px solid var(--line);
  }

  .stop,
  .next {
    white-space: nowrap;
  }

  .stop {
    justify-self: start;
  }

  .welcome > .bar .stop {
    visibility: hidden;
  }

  .next {
    justify-self: end;
    min-inline-size: min(100%, 128px);
    /* Of an accent as pale as the ground one still sees where the button ends. */
    border-color: var(--accent-ink);
    background: var(--accent);
    color: var(--on-accent);
  }

  .next .icon {
    order: 1;
  }

  .next[aria-disabled="true"] {
    border-color: transparent;
    background: var(--sunk);
    color: var(--ink-soft);
  }

  .devices {
    display: flex;
    gap: 8px;
  }

  .round {
    position: relative;
    inline-size: 48px;
    padding: 0;
    border-radius: 50%;
  }

  .round.off {
    background: var(--ink);
    color: var(--ground);
  }

  .sheet-toggle {
    display: none;
  }

  .dot {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-end: 8px;
    inline-size: 10px;
    block-size: 10px;
    border: 2px solid var(--surface);
    border-radius: 50%;
    background: var(--lamp);
  }

  .turns:dir(rtl) {
    transform: scaleX(-1);
  }

  /* On a phone the start screen has nothing else in the bar: its button takes the room. */
  @container random-chat (width < 560px) or ((width < 640px) and (orientation: portrait)) {
    .welcome > .bar,
    .refused > .bar,
    .trouble > .bar {
      grid-template-columns: auto 0 minmax(0, 1fr);
    }

    .welcome > .bar {
      grid-template-columns: 0 0 minmax(0, 1fr);
      gap: 0;
    }

    .welcome > .bar .next,
    .refused > .bar .next,
    .trouble > .bar .next {
      inline-size: 100%;
    }

    .welcome > .bar .stop {
      display: none;
    }

    .welcome > .bar .next {
      grid-column: 3;
    }
  }

  /* Between the devices, "Arrêter" and "Siguiente" need all the room that there is. */
  @container random-chat (width < 480px) {
    .bar:has(.round) .button:not(.round) {
      min-inline-size: 0;
      padding-inline: 12px;
    }
  }

  @container random-chat (width < 30em) {
    .bar:has(.round ~ .round ~ .round) .stop span {
      position: absolute;
      clip-path: inset(50%);
    }
  }

  @container random-chat (width < 400px) {
    .bar:has(.round) .next .icon {
      display: none;
    }
  }

  @container random-chat (width < 360px) {
    .bar {
      gap: 6px;
      padding: 12px;
    }

    .sheet-toggle {
      display: inline-flex;
    }

    .devices {
      gap: 6px;
    }

    .round {
      inline-size: 44px;
      min-block-size: 44px;
    }

    .bar .stop,
    .bar .next {
      padding-inline: 12px;
    }

    .bar:has(.round) .stop span {
      position: absolute;
      clip-path: inset(50%);
    }

    .bar:has(.round) .button {
      min-inline-size: 44px;
    }
  }

  @container random-chat (width >= 640px) or ((width >= 560px) and (orientation: landscape)) {
    .next {
      inline-size: min(100%, calc(var(--column) - 32px));
    }

    .stop {
      min-inline-size: 128px;
    }
  }

  @container random-chat (height < 480px) {
    .bar {
      padding-block: 8px;
    }
  }
`;
