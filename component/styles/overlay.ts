/**
 * What panels over the side have in common: settings, a talk's tools, the report.
 *
 * It does not know what is in them. The invariant it keeps: the bar below stays in reach.
 *
 * @module
 */
import { css } from "lit";

/** Styles of such a panel and its head; each part that draws one brings them along. */
export const overlay = css`
  .settings,
  .talk-panel {
    position: absolute;
    z-index: 4;
    grid-row: 1 / bar-start;
    inset-block: 0;
    inset-inline: auto 0;
    inline-size: min(100%, var(--over, 400px));
    display: grid;
    align-content: start;
    gap: 16px;
    padding: 16px 24px 24px;
    overflow-y: auto;
    overscroll-behavior: contain;
    background: var(--ground);
    border-inline-start: 1px solid var(--line);
    box-shadow: var(--lift);
    animation: arrive 160ms ease-out;
  }

  :is(.settings, .talk-panel) .panel-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
  }

  :is(.settings, .talk-panel) .panel-head .button {
    inline-size: 44px;
    min-block-size: 44px;
    flex: none;
    margin-inline-end: -12px;
    border-color: transparent;
  }
`;
