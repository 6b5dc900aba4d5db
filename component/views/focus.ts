/**
 * Where the focus goes when the state changes, for somebody who already is in the element.
 *
 * It does not know why the state changed. The invariant it keeps: the focus never lands on a button
 * that would act on the key that is just being pressed, and no keyboard pops up on a phone unasked.
 *
 * @module
 */
import type { ChatState } from "../chat/state.ts";

/** Moves the focus to where the new state begins. */
export function moveFocus(root: ShadowRoot, state: ChatState): void {
  const field = root.querySelector<HTMLElement>("textarea");
  const isWritten = state.kind === "talk" && state.match.mode === "text";
  const hasKeyboard = matchMedia("(hover: hover) and (pointer: fine)").matches;
  const first = root.querySelector<HTMLElement>("[data-focus]");
  const target = field !== null && (isWritten || hasKeyboard) ? field : first;
  (target ?? root.querySelector<HTMLElement>(".next"))?.focus({ preventScroll: true });
}
