import { assert, assertEquals } from "@std/assert/mod.js";
import type { MatchReason, RoomId } from "../../../server/protocol.ts";
import { withWords } from "../../../component/strings/own_words.ts";
import { createSay } from "../../../component/strings/say.ts";
import { words as german } from "../../../component/strings/tools_de.ts";
import { toolsEnglish } from "../../../component/strings/tools_en.ts";
import { ideasFor } from "../../../component/tools/ideas.ts";

const ENGLISH = { own: toolsEnglish, english: toolsEnglish };
const GERMAN = {
  own: withWords(toolsEnglish, german, createSay("de")),
  english: toolsEnglish,
};

function talkOf(interests: readonly string[], room = "room-0000001") {
  const why: MatchReason = { interests, language: "en", step: 1, waitedMs: 0 };
  return { room: room as RoomId, why };
}

Deno.test("two who share an interest are offered its questions first, then one about the word itself", () => {
  const ideas = ideasFor(talkOf(["chess"]), ENGLISH);
  const games = toolsEnglish.topics.games.asks.split("\n");
  assertEquals(ideas.slice(0, 3), [...games, "What do you like most about chess?"]);
  assert(ideas.length > 3, String(ideas));
});

Deno.test("an interest that no table knows has a question of its own", () => {
  assertEquals(
    ideasFor(talkOf(["beekeeping"]), ENGLISH)[0],
    "What do you like most about beekeeping?",
  );
});

Deno.test("interests written in English have questions in every language, and its own words too", () => {
  const games = german.topics.games.asks.split("\n");
  assertEquals(ideasFor(talkOf(["chess"]), GERMAN).slice(0, 2), games);
  assertEquals(ideasFor(talkOf(["schach"]), GERMAN).slice(0, 2), games);
  assertEquals(ideasFor(talkOf(["schach"]), GERMAN)[2], "Was magst du am meisten an schach?");
});

Deno.test("two who share nothing are offered general questions, both the same ones first", () => {
  const ideas = ideasFor(talkOf([]), ENGLISH);
  assertEquals([...ideas].sort(), toolsEnglish.general.split("\n").sort());
  assertEquals(ideasFor(talkOf([]), ENGLISH), ideas);
  const others = ["room-0000002", "room-0000003"].map((room) =>
    ideasFor(talkOf([], room), ENGLISH)
  );
  assert(others.some((other) => other[0] !== ideas[0]));
});

Deno.test("no question is offered twice", () => {
  const ideas = ideasFor(talkOf(["chess", "go", "music"]), ENGLISH);
  assertEquals(new Set(ideas).size, ideas.length);
});
