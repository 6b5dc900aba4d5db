import { assertEquals } from "@std/assert/mod.js";
import type { Match, RoomId } from "../../server/protocol.ts";
import { findBroken, partnersOf, type Told } from "./verdict.ts";

function match(room: string, role: Match["role"], options: Partial<Match> = {}): Match {
  return {
    room: room as RoomId,
    role,
    polite: role === "answerer",
    generation: 1,
    mode: "text",
    why: { interests: ["tea"], language: "en", step: 1, waitedMs: 0 },
    ...options,
  };
}

function told(session: string, ...matches: Match[]): Told {
  return { session, matches };
}

const [offers, answers] = [match("r1", "offerer"), match("r1", "answerer")];

Deno.test("two who were told of the same room once are in order", () => {
  const visitors = [told("a", offers), told("b", answers), told("waits")];
  assertEquals(findBroken(visitors, 0), []);
  assertEquals(partnersOf(visitors, 0).get("a"), "b");
});

Deno.test("a room with one side or with three is found", () => {
  assertEquals(findBroken([told("a", offers)], 0), ["r1 has 1 sides"]);
  assertEquals(findBroken([told("a", offers), told("b", answers), told("c", answers)], 0), [
    "r1 has 3 sides",
  ]);
});

Deno.test("somebody in two rooms, or told twice of one, is found", () => {
  const others = [told("b", answers), told("c", match("r2", "answerer"))];
  const [first] = findBroken([told("a", offers, match("r2", "offerer")), ...others], 0);
  assertEquals(first, "a was told of 2 rooms");
  const [, second] = findBroken([told("a", offers, offers), told("b", answers)], 0);
  assertEquals(second, "a was told twice of a room");
});

Deno.test("two sides that do not agree are found", () => {
  const wrong = [
    match("r1", "offerer"),
    match("r1", "answerer", { generation: 2 }),
    match("r1", "answerer", { why: { ...answers.why, interests: ["go"] } }),
    match("r1", "answerer", { mode: "video" }),
  ];
  for (const other of wrong) {
    assertEquals(findBroken([told("a", offers), told("b", other)], 0), [
      "r1 is not the same for a and b",
    ]);
  }
});

Deno.test("two who meet again are found, from both sides", () => {
  const visitors = [
    told("a", offers, match("r2", "offerer")),
    told("b", answers, match("r2", "answerer")),
  ];
  assertEquals(findBroken(visitors, 1), ["a met b again", "b met a again"]);
});
