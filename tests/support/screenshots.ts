/**
 * Takes the README's pictures from the real thing: a real server, two real browsers, a real talk
 * between two drawn people. Run: `deno run -A tests/support/screenshots.ts`, after `deno task build`.
 *
 * It does not know what is drawn. The invariant it keeps: a picture is only taken of a talk whose
 * video moves and whose last message has arrived, and none weighs more than 150 KiB.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { launchChromium } from "./browser.ts";
import { startServer } from "./server.ts";
import { Visitor } from "./visitor.ts";

/** One picture. */
interface Picture {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly theme: "light" | "dark";
}

/** In the README's order; the sizes are those of a phone, a page's sidebar and a desktop. */
const PICTURES: readonly Picture[] = [
  { name: "desktop", width: 1_200, height: 680, theme: "light" },
  { name: "sidebar", width: 800, height: 640, theme: "dark" },
  { name: "phone", width: 390, height: 780, theme: "light" },
];
const MAX_BYTES = 150 * 1_024;
const FOLDER = fileURLToPath(new URL("../../demo/pictures/", import.meta.url));

/** Lets one element of the page fill the window; through the style object, as the policy allows. */
async function fillWindow({ page }: Visitor, id: string): Promise<void> {
  await page.evaluate((wanted) => {
    const element = document.getElementById(wanted);
    if (element === null) throw new Error(`Cannot show "${wanted}": it is not in the page`);
    for (
      const [name, value] of [
        ["position", "fixed"],
        ["inset", "0"],
        ["block-size", "100dvh"],
        ["z-index", "1"],
      ] as const
    ) element.style.setProperty(name, value);
  }, id);
}

async function talk(ida: Visitor, jun: Visitor): Promise<void> {
  await ida.press("Start");
  await ida.waitForState("waiting");
  await jun.press("Start");
  await ida.seeFrames();
  await jun.seeFrames();
  for (
    const [writer, reader, text] of [
      [jun, ida, "Good evening. Green or black?"],
      [ida, jun, "Black, with a game of chess beside it"],
      [jun, ida, "I play like I cook: fast, and sorry later"],
      [ida, jun, "Then you begin ♟️"],
    ] as const
  ) {
    await writer.write(text);
    await reader.see(text);
  }
  await jun.type("e4, of course");
}

async function take(visitor: Visitor, picture: Picture): Promise<void> {
  const { name, width, height, theme } = picture;
  await visitor.page.setViewport({ width, height, deviceScaleFactor: 1 });
  await visitor.page.evaluate((wanted) => {
    document.querySelector("random-chat")?.setAttribute("theme", wanted);
  }, theme);
  await visitor.seeFrames();
  const path = `${FOLDER}${name}.jpg`;
  await visitor.page.screenshot({ path, type: "jpeg", quality: 88 });
  const { size } = await Deno.stat(path);
  if (size > MAX_BYTES) throw new Error(`Cannot keep "${path}": ${size} bytes are too many`);
  console.log(`${path}: ${size} bytes`);
}

await Deno.mkdir(FOLDER, { recursive: true });
await using server = await startServer();
await using browser = await launchChromium("missing");
await using other = await launchChromium("missing");
await using ida = await Visitor.open(browser, { url: `${server.url}/two.html` });
await using junsPage = await Visitor.open(other, { url: `${server.url}/two.html` });
const jun = junsPage.beside(1);
await fillWindow(ida, "ida");
await fillWindow(junsPage, "jun");
await talk(ida, jun);
for (const picture of PICTURES) await take(ida, picture);
