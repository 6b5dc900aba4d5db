/**
 * Other places for the picture: a small window of its own, and the whole screen.
 *
 * It does not know what is in the picture. The invariant it keeps: where the page's policy or the
 * browser does not allow it, everything stays as it is.
 *
 * @module
 */

/** Puts the picture into a small window of its own, or back from it. */
export async function toggleWindow(video: HTMLVideoElement | null): Promise<void> {
  try {
    if (document.pictureInPictureElement) await document.exitPictureInPicture();
    else await video?.requestPictureInPicture();
  } catch (error) {
    console.warn("random-chat: Cannot open a small window", error);
  }
}

/** Lets the element fill the screen, or no more. */
export async function toggleFullScreen(element: Element): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await element.requestFullscreen();
  } catch (error) {
    console.warn("random-chat: Cannot fill the screen", error);
  }
}
