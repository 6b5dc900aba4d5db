import { assertEquals } from "@std/assert/mod.js";
import * as fc from "fast-check";
import { isEmojiOnly, linkify } from "../../../component/views/linkify.ts";

function links(text: string): string[] {
  return linkify(text).flatMap((piece) => piece.kind === "link" ? [piece.href] : []);
}

Deno.test("http, https and www addresses become links, without the sentence around them", () => {
  assertEquals(links("See https://example.org/a?b=c#d, or (www.example.com/x). http://b.test!"), [
    "https://example.org/a?b=c#d",
    "https://www.example.com/x",
    "http://b.test/",
  ]);
});

Deno.test("an address with a path that ends in a bracket of its sentence leaves the bracket", () => {
  assertEquals(linkify("(https://example.org/a)").map(({ text }) => text), [
    "(",
    "https://example.org/a",
    ")",
  ]);
});

const INERT = [
  "javascript:alert(1)",
  "JaVaScRiPt://example.org/%0aalert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "file:///etc/passwd",
  "ftp://example.org",
  "https://bank.example@evil.example/",
  "https://user:secret@evil.example/",
  "http://",
  "https://[not-an-address]/x",
];
for (const text of INERT) {
  Deno.test(`"${text}" stays text`, () => {
    assertEquals(links(text), []);
  });
}

Deno.test("the host of a link is told in ASCII, so that a look-alike name shows itself", () => {
  const [piece] = linkify("https://exаmple.org/");
  assertEquals(piece?.kind === "link" && piece.host, "xn--exmple-4nf.org");
});

Deno.test("the pieces joined give the text back unchanged, whatever it is", () => {
  const word = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.webUrl(),
    fc.constantFrom("www.", "https://", ")", "<a>"),
  );
  fc.assert(fc.property(fc.array(word), (words) => {
    const text = words.join(" ");
    assertEquals(linkify(text).map((piece) => piece.text).join(""), text);
  }));
});

Deno.test("a link never leads anywhere but to http or https", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.webUrl(), (noise, url) => {
    for (const href of links(`${noise}${url}${noise}`)) {
      assertEquals(/^https?:/.test(href), true, href);
    }
  }));
});

Deno.test("a few emoji alone are told from words, digits and blanks", () => {
  assertEquals(["🌻", "👩‍👩‍👧 🇩🇪", "♟️", "👍🏽"].map(isEmojiOnly), [true, true, true, true]);
  assertEquals(["hi 🌻", "12", "", "  ", "🌻".repeat(20)].map(isEmojiOnly), [
    false,
    false,
    false,
    false,
    false,
  ]);
});
