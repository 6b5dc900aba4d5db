/**
 * The element in pages that leave it less than they could: frames, policies, frameworks, and none of
 * its own picture.
 *
 * It does not know the browser, but for what that one has never heard of.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert/mod.js";
import { documentOf, Guest } from "../support/guests.ts";
import { guestAt, meet, type Step, talk } from "../support/meetings.ts";
import { bundleRecipe } from "../support/recipes.ts";
import { waitFor } from "../support/wait.ts";

const TAG = "<random-chat></random-chat>";
/** Of a site where two elements of one browser may meet, which elsewhere they may not. */
const OPEN_TAG = '<random-chat site="demo"></random-chat>';

const FRAMED: Step = [
  "in a frame that allows camera and microphone, and in one that does not",
  async (house) => {
    house.put("/inside", { html: documentOf(house.server, OPEN_TAG) });
    // Another name for this machine is another origin.
    const inside = `${house.origin.replace("127.0.0.1", "localhost")}/inside`;
    house.put("/outside", {
      html: `<!doctype html><title>Around</title>
      <iframe id="with" src="${inside}" allow="camera; microphone; autoplay"></iframe>
      <iframe id="without" src="${inside}"></iframe>`,
    });
    const page = await house.open("/outside");
    const frameOf = async (id: string) => {
      // A frame of another origin is another process's, and another frame from then on.
      const guest = await waitFor("the element", async () => {
        const frame = await (await page.$(`#${id}`))?.contentFrame();
        const found = frame ? new Guest(frame) : null;
        return await found?.run<boolean>("it.state.kind === 'welcome'") ? found : null;
      });
      if (guest === null) throw new Error(`Cannot find the frame "${id}"`);
      return guest;
    };
    const allowed = await frameOf("with");
    const refused = await frameOf("without");
    await refused.start("video", "frames");
    const state = await refused.waitFor("refused");
    assert(state.kind === "refused" && state.alternatives.includes("text"));
    await refused.run("it.stop()");
    await allowed.start("video", "frames");
    await allowed.waitFor("waiting");
    await allowed.run("it.stop()");
    await meet(refused, allowed, "text", "frames");
    await talk(refused, allowed);
  },
];

const STRICT: Step = [
  "in a framework that mounts it twice, by the recipe for React, it opens one connection",
  async (house) => {
    const script = await bundleRecipe("react", house.server);
    house.put("/tea.js", { html: script, type: "text/javascript" });
    house.put("/strict", {
      html:
        `<!doctype html><title>Tea</title><main></main><script type="module" src="/tea.js"></script>`,
    });
    house.put("/plain", { html: documentOf(house.server, TAG) });
    const one = await guestAt(house, "/strict");
    const other = await guestAt(house, "/plain");
    await meet(one, other, "text", "strictness");
    await talk(one, other);
    await waitFor("the count", () => one.run<string>("document.body.textContent"), {
      until: (text) => text.includes("People met: 1"),
    });
    const { sessions, streams } = await one.holdings();
    assertEquals([sessions, streams], [1, 1]);
  },
];

const POLICED: Step = [
  "under a policy that allows script and connection, with trusted types, by picture and text",
  async (house) => {
    const { server } = house;
    house.put("/policed", {
      html: documentOf(server, TAG),
      // Firefox asks for the page's icon by itself.
      csp: `default-src 'none'; img-src 'self'; script-src ${server}; connect-src ${server}; ` +
        `require-trusted-types-for 'script'; trusted-types lit-html`,
    });
    const one = await guestAt(house, "/policed");
    const other = await guestAt(house, "/policed");
    await meet(one, other, "video", "policies");
    await one.seeFrames();
    await talk(one, other);
    for (const guest of [one, other]) assertEquals((await guest.holdings()).violations, []);
  },
];

const CLOSED: Step = [
  "on a page whose policy keeps the camera from everybody: it is told so, and the rest works",
  async (house) => {
    const html = documentOf(house.server, TAG);
    house.put("/blind", { html, permissions: "camera=()" });
    house.put("/closed", { html, permissions: "camera=(), microphone=()" });
    const blind = await guestAt(house, "/blind");
    const one = await guestAt(house, "/closed");
    const other = await guestAt(house, "/closed");
    // Firefox reads no such header, and hands the camera out; there only frames are kept from it.
    if (await one.run<boolean>("'featurePolicy' in document")) {
      for (const [guest, left] of [[blind, ["voice", "text"]], [one, ["text"]]] as const) {
        await guest.start("video", "closed doors");
        const state = await guest.waitFor("refused");
        assert(state.kind === "refused" && state.cause === "denied");
        assertEquals(state.alternatives, left);
        await guest.run("it.stop()");
      }
      await blind.start("voice", "closed eyes");
      await blind.waitFor("waiting");
    } else assertEquals(house.browser, "firefox");
    await meet(one, other, "text", "closed doors");
    await talk(one, other);
  },
];

const SNIPPET: Step = [
  "by the README's snippet as it is, in an empty file of another origin",
  async (house) => {
    const readme = await Deno.readTextFile(new URL("../../README.md", import.meta.url));
    const [, snippet = ""] = /## Put it on a page\s+```html\n([^]*?)```/.exec(readme) ?? [];
    assert(snippet.includes("<random-chat"), "the README has no snippet");
    house.put("/", { html: snippet.replaceAll("https://chat.example.com", house.server) });
    const one = await guestAt(house, "/");
    const other = await guestAt(house, "/");
    await meet(one, other, "video", "chess");
    await one.seeFrames();
    await talk(one, other);
  },
];

const UNDRAWN: Step = [
  "as a conversation without a picture, from the same script, with a page that has the element",
  async (house) => {
    house.put("/undrawn", {
      html: `<!doctype html><title>Own</title><script type="module">
        const { openChat } = await import("${house.server}/random-chat.js");
        const chat = await openChat({ server: "${house.server}", storageKey: null });
        globalThis.own = {
          get state() { return chat.snapshot.state; },
          start: (wish) => chat.start({ languages: ["en"], strictLanguages: false, ...wish }),
          send: (text) => chat.send(text),
        };
      </script>`,
    });
    house.put("/plain", { html: documentOf(house.server, TAG) });
    const one = await guestAt(house, "/undrawn", "globalThis.own");
    const other = await guestAt(house, "/plain");
    await meet(one, other, "text", "drawing");
    await talk(one, other);
  },
];

/** One after the other, in one house. */
export const PAGES_AROUND: readonly Step[] = [
  FRAMED,
  STRICT,
  POLICED,
  CLOSED,
  SNIPPET,
  UNDRAWN,
];
