/**
 * The written part of a talk: why these two, bubbles, the composer, the farewell.
 *
 * It does not know the picture beside it. The invariant it keeps: the newest line is at the end and
 * in sight, and the composer never moves while one writes more than it can grow.
 *
 * @module
 */
import { css } from "lit";

/** Styles of the written part. */
export const talk = css`
  .transcript {
    flex: 1;
    /* Laid out from the end: the newest line stays in sight without any script. */
    display: flex;
    flex-direction: column-reverse;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    outline-offset: -2px;
  }

  .transcript-body {
    flex: none;
    display: flex;
    flex-direction: column;
    gap: 16px;
    inline-size: 100%;
    max-inline-size: 720px;
    min-block-size: 100%;
    margin-inline: auto;
    padding: 16px;
  }

  .why {
    padding: 12px 16px;
    border-radius: var(--radius-inner);
    background: var(--lamp-soft);
    text-align: center;
    text-wrap: balance;
  }

  .why-first {
    font-weight: 600;
  }

  .why-second {
    font-size: var(--small);
  }

  .first {
    margin: auto;
    text-align: center;
  }

  /* What is out of sight costs no layout; a long talk has a thousand lines. */
  .group {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 4px;
    content-visibility: auto;
    contain-intrinsic-block-size: auto 72px;
  }

  .group.self {
    align-items: flex-end;
  }

  .why + .group {
    margin-block-start: auto;
  }

  .bubble {
    max-inline-size: min(86%, 480px);
    padding: 8px 14px;
    border-radius: 18px;
    background: var(--surface);
    border: 1px solid var(--line);
    overflow-wrap: anywhere;
    /* Marks upon marks reach over many lines: here over their own alone. */
    overflow: clip;
    unicode-bidi: plaintext;
  }

  /* What is new, and not what comes into sight again. */
  .group:last-of-type > .bubble:nth-last-child(2),
  .typing {
    animation: arrive 140ms;
  }

  .said {
    white-space: pre-wrap;
  }

  .partner .bubble:nth-last-child(2) {
    border-end-start-radius: 6px;
  }

  .self .bubble {
    background: var(--accent);
    border-color: var(--accent-ink);
    color: var(--on-accent);
  }

  .self .bubble:nth-last-child(2) {
    border-end-end-radius: 6px;
  }

  .self .bubble.failed {
    background: transparent;
    border-color: var(--danger);
    color: var(--ink);
  }

  .group .bubble.emoji {
    padding: 0;
    border: 0;
    background: none;
    font-size: 2.25em;
    line-height: 1.2;
  }

  /* Its sign stays on the line of its name. */
  .bubble a {
    display: inline-block;
    color: inherit;
    font-weight: 550;
    text-decoration: none;
  }

  .bubble bdi {
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }

  .bubble a .icon {
    inline-size: 0.9em;
    block-size: 0.9em;
    vertical-align: -0.05em;
  }

  .meta {
    display: flex;
    align-items: center;
    gap: 4px;
    padding-inline: 6px;
    font-size: 0.75em;
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }

  .mark {
    display: inline-flex;
    align-items: center;
    gap: 2px;
  }

  .mark.failed {
    color: var(--danger);
  }

  .typing {
    align-self: flex-start;
    padding: 10px 16px;
    color: var(--ink-soft);
    line-height: 1;
  }

  .typing i:first-of-type {
    margin: 0;
  }

  .strip {
    display: flex;
    align-items: center;
    gap: 8px;
    inline-size: 100%;
    max-inline-size: 720px;
    margin-inline: auto;
    padding: 8px 16px;
    font-size: var(--small);
    color: var(--ink-soft);
  }

  .strip .away {
    grid-auto-flow: column;
    align-items: center;
    justify-items: start;
  }

  .strip .ring {
    inline-size: 40px;
    block-size: 40px;
  }

  .composer {
    display: flex;
    align-items: flex-end;
    gap: 8px;
    inline-size: 100%;
    max-inline-size: 720px;
    margin-inline: auto;
    padding: 4px 16px 12px;
  }

  /* The same text, unseen, gives the field its height: no script measures anything. */
  .grow {
    flex: 1;
    display: grid;
    min-inline-size: 0;
    max-block-size: calc(6em + 22px);
    border: 1px solid var(--edge);
    border-radius: 22px;
    background: var(--surface);
    overflow: hidden;
  }

  .grow:focus-within {
    border-color: var(--accent-ink);
    box-shadow: 0 0 0 1px var(--accent-ink);
  }

  .grow::after {
    content: attr(data-text);
    visibility: hidden;
  }

  .grow::after,
  textarea {
    grid-area: 1 / 1;
    min-block-size: 0;
    max-block-size: calc(6em + 20px);
    margin: 0;
    padding: 10px 16px;
    border: 0;
    font: inherit;
    line-height: 1.5;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  textarea {
    resize: none;
    overflow-y: auto;
    background: none;
    outline: none;
    scrollbar-width: thin;
  }

  .send {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    touch-action: manipulation;
    transition: opacity 120ms;
  }

  .send[aria-disabled="true"] {
    background: var(--sunk);
    color: var(--ink-soft);
    cursor: default;
  }

  .farewell {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    padding: 16px;
    border-block-start: 1px solid var(--line);
    text-align: center;
  }

  .farewell > :not(.button) {
    inline-size: 100%;
  }
`;
