/**
 * The report sheet and its button beside the messages; the panel itself is that of a talk's tools.
 *
 * It does not know what is sent. The invariant it keeps: a picture is covered until it is uncovered,
 * also for whoever wants no motion or other colours.
 *
 * @module
 */
import { css } from "lit";

/** Styles of the sheet, added when it is loaded. */
export const report = css`
  .report-sheet [data-suggested] {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent) !important;
  }

  .report-sheet .choices .button {
    gap: 12px;
    min-block-size: 44px;
    padding-block: 8px;
    padding-inline: 12px;
    line-height: 1.35;
  }

  .report-sheet .choices > p {
    margin: 0;
  }

  .report-sheet kbd {
    flex: none;
    inline-size: 24px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    font: inherit;
    font-size: var(--small);
    text-align: center;
  }

  .report-sheet details {
    border-block: 1px solid var(--line);
    font-size: var(--medium);
  }

  .report-sheet summary {
    min-block-size: 44px;
    padding-block: 10px;
    font-weight: 550;
    cursor: pointer;
  }

  .report-sheet details[open] {
    padding-block-end: 16px;
  }

  .report-sheet :is(.label, legend) {
    margin-block: 8px 4px;
  }

  .report-sheet .tick {
    align-items: start;
    padding-block: 4px;
  }

  .report-sheet .tick span,
  .report-sheet small {
    overflow-wrap: anywhere;
    overflow: hidden;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }

  .report-sheet small {
    -webkit-line-clamp: 1;
    font-size: var(--small);
    font-weight: 400;
    color: var(--ink-soft);
  }

  .report-sheet .shot {
    position: relative;
    display: grid;
    place-items: center;
    overflow: clip;
    border-radius: var(--radius-inner);
    background: var(--sunk);
  }

  .report-sheet canvas {
    display: block;
    max-inline-size: 100%;
    max-block-size: 240px;
  }

  .report-sheet .covered-shot canvas {
    filter: blur(24px) grayscale(1);
  }

  .report-sheet .shot .button {
    position: absolute;
    background: var(--surface);
  }

  .report-sheet .earlier {
    padding-block-start: 8px;
  }

  @container random-chat (width < 360px) {
    .report-sheet {
      padding-inline: 16px;
    }
  }
`;
