/**
 * The moderators' console in a real browser, by keyboard: from a report to the decision, the
 * receipt, the appeal and the undoing.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert/mod.js";
import type { Page } from "puppeteer-core";
import type { QueueRequest, ReceiptAnswer } from "../../server/protocol.ts";
import { launchChromium } from "../support/browser.ts";
import { HttpVisitor } from "../support/http_visitor.ts";
import { openScene, type Scene } from "../support/scene.ts";
import { startServer } from "../support/server.ts";
import type { Visitor } from "../support/visitor.ts";
import { waitFor } from "../support/wait.ts";

const TOKEN = "the-operators-token";
const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
/** Where pictures of the console go, if somebody wants to look at them. */
const PICTURES = Deno.env.get("PICTURES");

/** Two meet on the server; the first writes something, and the second reports it. */
async function report(
  url: string,
  { words, reason }: { readonly words: string; readonly reason: string },
): Promise<HttpVisitor> {
  const offender = await HttpVisitor.open(url);
  const reporter = await HttpVisitor.open(url);
  await offender.ask("/v1/queue", TEA);
  await reporter.ask("/v1/queue", TEA);
  await waitFor("a match", () => reporter.matches.length);
  const room = reporter.matches[0]?.room;
  const id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
  await offender.post("/v1/messages", { room, id, text: words });
  const { at, signature } = await heardBy<{ at: number; signature: string }>(reporter, "message");
  const messages = [
    { id, from: "them", text: words, at, signature },
    { id, from: "them", text: "And words put in their mouth", at, signature },
  ];
  const note = "They said it twice";
  await reporter.post("/v1/reports", { room, reason, note, messages });
  await reporter.close();
  return offender;
}

/** Writes something by way of the server, as the element does where there is no data channel. */
async function relay(visitor: Visitor, url: string, text: string): Promise<void> {
  const { match: { room } } = await visitor.waitForState("talk");
  await visitor.page.evaluate(
    async (server, message) => {
      const key = Object.keys(sessionStorage).find((name) => name.endsWith(":token")) ?? "";
      const response = await fetch(`${server}/v1/messages`, {
        method: "POST",
        headers: {
          "authorization": `Bearer ${sessionStorage.getItem(key)}`,
          "content-type": "application/json",
        },
        body: message,
      });
      if (!response.ok) throw new Error(await response.text());
    },
    url,
    JSON.stringify({ room, id: "01ARZ3NDEKTSV4RRFFQ69G5FAV", text }),
  );
}

/** Two see each other; one writes on both ways, and the other reports it with two clicks. */
async function reportFromElement(scene: Scene): Promise<Visitor> {
  const alice = await scene.enter();
  const bob = await scene.enter();
  await alice.start({ interests: ["chess"] });
  await alice.waitForState("waiting");
  await bob.start({ interests: ["chess"] });
  await bob.seeFrames();
  await alice.seeFrames();
  await relay(bob, scene.server.url, "I know where you live");
  await alice.see("I know where you live");
  await bob.write("And words that the server never saw");
  await alice.see("And words that the server never saw");
  await alice.press("Report them");
  await alice.press("Harassment");
  await alice.waitForState("ended");
  await alice.see("Thank you. Your report is sent.");
  assertEquals((await bob.waitForState("ended")).reason, "left");
  await bob.see("They left.");
  assertEquals([...alice.errors, ...bob.errors], []);
  return bob;
}

/** Waits for an event of a type, and returns what it says. */
async function heardBy<Data>({ heard }: HttpVisitor, type: string): Promise<Data> {
  const find = () => heard.find((event) => event.type === type);
  await waitFor(type, find);
  return find()?.data as Data;
}

