/**
 * What a moderator is shown of a report: as it was written, marked if nobody wrote it, and harmless,
 * like what the developers' page logs.
 */
import { assert, assertEquals } from "@std/assert/mod.js";
import type { Page } from "puppeteer-core";
import type { QueueRequest } from "../../server/protocol.ts";
import { launchChromium } from "../support/browser.ts";
import { ALL_HOSTILE_TEXTS } from "../support/hostile_texts.ts";
import { HttpVisitor } from "../support/http_visitor.ts";
import { startServer } from "../support/server.ts";
import { packed, Tripwires } from "../support/tripwires.ts";
import { waitFor } from "../support/wait.ts";

const TOKEN = "the-operators-token";
const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
/** Where pictures go, if somebody wants to look at them. */
const PICTURES = Deno.env.get("PICTURES");

/** Two meet on the server, and the other one reports what was or was not written. */
async function meet(url: string, offender: HttpVisitor): Promise<[HttpVisitor, string]> {
  const other = await HttpVisitor.open(url);
  const before = offender.matches.length;
  await offender.ask("/v1/queue", TEA);
  await other.ask("/v1/queue", TEA);
  await waitFor("a match", () => offender.matches.length > before && other.matches.length > 0);
  return [other, other.matches[0]?.room ?? ""];
}

/** Waits for an event of a type, and returns what it says. */
async function heardBy<Data>({ heard }: HttpVisitor, type: string): Promise<Data> {
  const find = () => heard.find((event) => event.type === type);
  await waitFor(type, find);
  return find()?.data as Data;
}

const textsOf = (page: Page, selector: string) =>
  page.$$eval(selector, (all) => JSON.stringify(all.map(({ textContent }) => textContent)))
    .then((found): string[] => JSON.parse(found));

/** As much of the corpus as one note takes. */
const NOTE = ALL_HOSTILE_TEXTS.filter(({ length }) => length < 90).join(" ").slice(0, 1_000).trim();

Deno.test("a moderator reads all of it as it was written, sees what nobody wrote as unverified, and runs none of it", async () => {
  await using server = await startServer({ env: { ADMIN_TOKEN: TOKEN } });
  const offender = await HttpVisitor.open(server.url);
  const [first, room] = await meet(server.url, offender);
  const [id, otherId] = ["01ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAW"];
  const text = "I know where you live";
  await offender.post("/v1/messages", { room, id, text });
  const { at, signature } = await heardBy<{ at: number; signature: string }>(first, "message");
  const genuine = { id, from: "them", text, at, signature };
  const report = (from: HttpVisitor, room: string, messages: readonly unknown[]) =>
    from.post("/v1/reports", { room, reason: "threat", note: NOTE, messages });
  const forged = btoa("x".repeat(32)).replace("=", "");
  await report(first, room, [
    genuine,
    { ...genuine, text: `${text}!` },
    { ...genuine, at: at + 1 },
    { ...genuine, id: otherId },
    { ...genuine, from: "me" },
    { ...genuine, signature: forged },
    { ...genuine, signature: signature.toLowerCase() },
    { id, from: "them", text, at },
  ]);
  const [second, otherRoom] = await meet(server.url, offender);
  // Said once, in another room, to somebody else.
  await report(second, otherRoom, [genuine]);
  const parts = Array.from(
    { length: Math.ceil(ALL_HOSTILE_TEXTS.length / 50) },
    (_, index) => ALL_HOSTILE_TEXTS.slice(index * 50, (index + 1) * 50),
  );
  const others: HttpVisitor[] = [first, second];
  for (const part of parts) {
    const [other, room] = await meet(server.url, offender);
    await report(other, room, part.map((text) => ({ id, from: "them", text, at: 1 })));
    others.push(other);
  }

  await using chromium = await launchChromium();
  const page = await chromium.browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(`${server.url}/admin`);
  const wires = await Tripwires.lay(page);
  await waitFor("the door", () => page.$("#token"));
  await page.keyboard.press("Tab");
  await page.keyboard.type(TOKEN);
  await page.keyboard.press("Enter");
  const see = (words: string) =>
    waitFor(`"${words}"`, () => page.evaluate(() => document.body.innerText), {
      until: (shown) => shown.includes(words),
    });
  await see("1 waiting");
  await page.keyboard.press("j");
  await waitFor("the case", () => page.$(".evidence"));
  await page.keyboard.press("e");
  // The latest report is first.
  const shown = await textsOf(page, ".evidence .text");
  const written = [...parts.toReversed().flat(), text, text, `${text}!`, ...Array(6).fill(text)];
  assertEquals(shown.length, written.length);
  for (const [index, text] of written.entries()) {
    assertEquals([index, packed([shown[index] ?? ""])], [index, packed([text])]);
  }
  const marks = await textsOf(page, ".evidence .mark");
  assertEquals(marks.slice(-9), ["unverified", "verified", ...Array(7).fill("unverified")]);
  assert(marks.slice(0, -9).every((mark) => mark === "unverified"));
  assertEquals(await textsOf(page, ".note"), Array(parts.length + 2).fill(NOTE));
  if (PICTURES !== undefined) {
    await page.screenshot({ path: `${PICTURES}/console.png`, fullPage: true });
  }

  await page.keyboard.press("1");
  const { receipt } = await heardBy<{ receipt: string }>(offender, "restricted");
  await offender.post("/v1/appeals", { receipt, note: NOTE });
  await waitFor("the appeal", () => page.$("blockquote"));
  assertEquals(await textsOf(page, "blockquote"), [NOTE]);
  const own =
    "article, header, h2, h3, h4, p, dl, div, dt, dd, meter, section, blockquote, button, " +
    "kbd, ol, li, span, em, footer";
  const foreign = await page.$$eval(
    ".pane *",
    (all, own) => all.filter((it) => !it.matches(own)).map(({ localName }) => localName),
    own,
  );
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  assertEquals([foreign, overflow, errors], [[], 0, []]);
  await wires.assertUntouched(server.url);

  // The developers' page logs what the element on it hears.
  await page.goto(`${server.url}/docs.html`);
  await page.waitForSelector("body[data-ready]");
  const logWires = await Tripwires.lay(page);
  const logged = await page.evaluate((all) => {
    const subject = document.querySelector("#subject");
    for (const text of JSON.parse(all)) {
      const line = { text, id: text, from: "partner" };
      subject?.dispatchEvent(Object.assign(new Event("random-chat-message"), { line }));
    }
    const log = document.querySelector(".log");
    const made = [...log?.querySelectorAll("*") ?? []].map(({ localName }) => localName);
    return { lines: log?.children.length ?? 0, made: [...new Set(made)].toSorted() };
  }, packed(ALL_HOSTILE_TEXTS));
  assertEquals([logged.lines > 50, logged.made], [true, ["code", "li", "time"]]);
  await logWires.assertUntouched(server.url);
  await Promise.all([offender, ...others].map((each) => each.close()));
});
