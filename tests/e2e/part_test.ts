/** A part of the element that does not come at first: wanted again, it is fetched again. */
import { assertEquals } from "@std/assert/mod.js";
import type { HTTPRequest } from "puppeteer-core";
import type { BrowserName } from "../support/browser.ts";
import { documentOf, Guest, openHouse } from "../support/guests.ts";
import { findProgram } from "../support/install.ts";

const isMissing = (name: BrowserName) => name === "firefox" && findProgram("firefox") === null;

for (const name of ["chromium", "firefox"] as const) {
  Deno.test({
    name: `in ${name} a conversation whose works did not come begins when it is tried again`,
    ignore: isMissing(name),
    fn: async () => {
      await using house = await openHouse(name);
      house.put("/", { html: documentOf(house.server, "<random-chat></random-chat>") });
      const page = await house.open("/");
      const guest = new Guest(page);
      await guest.waitFor("welcome");
      const asked: string[] = [];
      let isCut = true;
      let isOver = false;
      const answer = async (request: HTTPRequest) => {
        const isPart = request.url().includes("/random-chat-chat.");
        if (isPart) asked.push(new URL(request.url()).search);
        try {
          await (isPart && isCut ? request.abort() : request.continue());
        } catch (error) {
          // What is under way at the end ends with the page, which answers nothing any more.
          if (!isOver) throw error;
        }
      };
      await page.setRequestInterception(true);
      page.on("request", (request) => void answer(request));
      await guest.start("text", "patience");
      await guest.waitFor("trouble");
      isCut = false;
      await guest.run(`it.shadowRoot.querySelector("[part=next]").click()`);
      await guest.waitFor("waiting");
      assertEquals(asked, ["", "?1"]);
      isOver = true;
    },
  });
}
