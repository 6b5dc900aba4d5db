import { assertEquals, assertStringIncludes } from "@std/assert/mod.js";
import { PictureTimeline } from "../bench/recovery/picture_timeline.ts";
import { drawTable } from "../bench/recovery/recovery_table.ts";
import { TextLedger } from "../bench/recovery/text_ledger.ts";

/** A picture that moves ten times a second from one time to another, in milliseconds. */
function move(picture: PictureTimeline, from: number, to: number, first = 1): void {
  for (let at = from; at <= to; at += 100) picture.see(first + (at - from) / 100, at);
}

Deno.test("a picture that never stops is back at once", () => {
  const picture = new PictureTimeline();
  move(picture, 0, 9_000);
  assertEquals(picture.backAfter(4_000), 0);
  assertEquals(picture.isSteady(9_000, 3_000), true);
});

Deno.test("a picture that stops is back when it moves again for the last time", () => {
  const picture = new PictureTimeline();
  move(picture, 0, 4_000);
  move(picture, 7_000, 7_500, 100);
  move(picture, 10_000, 12_000, 200);
  assertEquals(picture.backAfter(4_000), 6_000);
  assertEquals(picture.isSteady(12_000, 3_000), false, "it has not moved for three seconds yet");
});

Deno.test("a picture of another connection is another one, however short the pause", () => {
  const picture = new PictureTimeline();
  move(picture, 0, 4_000, 50);
  picture.see(0, 4_100);
  move(picture, 4_500, 9_000);
  assertEquals(picture.backAfter(4_000), 500);
});

Deno.test("a picture that has not moved since is not back", () => {
  const picture = new PictureTimeline();
  move(picture, 0, 4_000);
  assertEquals(picture.backAfter(4_100), Infinity);
  assertEquals(picture.isSteady(9_000, 3_000), false);
});

/** A ledger in which Alice has written some texts, a second apart. */
function write(count: number): { ledger: TextLedger; texts: readonly string[] } {
  const ledger = new TextLedger();
  const texts = Array.from({ length: count }, (_, index) => ledger.compose("alice", index * 1_000));
  for (const text of texts) ledger.confirm(text);
  return { ledger, texts };
}

Deno.test("a text that stands in the talk is not lost, although the page that read it was reloaded", () => {
  const { ledger, texts } = write(2);
  const [first = "", second = ""] = texts;
  ledger.hear("bob", second, 2_000);
  const sum = (lines: readonly string[]) => ledger.sum({ since: 0 }, new Map([["bob", lines]]));
  assertEquals(sum([first, second]), { textMs: 1_000, lost: 0, doubled: 0, disordered: 0 });
  assertEquals(sum([second]).lost, 1);
});

Deno.test("the ledger finds what was lost, doubled and put in another order", () => {
  const { ledger, texts } = write(5);
  const [first = "", second = "", third = "", , last = ""] = texts;
  for (const text of [first, third, second, last, last]) ledger.hear("bob", text, 6_000);
  assertEquals(ledger.isComplete, false);
  const transcripts = new Map([["bob", [first, third, second, last, last]], ["alice", []]]);
  assertEquals(ledger.sum({ since: 1_000 }, transcripts), {
    textMs: Infinity,
    lost: 1,
    doubled: 1,
    disordered: 1,
  });
});

Deno.test("the ledger times only what was written since, and waits for nothing that was not taken", () => {
  const { ledger, texts } = write(3);
  const [first = "", second = "", third = ""] = texts;
  ledger.compose("bob", 2_500);
  ledger.hear("bob", first, 9_000);
  ledger.hear("bob", second, 1_300);
  ledger.hear("bob", third, 2_700);
  ledger.hear("alice", third, 2_700);
  assertEquals(ledger.isComplete, true);
  const { textMs, lost, doubled } = ledger.sum({ since: 1_000 }, new Map([["bob", texts]]));
  assertEquals({ textMs, lost, doubled }, { textMs: 700, lost: 0, doubled: 0 });
});

Deno.test("a run that broke counts as one that never recovered", () => {
  const good = { mediaMs: 4_000, textMs: 900, lost: 0, doubled: 0, disordered: 0, story: "" };
  const table = drawTable([{
    name: "cable cut",
    runs: [good, good, good, new Error("gone")],
    load: 1,
  }]);
  const row = "| cable cut | 4 | 4.0 s | never | never | 75 % | 0.9 s | never | never | 75 % |";
  assertStringIncludes(table, row);
  assertStringIncludes(table, "| 0 | 0 | 0 | 1 | 1.0 |");
});
