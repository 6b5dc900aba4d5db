/**
 * Parts of the element that do not come at first: wanted again they are fetched again, and keys that
 * are pressed before those of a talk are there are not lost.
 */
import { assertEquals } from "@std/assert/mod.js";
import type { HTTPRequest, Page } from "puppeteer-core";
import type { BrowserName } from "../support/browser.ts";
import { documentOf, Guest, type House, openHouse } from "../support/guests.ts";
import { findProgram } from "../support/install.ts";
import { waitFor } from "../support/wait.ts";

const isMissing = (name: BrowserName) => name === "firefox" && findProgram("firefox") === null;

/** Asks for every request of a page whether it goes on at once, waits, or fails. */
async function intercept(
  page: Page,
  decide: (path: string, search: string) => Promise<"goes on" | "fails"> | "goes on" | "fails",
): Promise<{ end: () => void }> {
  let isOver = false;
  const answer = async (request: HTTPRequest) => {
    const { pathname, search } = new URL(request.url());
    try {
      await (await decide(pathname, search) === "fails" ? request.abort() : request.continue());
    } catch (error) {
      // What is under way at the end ends with the page, which answers nothing any more.
      if (!isOver) throw error;
    }
  };
  await page.setRequestInterception(true);
  page.on("request", (request) => void answer(request));
  return { end: () => void (isOver = true) };
}

async function enter(house: House): Promise<[Guest, Page]> {
  house.put("/", { html: documentOf(house.server, "<random-chat></random-chat>") });
  const page = await house.open("/");
  const guest = new Guest(page);
  await guest.waitFor("welcome");
  return [guest, page];
}

async function fetchAgain(house: House): Promise<void> {
  const [guest, page] = await enter(house);
  const asked: string[] = [];
  let isCut = true;
  const interception = await intercept(page, (path, search) => {
    if (!path.startsWith("/random-chat-chat.")) return "goes on";
    asked.push(search);
    return isCut ? "fails" : "goes on";
  });
  await guest.start("text", "patience");
  await guest.waitFor("trouble");
  isCut = false;
  await guest.run(`it.shadowRoot.querySelector("[part=next]").click()`);
  await guest.waitFor("waiting");
  assertEquals(asked, ["", "?1"]);
  interception.end();
}

/** A slow network: the tools of a talk, and with them the report's button, come after the keys. */
async function reportEarly(house: House): Promise<void> {
  const [other] = await enter(house);
  const [guest, page] = await enter(house);
  const come = Promise.withResolvers<"goes on">();
  const interception = await intercept(page, (path) => {
    return path.startsWith("/random-chat-tools.") ? come.promise : "goes on";
  });
  await other.start("text", "haste");
  await other.waitFor("waiting");
  await guest.start("text", "haste");
  await guest.waitFor("talk");
  await page.bringToFront();
  const focus = (selector: string) =>
    guest.run(`it.shadowRoot.querySelector("${selector}").focus()`);
  await guest.run(`it.updateComplete`);
  // What is written is no order, also not later.
  await focus("textarea");
  await page.keyboard.type("or 4");
  assertEquals(await guest.run(`it.shadowRoot.querySelector("textarea").value`), "or 4");
  await focus("[part=next]");
  await page.keyboard.press("r");
  await page.keyboard.press("2");
  assertEquals(await guest.run(`it.shadowRoot.querySelector("[part=report]")`), null);
  await guest.run(`it.addEventListener("random-chat-report", ({ reason }) => it.title = reason)`);
  come.resolve("goes on");
  await guest.waitFor("ended");
  await waitFor(
    "thanks",
    () => guest.run(`it.shadowRoot.querySelector("p[part=report]") !== null`),
  );
  assertEquals(await guest.run("it.title"), "threat");
  const ended = await other.waitFor("ended");
  assertEquals(ended.kind === "ended" && ended.reason, "left");
  interception.end();
}

for (const name of ["chromium", "firefox"] as const) {
  Deno.test({
    name: `a part that is late in ${name}`,
    ignore: isMissing(name),
    fn: async (t) => {
      await using house = await openHouse(name);
      const steps = [
        ["a conversation whose works did not come begins when it is tried again", fetchAgain],
        ["two keys report somebody, also before there is a button for it", reportEarly],
      ] as const;
      for (const [step, run] of steps) {
        await t.step(step, () => run(house));
        await house.clear();
      }
    },
  });
}
