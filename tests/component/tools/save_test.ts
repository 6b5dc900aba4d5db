import { assertEquals } from "@std/assert/mod.js";
import type { Line } from "../../../component/chat/state.ts";
import { writeTalk } from "../../../component/tools/save.ts";

const WORDS = {
  title: "A talk on Sunday",
  you: "You",
  stranger: "Stranger",
  time: (at: number) => `at ${at}`,
};

Deno.test("a saved talk says of each line when it was written, and by whom", () => {
  const line = (change: Partial<Line>): Line => ({
    id: "1",
    from: "partner",
    text: "hello",
    at: 1,
    delivery: "sent",
    ...change,
  });
  const text = writeTalk([
    line({}),
    line({ from: "self", text: "two\nlines <b>", at: 2, delivery: "seen" }),
  ], WORDS);
  const rows = [
    "A talk on Sunday",
    "",
    "[at 1] Stranger: hello",
    "[at 2] You: two",
    "lines <b>",
    "",
  ];
  assertEquals(text, rows.join("\n"));
});
