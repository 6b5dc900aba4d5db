/**
 * Moves one's own picture to a corner of the stage: by dragging, by a tap, by arrow keys.
 *
 * It does not know the sizes of the rooms. The invariant it keeps: wherever it is let go, it comes to
 * rest in one of the four corners, and a cancelled drag leaves nothing behind.
 *
 * @module
 */
import type { Corner } from "./facts.ts";

/** A finger that moves less than this between down and up has tapped, in CSS pixels. */
const TAP_PX = 6;

type Press = PointerEvent & { currentTarget: HTMLElement };
type Key = KeyboardEvent & { currentTarget: HTMLElement };

/**
 * Makes the handler that begins a drag; a tap moves the picture to the next corner, for whoever
 * cannot drag (WCAG 2.2, 2.5.7). The transform is set through the style object, which a strict
 * Content-Security-Policy allows, unlike a style attribute.
 */
export function floatPress(
  corner: Corner,
  move: (corner: Corner) => void,
): (event: Press) => void {
  return (event) => {
    const place: HTMLElement = event.currentTarget;
    // In the widest room it stands beside the other picture.
    if (event.button !== 0 || getComputedStyle(place).position !== "absolute") return;
    const ended = new AbortController();
    const { signal } = ended;
    place.setPointerCapture(event.pointerId);
    place.addEventListener("pointermove", (now) => {
      const x = now.clientX - event.clientX;
      const y = now.clientY - event.clientY;
      place.style.setProperty("transform", `translate(${x}px, ${y}px)`);
    }, { signal });
    place.addEventListener("pointerup", (now) => {
      const way = Math.hypot(now.clientX - event.clientX, now.clientY - event.clientY);
      const target = way < TAP_PX ? nextCorner(corner) : nearestCorner(place);
      if (target !== null) move(target);
      ended.abort();
    }, { signal });
    place.addEventListener("lostpointercapture", () => ended.abort(), { signal });
    signal.addEventListener("abort", () => place.style.removeProperty("transform"));
  };
}

/** Makes the handler that moves the picture on by Enter or by a screen reader's press. */
export function floatClick(
  corner: Corner,
  move: (corner: Corner) => void,
): (event: MouseEvent) => void {
  return ({ detail }) => {
    // A press of a pointer has a count, and was taken above.
    if (detail === 0) move(nextCorner(corner));
  };
}

/** Makes the handler that moves the picture by arrow keys, as they point on the screen. */
export function floatKeys(corner: Corner, move: (corner: Corner) => void): (event: Key) => void {
  return (event) => {
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === "rtl";
    const next = moveCorner(corner, event.key, isRightToLeft);
    if (next === null) return;
    event.preventDefault();
    move(next);
  };
}

/** The corner that an arrow key leads to, or none when the key is no arrow. */
export function moveCorner(corner: Corner, key: string, isRightToLeft: boolean): Corner | null {
  const isTop = corner.startsWith("top");
  const isStart = corner.endsWith("start");
  switch (key) {
    case "ArrowUp":
      return cornerOf(true, isStart);
    case "ArrowDown":
      return cornerOf(false, isStart);
    case "ArrowLeft":
      return cornerOf(isTop, !isRightToLeft);
    case "ArrowRight":
      return cornerOf(isTop, isRightToLeft);
    default:
      return null;
  }
}

/** The corner after this one, clockwise in a language that is read from the left. */
export function nextCorner(corner: Corner): Corner {
  return cornerOf(corner.endsWith("start"), !corner.startsWith("top"));
}

function nearestCorner(place: HTMLElement): Corner | null {
  const stage = place.parentElement?.getBoundingClientRect();
  if (stage === undefined) return null;
  const own = place.getBoundingClientRect();
  const isLeft = own.left + own.width / 2 < stage.left + stage.width / 2;
  const isTop = own.top + own.height / 2 < stage.top + stage.height / 2;
  const isRightToLeft = getComputedStyle(place).direction === "rtl";
  return cornerOf(isTop, isLeft !== isRightToLeft);
}

function cornerOf(isTop: boolean, isStart: boolean): Corner {
  if (isTop) return isStart ? "top-start" : "top-end";
  return isStart ? "bottom-start" : "bottom-end";
}
