import { assert, assertEquals } from "@std/assert/mod.js";
import type { Line } from "../../../component/chat/state.ts";
import {
  beginDraft,
  detailsOf,
  keyOf,
  offeredLines,
  type Shot,
} from "../../../component/reporting/draft.ts";
import { fit } from "../../../component/reporting/picture.ts";
import { RecentTalks } from "../../../component/reporting/recent_talks.ts";
import { REASONS } from "../../../component/reporting/sheet.ts";
import { LIMITS, REPORT_REASONS } from "../../../server/protocol.ts";
import { matchFor, wishFor } from "../../../demo/cast/made_up.ts";

const NOW = 1_000_000;

function line(from: Line["from"], id: string, rest: Partial<Line> = {}): Line {
  return { id, from, text: `text ${id}`, at: NOW, delivery: "sent", ...rest };
}

/** A draft about a talk of those lines. */
function draftOf(lines: readonly Line[], picture: Shot | null = null) {
  const match = matchFor("video");
  return beginDraft({ room: match.room, match, lines, endedAt: null }, picture);
}

const ids = (lines: readonly Line[] | undefined) => lines?.map(({ id }) => id);

Deno.test("the other one's last ten messages go along, with what the server signed, and none of one's own", () => {
  const theirs = Array.from({ length: 12 }, (_, at) => line("partner", `t${at}`));
  const [first, ...rest] = theirs;
  assert(first);
  const draft = draftOf([
    { ...first, text: "the oldest" },
    line("self", "mine"),
    ...rest,
    line("self", "last word"),
  ]);
  const { lines, note, frame } = detailsOf(draft, "spam");
  assertEquals(ids(lines), theirs.slice(2).map(({ id }) => id));
  assertEquals([note, frame], ["", undefined]);
  const signed = draftOf([line("partner", "a", { signature: "by the server" })]);
  assertEquals(detailsOf(signed, "spam").lines?.[0]?.signature, "by the server");
});

Deno.test("one's own lines are offered between theirs, and go along when they are chosen", () => {
  const [before, theirs, mine] = [line("self", "a"), line("partner", "b"), line("self", "c")];
  const draft = draftOf([before, theirs, mine]);
  assertEquals(offeredLines(draft).map(({ line: { id }, isTicked }) => [id, isTicked]), [
    ["b", true],
    ["c", false],
  ]);
  const ticks = new Map([[keyOf(theirs), false], [keyOf(mine), true]]);
  assertEquals(ids(detailsOf({ ...draft, ticks }, "spam").lines), ["c"]);
});

Deno.test("a stranger who takes the id of one's own line does not choose it", () => {
  const [theirs, mine] = [line("partner", "same"), line("self", "same")];
  const draft = { ...draftOf([theirs, mine]), ticks: new Map([[keyOf(theirs), true]]) };
  assertEquals(detailsOf(draft, "spam").lines, [theirs]);
});

Deno.test("a picture goes along with what can be seen, unless it is unticked", () => {
  const url = "data:image/jpeg;base64,AAAA";
  const draft = draftOf([], { canvas: null, url });
  assertEquals(detailsOf(draft, "sexual").frame, url);
  assertEquals(detailsOf(draft, "child-safety").frame, url);
  assertEquals(detailsOf(draft, "spam").frame, undefined);
  assertEquals(detailsOf({ ...draft, isPictureTicked: false }, "sexual").frame, undefined);
});

Deno.test("more lines than the server takes are never offered", () => {
  const many = Array.from({ length: 80 }, (_, at) => line(at === 0 ? "partner" : "self", `${at}`));
  assertEquals(offeredLines(draftOf(many)).length, LIMITS.reportMessages);
});

Deno.test("a picture is made worse and then smaller until the server takes it", () => {
  const tried: string[] = [];
  const write = (bytesAtBest: number) => (scale: number, quality: number) => {
    tried.push(`${scale} ${quality}`);
    return "data:image/jpeg;base64,".padEnd(bytesAtBest * scale * scale * quality, "A");
  };
  const fine = fit(write(LIMITS.frameLength));
  assertEquals([tried.length, (fine?.length ?? Infinity) <= LIMITS.frameLength], [1, true]);
  const large = fit(write(LIMITS.frameLength * 3));
  assert((large?.length ?? Infinity) <= LIMITS.frameLength);
  assertEquals(tried.at(-1), "0.5 0.85");
  assertEquals(fit(write(LIMITS.frameLength * 1_000)), null);
  // A browser that keeps its canvases to itself gives something else.
  assertEquals(fit(() => "data:,"), null);
});

Deno.test("every reason of the wire is there, the heaviest first, and has a key of its own", () => {
  assertEquals(REASONS.map(({ reason }) => reason), [...REPORT_REASONS]);
  assertEquals(new Set(REASONS.map(({ key }) => key)).size, REASONS.length);
});

/** A talk of that name, under way. */
function talkOf(name: string, lines: readonly Line[] = []) {
  const match = {
    ...matchFor("text"),
    room: `room-${name}` as ReturnType<typeof matchFor>["room"],
  };
  return {
    kind: "talk",
    wish: wishFor("text"),
    match,
    since: NOW,
    partner: { kind: "here" },
    call: { kind: "none" },
    lines,
    isPartnerTyping: false,
    online: true,
  } as const;
}

Deno.test("the last three talks can be reported for ten minutes after their end, the latest first", () => {
  const talks = new RecentTalks();
  const rooms = () => talks.all.map(({ room }) => room);
  for (const [at, name] of ["a", "b", "c", "d"].entries()) {
    talks.follow(talkOf(name), NOW + at * 1_000);
  }
  assertEquals(rooms(), ["room-d", "room-c", "room-b"]);
  const { wish, match } = talkOf("d");
  talks.follow({ kind: "opening", wish }, NOW + 10_000);
  assertEquals(talks.all.map(({ endedAt }) => endedAt), [NOW + 10_000, NOW + 3_000, NOW + 2_000]);
  const minutes = 60_000;
  talks.follow({ kind: "welcome" }, NOW + 10 * minutes + 2_500);
  assertEquals(rooms(), ["room-d", "room-c"]);
  talks.follow(
    { kind: "ended", wish, match, reason: "left", lines: [] },
    NOW + 10 * minutes + 4_000,
  );
  assertEquals(talks.all.map(({ endedAt }) => endedAt), [NOW + 10_000]);
});

Deno.test("what was written last in a talk is known after it", () => {
  const talks = new RecentTalks();
  talks.follow(talkOf("a"), NOW);
  talks.follow(talkOf("a", [line("partner", "x")]), NOW + 1);
  talks.follow({ kind: "welcome" }, NOW + 2);
  assertEquals(ids(talks.all[0]?.lines), ["x"]);
});
