/**
 * The screens on the side: the start screen's fields, the search, the notices.
 *
 * It does not know the talk. The invariant it keeps: targets are at least 24 px, fields at least
 * 44 px, and nothing changes its size while it counts.
 *
 * @module
 */
import { css } from "lit";

/** Styles of the screens. */
export const panels = css`
  .panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px;
    inline-size: 100%;
    max-inline-size: 480px;
    margin-inline: auto;
    padding: 24px;
  }

  .welcome .title {
    font-size: var(--huge);
    letter-spacing: -0.02em;
    line-height: 1.15;
  }

  .lead {
    margin-block-start: -16px;
    color: var(--ink-soft);
    text-wrap: balance;
  }

  .segments {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    padding: 4px;
    border-radius: 16px;
    background: var(--sunk);
    margin-block-end: 8px;
  }

  .segment {
    flex: 1 0 28%;
    position: relative;
    cursor: pointer;
  }

  .segment input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .segment span {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 44px;
    border-radius: 12px;
    font-size: var(--medium);
    font-weight: 550;
    color: var(--ink-soft);
  }

  .segment :checked + span {
    background: var(--surface);
    color: var(--accent-ink);
    box-shadow: 0 1px 3px var(--shade);
  }

  .segment :focus-visible + span {
    outline: 2px solid var(--accent-ink);
    outline-offset: 2px;
  }

  .field .hint {
    margin-block-start: 8px;
  }

  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .chips ul {
    display: contents;
  }

  .box {
    align-items: center;
    min-block-size: 48px;
    padding: 7px 12px;
    border: 1px solid var(--edge);
    border-radius: 14px;
    background: var(--surface);
    cursor: text;
  }

  .box:focus-within {
    border-color: var(--accent-ink);
    box-shadow: 0 0 0 1px var(--accent-ink);
  }

  .box input {
    flex: 1 1 6em;
    min-inline-size: 0;
    min-block-size: 32px;
    padding: 0;
    border: 0;
    background: none;
    outline: none;
  }

  ::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }

  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-inline-size: 100%;
    min-block-size: 32px;
    padding-inline: 12px 4px;
    border: 1px solid transparent;
    border-radius: 999px;
    background: var(--accent-soft);
    color: var(--accent-ink);
    font-size: var(--medium);
    font-weight: 550;
  }

  .chip bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .chip .icon {
    inline-size: 14px;
    block-size: 14px;
    stroke-width: 2.25;
  }

  .chip > button {
    display: grid;
    place-items: center;
    inline-size: 24px;
    block-size: 24px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
  }

  .chip.ghost {
    padding-inline: 10px 14px;
    border: 1px dashed var(--edge);
    background: none;
    color: var(--ink);
    font-weight: 450;
  }

  .field .box + .chips {
    margin-block-start: 8px;
  }

  .pick {
    position: relative;
  }

  textarea.box {
    inline-size: 100%;
  }

  .pick select {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    opacity: 0;
    cursor: pointer;
  }

  .pick:focus-within {
    outline: 2px solid var(--accent-ink);
    outline-offset: 2px;
  }

  .pick option {
    background: var(--surface);
    color: var(--ink);
  }

  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 32px;
    margin-block-start: 8px;
    font-size: var(--medium);
    cursor: pointer;
  }

  .check input {
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--accent);
  }

  .notice,
  .search {
    gap: 12px;
  }

  .notice p:not(.hint) {
    color: var(--ink-soft);
    text-wrap: pretty;
  }

  .notice .button {
    justify-self: start;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block-start: 4px;
  }

  /* Where permission was given before, this screen is over before it is seen. */
  .late {
    animation: arrive 160ms 240ms backwards;
  }

  .search .count {
    min-block-size: 1.5em;
    font-size: var(--medium);
  }

  .count .icon {
    vertical-align: middle;
  }

  .schedule {
    display: grid;
    margin-block-start: 4px;
  }

  .schedule li {
    position: relative;
    padding-block: 6px;
    padding-inline-start: 28px;
    font-size: var(--medium);
    color: var(--ink-soft);
  }

  .schedule li::before {
    content: "";
    position: absolute;
    inset-inline-start: 4px;
    inset-block-start: calc(6px + 0.75em - 6px);
    inline-size: 12px;
    block-size: 12px;
    border: 2px solid var(--edge);
    border-radius: 50%;
  }

  .schedule li + li::after {
    content: "";
    position: absolute;
    inset-inline-start: 9px;
    inset-block: calc(-0.75em + 4px) auto;
    block-size: calc(1.5em - 6px);
    border-inline-start: 2px solid var(--line);
  }

  .schedule .now {
    color: var(--ink);
    font-weight: 600;
  }

  .schedule .now::before,
  .schedule .past::before {
    border-color: var(--lamp);
    background: var(--lamp);
  }

  .schedule .now::before {
    box-shadow: 0 0 0 4px oklch(from var(--lamp) l c h / 0.28);
  }

  @container random-chat (width < 360px) {
    .panel {
      padding: 16px;
    }

    .welcome .panel {
      gap: 16px;
    }

    .welcome .title {
      font-size: var(--large);
    }

    .lead {
      margin-block-start: -12px;
      font-size: var(--medium);
    }

    .segment span {
      gap: 4px;
      font-size: var(--small);
    }
  }

  /* Whoever reads that it is quiet need not see the steps that led there. */
  @container random-chat (width < 360px) or (height < 560px) {
    .search:has([part="bell"]) .schedule {
      display: none;
    }
  }

  @container random-chat (height < 480px) {
    .panel {
      padding-block: 16px;
      gap: 16px;
    }

    .notice,
    .search {
      gap: 8px;
    }
  }
`;
