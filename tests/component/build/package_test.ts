/**
 * The package as those who install it find it: what is in it, what TypeScript says to a right and a
 * wrong use, what a bundler makes of it.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert/mod.js";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, stop } from "esbuild";
import ts from "typescript";
import { writePackage } from "../../../component/build/package.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const CONSUMERS = new URL("consumers/", import.meta.url);
const npm = findNpm();

/** Below the project, so that React, Vue and Lit are found as they are beside an installed package. */
async function install() {
  await Deno.mkdir(`${ROOT}.build`, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: `${ROOT}.build`, prefix: "package-test-" });
  const files = await writePackage(ROOT, `${folder}/random-chat`);
  return {
    folder,
    files,
    at: (name: string) => join(folder, "random-chat", name),
    async [Symbol.asyncDispose]() {
      await Deno.remove(folder, { recursive: true });
      await stop();
    },
  };
}
type Installed = Awaited<ReturnType<typeof install>>;

/** What TypeScript says to each file, by name: those that use the package, and its own. */
async function look({ folder, at, files }: Installed): Promise<(name: string) => string[]> {
  const consumers = ["right.tsx", "wrong.tsx", "plain.ts"];
  for (const name of consumers) {
    await Deno.copyFile(new URL(`${name}.txt`, CONSUMERS), join(folder, name));
  }
  // What the page for those who draw their own shows.
  const drawing = await Deno.readTextFile(`${ROOT}demo/headless.ts`);
  const shown = drawing.replace("../component/chat/mod.ts", "random-chat/chat");
  await Deno.writeTextFile(join(folder, "headless.ts"), shown);
  const own = files.filter((name) => name.endsWith(".d.ts")).map(at);
  const paths = [...[...consumers, "headless.ts"].map((name) => join(folder, name)), ...own];
  const program = ts.createProgram(paths, {
    exactOptionalPropertyTypes: true,
    jsx: ts.JsxEmit.ReactJSX,
    lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    noEmit: true,
    strict: true,
    target: ts.ScriptTarget.ESNext,
    types: [],
    paths: { "random-chat": [at("random-chat.d.ts")], "random-chat/*": [at("*.d.ts")] },
  });
  return (name) => {
    // File by file: the declarations of browsers and frameworks are not ours to look at.
    const file = program.getSourceFile(join(folder, name)) ?? program.getSourceFile(at(name));
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  };
}

function findNpm(): string | null {
  try {
    new Deno.Command("npm", { args: ["--version"], stdout: "null", stderr: "null" }).outputSync();
    return "npm";
  } catch {
    return null;
  }
}

async function pack(
  { at }: Installed,
): Promise<{ readonly names: string[]; readonly size: number }> {
  const { stdout, stderr, success } = await new Deno.Command(npm ?? "", {
    args: ["pack", "--dry-run", "--json", "--ignore-scripts", "--offline"],
    cwd: at("."),
    stdout: "piped",
    stderr: "piped",
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  const [packed] = JSON.parse(new TextDecoder().decode(stdout));
  const names = packed.files.map((file: { readonly path: string }) => file.path);
  return { names, size: packed.size };
}

Deno.test("the package", async (t) => {
  await using installed = await install();
  const { files, at, folder } = installed;
  const read = (name: string) => Deno.readTextFile(at(name));
  const mistakesIn = await look(installed);

  await t.step("has everything that its own description names", async () => {
    const about = JSON.parse(await read("package.json"));
    const named: string[] =
      JSON.stringify(about.exports).match(/\.\/[\w./-]+\.(?:d\.ts|json|js)/g) ?? [];
    assert(named.length > 8);
    for (const name of named) assert(files.includes(name.slice(2)), name);
    assertEquals(Object.keys(about.dependencies), ["lit"]);
    assertEquals(about.version, JSON.parse(await Deno.readTextFile(`${ROOT}deno.json`)).version);
  });

  await t.step("declares nothing that TypeScript takes for a mistake", () => {
    for (const name of files.filter((it) => it.endsWith(".d.ts"))) {
      assertEquals(mistakesIn(name), [], name);
    }
  });

  await t.step("needs no package for its types but Lit and the framework in use", async () => {
    for (const name of files.filter((it) => it.endsWith(".d.ts"))) {
      for (const [, from = ""] of (await read(name)).matchAll(/from "([^."][^"]*)"/g)) {
        const isOwn = from === "lit" || `${from.split("/")[0]}.d.ts` === name;
        assert(isOwn, `"${name}" needs "${from}"`);
      }
    }
  });

  await t.step("is understood in JSX, in templates and in plain TypeScript", () => {
    assertEquals(mistakesIn("right.tsx"), []);
    assertEquals(mistakesIn("plain.ts"), []);
    assertEquals(mistakesIn("headless.ts"), []);
  });

  await t.step("lets TypeScript find a wrong value, a wrong event and a wrong name", () => {
    const told = [
      ...['"smoke"', "'motive'", "'serve'"],
      ...['"vapour"', "'reasons'", "'sever'", '"steam"', "'motif'", "'sites'"],
    ];
    const mistakes = mistakesIn("wrong.tsx");
    assertEquals(mistakes.length, told.length, mistakes.join("\n"));
    for (const [at, part] of told.entries()) assertStringIncludes(mistakes[at] ?? "", part);
  });

  await t.step("lets a bundler leave for later what is needed later", async () => {
    await Deno.writeTextFile(`${folder}/page.js`, `import "./random-chat/random-chat.js";`);
    const { metafile } = await build({
      entryPoints: [`${folder}/page.js`],
      outdir: `${folder}/out`,
      bundle: true,
      splitting: true,
      format: "esm",
      minify: true,
      write: false,
      metafile: true,
      logLevel: "silent",
    });
    const first = Object.entries(metafile.outputs).find(([, { entryPoint }]) =>
      entryPoint?.endsWith("page.js")
    );
    const late = first?.[1].imports.filter(({ kind }) => kind === "dynamic-import") ?? [];
    assert(late.length > 0, "nothing is left for later");
    const inputs = Object.keys(first?.[1].inputs ?? {});
    assert(!inputs.some((it) => it.includes("settings_part")), inputs.join());
  });

  await t.step(
    "holds a conversation without a picture, without Lit and outside of a page",
    async () => {
      const { Chat } = await import(pathToFileURL(at("chat.js")).href);
      const chat = new Chat({ server: "http://chat.test", storageKey: null });
      assertEquals(chat.snapshot.state, { kind: "welcome" });
      chat.dispose();
      const { metafile } = await build({
        entryPoints: [at("chat.js")],
        outdir: `${folder}/chat`,
        bundle: true,
        format: "esm",
        write: false,
        metafile: true,
        logLevel: "silent",
      });
      const foreign = Object.keys(metafile.inputs).filter((it) => it.includes("node_modules"));
      assertEquals(foreign, []);
    },
  );

  await t.step("may be imported where there is no page, as by servers that draw them", async () => {
    const { RandomChat } = await import(pathToFileURL(at("element.js")).href);
    assertEquals(typeof RandomChat, "function");
    await import(pathToFileURL(at("random-chat.js")).href);
  });

  await t.step({
    name: "would be published with all of its files and nothing else",
    ignore: npm === null,
    fn: async () => {
      const { names, size } = await pack(installed);
      assertEquals(names.toSorted(), files.toSorted());
      assert(size < 400_000, `${size} bytes`);
    },
  });
});
