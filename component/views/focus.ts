/**
 * Where the focus goes when what is drawn changes, for somebody who already is in the element.
 *
 * It does not know why it changed. The invariants it keeps: the focus is never lost with what had it,
 * never lands on a button that would act on the key that is just being pressed, and no keyboard pops
 * up on a phone unasked.
 *
 * @module
 */
import type { ChatState } from "../chat/state.ts";

/** Moves the focus to where the new state begins; whoever is in a panel that stays is left there. */
export function moveFocus(root: ShadowRoot, state: ChatState): void {
  if (root.activeElement?.closest("[role=dialog]")) return;
  const isWritten = state.kind === "talk" && state.match.mode === "text";
  const hasKeyboard = matchMedia("(hover: hover) and (pointer: fine)").matches;
  const field = isWritten || hasKeyboard ? "textarea," : "";
  // In the smallest room the messages are out of sight.
  focusFirst(root, `${field} [data-focus]`) ||
    focusFirst(root, ".transcript, .sheet-toggle, .next");
}

/** The element that has the focus and all that it is in, from the inside out. */
export function trailOf(root: ShadowRoot | null): readonly Element[] {
  const trail: Element[] = [];
  for (let at = root?.activeElement; at; at = at.parentElement) trail.push(at);
  return trail;
}

/** Gives a focus that was lost with what had it to what is nearest to it. */
export function keepFocus(root: ShadowRoot, trail: readonly Element[]): void {
  // Whoever closes a panel leads out of it.
  if (root.activeElement !== null || trail.some((it) => it.role === "dialog")) return;
  for (const place of trail) {
    if (!place.isConnected) continue;
    // A field or a sentence first: a button might act on the key that is still being pressed.
    if (focusFirst(place, "input, textarea, [tabindex]")) return;
    if (focusFirst(place, "button, select")) return;
  }
}

/** Takes the focus out of the messages before they slide out of sight; elsewhere they stay. */
export function leaveSheet(root: ShadowRoot | null): void {
  if (root?.activeElement?.closest(".side")) focusFirst(root, ".sheet-toggle");
}

/** The same where a step to pictures has put them out of sight while somebody wrote. */
export function leaveHidden(root: ShadowRoot | null): void {
  const isSeen = root?.activeElement?.checkVisibility?.({ visibilityProperty: true }) ?? true;
  if (!isSeen) leaveSheet(root);
}

function focusFirst(place: ParentNode, selector: string): boolean {
  for (const target of place.querySelectorAll<HTMLElement>(selector)) {
    target.focus({ preventScroll: true });
    const root = target.getRootNode();
    // Not `:focus`: in a window that is behind another nothing matches it.
    if (root instanceof ShadowRoot && root.activeElement === target) return true;
  }
  return false;
}
