import { assertEquals } from "@std/assert/mod.js";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "puppeteer-core";
import { readAccessibilityTree } from "../support/accessibility_tree.ts";
import { launchChromium } from "../support/browser.ts";
import { serveBuild } from "../support/built_pages.ts";

declare global {
  var axe: { run(scope: string, options: RunOptions): Promise<AxeResults> };
}

const AXE = new URL("../../node_modules/axe-core/axe.min.js", import.meta.url);
const TREES = new URL("accessibility_trees/", import.meta.url);

/** Nobody has pressed anything in these pages, and yet there is sound. */
const AUDIBLE = ["--autoplay-policy=no-user-gesture-required"];

const ROOMS = {
  corner: [320, 520],
  phone: [390, 844],
  landscape: [844, 390],
  sidebar: [800, 640],
  page: [1_200, 720],
} as const;

/** WCAG 2.2 at level AA, and what axe holds for good practice beyond it. */
const EVERYTHING: RunOptions["runOnly"] = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};
/** What a room or a theme can change: the words and roles are the same in all of them. */
const LOOK: RunOptions["runOnly"] = {
  type: "rule",
  values: ["color-contrast", "target-size", "scrollable-region-focusable"],
};

/** States that differ in what they say. */
const TOLD = [
  "welcome",
  "asking",
  "refused",
  "waiting-alone",
  "talk-video",
  "talk-offered",
  "away-text",
  "ended-text",
  "trouble",
  "settings-welcome",
];

/**
 * A page of the gallery in which nothing moves any more, and messages out of sight are laid out like
 * those in sight: axe would look for them where nobody ever sees them, over the bar for example.
 */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForSelector("body[data-drawn]", { timeout: 30_000 });
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("random-chat")) {
      for (const video of element.shadowRoot?.querySelectorAll("video") ?? []) video.pause();
      for (const group of element.shadowRoot?.querySelectorAll<HTMLElement>(".group") ?? []) {
        group.style.setProperty("content-visibility", "visible");
      }
    }
  });
}

/** Puts all elements of the page into other rooms; drawing them anew would take longer. */
async function rearrange(page: Page, theme: string, [width, height]: readonly [number, number]) {
  await page.evaluate(
    (scheme, inline, block) => {
      document.documentElement.dataset["theme"] = scheme;
      document.body.style.setProperty("--width", `${inline}px`);
      document.body.style.setProperty("--height", `${block}px`);
      for (const element of document.querySelectorAll("random-chat")) {
        element.setAttribute("theme", scheme);
      }
    },
    theme,
    width,
    height,
  );
}

async function findViolations(page: Page, runOnly: RunOptions["runOnly"]): Promise<string[]> {
  return await page.evaluate(async (only) => {
    const { violations } = await axe.run("random-chat", {
      ...(only === undefined ? {} : { runOnly: only }),
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html, failureSummary }) => {
        const [host] = [target[0]].flat();
        const element = host === undefined ? null : document.querySelector<HTMLElement>(host);
        return `${id} in ${element?.dataset["scene"]}: ${html}\n${failureSummary}`;
      })
    );
  }, runOnly);
}

async function openBrowser() {
  await using stack = new AsyncDisposableStack();
  const { origin } = stack.use(serveBuild());
  const { browser } = stack.use(await launchChromium("granted", { args: AUDIBLE }));
  const page = await browser.newPage();
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await page.emulateTimezone("UTC");
  const kept = stack.move();
  return { origin, page, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

Deno.test("axe finds nothing in any state, room and theme", async (test) => {
  await using it = await openBrowser();
  await it.page.setViewport({ width: 1_280, height: 800 });
  await open(it.page, `${it.origin}/gallery.html`);
  await it.page.evaluate(await Deno.readTextFile(AXE));
  for (const [room, size] of Object.entries(ROOMS)) {
    for (const theme of ["light", "dark"]) {
      const rules = room === "page" && theme === "light" ? EVERYTHING : LOOK;
      await test.step(`${room}, ${theme}`, async () => {
        await rearrange(it.page, theme, size);
        assertEquals(await findViolations(it.page, rules), []);
      });
    }
  }
});

// After a wanted change: deno test -A tests/e2e/gallery_accessible_test.ts -- --update
Deno.test("a screen reader gets each state as the kept trees say", async (test) => {
  await using it = await openBrowser();
  await it.page.setViewport({ width: 800, height: 640 });
  for (const scene of TOLD) {
    await test.step(scene, async () => {
      await open(it.page, `${it.origin}/gallery.html?scene=${scene}`);
      // Devices are listed a moment later.
      const hasList = scene.startsWith("settings");
      if (hasList) await it.page.waitForSelector("random-chat >>> [part=settings-panel] select");
      const tree = await readAccessibilityTree(it.page);
      const file = new URL(`${scene}.txt`, TREES);
      if (Deno.args.includes("--update")) await Deno.writeTextFile(file, tree);
      assertEquals(tree, await Deno.readTextFile(file));
    });
  }
});
