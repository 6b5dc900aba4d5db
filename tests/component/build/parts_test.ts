import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert/mod.js";
import { stop } from "esbuild";
import { bundle } from "../../../component/build/bundle.ts";
import { type Part, type Parts, splitParts } from "../../../component/build/parts.ts";

/** Counts how often the building of a part was begun. */
class CountedParts extends Map<string, Promise<Part>> {
  begun = 0;

  override set(entry: string, part: Promise<Part>): this {
    if (this.get(entry) !== part) this.begun += 1;
    return super.set(entry, part);
  }
}

/** Bundles an element of these files: its script, its parts, and how many were begun. */
async function built(files: Readonly<Record<string, string>>) {
  const root = await Deno.makeTempDir({ prefix: "random-chat-parts-" });
  const parts: Parts & CountedParts = new CountedParts();
  try {
    await Deno.mkdir(`${root}/component`);
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${root}/component/${name}`, text);
    }
    const plugins = [splitParts(root, parts)];
    const [script] = await bundle(root, ["component/main.ts"], { legal: "none", plugins });
    const all = await Promise.all(parts.values());
    return { script: script?.text ?? "", parts: all, begun: parts.begun };
  } finally {
    await Deno.remove(root, { recursive: true });
    await stop();
  }
}

const MAIN = `export const open = () => import("./tea_part.ts");`;

Deno.test("a late import becomes a file named by its bytes, which the script asks for by hash", async () => {
  const { script, parts } = await built({
    "main.ts": MAIN,
    "tea_part.ts": `export const cups: number = 2;`,
  });
  const [part] = parts;
  assert(part !== undefined && parts.length === 1);
  assert(/^random-chat-tea\.[\w-]{12}\.js$/.test(part.file), part.file);
  assertStringIncludes(script, `("tea","${part.digest}")`);
  const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(part.bytes));
  assertEquals(part.integrity, `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`);
});

Deno.test("the same part asked for in two places is built once", async () => {
  const { parts, begun } = await built({
    "main.ts": `export * from "./one.ts"; export * from "./other.ts";`,
    "one.ts": `export const open = () => import("./tea_part.ts");`,
    "other.ts": `export const again = () => import("./tea_part.ts");`,
    "tea_part.ts": `export const cups = 2;`,
  });
  assertEquals([parts.length, begun], [1, 1]);
});

Deno.test("a part that another part asks for is a file of its own as well", async () => {
  const { parts } = await built({
    "main.ts": MAIN,
    "tea_part.ts": `export const boil = () => import("./water_part.ts");`,
    "water_part.ts": `export const degrees = 95;`,
  });
  const names = parts.map(({ file }) => file.split(".")[0]).sort();
  assertEquals(names, ["random-chat-tea", "random-chat-water"]);
  const water = parts.find(({ file }) => file.includes("water"));
  const tea = parts.find(({ file }) => file.includes("tea"));
  assertStringIncludes(new TextDecoder().decode(tea?.bytes), water?.digest ?? "none");
});

Deno.test("a part that needs itself stops the build instead of hanging it", async () => {
  await assertRejects(
    () =>
      built({
        "main.ts": MAIN,
        "tea_part.ts": `export const boil = () => import("./water_part.ts");`,
        "water_part.ts": `export const cup = () => import("./tea_part.ts");`,
      }),
    Error,
    "needs itself",
  );
});

Deno.test("a part's templates are those that Lit would have made, without Lit", async () => {
  const { parts } = await built({
    "main.ts": MAIN,
    "tea_part.ts": `import { html, nothing, svg } from "lit";
      export const cup = (what: string) => html\`<b>\${what}</b>\`;
      export const steam = svg\`<path/>\`;
      export const none = nothing;`,
  });
  const [part] = parts;
  assert(part !== undefined && part.bytes.byteLength < 600, `${part?.bytes.byteLength} bytes`);
  const text = new TextDecoder().decode(part.bytes);
  const module = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  const lit = await import("lit");
  assertEquals(module.cup("tea"), { ...lit.html`<b>${"tea"}</b>` });
  assertEquals(module.steam["_$litType$"], lit.svg``["_$litType$"]);
  assertEquals(module.none, lit.nothing);
});

Deno.test("a part that needs more of Lit than its tags is not built", async () => {
  await assertRejects(
    () =>
      built({
        "main.ts": MAIN,
        "tea_part.ts": `import { LitElement } from "lit"; export class Cup extends LitElement {}`,
      }),
    Error,
    "LitElement",
  );
});
