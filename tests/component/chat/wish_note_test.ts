import { assertEquals } from "@std/assert/mod.js";
import type { Wish } from "../../../component/chat/state.ts";
import { readNote, writeNote } from "../../../component/chat/wish_note.ts";

const WISH: Wish = { mode: "voice", interests: ["tea"], languages: ["en"], strictLanguages: false };
const NOW = 1_000_000;

Deno.test("a note is read for three quarters of a minute, and not when the clock was set back", () => {
  const note = writeNote({ kind: "opening", wish: WISH }, NOW);
  assertEquals(readNote(note, NOW + 44_999), WISH);
  assertEquals(readNote(note, NOW + 45_000), null);
  assertEquals(readNote(note, NOW - 45_000), null);
});

Deno.test("nothing is noted where nothing is under way", () => {
  assertEquals(writeNote({ kind: "welcome" }, NOW), null);
  assertEquals(readNote(null, NOW), null);
});

Deno.test("what this program did not write is no note", () => {
  const others = [
    "",
    "null",
    "7",
    "{}",
    JSON.stringify({ at: NOW }),
    JSON.stringify({ at: String(NOW), wish: WISH }),
    ...Object.entries({ mode: "telepathy", interests: "tea", languages: [1], strictLanguages: 0 })
      .flatMap(([name, other]) => [
        JSON.stringify({ at: NOW, wish: { ...WISH, [name]: other } }),
        JSON.stringify({ at: NOW, wish: { ...WISH, [name]: undefined } }),
      ]),
  ];
  for (const note of others) assertEquals(readNote(note, NOW), null, note);
});
