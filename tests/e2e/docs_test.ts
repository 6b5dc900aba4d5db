/** The pages for developers, and the recipes on them, as those who copy them would use them. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert/mod.js";
import { documentOf, Guest, type House, openHouse } from "../support/guests.ts";
import { bundleRecipe, type Framework, readRecipe } from "../support/recipes.ts";
import { waitFor } from "../support/wait.ts";

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
