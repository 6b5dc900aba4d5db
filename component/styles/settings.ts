/**
 * The settings panel: over the side, or over everything where there is no side.
 *
 * It does not know what is set. The invariant it keeps: the bar below it stays in reach.
 *
 * @module
 */
import { css } from "lit";

/** Styles of the panel, added when it is opened. */
export const settings = css`
  .settings {
    --over: 440px;
  }

  .settings .title {
    font-size: var(--large);
    letter-spacing: -0.012em;
  }

  .settings video {
    position: static;
    inline-size: 100%;
    block-size: auto;
    aspect-ratio: 16 / 9;
    border-radius: var(--radius-inner);
  }

  .settings meter {
    inline-size: 100%;
    block-size: 8px;
    accent-color: var(--accent);
  }

  .settings .label {
    margin-block-end: 4px;
  }

  .settings select {
    inline-size: 100%;
    min-block-size: 44px;
    padding: 0 12px;
    border: 1px solid var(--edge);
    border-radius: 14px;
    background: var(--surface);
  }

  .settings .check {
    display: grid;
    justify-items: start;
    gap: 12px;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--line);
  }

  .settings .check p {
    font-weight: 600;
    text-wrap: pretty;
  }

  .settings .check .idle {
    font-weight: 400;
    font-size: var(--small);
    color: var(--ink-soft);
  }

  .settings .check ul {
    display: grid;
    gap: 8px;
    inline-size: 100%;
  }

  .settings .check li {
    display: flex;
    gap: 10px;
    font-size: var(--medium);
  }

  .settings .check .icon {
    box-sizing: content-box;
    inline-size: 16px;
    block-size: 16px;
    margin-block-start: 0.05em;
    padding: 3px;
    border-radius: 50%;
    background: var(--sunk);
    color: var(--ink-soft);
  }

  .settings .check .ok .icon {
    background: var(--accent-soft);
    color: var(--accent-ink);
  }

  .settings .check .failed .icon {
    background: transparent;
    box-shadow: inset 0 0 0 1.5px var(--danger);
    color: var(--danger);
  }

  .settings .check .absent,
  .settings .check .pending {
    color: var(--ink-soft);
  }

  .settings .check small {
    display: block;
    font-size: var(--small);
    color: var(--ink-soft);
  }

  @container random-chat (width < 640px) {
    .settings {
      inset-inline-start: 0;
      border: 0;
    }
  }

  @container random-chat (width < 360px) {
    .settings {
      padding-inline: 16px;
    }
  }
`;
