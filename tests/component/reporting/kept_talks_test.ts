/** What of recent talks outlives a reload, and what does not. */
import { assertEquals } from "@std/assert/mod.js";
import type { Line } from "../../../component/chat/state.ts";
import { keepTalks, takeTalks } from "../../../component/reporting/kept_talks.ts";
import { type RecentTalk, RecentTalks } from "../../../component/reporting/recent_talks.ts";
import { matchFor } from "../../../demo/cast/made_up.ts";

const NOW = 1_700_000_000_000;
const NAME = "random-chat::1:met";

function line(from: Line["from"], text: string): Line {
  return { id: text, from, text, at: NOW, delivery: "sent", signature: `seal of ${text}` };
}

function talk(endedAt: number | null, lines: readonly Line[] = []): RecentTalk {
  const match = { ...matchFor("text"), offer: { sdp: "v=0 192.0.2.1" } };
  return { room: match.room, match, endedAt, lines };
}

Deno.test("a report needs the room, its end, what they wrote and why one met them; nothing else is kept", () => {
  const lines = [line("self", "Mine"), line("partner", "Theirs"), line("self", "Mine again")];
  keepTalks(NAME, [talk(NOW, lines)], NOW);
  const [[key, kept] = []] = Object.entries({ ...sessionStorage });
  assertEquals([key, String(kept).includes("192.0.2.1")], [NAME, false]);
  const [found, ...others] = takeTalks(NAME);
  const { room, why } = matchFor("text");
  assertEquals(others, []);
  // From their first line on: one's own before it explain nothing.
  assertEquals(found, { room, endedAt: NOW, match: { why }, lines: lines.slice(1) });
});

Deno.test("it is kept while nobody is there, and for as long as it can be reported", () => {
  keepTalks(NAME, [talk(null)], NOW);
  const before = takeTalks(NAME);
  assertEquals(before.map(({ endedAt }) => endedAt), [NOW]);
  assertEquals([sessionStorage.length, takeTalks(NAME)], [0, []]);
  const talks = new RecentTalks(before);
  for (const [passedMs, left] of [[599_999, 1], [600_000, 0]] as const) {
    talks.follow({ kind: "welcome" }, NOW + passedMs);
    assertEquals(talks.all.length, left);
  }
  keepTalks(NAME, [talk(NOW)], NOW);
  keepTalks(NAME, [], NOW);
  assertEquals(sessionStorage.length, 0);
});

Deno.test("what others wrote into the storage is no talk, and a storage that is shut is none", () => {
  for (
    const text of ["", "null", "{}", "[{}]", '[{"room":1,"endedAt":0,"lines":[]}]', "[".repeat(9)]
  ) {
    sessionStorage.setItem(NAME, text);
    assertEquals([takeTalks(NAME), sessionStorage.length], [[], 0], text);
  }
  const whole = Object.getOwnPropertyDescriptor(globalThis, "sessionStorage");
  Object.defineProperty(globalThis, "sessionStorage", {
    configurable: true,
    get: () => {
      throw new DOMException("Forbidden", "SecurityError");
    },
  });
  try {
    keepTalks(NAME, [talk(NOW)], NOW);
    assertEquals(takeTalks(NAME), []);
  } finally {
    if (whole) Object.defineProperty(globalThis, "sessionStorage", whole);
  }
});
