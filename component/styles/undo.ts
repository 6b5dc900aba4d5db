/**
 * The way back to somebody who was skipped, over the picture of the next or where the talk ended.
 *
 * It does not know for how long it is there.
 *
 * @module
 */
import { css } from "lit";

/** Styles of the undo of a skip, added with the tools after theirs. */
export const undo = css`
  .undo {
    display: grid;
    grid-template-columns: auto 1fr;
    align-items: center;
    gap: 8px 16px;
    text-align: start;
    text-wrap: balance;
  }

  .farewell {
    align-items: center;
  }

  .farewell .undo {
    grid-template-columns: auto fit-content(400px);
    justify-content: center;
    margin-block: 4px;
  }

  .undo .answers {
    grid-column: 1 / -1;
    justify-content: center;
  }

  .undo .ring {
    inline-size: 40px;
    block-size: 40px;
  }

  .undo p:only-child {
    grid-column: 1 / -1;
    text-align: center;
  }

  /* While somebody else is looked for it lies on the picture, whose strip is high enough for it. */
  .frame:has(.tools .undo) {
    --strip: 168px;
  }

  .tools:has(.undo) {
    inset-inline-end: 12px;
    align-items: start;
  }

  .tools:has(.undo) > .button {
    flex: none;
  }

  .tools .undo {
    flex: 0 1 360px;
    padding: 8px 16px;
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: 16px;
    box-shadow: var(--lift);
    color: var(--ink);
    animation: arrive 160ms ease-out;
  }

  /* The pictures stand inside of the stage, and on a page it stands on that of the other side. */
  @container random-chat (width >= 640px) or ((width >= 560px) and (orientation: landscape)) {
    .mirror .tools:has(.undo) {
      inset-inline: 28px;
    }
  }

  @container random-chat (width > 960px) {
    .mirror .tools .undo {
      flex-basis: min(360px, 50% - 20px);
      margin-inline-start: auto;
    }
  }

  /* Beside the buttons of a small stage its sentence would be a column of single words. */
  @container random-chat (width < 360px) or ((width < 700px) and (height < 480px)) {
    .frame:has(.tools .undo) {
      --strip: 192px;
    }

    .tools:has(.undo) {
      flex-wrap: wrap;
    }

    .tools .undo {
      flex: 1 0 100%;
      font-size: var(--small);
    }
  }
`;
