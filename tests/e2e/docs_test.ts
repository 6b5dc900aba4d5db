/** The pages for developers, and the recipes on them, as those who copy them would use them. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert/mod.js";
import type { AxeResults, RunOptions } from "axe-core";
import { documentOf, Guest, type House, openHouse } from "../support/guests.ts";
import { bundleRecipe, type Framework, readRecipe } from "../support/recipes.ts";
import { waitFor } from "../support/wait.ts";

declare global {
  var axe: { run(scope: string, options: RunOptions): Promise<AxeResults> };
}

const AXE = new URL("../../node_modules/axe-core/axe.min.js", import.meta.url);
const RECIPES = new URL("../../demo/recipes/", import.meta.url);
const TAG = "<random-chat></random-chat>";

/** Somebody on an ordinary page, who looks for the same. */
async function enter(house: House): Promise<Guest> {
  house.put("/other", { html: documentOf(house.server, TAG) });
  const other = new Guest(await house.open("/other"));
  await other.waitFor("welcome");
  await other.start("text", "tea");
  return other;
}

Deno.test("the playground has a control for every attribute and colour, and shows what it made", async () => {
  await using house = await openHouse();
  const page = await house.open(`${house.server}/docs.html`);
  await page.waitForSelector("body[data-ready]");
  const manifest = await (await fetch(`${house.server}/custom-elements.json`)).json();
  const { attributes, cssProperties } = manifest.modules[0].declarations[0];
  const controls = await page.$$eval(
    "#attributes-form [name]",
    (all) => all.map((it) => it.getAttribute("name")),
  );
  assertEquals(controls, attributes.map(({ name }: { name: string }) => name));
  assertEquals((await page.$$("#theme-form input")).length, cssProperties.length);
  await page.select("#attribute-mode", "text");
  await page.type("#attribute-suggestions", "tea, chess");
  await page.keyboard.press("Tab");
  await page.$eval("[id='theme---random-chat-accent']", (input) => {
    if (!(input instanceof HTMLInputElement)) throw new Error("Cannot choose: no field");
    input.value = "#aa2266";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const text = (selector: string) => page.$eval(selector, (it) => it.textContent ?? "");
  const html = await waitFor("the code", () => text("#html"), {
    until: (code) => code.includes("tea, chess"),
  });
  assertStringIncludes(html, 'mode="text"');
  assertStringIncludes(html, 'suggestions="tea, chess"');
  assert(!html.includes("theme"), html);
  assertStringIncludes(await text("#css"), "--random-chat-accent: #aa2266;");
  const subject = new Guest(page, `document.querySelector("#subject")`);
  assertEquals(
    await subject.run("it.mode + it.style.getPropertyValue('--random-chat-accent')"),
    "text#aa2266",
  );
  await subject.start("text", "playground");
  await waitFor("the log", () => text(".log"), {
    until: (log) => log.includes("random-chat-start"),
  });
  assertEquals(house.errors, []);
});

/** Something else than the default for each attribute that takes more than a few values. */
const TYPED: Readonly<Record<string, string>> = {
  server: "https://chat.example",
  site: "cafe",
  modes: "text, voice",
  interests: "tea",
  suggestions: "chess",
  languages: "fr",
  language: "de",
  strings: '{"start":"Let me in"}',
  claim: "eyJ.eyJ.sig",
};

Deno.test("each control of the playground does what it says, and takes it back", async () => {
  await using house = await openHouse();
  const page = await house.open(`${house.server}/docs.html`);
  await page.waitForSelector("body[data-ready]");
  const subject = new Guest(page, `document.querySelector("#subject")`);
  const code = (id: string) => page.$eval(`#${id}`, (it) => it.textContent ?? "");
  const change = (selector: string, value: string | null, event = "change") =>
    page.$eval(
      selector,
      (field, to, type) => {
        if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return "";
        // Of a list, what is not chosen first.
        const chosen = to ?? (field instanceof HTMLSelectElement ? field.options[1]?.value : "") ??
          "";
        field.value = chosen;
        field.dispatchEvent(new Event(type, { bubbles: true }));
        return chosen;
      },
      value,
      event,
    );
  const names = await page.$$eval(
    "#attributes-form [name]",
    (all) => all.map((it) => it.getAttribute("name") ?? ""),
  );
  for (const name of names.filter((it) => it !== "autostart")) {
    const id = `#attribute-${name}`;
    const first = await page.$eval(id, (it) => "value" in it ? String(it.value) : "");
    const value = await change(id, TYPED[name] ?? null);
    assert(value !== "", name);
    assertEquals(await subject.run(`it.getAttribute("${name}")`), value);
    const mark = value.includes('"') ? "'" : '"';
    assertStringIncludes(await code("html"), `${name}=${mark}${value}${mark}`);
    if (name === "strings") {
      await change(id, "{start:");
      assertEquals(await subject.run(`it.getAttribute("${name}")`), value);
    }
    await change(id, name === "site" ? "demo" : first);
    assert(!(await code("html")).includes(` ${name}=${mark}${value}`), name);
  }
  for (
    const { id } of await page.$$eval("#theme-form input", (all) => all.map(({ id }) => ({ id })))
  ) {
    const name = id.replace("theme-", "");
    const value = name.endsWith("radius") ? "7" : "#aa2266";
    await change(`[id="${id}"]`, value, "input");
    const written = value === "7" ? "7px" : value;
    assertStringIncludes(await code("css"), `${name}: ${written};`);
    assertEquals(await subject.run(`it.style.getPropertyValue("${name}")`), written);
    await page.$eval(
      `[id="${id}"]`,
      (it) => it.previousElementSibling?.dispatchEvent(new Event("click")),
    );
    assert(!(await code("css")).includes(name), name);
  }
  await page.select("#attribute-mode", "text");
  await page.click("#attribute-autostart");
  await subject.waitFor("waiting");
  assertStringIncludes(await code("html"), "\n  autostart\n");
  assertEquals(house.errors, []);
});

Deno.test("axe finds nothing on the pages on a phone, in light and dark", async () => {
  await using house = await openHouse();
  const page = await house.open(`${house.server}/`);
  await page.setViewport({ width: 390, height: 800 });
  const script = await Deno.readTextFile(AXE);
  for (const path of ["/", "/docs.html", "/recipes.html", "/headless.html", "/privacy"]) {
    await page.goto(house.server + path);
    await page.evaluate(script);
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      const found = await page.evaluate(async (isDark) => {
        const only: RunOptions = isDark
          ? { runOnly: { type: "rule", values: ["color-contrast"] } }
          : {};
        const { violations } = await axe.run("main", { ...only, resultTypes: ["violations"] });
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      }, scheme === "dark");
      assertEquals(found, [], `${path}, ${scheme}`);
    }
  }
});

/** What no scene of the gallery has: tests of their own show it. */
const UNSHOWN = ["unread", "warning"];

Deno.test("every part of the reference is drawn, and none that it does not name", async () => {
  await using house = await openHouse();
  const page = await house.open(`${house.server}/gallery.html`);
  await page.waitForSelector("body[data-drawn]", { timeout: 60_000 });
  const drawn = await page.$$eval("random-chat", (all) => [
    ...new Set(
      all.flatMap(({ shadowRoot }) =>
        [...shadowRoot?.querySelectorAll("[part]") ?? []].flatMap(({ part }) => [...part])
      ),
    ),
  ]);
  const manifest = await (await fetch(`${house.server}/custom-elements.json`)).json();
  const { cssParts } = manifest.modules[0].declarations[0];
  const named: string[] = cssParts.map(({ name }: { name: string }) => name);
  assertEquals([...drawn, ...UNSHOWN].toSorted(), named.toSorted());
});

Deno.test("the page of recipes shows each of them as its file is, and so does the one to draw on", async () => {
  await using house = await openHouse();
  const page = await house.open(`${house.server}/recipes.html`);
  const shown = await page.$$eval("pre code", (all) => all.map((it) => it.textContent ?? ""));
  const files: string[] = [];
  for await (const { name } of Deno.readDir(RECIPES)) {
    files.push((await Deno.readTextFile(new URL(name, RECIPES))).trimEnd());
  }
  assertEquals(shown.toSorted(), files.toSorted());
  await page.goto(`${house.server}/headless.html`);
  const own = await page.$eval("pre code", (it) => it.textContent ?? "");
  assertStringIncludes(
    own,
    'import { Chat, type ChatSnapshot, type ChatState } from "random-chat/chat"',
  );
  assert(!own.includes("../"), own);
  assertEquals(house.errors, []);
});

Deno.test("the recipe for a frame lets camera and microphone in, and the element is whole there", async () => {
  await using house = await openHouse();
  house.put("/room", { html: documentOf(house.server, TAG) });
  const inside = `${house.origin.replace("127.0.0.1", "localhost")}/room`;
  const recipe = await Deno.readTextFile(new URL("frame.html.txt", RECIPES));
  house.put("/", { html: recipe.replace("https://tea.example.com/room", inside) });
  const page = await house.open("/");
  const room = await waitFor("the element", async () => {
    const frame = await (await page.$("iframe"))?.contentFrame();
    const found = frame ? new Guest(frame) : null;
    return await found?.run<boolean>("it.state.kind === 'welcome'") ? found : null;
  });
  await room?.start("video", "tea");
  await room?.waitFor("waiting");
  assertEquals(await room?.run("document.fullscreenEnabled"), true);
  assertEquals(house.errors, []);
});

Deno.test("a page that draws its own talks to another one like it", async () => {
  await using house = await openHouse();
  const pages = [await house.open(`${house.server}/headless.html`)];
  pages.push(await house.open(`${house.server}/headless.html`));
  const status = (at: number) => pages[at]?.$eval(".status", (it) => it.textContent ?? "") ?? "";
  for (const page of pages) await page.click("[data-does=start]");
  for (const at of [0, 1]) {
    await waitFor("the two to meet", () => status(at), {
      until: (it) => it === "You are together.",
    });
  }
  await pages[0]?.type("[name=text]", "Hello there");
  await pages[0]?.keyboard.press("Enter");
  await waitFor("the line", () => pages[1]?.$eval(".lines", (it) => it.textContent ?? ""), {
    until: (lines) => lines === "They Hello there",
  });
  await pages[0]?.click("[data-does=stop]");
  await waitFor("the end", () => status(1), { until: (it) => it.startsWith("They left") });
  assertEquals(house.errors, []);
});

Deno.test("the recipe for plain HTML works as it is shown", async () => {
  await using house = await openHouse();
  house.put("/", { html: await readRecipe("plain.html.txt", house.server) });
  const page = await house.open("/");
  const one = new Guest(page);
  await one.waitFor("welcome");
  await enter(house);
  await one.run("it.start()");
  await one.waitFor("talk");
  assertEquals(await page.title(), "You both like tea");
  assertEquals(house.errors, []);
});

for (const framework of ["react", "vue", "svelte"] as readonly Framework[]) {
  Deno.test(`the recipe for ${framework} opens one conversation and counts whom one met`, async () => {
    await using house = await openHouse();
    const script = await bundleRecipe(framework, house.server);
    house.put("/page.js", { html: script, type: "text/javascript" });
    house.put("/", {
      html:
        `<!doctype html><title>Tea</title><main></main><script type="module" src="/page.js"></script>`,
    });
    const page = await house.open("/");
    const one = new Guest(page);
    await one.waitFor("welcome");
    assertEquals(await one.run("[it.server, it.mode, it.interests]"), [
      house.server,
      "text",
      "tea",
    ]);
    await enter(house);
    await one.run("it.start()");
    await one.waitFor("talk");
    const words = () => page.$eval("main", (it) => it.textContent ?? "");
    await waitFor("the count", words, { until: (text) => text.includes("People met: 1") });
    const { sessions, streams } = await one.holdings();
    assertEquals([sessions, streams], [1, 1]);
    assertEquals(house.errors, []);
  });
}

Deno.test("what the recipe for WordPress puts onto a page works, wherever the theme puts the script", async () => {
  await using house = await openHouse();
  const php = await readRecipe("wordpress.php.txt", house.server);
  const [, tag = ""] = /'(<random-chat .*>)'/.exec(php) ?? [];
  const [, id, address] = /script_module\( '([^']+)', '([^']+)', array\(\), null \)/.exec(php) ??
    [];
  // As `sprintf` fills it in, and as `wp_print_script_tag` writes it.
  const drawn = tag.replace("%s", "tea, it&#039;s late").replace("%s", "");
  const script = `<script type="module" src="${address}" id="${id}-js-module"></script>`;
  // Block themes print it in the head, the others at the end.
  for (const [head, foot] of [[script, ""], ["", script]]) {
    house.put("/", {
      html: `<!doctype html><title>Tea</title>${head}<body><p>${drawn}</p>${foot}</body>`,
    });
    const one = new Guest(await house.open("/"));
    await one.waitFor("welcome");
    assertEquals(await one.run("[it.interests, it.server]"), [
      "tea, it's late",
      house.server,
    ]);
    await enter(house);
    await one.run(`it.start({ mode: "text" })`);
    await one.waitFor("talk");
    await house.clear();
  }
  assertEquals(house.errors, []);
});
