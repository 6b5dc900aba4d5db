import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert/mod.js";
import { BUDGETS, findExcess, formatTable } from "../../../component/build/budget.ts";

const weigh = (path: string, brotli: number) => ({ path, plain: brotli * 3, gzip: brotli, brotli });
const CHAT = weigh("/random-chat-chat.0123456789ab.js", 20 * 1024);

Deno.test("an element of exactly its budget is allowed, one byte more is named", () => {
  assertEquals(findExcess([weigh("/random-chat.js", 28 * 1024), CHAT]), []);
  const [excess, ...others] = findExcess([weigh("/random-chat.js", 28 * 1024 + 1), CHAT]);
  assertStringIncludes(excess ?? "", "The element is over its budget: 28673 bytes");
  assertEquals(others, []);
});

Deno.test("everything that is over its budget is named, not only the first", () => {
  const heavy = [weigh("/random-chat.js", 90_000), weigh("/random-chat-chat.0.js", 90_000)];
  assertEquals(findExcess(heavy).length, BUDGETS.length);
});

Deno.test("a file that has a budget and was not built is an error", () => {
  const { message } = assertThrows(() => findExcess([CHAT]), Error);
  assertStringIncludes(message, "random-chat");
  assertStringIncludes(message, "it was not built");
});

Deno.test("the table has a row for each file, in columns that hold the longest path", () => {
  const rows = formatTable([weigh("/a.js", 1_234), weigh(`/${"long".repeat(20)}.js`, 5)])
    .split("\n");
  assertEquals(rows.length, 3);
  assertEquals(new Set(rows.map((row) => row.length)).size, 1);
  assertStringIncludes(rows[1] ?? "", "3,702");
});
