import { assert, assertEquals } from "@std/assert/mod.js";
import type { Line } from "../../../component/chat/state.ts";
import { writeTalk } from "../../../component/tools/save.ts";
import { ALL_HOSTILE_TEXTS } from "../../support/hostile_texts.ts";

const WORDS = {
  title: "A talk on Sunday",
  you: "You",
  stranger: "Stranger",
  time: (at: number) => `at ${at}`,
};

function line(change: Partial<Line>): Line {
  return { id: "1", from: "partner", text: "hello", at: 1, delivery: "sent", ...change };
}

Deno.test("a saved talk says of each line when it was written, and by whom", () => {
  const text = writeTalk([
    line({}),
    line({ from: "self", text: "two\nlines <b>", at: 2, delivery: "seen" }),
  ], WORDS);
  const rows = [
    "A talk on Sunday",
    "",
    "[at 1] Stranger: hello",
    "[at 2] You: two",
    "    lines <b>",
    "",
  ];
  assertEquals(text, rows.join("\n"));
});

Deno.test("no text of a talk passes for a line of somebody else, or for an order to a terminal", () => {
  const forgeries = ["\n", "\r", "\r\n", "\v", "\f", "\u0085", "\u2028", "\u2029"]
    .map((end) => `fine${end}[at 9] You: I said so`);
  const texts = [...forgeries, ...ALL_HOSTILE_TEXTS];
  const saved = writeTalk(texts.map((text) => line({ text })), WORDS);
  const rows = saved.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
  const begun = rows.filter((row) => row.startsWith("["));
  assertEquals(begun.length, texts.length);
  assert(begun.every((row) => row.startsWith("[at 1] Stranger: ")));
  assertEquals([...saved.matchAll(/[^\P{Cc}\t\n]/gu)].map(({ 0: found }) => found), []);
});
