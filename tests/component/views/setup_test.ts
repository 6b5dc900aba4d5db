import { assertEquals } from "@std/assert/mod.js";
import * as fc from "fast-check";
import {
  addInterests,
  addLanguage,
  MAX_INTEREST_LENGTH,
  MAX_INTERESTS,
  parseInterests,
  parseLanguages,
  parseModes,
  presetSetup,
  removeInterest,
  removeLanguage,
  type Setup,
  typeInterest,
  wishOf,
} from "../../../component/views/setup.ts";

const EMPTY: Setup = {
  mode: "video",
  interests: [],
  languages: [],
  strictLanguages: false,
  pending: "",
};

Deno.test("a list is split at commas, semicolons and lines, in any script", () => {
  assertEquals(parseInterests("chess, tea;jazz\nfilms、将棋，茶،قهوة"), [
    "chess",
    "tea",
    "jazz",
    "films",
    "将棋",
    "茶",
    "قهوة",
  ]);
});

Deno.test("an interest is trimmed, its spaces collapsed, and cut at a code point", () => {
  assertEquals(parseInterests("  board   games , ,"), ["board games"]);
  assertEquals(parseInterests("♟️".repeat(40)).map((tag) => [...tag].length), [32]);
});

Deno.test("the same interest in other letters is not added twice", () => {
  assertEquals(addInterests({ ...EMPTY, interests: ["Chess"] }, "chess, tea").interests, [
    "Chess",
    "tea",
  ]);
});

Deno.test("typing a comma turns what stands before it into a chip and keeps the rest", () => {
  const typed = typeInterest(EMPTY, "chess, te");
  assertEquals([typed.interests, typed.pending], [["chess"], "te"]);
});

Deno.test("what is typed without a separator stays in the field as it is", () => {
  assertEquals(typeInterest(EMPTY, "board g").pending, "board g");
  assertEquals(typeInterest(EMPTY, "board ").pending, "board ");
});

Deno.test("an unfinished interest counts when one starts", () => {
  assertEquals(wishOf({ ...EMPTY, interests: ["chess"], pending: " tea " }).interests, [
    "chess",
    "tea",
  ]);
});

Deno.test("no text makes more or longer interests than the wire takes, or one twice", () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: "binary" })), (texts) => {
    const { interests } = texts.reduce(addInterests, EMPTY);
    assertEquals(interests.length <= MAX_INTERESTS, true);
    assertEquals(new Set(interests.map((tag) => tag.toLowerCase())).size, interests.length);
    for (const tag of interests) {
      assertEquals([...tag].length <= MAX_INTEREST_LENGTH && tag.trim() === tag, true, tag);
    }
  }));
});

Deno.test("chips are removed one by one", () => {
  const setup = { ...EMPTY, interests: ["chess", "tea"], languages: ["en", "de"] };
  assertEquals(removeInterest(setup, "chess").interests, ["tea"]);
  assertEquals(removeLanguage(setup, "en").languages, ["de"]);
});

Deno.test("languages count once by their primary subtag, and what is none is skipped", () => {
  assertEquals(parseLanguages(["en-US", "en", "pt-BR", "C", "*"]), ["en", "pt"]);
  assertEquals(parseLanguages("de, fr-CA"), ["de", "fr"]);
  assertEquals(addLanguage({ ...EMPTY, languages: ["de"] }, "de").languages, ["de"]);
});

Deno.test("modes are read in the usual order, and an empty or wrong list means all", () => {
  assertEquals(parseModes("text, Video"), ["video", "text"]);
  assertEquals(parseModes(""), ["video", "voice", "text"]);
  assertEquals(parseModes("smoke signals"), ["video", "voice", "text"]);
});

Deno.test("a preset mode that is not offered yields to the first that is", () => {
  const preset = { mode: "video", interests: "tea", languages: "" };
  const setup = presetSetup(preset, ["voice", "text"], ["fr-FR", "fr", "en"]);
  assertEquals([setup.mode, setup.interests, setup.languages], ["voice", ["tea"], ["fr", "en"]]);
});
