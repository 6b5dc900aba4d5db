/**
 * Takes a picture of every state in every room, light and dark, for people to look at.
 * Run: `deno run -A tests/e2e/gallery.ts <directory> [scene…] [--lang=ar]`, after `deno task build`.
 *
 * It does not know what a good picture is. The invariant it keeps: the pages are served under a
 * Content-Security-Policy without inline styles or scripts, and a page that reports an error fails
 * the run.
 *
 * @module
 */
import process from "node:process";
import { launch, type Page } from "puppeteer-core";
import { SCENES } from "../../demo/cast/snapshots.ts";
import { serveBuild } from "../support/built_pages.ts";

/** One room of the gallery. */
interface Room {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

const ROOMS: readonly Room[] = [
  { name: "corner-320", width: 320, height: 520 },
  { name: "phone-390", width: 390, height: 844 },
  { name: "landscape-844", width: 844, height: 390 },
  { name: "sidebar-800", width: 800, height: 640 },
  { name: "page-1200", width: 1200, height: 720 },
];
const THEMES = ["light", "dark"] as const;

/** What is drawn, and in which language; in English when that is empty. */
interface Wanted {
  readonly folder: string;
  readonly scenes: readonly string[];
  readonly language: string;
}

async function drawAll(page: Page, origin: string, { folder, scenes, language }: Wanted) {
  for (const room of ROOMS) {
    await page.setViewport({ ...room, deviceScaleFactor: 1 });
    for (const theme of THEMES) {
      for (const scene of scenes) {
        await page.goto(`${origin}/gallery.html?scene=${scene}&theme=${theme}&lang=${language}`);
        await page.waitForSelector("body[data-drawn]", { timeout: 10_000 });
        // Two frames: one for the element, one for the pictures in it.
        await page.evaluate("new Promise((done) => setTimeout(done, 350))");
        const name = [scene, room.name, theme, language].filter((part) => part !== "").join("_");
        await page.screenshot({ path: `${folder}/${name}.png` });
      }
    }
  }
}

const [folder, ...others] = Deno.args;
const LANGUAGE = "--lang=";
const scenes = others.filter((it) => !it.startsWith(LANGUAGE));
const language = others.find((it) => it.startsWith(LANGUAGE))?.slice(LANGUAGE.length) ?? "";
if (folder === undefined) throw new Error("Cannot draw the gallery: no directory was given");
await Deno.mkdir(folder, { recursive: true });
const pages = serveBuild();
const browser = await launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-device-for-media-stream",
  ],
});
try {
  const { origin } = pages;
  // Devices have names only where they may be used.
  await browser.defaultBrowserContext().overridePermissions(origin, ["camera", "microphone"]);
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  const chosen = scenes.length > 0 ? scenes : Object.keys(SCENES);
  await drawAll(page, origin, { folder, scenes: chosen, language });
  const severe = errors.filter((text) => !text.includes("404"));
  if (severe.length > 0) throw new Error(`Cannot accept the pictures: ${severe.join("; ")}`);
} finally {
  await browser.close();
  await pages[Symbol.asyncDispose]();
}
