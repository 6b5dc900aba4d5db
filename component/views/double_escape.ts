/**
 * Recognises Escape pressed twice.
 *
 * It does not know what it stands for. The invariant it keeps: three presses are one pair and a
 * half, never two pairs, and a key held down is one press.
 *
 * @module
 */

/** The longest time between the two presses, in milliseconds. */
export const ESCAPE_WINDOW_MS = 1_000;

/** Counts presses of Escape. */
export class DoubleEscape {
  #pressedAt = -Infinity;

  /**
   * Takes any key press.
   *
   * @param now Milliseconds on any clock.
   * @returns Whether this press completes a pair.
   */
  press(event: Pick<KeyboardEvent, "key" | "repeat" | "isComposing">, now: number): boolean {
    if (event.key !== "Escape") {
      this.#pressedAt = -Infinity;
      return false;
    }
    // Escape also closes the candidate list of an input method; that press is not for us.
    if (event.repeat || event.isComposing) return false;
    const isPair = now - this.#pressedAt <= ESCAPE_WINDOW_MS;
    this.#pressedAt = isPair ? -Infinity : now;
    return isPair;
  }
}
