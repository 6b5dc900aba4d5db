import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert/mod.js";
import { stop } from "esbuild";
import { bundle } from "../../../component/build/bundle.ts";
import { type Part, splitParts } from "../../../component/build/parts.ts";

/** Bundles an element of these files: its script, and its parts by name without their hashes. */
async function built(files: Readonly<Record<string, string>>) {
  const root = await Deno.makeTempDir({ prefix: "random-chat-parts-" });
  const parts = new Map<string, Part>();
  try {
    await Deno.mkdir(`${root}/component`);
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${root}/component/${name}`, text);
    }
    const plugins = [splitParts(root, parts)];
    const [script] = await bundle(root, ["component/main.ts"], { legal: "none", plugins });
    return { script: script?.text ?? "", parts: [...parts.values()] };
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
  assert(/^random-chat-tea\.[0-9a-f]{12}\.js$/.test(part.file), part.file);
  assertStringIncludes(script, `("./${part.file}","${part.integrity}")`);
  const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(part.bytes));
  assertEquals(part.integrity, `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`);
});

Deno.test("the same part asked for in two places is built once", async () => {
  const { parts } = await built({
    "main.ts": `${MAIN} export * from "./other.ts";`,
    "other.ts": `export const again = () => import("./tea_part.ts");`,
    "tea_part.ts": `export const cups = 2;`,
  });
  assertEquals(parts.length, 1);
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
