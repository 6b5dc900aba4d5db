/**
 * What stands on the stage beside one's own picture, where there is little room for both.
 *
 * It does not know which corner one's own picture is in. The invariant it keeps: where it is at
 * first, nothing lies over it.
 *
 * @module
 */
import { css } from "lit";

/** Styles of narrow and low stages, added with the tools after theirs: they bring the most. */
export const besideOwn = css`
  @container random-chat (width < 840px) {
    .faces .tools {
      gap: 4px;
    }
  }

  @container random-chat (width < 360px) {
    .faces .tools {
      inset: 8px auto auto 8px;
    }

    .faces .tools:dir(rtl) {
      inset: 8px 8px auto auto;
    }

    .faces .timer {
      display: none;
    }
  }

  /* Beside the words a stage is narrower than that of a phone. */
  @container random-chat (640px <= width < 840px) {
    .faces .tools {
      inset-block-start: 20px;
      inset-inline-start: 20px;
    }
  }

  @container random-chat (640px <= width < 800px) {
    .faces .timer {
      display: none;
    }
  }

  /* In a low room the signs of the connection take the middle. */
  @container random-chat (height < 480px) {
    .theirs:has(.sign) .covered {
      place-content: end center;
    }
  }

  @container random-chat (width < 700px) and (height < 480px) {
    .theirs .covered {
      place-content: end center;
      padding-inline: 16px;
      font-size: var(--small);
    }

    .theirs:has(.sign) .covered .icon {
      display: none;
    }
  }

  /* A small phone on its side. */
  @container random-chat (560px <= width < 640px) and (orientation: landscape) {
    .faces {
      --own: 56px;
      padding: 8px;
    }

    .faces .own {
      margin: 8px;
    }

    .faces .tools {
      inset-block-start: 14px;
      inset-inline-start: 14px;
      gap: 2px;
    }

    .faces .tool {
      inline-size: 40px;
      min-block-size: 40px;
    }

    .faces .timer {
      display: none;
    }

    .faces .veil {
      padding: 8px;
      font-size: var(--medium);
    }
  }
`;
