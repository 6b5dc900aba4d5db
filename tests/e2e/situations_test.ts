/**
 * The element wherever pages put it, in Chromium and in Firefox: what works there, what cannot, and
 * that nothing is left of it.
 */
import { assert, assertEquals } from "@std/assert/mod.js";
import type { ReportDetails } from "../../component/chat/reports.ts";
import type { BrowserName } from "../support/browser.ts";
import { documentOf, Guest, type House, openHouse } from "../support/guests.ts";
import { findProgram } from "../support/install.ts";
import { guestAt, meet, type Step, talk } from "../support/meetings.ts";
import { waitFor } from "../support/wait.ts";
import { PAGES_AROUND } from "./pages_around.ts";

const TAG = "<random-chat></random-chat>";
/** Of a site where two elements of one browser may meet, which elsewhere they may not. */
const OPEN_TAG = '<random-chat site="demo"></random-chat>';
const isMissing = (name: BrowserName) => name === "firefox" && findProgram("firefox") === null;

const TWICE: Step = [
  "twice on a page, two strangers who see and read each other",
  async (house) => {
    house.put("/twice", { html: documentOf(house.server, OPEN_TAG + OPEN_TAG) });
    const one = await guestAt(house, "/twice");
    const other = new Guest(one.frame, `document.querySelectorAll("random-chat")[1]`);
    await meet(one, other, "video", "twins");
    await one.seeFrames();
    await other.seeFrames();
    await talk(one, other);
    await one.run("it.stop()");
    await other.waitFor("ended");
  },
];

const SHADOW: Step = ["in another shadow root, heard by the document around it", async (house) => {
  house.put("/shadow", {
    html: documentOf(
      house.server,
      `<div id="host"></div><script>
      const root = document.querySelector("#host").attachShadow({ mode: "open" });
      root.innerHTML = "${TAG}";
      globalThis.heard = [];
      document.addEventListener("random-chat-matched", (event) => heard.push(event.match.mode));
      </script>`,
    ),
  });
  house.put("/plain", { html: documentOf(house.server, TAG) });
  const find = `document.querySelector("#host").shadowRoot.querySelector("random-chat")`;
  const one = await guestAt(house, "/shadow", find);
  const other = await guestAt(house, "/plain");
  await meet(one, other, "text", "shadows");
  await talk(one, other);
  assertEquals(await one.run("globalThis.heard"), ["text"]);
}];

const MOVED: Step = ["moved in the page during a call, which goes on", async (house) => {
  house.put("/moved", { html: documentOf(house.server, `${TAG}<div id="box"></div>`) });
  house.put("/plain", { html: documentOf(house.server, TAG) });
  const one = await guestAt(house, "/moved");
  const other = await guestAt(house, "/plain");
  await meet(one, other, "video", "moving");
  await other.seeFrames();
  const before = await one.state();
  const peers = (await one.holdings()).peers;
  await one.run(`document.querySelector("#box").append(it)`);
  await talk(one, other);
  await one.seeFrames();
  const after = await one.state();
  assert(before.kind === "talk" && after.kind === "talk");
  assertEquals(after.match.room, before.match.room);
  assertEquals((await one.holdings()).peers, peers);
  assertEquals((await one.holdings()).sessions, 1);
}];

/** An element that a script has put into a page, and what the page held on to before. */
async function addedTo(house: House) {
  house.put("/removed", { html: documentOf(house.server, "") });
  const page = await house.open("/removed");
  const one = new Guest(page, `globalThis.kept ??= document.createElement("random-chat")`);
  await waitFor(
    "the script",
    () => page.evaluate(`customElements.get("random-chat") !== undefined`),
  );
  const before = await one.holdings();
  await one.run("document.body.append(it)");
  await one.waitFor("welcome");
  return { page, one, before };
}

const REMOVED: Step = [
  "removed: camera and stream end within a second, nothing is left",
  async (house) => {
    house.put("/plain", { html: documentOf(house.server, TAG) });
    const { page, one, before } = await addedTo(house);
    const other = await guestAt(house, "/plain");
    await meet(one, other, "video", "farewells");
    await one.seeFrames();
    const during = await one.holdings();
    assertEquals([during.tracks, during.streams], [2, 1]);
    assert(
      during.listeners > before.listeners && during.timers > before.timers,
      "it holds on to some",
    );
    const gone = await page.evaluate(async () => {
      const begin = performance.now();
      document.querySelector("random-chat")?.remove();
      while (globalThis.guestHoldings().tracks + globalThis.guestHoldings().streams > 0) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return performance.now() - begin;
    });
    assert(gone < 1_000, `${gone} ms`);
    await other.waitFor("ended");
    const { sessions: _, ...rest } = before;
    await waitFor("nothing to be left", () => one.holdings(), {
      until: ({ sessions: _ever, ...now }) => JSON.stringify(now) === JSON.stringify(rest),
    });
  },
];

