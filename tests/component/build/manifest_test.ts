import { assert, assertEquals, assertRejects } from "@std/assert/mod.js";
import { fileURLToPath } from "node:url";
import { buildManifest, elementIn } from "../../../component/build/manifest.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const element = elementIn(await buildManifest(ROOT));

/** The sources of everything that is drawn. */
async function readDrawn(): Promise<string> {
  const texts: string[] = [];
  const visit = async (folder: string) => {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      const path = `${folder}/${name}`;
      if (isDirectory && name !== "build") await visit(path);
      else if (name.endsWith(".ts")) texts.push(await Deno.readTextFile(path));
    }
  };
  await visit(`${ROOT}component`);
  return texts.join("\n");
}
const drawn = await readDrawn();

Deno.test("the manifest names the element and where its class is", () => {
  assertEquals([element.name, element.tagName], ["RandomChat", "random-chat"]);
  assert(element.description.startsWith("Two strangers talk"));
});

Deno.test("every attribute has a type, a default, a property and words", () => {
  assert(element.attributes.length > 10);
  for (const { name, fieldName, type, description, default: value } of element.attributes) {
    assert(type.text !== "unknown" && value !== "" && description.length > 10, name);
    assert(element.members.some((it) => it.kind === "field" && it.name === fieldName), name);
  }
});

Deno.test("methods are told with what they take and give, and nothing of Lit's is among them", () => {
  const methods = element.members.filter((it) => it.kind === "method");
  const names = methods.map(({ name }) => name);
  assertEquals(names.toSorted(), [
    "block",
    "mute",
    "next",
    "report",
    "send",
    "setCamera",
    "start",
    "stop",
    "widen",
  ]);
  for (const { name, description, parameters, return: { type, description: result } } of methods) {
    assert(description !== "", name);
    assert(type.text === "void" || result !== "", `${name} gives ${type.text}`);
    for (const one of parameters) assert(one.description !== "", `${name}: ${one.name}`);
  }
});

Deno.test("events that can be prevented say so, and every event tells its type", () => {
  const cancelable = element.events.filter((it) => it.cancelable).map(({ name }) => name);
  assertEquals(cancelable, [
    "random-chat-start",
    "random-chat-send",
    "random-chat-next",
    "random-chat-report",
  ]);
  for (const { name, type } of element.events) assert(/^RandomChat\w+Event$/.test(type.text), name);
});

Deno.test("every part and slot that is drawn is documented", () => {
  const parts = element.cssParts.map(({ name }) => name);
  for (const [, names = ""] of drawn.matchAll(/ part="([^"$]+)"/g)) {
    for (const name of names.trim().split(/\s+/)) assert(parts.includes(name), `part "${name}"`);
  }
  const slots = element.slots.map(({ name }) => name);
  for (const [, name = ""] of drawn.matchAll(/<slot name="([^"]+)"/g)) {
    assert(slots.includes(name), `slot "${name}"`);
  }
});

Deno.test("every part and slot that is documented is drawn", () => {
  // Written as `part=${kind}`, so that their names stand elsewhere.
  const handed = ["stop", "next", "microphone", "camera", "settings", "block"];
  const written = [...drawn.matchAll(/ part="([^"]+)"/g)]
    .flatMap(([, names = ""]) => names.trim().split(/\s+/))
    .map((name) => new RegExp(`^${name.replaceAll(/\$\{[^}]+\}/g, "[\\w-]+")}$`));
  for (const { name } of element.cssParts) {
    assert(handed.includes(name) || written.some((it) => it.test(name)), `part "${name}"`);
  }
  for (const { name } of element.slots) assert(drawn.includes(`<slot name="${name}"`), name);
});

Deno.test("every custom property is told with what it falls back to", () => {
  for (const { name, default: value } of element.cssProperties) assert(value !== "", name);
});

Deno.test("an attribute that the comment does not speak of stops the build", async () => {
  const root = await Deno.makeTempDir({ prefix: "random-chat-manifest-" });
  try {
    await Deno.mkdir(`${root}/component/styles`, { recursive: true });
    for (const name of ["chat_methods.ts", "random_chat.ts", "events.ts", "styles/tokens.ts"]) {
      await Deno.copyFile(`${ROOT}component/${name}`, `${root}/component/${name}`);
    }
    const source = await Deno.readTextFile(`${ROOT}component/chat_properties.ts`);
    const more = source
      .replace("    site: {},", "    site: {},\n    colour: {},")
      .replace("  declare site: string;", "  declare site: string;\n  declare colour: string;")
      .replace('  site: "",', '  site: "",\n  colour: "",');
    await Deno.writeTextFile(`${root}/component/chat_properties.ts`, more);
    await assertRejects(() => buildManifest(root), Error, 'no "@attr" for [colour]');
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
