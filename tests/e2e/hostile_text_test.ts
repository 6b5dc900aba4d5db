/**
 * Whatever somebody writes is read and nothing more, wherever it comes to be shown: in a real browser
 * that makes nothing but text of text.
 */
import { assert, assertEquals, assertMatch } from "@std/assert/mod.js";
import type { Page } from "puppeteer-core";
import type { QueueRequest } from "../../server/protocol.ts";
import { ALL_HOSTILE_TEXTS } from "../support/hostile_texts.ts";
import { HttpVisitor } from "../support/http_visitor.ts";
import { findProgram } from "../support/install.ts";
import { openScene } from "../support/scene.ts";
import { originOf, packed, Tripwires } from "../support/tripwires.ts";
import type { Visitor } from "../support/visitor.ts";
import { waitFor } from "../support/wait.ts";

/** In no class of the corpus, so that whatever comes after it is known to have come. */
const LAST = "That was all";
/** Short enough for a tag, and lower case, as tags are. */
const HOSTILE_TAGS = ["<img src=x onerror=hacked()>", "<svg onload=hacked()>", "${hacked()}"];
/** Where pictures go, if somebody wants to look at them. */
const PICTURES = Deno.env.get("PICTURES");

const strictPolicy = (server: string) =>
  `default-src 'none'; script-src ${server}; connect-src ${server}; require-trusted-types-for 'script'`;

declare global {
  var channels: RTCDataChannel[];
}

/** Everything that is wrong with how the other one's last lines are drawn. */
function faultsOf(packedTexts: string): string[] {
  const texts: string[] = JSON.parse(packedTexts);
  const root = document.querySelector("random-chat")?.shadowRoot;
  const transcript = root?.querySelector(".transcript");
  if (!root || !transcript) return ["there is no transcript"];
  const bubbles = [...root.querySelectorAll(".partner .bubble:not(.typing)")].slice(-texts.length);
  const faults = bubbles.length === texts.length ? [] : [`${bubbles.length} bubbles`];
  const room = transcript.getBoundingClientRect();
  for (const [index, bubble] of bubbles.entries()) {
    const text = texts[index] ?? "";
    const tell = (what: string) =>
      faults.push(`${index} ${JSON.stringify(text.slice(0, 60))}: ${what}`);
    const said = [...bubble.querySelectorAll(".said")].map((it) => it.textContent ?? "");
    const links = [...bubble.querySelectorAll("a")];
    if (links.length === 0 && said.join("") !== text) tell("other words");
    if (said.some((part) => !text.includes(part))) tell("other words around a link");
    for (const { protocol, target, rel } of links) {
      if (!/^https?:$/.test(protocol) || target !== "_blank" || !rel.includes("noopener")) {
        tell(`a link of the kind ${protocol}`);
      }
    }
    for (const element of bubble.querySelectorAll("*")) {
      const isOwn = element.matches("bdi, span.said, a, a > svg, a > svg *");
      const handlers = element.getAttributeNames().filter((it) => /^on|^style$/.test(it));
      if (!isOwn || handlers.length > 0) tell(`an element ${element.outerHTML.slice(0, 80)}`);
    }
    const { left, right, width } = bubble.getBoundingClientRect();
    if (left < room.left || right > room.right || width === 0) tell("beside the transcript");
    if (bubble.scrollWidth > bubble.clientWidth + 1) tell("wider than its bubble");
  }
  for (const box of [transcript, document.documentElement]) {
    if (box.scrollWidth > box.clientWidth) faults.push(`${box.localName} is pushed wide`);
  }
  return faults;
}

/** Lets all lines be drawn, also those of long ago. */
async function drawAll(page: Page, count: number): Promise<void> {
  await waitFor(`${count} bubbles`, () =>
    page.evaluate(() => {
      const root = document.querySelector("random-chat")?.shadowRoot;
      const transcript = root?.querySelector(".transcript");
      transcript?.scrollTo({ top: -transcript.scrollHeight });
      transcript?.dispatchEvent(new Event("scroll"));
      return root?.querySelectorAll(".partner .bubble:not(.typing)").length;
    }), { until: (shown) => shown === count });
  await page.evaluate(() =>
    document.querySelector("random-chat")?.shadowRoot?.querySelector(".transcript")
      ?.scrollTo({ top: 0 })
  );
}

async function assertRead(visitor: Visitor, texts: readonly string[]): Promise<void> {
  const { page } = visitor;
  await visitor.waitUntil(
    "all lines",
    (state) => "lines" in state && state.lines.at(-1)?.text === LAST,
    30_000,
  );
  const isSame = await page.evaluate((all) => {
    const element = document.querySelector("random-chat");
    if (element === null || !("state" in element)) return false;
    const { lines }: { lines: { text: string }[] } = JSON.parse(JSON.stringify(element.state));
    return JSON.stringify(lines.map(({ text }) => text)) === all;
  }, packed(texts));
  assert(isSame, "what has come is not what was written");
  await drawAll(page, texts.length);
  assertEquals(await page.evaluate(faultsOf, packed(texts)), []);
  assertEquals(await faultsOfPage(visitor), []);
}