async function see(page: Page, text: string): Promise<void> {
  await waitFor(`"${text}"`, async () => {
    const shown = await page.evaluate(() => document.body.innerText);
    if (!shown.includes(text)) throw new Error(shown.slice(0, 600));
    return true;
  });
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/admin`);
  await waitFor("the door", () => page.$("#token"));
  await picture(page, "door");
  await page.keyboard.press("Tab");
  await page.keyboard.type(TOKEN);
  await page.keyboard.press("Enter");
  await see(page, "waiting");
}

Deno.test("what the element reports is decided by keyboard, the visitor appeals by receipt, and it is undone", async () => {
  await using scene = await openScene({ env: { ADMIN_TOKEN: TOKEN } });
  const { server } = scene;
  const offender = await reportFromElement(scene);
  const spam = { words: "Buy my <b>book</b>", reason: "spam" };
  const somebody = await report(server.url, spam);
  const context = await offender.page.browser().createBrowserContext();
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    // Before somebody has signed in the server says so, and browsers log every refusal.
    if (message.type() === "error" && !message.text().includes("401")) errors.push(message.text());
  });
  await page.setViewport({ width: 1280, height: 800 });
  await signIn(page, server.url);
  await see(page, "2 waiting");

  // The worst is first, and what was sent is covered until somebody asks for it.
  await page.keyboard.press("j");
  await waitFor("the case", () => page.$(".evidence"));
  const isHidden = () =>
    page.$eval(".evidence", (evidence) => evidence.getAttribute("aria-hidden") === "true");
  assertEquals([await isHidden(), (await page.$$(".evidence img")).length], [true, 0]);
  await picture(page, "covered");
  await page.keyboard.press("e");
  await waitFor("the picture", () => page.$(".evidence img.grey"));
  assertEquals(await isHidden(), false);
  const marks = await page.$$eval(".mark", (all) => all.map(({ textContent }) => textContent));
  assertEquals(marks, ["verified", "unverified"]);
  await picture(page, "uncovered");

  await page.keyboard.press("2");
  await see(page, "Restricted for a day.");
  const { receipt } = await offender.waitForState("restricted");
  const look = () => somebody.post<ReceiptAnswer>("/v1/receipts", { receipt });
  const { rule, lifted, until } = await look();
  assertEquals([rule, lifted, until > Date.now() + 80_000_000], ["harassment", false, true]);

  const note = "It was a line of a play <img src=x onerror=alert(1)>";
  await offender.see(receipt);
  await (await offender.page.$("random-chat >>> #appeal-note"))?.type(note);
  await offender.press("Ask for another look");
  await offender.see("Someone will read it and look again.");
  await see(page, "The appeal waits for you");
  await see(page, note);
  await picture(page, "appeal");
  await page.keyboard.press("g");
  await see(page, "Appeal granted.");
  assertEquals([(await look()).appeal, (await look()).lifted], ["granted", true]);
  await offender.press("Try again");
  await offender.waitForState("waiting");

  await page.keyboard.press("z");
  await see(page, "Undone.");
  assertEquals([(await look()).appeal, (await look()).lifted], ["open", false]);
  await offender.waitForState("restricted");
  assertEquals(errors, []);
  await somebody.close();
  await context.close();
});

Deno.test("the console shows figures as charts and a whole log, in light and dark and on a phone", async () => {
  await using server = await startServer({ env: { ADMIN_TOKEN: TOKEN } });
  await (await report(server.url, { words: "You again", reason: "hate" })).close();
  await using chromium = await launchChromium();
  const page = await chromium.browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await signIn(page, server.url);
  const press = (label: string) => page.click(`::-p-aria(${label})`);
  await press("Figures");
  await waitFor("four charts", async () => (await page.$$(".uplot canvas")).length === 4);
  await picture(page, "figures");
  await press("Log");
  await see(page, "Every line is as it was written.");
  await see(page, "sign-in");
  await picture(page, "log");
  await press("Queue");
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  await page.keyboard.press("j");
  await see(page, "They said it twice");
  await picture(page, "dark");
  await page.setViewport({ width: 390, height: 800 });
  const overflow = await page.evaluate(() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth
  );
  await picture(page, "phone");
  assertEquals(overflow, 0);
});

Deno.test("the page may run and load what its server serves, and nothing else, and is nowhere without an account", async () => {
  await using server = await startServer({ env: { ADMIN_TOKEN: TOKEN } });
  const response = await fetch(`${server.url}/admin`);
  await response.body?.cancel();
  const policy = response.headers.get("content-security-policy") ?? "";
  const parts = ["default-src 'none'", "script-src 'self'", "style-src 'self'"];
  for (const part of [...parts, "require-trusted-types-for 'script'"]) {
    assertStringIncludes(policy, part);
  }
  assert(!policy.includes("unsafe"));
  await using bare = await startServer();
  for (const path of ["/admin", "/admin/", "/admin/index.html", "/admin/api/session"]) {
    const missing = await fetch(`${bare.url}${path}`);
    await missing.body?.cancel();
    assertEquals(missing.status, 404, path);
  }
  await server.stop();
  assertEquals(server.log().trim(), `random-chat listens on ${server.url}`);
});
