/**
 * What the frame check says, in English; loaded with it.
 *
 * It does not know what was found. The invariant it keeps: it accuses nobody, because a program that
 * looks at pictures is often wrong.
 *
 * @module
 */

/** The words in English. */
export const frameCheckEnglish = {
  looking: "One moment. Your device looks at the picture first.",
  found:
    "This picture may show something you don't want to see. Only your device has looked at it.",
  show: "Show anyway",
};

/** The shape of these words. */
export type FrameCheckTable = Readonly<typeof frameCheckEnglish>;
