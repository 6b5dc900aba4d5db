import { assertEquals } from "@std/assert/mod.js";
import { DoubleEscape } from "../../../component/views/double_escape.ts";
import { moveCorner, nextCorner } from "../../../component/views/floating.ts";

const ESCAPE = { key: "Escape", repeat: false, isComposing: false };

function pairs(...presses: readonly [Partial<typeof ESCAPE>, number][]): boolean[] {
  const escape = new DoubleEscape();
  return presses.map(([press, at]) => escape.press({ ...ESCAPE, ...press }, at));
}

Deno.test("two presses within a second are a pair, later ones are not", () => {
  assertEquals(pairs([{}, 0], [{}, 1_000]), [false, true]);
  assertEquals(pairs([{}, 0], [{}, 1_001], [{}, 1_500]), [false, false, true]);
});

Deno.test("three quick presses are one pair, four are two", () => {
  assertEquals(pairs([{}, 0], [{}, 1], [{}, 2], [{}, 3]), [false, true, false, true]);
});

Deno.test("another key between the two breaks the pair", () => {
  assertEquals(pairs([{}, 0], [{ key: "a" }, 1], [{}, 2]), [false, false, false]);
});

Deno.test("a key held down and a key of an input method do not count", () => {
  assertEquals(pairs([{}, 0], [{ repeat: true }, 1]), [false, false]);
  assertEquals(pairs([{ isComposing: true }, 0], [{}, 1]), [false, false]);
});

Deno.test("arrow keys move one's own picture as they point, also from right to left", () => {
  assertEquals(moveCorner("top-end", "ArrowDown", false), "bottom-end");
  assertEquals(moveCorner("top-end", "ArrowLeft", false), "top-start");
  assertEquals(moveCorner("top-end", "ArrowLeft", true), "top-end");
  assertEquals(moveCorner("top-end", "ArrowRight", true), "top-start");
  assertEquals(moveCorner("top-end", "Enter", false), null);
});

Deno.test("a picture that is tapped goes around the stage, one corner each time", () => {
  const way = [nextCorner("top-start")];
  for (let taps = 0; taps < 3; taps++) way.push(nextCorner(way.at(-1) ?? "top-end"));
  assertEquals(way, ["top-end", "bottom-end", "bottom-start", "top-start"]);
});
