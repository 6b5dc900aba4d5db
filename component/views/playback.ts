/**
 * Sees to it that pictures and sound play, also where the browser allows sound only after a tap.
 *
 * It does not know whose stream it is. The invariant it keeps: a picture that may not play with
 * sound plays without, and its owner is told so.
 *
 * @module
 */

/**
 * Plays every picture and sound under `root` that stands still; a browser pauses them when they
 * are moved in the page.
 *
 * @param speaker Where sound is to come out, as `enumerateDevices` names it.
 * @returns Whether one had to be muted to play.
 */
export async function playAll(root: ParentNode, speaker = ""): Promise<boolean> {
  const media = [...root.querySelectorAll<HTMLMediaElement>("video, audio")];
  // Where it is missing (Safari) or the speaker has gone, sound comes out where it always does.
  for (const one of media) {
    if (one.sinkId !== speaker) one.setSinkId?.(speaker).catch(() => undefined);
  }
  const results = await Promise.all(media.map(playOne));
  return results.includes("muted");
}

async function playOne(media: HTMLMediaElement): Promise<"plays" | "muted" | "rests"> {
  if (media.srcObject === null || !media.paused) return "rests";
  try {
    await media.play();
    return "plays";
  } catch (cause) {
    // Autoplay policy (HTML, 4.8.11.8): the promise is rejected with NotAllowedError.
    if (isNamed(cause, "NotAllowedError") && !media.muted) {
      media.muted = true;
      return await playOne(media) === "plays" ? "muted" : "rests";
    }
    // A newer stream or the end of the talk came in between; there is nothing left to play.
    if (isNamed(cause, "AbortError") || isNamed(cause, "NotAllowedError")) return "rests";
    throw cause;
  }
}

function isNamed(cause: unknown, name: string): boolean {
  return cause instanceof DOMException && cause.name === name;
}