const UNSEEN: Step = [
  "removed while it looks ahead for somebody who waits: that ends with it",
  async (house) => {
    const { page, one, before } = await addedTo(house);
    await one.start("video", "patience");
    await waitFor("it to listen", () => one.holdings(), { until: ({ sounds }) => sounds === 1 });
    // By itself it would take three seconds at least.
    const now = await page.evaluate(async () => {
      document.querySelector("random-chat")?.remove();
      const end = performance.now() + 2_000;
      while (performance.now() < end) {
        const { sounds, timers, streams } = globalThis.guestHoldings();
        if (sounds + timers + streams === 0) break;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return globalThis.guestHoldings();
    });
    assertEquals({ ...now, sessions: 0 }, before);
  },
];

const AGAIN: Step = [
  "connected, disconnected and connected at once, it opens one connection",
  async (house) => {
    house.put("/again", {
      html: documentOf(house.server, `<random-chat autostart mode="text"></random-chat><p></p>`),
    });
    const one = new Guest(
      await house.open("/again"),
      `globalThis.chat ??= document.querySelector("random-chat")`,
    );
    await one.waitFor("waiting");
    await one.run(
      `(it.remove(), document.body.append(it), it.remove(), document.body.prepend(it))`,
    );
    await one.run(`new Promise((done) => setTimeout(done, 300))`);
    await one.waitFor("waiting");
    const { sessions, streams } = await one.holdings();
    assertEquals([sessions, streams], [1, 1]);
  },
];

const RELOADED: Step = [
  "loaded anew, in the next talk whom one met before can be reported, with what they wrote",
  async (house) => {
    house.put("/plain", { html: documentOf(house.server, TAG) });
    const page = await house.open("/plain");
    const one = new Guest(page);
    await one.waitFor("welcome");
    const other = await guestAt(house, "/plain");
    await meet(one, other, "text", "manners");
    const before = await one.state();
    await other.run(`it.send("I know where you live")`);
    await one.hear("I know where you live");
    const find = (selector: string) =>
      one.run(`it.shadowRoot.querySelector("${selector}") !== null`);
    await waitFor("the tools", () => find("button[part=report]"));
    await other.run("it.stop()");
    await one.waitFor("ended");
    await page.reload();
    await one.waitFor("welcome");
    const third = await guestAt(house, "/plain");
    await meet(third, one, "text", "better manners");
    const click = (selector: string) =>
      one.run(`it.shadowRoot.querySelector("${selector}").click()`);
    await waitFor("the tools", () => find("button[part=report]"));
    await click("button[part=report]");
    await waitFor("the earlier talk", () => find(".earlier button"));
    await click(".earlier button");
    await waitFor("its line", () => find(".report-sheet .tick bdi"));
    await one.run(`it.addEventListener("random-chat-report", ({ details }) =>
      globalThis.reported = JSON.parse(JSON.stringify(details)))`);
    await click(".report-sheet [aria-keyshortcuts='2']");
    await waitFor("thanks", () => one.run<string>("it.shadowRoot.textContent"), {
      until: (words) => words.includes("Your report is sent."),
    });
    const { room, lines } = await one.run<ReportDetails>("globalThis.reported");
    assert(before.kind === "talk");
    assertEquals([room, lines?.map(({ text }) => text)], [before.match.room, [
      "I know where you live",
    ]]);
    assertEquals((await one.state()).kind, "talk");
  },
];

const LISTENED: Step = [
  "with a listener that keeps a message in the field and a talk from ending",
  async (house) => {
    house.put("/", { html: documentOf(house.server, TAG) });
    const one = await guestAt(house, "/");
    const other = await guestAt(house, "/");
    await meet(one, other, "text", "listeners");
    await one.run(`["send", "next"].forEach((name) =>
      it.addEventListener("random-chat-" + name, (event) => event.preventDefault(), { once: true }))`);
    assertEquals(await one.run("it.send('http://spam.example')"), false);
    assertEquals(await one.run("it.next()"), false);
    await talk(one, other);
    const state = await other.state();
    assert(state.kind === "talk" && !state.lines.some(({ text }) => text.includes("spam")));
    assertEquals(await one.run("it.block()"), true);
    const ended = await one.waitFor("ended");
    assert(ended.kind === "ended" && ended.isBlocked);
    await other.waitFor("ended");
    await one.start("text", "listeners");
    await other.start("text", "listeners");
    await one.waitFor("waiting");
    await other.waitFor("waiting");
  },
];

const COMMON: readonly Step[] = [
  TWICE,
  SHADOW,
  MOVED,
  REMOVED,
  UNSEEN,
  AGAIN,
  ...PAGES_AROUND,
  LISTENED,
  RELOADED,
];

for (const name of ["chromium", "firefox"] as const) {
  Deno.test({
    name: `the element in ${name}`,
    ignore: isMissing(name),
    fn: async (t) => {
      await using house = await openHouse(name);
      for (const [situation, run] of COMMON) {
        await t.step(situation, () => run(house));
        await house.clear();
      }
      assertEquals(house.errors, []);
    },
  });
}
