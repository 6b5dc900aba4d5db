import { assertEquals } from "@std/assert/mod.js";
import { publishAll } from "../../../component/build/publish.ts";
import type { Source } from "../../../component/build/sources.ts";

function source(path: string, text: string): Source {
  const bytes = new TextEncoder().encode(text);
  return { path, bytes, type: "text/plain; charset=utf-8", cache: "no-cache" };
}

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "random-chat-publish-" });
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function age(path: string): Promise<void> {
  await Deno.utime(path, new Date(0), new Date(0));
}

const namesIn = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("old files that no manifest names are swept, folders are left alone", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/stale.txt`, "old");
    await Deno.mkdir(`${folder}/package`);
    await age(`${folder}/stale.txt`);
    await age(`${folder}/package`);
    await publishAll([source("/a.txt", "a")], folder);
    assertEquals(namesIn(folder).filter((name) => !name.startsWith("a.")), [
      "assets.json",
      "package",
    ]);
  });
});

Deno.test("what the build before named stays for the server that still reads it", async () => {
  await inFolder(async (folder) => {
    await publishAll([source("/a.txt", "first")], folder);
    const [first] = namesIn(folder).filter((name) => name.startsWith("a."));
    if (first === undefined) throw new Error("Cannot go on: nothing was published");
    await age(`${folder}/${first}`);
    await publishAll([source("/a.txt", "second")], folder);
    assertEquals(namesIn(folder).includes(first), true);
    await publishAll([source("/a.txt", "third")], folder);
    assertEquals(namesIn(folder).includes(first), false);
  });
});
