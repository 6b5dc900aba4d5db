import { assertEquals } from "@std/assert/mod.js";
import { decodeNote, encodeNote } from "../../../component/link/media_note.ts";
import { encodeFrame } from "../../../component/link/text_frame.ts";

const note = { camera: false, microphone: true, isSlow: true };

Deno.test("a note arrives as it was written", () => {
  assertEquals(decodeNote(encodeNote(note)), note);
});

Deno.test("frames of another kind, and what is no note, are none", () => {
  assertEquals(decodeNote(encodeFrame({ kind: "typing", typing: true })), null);
  assertEquals(decodeNote('{"kind":"media","camera":1,"microphone":true,"isSlow":false}'), null);
  assertEquals(decodeNote('{"kind":"media",'), null);
  assertEquals(decodeNote(""), null);
});
