import { assert, assertEquals, assertThrows } from "@std/assert/mod.js";
import { fileURLToPath } from "node:url";
import { buildManifest, elementIn } from "../../../component/build/manifest.ts";
import { fillReference } from "../../../component/build/reference.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const element = elementIn(await buildManifest(ROOT));
const fill = (page: string) => fillReference(page, element);

Deno.test("a mark becomes a table with a row for each entry, and the page around it stays", () => {
  const page = fill("<p>before</p><!-- reference:attributes --><p>after</p>");
  assert(page.startsWith("<p>before</p><table") && page.endsWith("</table><p>after</p>"));
  assertEquals(page.match(/<tr>/g)?.length, element.attributes.length + 1);
});

Deno.test("all of the manifest can be shown, and everything is in it once", () => {
  const all = ["properties", "methods", "events", "slots", "parts", "properties_css"];
  const page = fill(all.map((name) => `<!-- reference:${name} -->`).join(""));
  const names = [
    ...element.events,
    ...element.slots,
    ...element.cssParts,
    ...element.cssProperties,
  ];
  for (const { name } of names) assert(page.includes(`<code>${name}</code>`), name);
  assert(page.includes("<code>mute(isMuted?: boolean): void</code>"));
});

Deno.test("what a comment says is text: only backticks make code of it", () => {
  const [first] = element.slots;
  if (first === undefined) throw new Error("Cannot test: the element has no slot");
  const slots = [{ ...first, description: 'Say `<b>` & "more" <script>' }];
  const page = fillReference("<!-- reference:slots -->", { ...element, slots });
  assert(page.includes("Say <code>&lt;b&gt;</code> &amp; &quot;more&quot; &lt;script&gt;"));
});

Deno.test("a page that asks for a table that there is none of stops the build", () => {
  assertThrows(() => fill("<!-- reference:colours -->"), Error, '"colours"');
});
