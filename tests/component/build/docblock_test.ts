import { assertEquals, assertThrows } from "@std/assert/mod.js";
import { entriesOf, parseDocblock } from "../../../component/build/docblock.ts";

const COMMENT = `/**
 * A first paragraph that goes
 * over two lines.
 *
 * \`\`\`html
 * <a-b
 *   @click></a-b>
 * @not-a-tag
 * \`\`\`
 *
 * @csspart frame, side - The
 * regions.
 * @csspart bar - The bar - with a dash.
 * @returns Nothing.
 */`;

Deno.test("lines of a paragraph are joined, examples stay as they are", () => {
  const { text } = parseDocblock(COMMENT);
  assertEquals(
    text,
    "A first paragraph that goes over two lines.\n\n```html\n<a-b\n  @click></a-b>\n@not-a-tag\n```",
  );
});

Deno.test("each tag is there with its text, and names that share a description are entries", () => {
  const docs = parseDocblock(COMMENT);
  assertEquals(docs.tags.map(({ name }) => name), ["csspart", "csspart", "returns"]);
  assertEquals(entriesOf(docs, "csspart"), [
    { name: "frame", description: "The regions." },
    { name: "side", description: "The regions." },
    { name: "bar", description: "The bar - with a dash." },
  ]);
});

Deno.test("an entry that says nothing of its name is an error", () => {
  const docs = parseDocblock("/** @slot header */");
  assertThrows(() => entriesOf(docs, "slot"), Error, '"@slot header"');
});

Deno.test("a comment without tags, and none at all, are read as they are", () => {
  assertEquals(parseDocblock("/** Alone. */"), { text: "Alone.", tags: [] });
  assertEquals(parseDocblock(""), { text: "", tags: [] });
});