/** Firefox asks for the page's icon, which the policy forbids, and takes that for an error. */
async function faultsOfPage(visitor: Visitor): Promise<readonly string[]> {
  const faults = [...visitor.errors, ...await visitor.violations()];
  return faults.filter((fault) => !fault.includes("/favicon.ico"));
}

/** Starts by method, as the tags are no words that a keyboard has. */
function start({ page }: Visitor, mode: QueueRequest["mode"], interests: readonly string[]) {
  return page.evaluate(`document.querySelector("random-chat")
    .start(${JSON.stringify({ mode, interests })})`);
}

/** Whether the page takes itself for one that is looked at. */
function setHidden({ page }: Visitor, isHidden: boolean): Promise<void> {
  return page.evaluate((isHidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);
}

/** The bubble above a line, once with the line as it came and once with a plain one in its place. */
async function pictureAbove({ page }: Visitor, isPlain: boolean): Promise<string> {
  const clip = await page.evaluate((isPlain) => {
    const root = document.querySelector("random-chat")?.shadowRoot;
    const [above, below] = [...root?.querySelectorAll(".partner .bubble") ?? []].slice(-2);
    const said = below?.querySelector(".said")?.lastChild;
    if (!above || !(said instanceof Text)) throw new Error("There are no two lines");
    if (isPlain) said.data = "a";
    for (
      const animation of document.querySelector("random-chat")?.shadowRoot?.getAnimations() ?? []
    ) {
      animation.finish();
    }
    const { x, y, width, height } = above.getBoundingClientRect();
    return { x, y, width, height };
  }, isPlain);
  const picture = await page.screenshot({ clip, encoding: "base64" });
  if (PICTURES !== undefined) {
    await page.screenshot({ path: `${PICTURES}/zalgo-${isPlain ? "plain" : "as-it-came"}.png` });
  }
  return picture;
}

/** Opens what a report would take along, and says what is wrong with how that is drawn. */
async function faultsOfSheet(visitor: Visitor, written: readonly string[]): Promise<string[]> {
  const { page } = visitor;
  await visitor.press("Report them");
  await waitFor("the sheet", () => page.$("random-chat >>> .report-sheet .tick bdi"));
  return await page.evaluate((all) => {
    const root = document.querySelector("random-chat")?.shadowRoot;
    const sheet = root?.querySelector(".report-sheet");
    const details = sheet?.querySelector("details");
    if (!sheet || !details) return ["there is no sheet"];
    details.open = true;
    const texts: string[] = JSON.parse(all);
    const lines = [...details.querySelectorAll(".tick bdi")];
    const isWritten = ({ textContent }: Element) => texts.includes(textContent ?? "");
    return [
      ...lines.filter((line) => !isWritten(line)).map(() => "other words"),
      ...lines.filter((line) => line.childElementCount > 0).map(({ innerHTML }) => innerHTML),
      ...(sheet.scrollWidth > sheet.clientWidth ? ["the sheet is pushed wide"] : []),
    ];
  }, packed(written));
}

/** Begins a written talk with somebody whose program is not ours. @returns What writes in it. */
async function meetHttp(alice: Visitor, url: string) {
  const carol = await HttpVisitor.open(url, { site: "e2e" });
  await start(alice, "text", HOSTILE_TAGS);
  await alice.waitForState("waiting");
  await carol.ask("/v1/queue", { mode: "text", languages: ["en"], interests: HOSTILE_TAGS });
  await alice.waitForState("talk");
  await alice.see(HOSTILE_TAGS[0] ?? "");
  const room = carol.matches[0]?.room;
  const write = (text: string, at: number) =>
    carol.post("/v1/messages", { room, id: `01ARZ3NDEKTSV4${String(at).padStart(12, "0")}`, text });
  return { carol, write };
}

Deno.test("no text of a stranger runs, loads, turns or pushes anything, by the server or the data channel", async () => {
  await using scene = await openScene({ csp: strictPolicy, browsers: ["chromium"] });
  const alice = await scene.enter();
  const wires = await Tripwires.lay(alice.page);
  const origins = [scene.server.url, originOf(scene.page)];

  // By the server: somebody whose program is not ours.
  const { carol, write } = await meetHttp(alice, scene.server.url);
  await setHidden(alice, true);
  for (const [at, text] of ALL_HOSTILE_TEXTS.entries()) await write(text, at);
  await write(LAST, 999);
  await assertRead(alice, [...ALL_HOSTILE_TEXTS, LAST]);
  // The tab calls with a number, and with nothing of what was written.
  assertMatch(await alice.page.title(), /^\d+ new messages · Somebody's page$/);
  await setHidden(alice, false);
  if (PICTURES !== undefined) await alice.page.screenshot({ path: `${PICTURES}/hostile.png` });
  const tower = `a${"\u0346\u031a".repeat(400)}`;
  await write("Above", 1_000);
  await write(tower, 1_001);
  await waitFor("two more bubbles", async () => {
    const lines = await alice.transcript();
    return lines.at(-2) === "partner: Above";
  });
  const asItCame = await pictureAbove(alice, false);
  assert(asItCame === await pictureAbove(alice, true), "a line is drawn over the one above");
  const all = [...ALL_HOSTILE_TEXTS, LAST, "Above", tower, "a"];
  assertEquals(await faultsOfSheet(alice, all), []);
  if (PICTURES !== undefined) await alice.page.screenshot({ path: `${PICTURES}/sheet.png` });
  const tooLong = await write("x".repeat(100_000), 1_002).catch((error: Error) => error.message);
  assertMatch(String(tooLong), /: 4(00|13) /);
  await carol.close();
  await alice.page.evaluate(`document.querySelector("random-chat").stop()`);

  // By the data channel: our program, and then one that was changed.
  const bob = await scene.enter();
  await bob.page.evaluateOnNewDocument(() => {
    globalThis.channels = [];
    const create = RTCPeerConnection.prototype.createDataChannel;
    RTCPeerConnection.prototype.createDataChannel = function (...args) {
      const channel = create.apply(this, args);
      globalThis.channels.push(channel);
      return channel;
    };
  });
  await bob.page.reload();
  await bob.waitForState("welcome");
  await start(bob, "voice", ["chess"]);
  await bob.waitForState("waiting");
  await start(alice, "voice", ["chess"]);
  await alice.waitForState("talk");
  await waitFor(
    "an open channel",
    () =>
      bob.page.evaluate(() => globalThis.channels.some(({ readyState }) => readyState === "open")),
  );
  const isTaken = await bob.page.evaluate(`document.querySelector("random-chat")
    .send("x".repeat(100000))`);
  assertEquals(isTaken, false);
  await bob.page.evaluate(
    (all, last) => {
      const channel = globalThis.channels.find(({ readyState }) => readyState === "open");
      const texts: string[] = JSON.parse(all);
      const frame = (text: unknown, at: number) =>
        JSON.stringify({ kind: "message", id: `${at}`.padStart(26, "0"), text });
      const noFrames = [
        "x".repeat(100_000),
        frame("x".repeat(100_000), 2_000),
        frame("x".repeat(2_001), 2_001),
        frame({ toString: "hacked()" }, 2_002),
        frame(["<img src=x onerror=hacked()>"], 2_003),
        `{"kind":"html","text":"<img src=x onerror=hacked()>"}`,
        `{"kind":"message","id":"${"9".repeat(65)}","text":"x"}`,
        `{"__proto__":{"kind":"message"},"id":"2004","text":"x"}`,
        "[".repeat(10_000),
        "",
      ];
      for (const data of noFrames) channel?.send(data);
      channel?.send(new Uint8Array(100_000));
      for (const [at, text] of [...texts, last].entries()) channel?.send(frame(text, at));
    },
    packed(ALL_HOSTILE_TEXTS),
    LAST,
  );
  await assertRead(alice, [...ALL_HOSTILE_TEXTS, LAST]);
  assertEquals(await alice.page.title(), "Somebody's page");
  assertEquals([await alice.violations(), await bob.violations()], [[], []]);
  await wires.assertUntouched(...origins);
});

Deno.test({
  name:
    "in Firefox no text of a stranger runs or loads anything either, and two clicks report them",
  ignore: findProgram("firefox") === null,
  fn: async () => {
    await using scene = await openScene({ csp: strictPolicy, browsers: ["firefox"] });
    const alice = await scene.enter();
    const wires = await Tripwires.lay(alice.page);
    const { carol, write } = await meetHttp(alice, scene.server.url);
    for (const [at, text] of ALL_HOSTILE_TEXTS.entries()) await write(text, at);
    await write(LAST, 999);
    await assertRead(alice, [...ALL_HOSTILE_TEXTS, LAST]);
    assertEquals(await faultsOfSheet(alice, [...ALL_HOSTILE_TEXTS, LAST]), []);
    if (PICTURES !== undefined) await alice.page.screenshot({ path: `${PICTURES}/firefox.png` });
    await alice.press("Threats");
    await alice.see("Thank you. Your report is sent.");
    await waitFor("the leave", () => carol.heard.find(({ type }) => type === "peer-left"), {
      until: (event) => JSON.stringify(event?.data).includes('"left"'),
    });
    assertEquals(await faultsOfPage(alice), []);
    await wires.assertUntouched(scene.server.url, originOf(scene.page));
    await carol.close();
  },
});
