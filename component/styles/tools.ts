/**
 * A talk's tools: their panel, the question of a step, and questions to begin with.
 *
 * It does not know what they do. The invariant it keeps: the bar below the panel stays in reach.
 *
 * @module
 */
import { css } from "lit";

/** Styles of the tools, added when they are loaded. */
export const tools = css`
  .talk-panel .row {
    display: grid;
    gap: 8px;
    font-size: var(--medium);
  }

  .talk-panel .tick {
    grid-template-columns: 24px 1fr;
    align-items: center;
  }

  .talk-panel input {
    accent-color: var(--accent);
    min-block-size: 24px;
    margin: 0;
  }

  .talk-panel .choices {
    display: grid;
    gap: 8px;
  }

  .talk-panel .choices .button {
    justify-content: flex-start;
    text-align: start;
  }

  .keys {
    padding-block-start: 16px;
    border-block-start: 1px solid var(--line);
  }

  .keys dl {
    display: grid;
    gap: 8px;
    margin: 12px 0 0;
  }

  .keys dl div {
    display: grid;
    grid-template-columns: 80px 1fr;
    align-items: baseline;
    gap: 12px;
    font-size: var(--medium);
  }

  .keys dd {
    margin: 0;
  }

  .keys kbd {
    display: inline-block;
    min-inline-size: 28px;
    padding: 2px 8px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    font: inherit;
    font-size: var(--small);
    text-align: center;
    white-space: nowrap;
    direction: ltr;
  }

  .step {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    gap: 8px 12px;
    inline-size: 100%;
    max-inline-size: 720px;
    margin-inline: auto;
    padding: 12px 16px;
    border-block-start: 1px solid var(--line);
    font-size: var(--medium);
    text-wrap: pretty;
    animation: arrive 160ms ease-out;
  }

  .remote {
    transition: 600ms;
  }

  /* The edge of what is blurred is seen through. */
  [data-veiled] {
    scale: 1.2;
  }

  .over {
    z-index: 1;
    text-wrap: balance;
  }

  /* It goes on below the messages of a phone, so that it ends nowhere. */
  .over::before {
    content: "";
    position: absolute;
    z-index: -1;
    inset: 0 0 -50cqb;
    background: linear-gradient(transparent, oklch(0.16 0.02 230 / 0.82) 40%);
  }

  .over p {
    max-inline-size: 400px;
  }

  /* What is whole below it shows its shapes through a blur. */
  .guard::before {
    background: oklch(0.16 0.02 230 / 0.8);
  }

  .guard .answers {
    flex-wrap: wrap;
    max-inline-size: 400px;
  }

  .guard .button {
    flex: 1 0 auto;
    white-space: nowrap;
  }

  /* Most first looks are over before anybody could read that there is one. */
  .guard p:only-child {
    animation: arrive 160ms 700ms both;
  }

  .answers {
    display: flex;
    gap: 8px;
  }

  .answers .button {
    min-block-size: 44px;
    padding-inline: 16px;
  }

  .answers .yes {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }

  @media (hover: hover) {
    .answers .yes:hover {
      color: var(--on-accent) !important;
    }
  }

  .unread {
    display: flex;
    align-items: center;
    align-self: stretch;
    gap: 12px;
    font-size: var(--small);
    color: var(--accent-ink);
  }

  .unread::before,
  .unread::after {
    content: "";
    flex: 1;
    border-block-start: 1px solid;
    opacity: 0.4;
  }

  .first:has(+ .ideas) {
    margin-block: auto 8px;
  }

  .ideas {
    display: grid;
    gap: 8px;
    justify-items: center;
    margin-block-end: auto;
    text-align: center;
  }

  .ideas .button {
    max-inline-size: 100%;
    padding-block: 8px;
    border-radius: 22px;
    text-wrap: balance;
  }

  .ideas .again {
    min-block-size: 44px;
    padding: 0 12px;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-size: var(--small);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .timer {
    align-self: center;
    padding: 2px 10px;
    border-radius: 999px;
    background: oklch(0.2 0.02 230 / 0.6);
    color: oklch(0.95 0.008 85);
    font-size: var(--small);
    font-variant-numeric: tabular-nums;
  }

  /* In a written talk there is no stage on which it could stand. */
  .written .words {
    position: relative;
  }

  @container random-chat (width < 840px) {
    .written .why {
      margin-inline-end: 44px;
    }
  }

  .flag {
    position: absolute;
    z-index: 1;
    inset-block-start: 8px;
    inset-inline-end: 8px;
    inline-size: 44px;
    min-block-size: 44px;
  }

  /* Beside a stage there is no room for an answer beside its question. */
  .seen .step {
    grid-template-columns: auto 1fr;
  }

  .seen .step .answers {
    grid-column: 1 / -1;
    justify-content: flex-end;
  }

  @container random-chat (width < 640px) {
    .talk-panel {
      inset-inline-start: 0;
      border: 0;
    }

    .step {
      grid-template-columns: auto 1fr;
    }

    .answers {
      grid-column: 1 / -1;
      justify-content: flex-end;
    }
  }
`;
