/**
 * Makes pages of the recipes in `demo/recipes`, with the tools of the frameworks they are for and the
 * scripts of the package.
 *
 * It does not know what a recipe does. The invariant it keeps: a recipe is taken as it is shown; only
 * the server's address is another.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as vue from "@vue/compiler-sfc";
import { build, stop } from "esbuild";
import { compile } from "svelte/compiler";
import { packageScripts } from "../../component/build/package.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const RECIPES = new URL("../../demo/recipes/", import.meta.url);

/** A framework that there is a recipe for. */
export type Framework = "react" | "vue" | "svelte";

/** The file of each, what mounts it, and what makes a script of it. */
const KITCHEN: Readonly<
  Record<Framework, {
    readonly file: string;
    readonly entry: string;
    readonly cook: (source: string) => { readonly name: string; readonly code: string };
  }>
> = {
  react: {
    file: "react.tsx.txt",
    entry: `import { createElement, StrictMode } from "react";
      import { createRoot } from "react-dom/client";
      import { TeaRoom } from "./TeaRoom.tsx";
      createRoot(document.querySelector("main"))
        .render(createElement(StrictMode, null, createElement(TeaRoom)));`,
    cook: (code) => ({ name: "TeaRoom.tsx", code }),
  },
  vue: {
    file: "TeaRoom.vue.txt",
    entry: `import { createApp } from "vue";
      import TeaRoom from "./TeaRoom.ts";
      createApp(TeaRoom).mount("main");`,
    cook: (source) => {
      const { descriptor } = vue.parse(source);
      const isCustomElement = (tag: string) => tag === "random-chat";
      const { content } = vue.compileScript(descriptor, {
        id: "recipe",
        inlineTemplate: true,
        templateOptions: { compilerOptions: { isCustomElement } },
      });
      return { name: "TeaRoom.ts", code: content };
    },
  },
  svelte: {
    file: "TeaRoom.svelte.txt",
    entry: `import { mount } from "svelte";
      import TeaRoom from "./TeaRoom.js";
      mount(TeaRoom, { target: document.querySelector("main") });`,
    cook: (source) => ({
      name: "TeaRoom.js",
      code: compile(source, { generate: "client" }).js.code,
    }),
  },
};

/** Reads a recipe with a server of the test in it. */
export async function readRecipe(file: string, server: string): Promise<string> {
  const text = await Deno.readTextFile(new URL(file, RECIPES));
  return text.replaceAll("https://chat.example.com", server);
}

/** Bundles a recipe into one script, in its framework's development mode. */
export async function bundleRecipe(framework: Framework, server: string): Promise<string> {
  const { file, entry, cook } = KITCHEN[framework];
  // Below the project, so that frameworks and Lit are found.
  await Deno.mkdir(`${ROOT}.build`, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: `${ROOT}.build`, prefix: "recipe-test-" });
  try {
    for (const [name, bytes] of await packageScripts(ROOT)) {
      const path = join(folder, "package", name);
      await Deno.mkdir(dirname(path), { recursive: true });
      await Deno.writeFile(path, bytes);
    }
    const { name, code } = cook(await readRecipe(file, server));
    await Deno.writeTextFile(join(folder, name), code);
    await Deno.writeTextFile(join(folder, "page.js"), entry);
    const { outputFiles } = await build({
      entryPoints: [join(folder, "page.js")],
      bundle: true,
      write: false,
      format: "esm",
      jsx: "automatic",
      alias: { "random-chat": join(folder, "package/random-chat.js") },
      conditions: ["browser", "development"],
      define: {
        "process.env.NODE_ENV": '"development"',
        "__VUE_OPTIONS_API__": "true",
        "__VUE_PROD_DEVTOOLS__": "false",
        "__VUE_PROD_HYDRATION_MISMATCH_DETAILS__": "false",
      },
      logLevel: "silent",
    });
    return outputFiles[0]?.text ?? "";
  } finally {
    await Deno.remove(folder, { recursive: true });
    await stop();
  }
}
