import { assertEquals } from "@std/assert/mod.js";
import { tableFor } from "../../../component/language.ts";
import { en } from "../../../component/strings/en.ts";
import { translate } from "../../../component/strings/languages_part.ts";
import { withWords } from "../../../component/strings/own_words.ts";
import { createSay } from "../../../component/strings/say.ts";

const say = createSay("en");

Deno.test("a page's own word replaces one and leaves all others", () => {
  const words = withWords(en, { start: "Let me in" }, say);
  assertEquals([words.start, words.stop, en.start], ["Let me in", "Stop", "Start"]);
});

Deno.test("a word inside of a group replaces that one only", () => {
  const words = withWords(en, { trouble: { offline: { title: "No net." } } }, say);
  assertEquals(words.trouble.offline, { title: "No net.", hint: en.trouble.offline.hint });
  assertEquals(words.trouble.closed, en.trouble.closed);
  assertEquals(en.trouble.offline.title, "You're offline.");
});

Deno.test("a sentence that is made of something may be a text with places for it", () => {
  const words = withWords(en, {
    remove: "Take out {0}",
    lookingFor: { interest: "Who likes {0}?" },
    whyInterests: "Both: {0+}",
    widens: { language: "{1} in {0} s" },
  }, say);
  assertEquals(words.remove("tea"), "Take out tea");
  assertEquals(words.lookingFor.interest(["tea", "chess"]), "Who likes tea or chess?");
  assertEquals(words.whyInterests(["tea", "chess"]), "Both: tea and chess");
  assertEquals(words.widens.language(1_200, ["English"]), "English in 1,200 s");
});

Deno.test("a word may be a function of the page's own", () => {
  const words = withWords(en, { remove: (what: string) => `${what}, out` }, say);
  assertEquals(words.remove("tea"), "tea, out");
});

Deno.test("what is no word of the element, or of another kind, changes nothing", () => {
  const own = { nobodySaysThis: "x", start: 5, trouble: "x", mode: null, remove: {} };
  assertEquals(withWords(en, own, say), { ...en });
});

Deno.test("own words go over those of a language", async () => {
  const words = await translate(en, { table: "de", own: { start: "Auf geht's" } });
  assertEquals([words.start, words.stop], ["Auf geht's", "Stopp"]);
});

for (
  const [tag, table] of [
    ["de", "de"],
    ["de-AT", "de"],
    ["pt-BR", "pt"],
    ["zh", "zh"],
    ["zh-CN", "zh"],
    ["zh-Hans-SG", "zh"],
    // Words in the other script would be read by many, and are not what the page asked for.
    ["zh-TW", null],
    ["zh-Hant", null],
    ["hi-Latn", null],
    ["in", "id"],
    ["sv", null],
    ["en", null],
    ["", null],
    ["no language", null],
  ] as const
) {
  Deno.test(`a page in "${tag}" gets ${table === null ? "no other table" : `that of "${table}"`}`, () => {
    assertEquals(tableFor(tag), table);
  });
}
