/**
 * The element in a system's own few colours (Windows' contrast themes): nothing may be told by a
 * ground, a shade or a picture's darkness alone. And for who asks for more contrast in its own.
 */
import { assert, assertEquals } from "@std/assert/mod.js";
import type { Page } from "puppeteer-core";
import { launchChromium } from "../support/browser.ts";
import { serveBuild } from "../support/built_pages.ts";

/** WCAG 2.2, 1.4.11: what a control is known by, and its focus. */
const ENOUGH = 3;
/** WCAG 2.2, 1.4.6: text for who needs more contrast. */
const MORE = 7;

declare global {
  /** How far the ground of an element stands out from a colour of it; 0 where no ground is known. */
  var contrastOn: (element: Element, color: string) => number;
}

/** Gives a page the means to measure; runs there. */
function measure(): void {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const read = (color: string) => {
    context?.clearRect(0, 0, 1, 1);
    if (context) context.fillStyle = color;
    context?.fillRect(0, 0, 1, 1);
    return [...context?.getImageData(0, 0, 1, 1).data ?? []];
  };
  const luminance = (color: string) => {
    const [red = 0, green = 0, blue = 0] = read(color).map((byte) => {
      const share = byte / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const parentOf = (element: Element) => {
    const parent = element.assignedSlot ?? element.parentNode;
    return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
  };
  const system = (color: string) => {
    const probe = document.createElement("i");
    probe.style.setProperty("background", color);
    document.body.append(probe);
    const { backgroundColor } = getComputedStyle(probe);
    probe.remove();
    return backgroundColor;
  };
  const marked = system("Highlight");
  const groundOf = (element: Element | null): string | null => {
    if (element === null) return "Canvas";
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    const [, , , alpha] = read(backgroundColor);
    // The system's mark lets its own ground shine through, and is made for it.
    if (alpha === 255 || backgroundColor === marked) return backgroundColor;
    // Whatever shines through, or is drawn by the page, may have any colour.
    if (alpha !== 0 || backgroundImage !== "none") return null;
    return groundOf(parentOf(element));
  };
  globalThis.contrastOn = (element, color) => {
    const ground = groundOf(element);
    if (ground === null) return 0;
    const [one, other] = [luminance(color), luminance(ground)];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  };
}

/** A page of the gallery as it is by default in the system's colours, light or dark. */
async function open(
  page: Page,
  address: string,
  scheme: "light" | "dark",
  colours = { name: "forced-colors", value: "active" },
): Promise<void> {
  const session = await page.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", {
    features: [
      colours,
      { name: "prefers-color-scheme", value: scheme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ],
  });
  await page.goto(address);
  await page.waitForSelector("body[data-drawn]", { timeout: 30_000 });
  await page.evaluate(measure);
}

/** What of all elements of the page does not stand out. */
function findUnseen(page: Page): Promise<string[]> {
  return page.evaluate((enough) => {
    const unseen: string[] = [];
    for (const host of document.querySelectorAll<HTMLElement>("random-chat")) {
      for (const it of host.shadowRoot?.querySelectorAll("button, p, h2, .icon, label") ?? []) {
        if (it.matches(".unseen, .unseen *, .doors *") || !it.checkVisibility()) continue;
        const { color, stroke } = getComputedStyle(it);
        const measured = contrastOn(it, it.matches(".icon") ? stroke : color);
        if (measured >= enough) continue;
        unseen.push(
          `${measured.toFixed(1)} ${host.dataset["scene"]}: ${it.outerHTML.slice(0, 90)}`,
        );
      }
    }
    return unseen;
  }, ENOUGH);
}

/** The ground of the first such control in a scene. */
function groundOf(page: Page, scene: string, selector: string): Promise<string> {
  return page.evaluate(
    (name, inner) => {
      const host = document.querySelector(`[data-scene=${name}]`);
      const found = host?.shadowRoot?.querySelector(inner);
      if (!found) throw new Error(`Cannot find "${inner}" in "${name}"`);
      return getComputedStyle(found).backgroundColor;
    },
    scene,
    selector,
  );
}

for (const scheme of ["light", "dark"] as const) {
  Deno.test(`in a system's own ${scheme} colours every control is seen and tells how it stands`, async () => {
    await using pages = serveBuild();
    await using launched = await launchChromium();
    const page = await launched.browser.newPage();
    await open(page, `${pages.origin}/gallery.html?width=390&height=700`, scheme);
    assert(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
    assertEquals(await findUnseen(page), []);
    const chosen = await groundOf(page, "welcome", ".segment :checked + span");
    const other = await groundOf(page, "welcome", ".segment :not(:checked) + span");
    assert(chosen !== other, `the way of talking that is chosen: ${chosen}`);
    const off = await groundOf(page, "talk-resting", "[part=camera]");
    const on = await groundOf(page, "talk-resting", "[part=microphone]");
    assert(off !== on, `a camera that is off: ${off}`);
    assertEquals(await findUnfocused(page), []);
  });
}

for (const scheme of ["light", "dark"] as const) {
  Deno.test(`who asks for more contrast, in the ${scheme}, reads the small print as the rest and sees all edges`, async () => {
    await using pages = serveBuild();
    await using launched = await launchChromium();
    const page = await launched.browser.newPage();
    const more = { name: "prefers-contrast", value: "more" };
    await open(page, `${pages.origin}/gallery.html?width=390&height=700`, scheme, more);
    const measured = await page.evaluate(() =>
      [...document.querySelectorAll("random-chat")].flatMap((host) => {
        const found = host.shadowRoot?.querySelectorAll(".hint, .box, .grow") ?? [];
        return [...found].filter((it) => it.checkVisibility()).map((it) => {
          const { color, borderTopColor } = getComputedStyle(it);
          return contrastOn(
            it.matches(".hint") ? it : it.parentElement ?? it,
            it.matches(".hint") ? color : borderTopColor,
          );
        });
      }).filter((contrast) => contrast > 0)
    );
    assert(measured.length > 20, `${measured.length} were measured`);
    assert(Math.min(...measured) >= MORE, `the least contrast is ${Math.min(...measured)}`);
  });
}

/** The controls of two scenes whose focus would not be seen. */
function findUnfocused(page: Page): Promise<string[]> {
  return page.evaluate((enough) => {
    const unseen: string[] = [];
    for (const name of ["welcome", "talk-video"]) {
      const root = document.querySelector(`[data-scene=${name}]`)?.shadowRoot;
      for (
        const it of root?.querySelectorAll<HTMLElement>("button, input, select, textarea") ?? []
      ) {
        if (!it.checkVisibility({ visibilityProperty: true })) continue;
        it.focus({ focusVisible: true } as FocusOptions);
        const rings = [it, it.nextElementSibling, it.closest(".box, .grow, .pick")];
        const isSeen = rings.some((ring) => {
          if (!ring?.parentElement) return false;
          const { outlineStyle, outlineColor } = getComputedStyle(ring);
          // One's own picture moves by a button that is the picture.
          const isSeen = it.matches(".move") ||
            contrastOn(ring.parentElement, outlineColor) >= enough;
          return outlineStyle !== "none" && isSeen;
        });
        if (!isSeen) unseen.push(`${name}: ${it.outerHTML.slice(0, 90)}`);
      }
    }
    return unseen;
  }, ENOUGH);
}
