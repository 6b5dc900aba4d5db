/**
 * Hands a stream to an element once.
 *
 * It does not know what plays it. The invariant it keeps: drawing again is nothing to a picture that
 * plays. Lit sets a property to the same object again each time that it draws, and a browser then
 * loads that stream anew, which costs frames (HTML, 4.8.11.2, `srcObject`).
 *
 * @module
 */
import type { DirectiveResult } from "lit/directive.js";
import { live } from "lit/directives/live.js";

/** Makes the value of a `srcObject` that is set only when the element has another stream. */
export function steady(stream: MediaStream | null): DirectiveResult {
  return live(stream);
}
