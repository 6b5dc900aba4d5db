import { assertEquals, assertThrows } from "@std/assert/mod.js";
import { loadAssets } from "../../server/assets.ts";
import { KEEP_MS, keepAssets, type KeptFolder, MAX_BUILDS } from "../../server/kept_assets.ts";

const NOW = 1_800_000_000_000;
const IMMUTABLE = "public, max-age=31536000, immutable";

class MemoryFolder implements KeptFolder {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();

  read(name: string) {
    return this.files.get(name) ?? null;
  }

  write(name: string, bytes: Uint8Array) {
    this.files.set(name, new Uint8Array(bytes));
  }

  get names() {
    return [...this.files.keys()].sort();
  }

  remove(name: string) {
    this.files.delete(name);
  }
}

/** A build whose script has that hash, beside a part that all builds share and a page. */
function build(hash: string) {
  const script = {
    file: `random-chat.${hash}.js`,
    type: "text/javascript",
    cache: IMMUTABLE,
    etag: `W/"${hash}"`,
    encodings: { br: `random-chat.${hash}.js.br` },
  };
  const files: Record<string, string> = {
    "assets.json": JSON.stringify({
      "/random-chat.js": { ...script, cache: "max-age=300" },
      [`/random-chat.${hash}.js`]: script,
      "/part.aaa.js": { ...script, file: "part.aaa.js", encodings: {} },
      "/": { ...script, file: "index.html", cache: "no-cache", encodings: {} },
    }),
    [`random-chat.${hash}.js`]: `script ${hash}`,
    [`random-chat.${hash}.js.br`]: `small ${hash}`,
    "part.aaa.js": "part",
    "index.html": `page ${hash}`,
  };
  return (name: string) => {
    const text = files[name];
    if (text === undefined) throw new Error(`No such file: ${name}`);
    return new TextEncoder().encode(text);
  };
}

/** Serves a build and says what a path answers: its text, or 404. */
function serving(hash: string, folder: KeptFolder, now = NOW) {
  const serve = loadAssets(keepAssets(build(hash), folder, now));
  return async (path: string, accept = "") => {
    const headers = { "accept-encoding": accept };
    const response = serve(new Request(`http://chat.test${path}`, { headers }));
    return response === undefined ? 404 : await response.text();
  };
}

Deno.test("after an upgrade the script of the build before is served under its own name", async () => {
  const folder = new MemoryFolder();
  serving("one", folder);
  const get = serving("two", folder, NOW + 1);
  assertEquals(await get("/random-chat.one.js"), "script one");
  assertEquals(await get("/random-chat.one.js", "br"), "small one");
  assertEquals(await get("/random-chat.two.js"), "script two");
});

Deno.test("the stable name and the pages are the new build's, and no old page is kept", async () => {
  const folder = new MemoryFolder();
  serving("one", folder);
  const get = serving("two", folder, NOW + 1);
  assertEquals(await get("/random-chat.js"), "script two");
  assertEquals(await get("/"), "page two");
  assertEquals(folder.read("index.html"), null);
});

Deno.test("what was served within a month is kept, what was not is removed, and nothing else", async () => {
  const folder = new MemoryFolder();
  folder.write("holiday.jpg", new Uint8Array());
  serving("one", folder);
  const before = serving("two", folder, NOW + KEEP_MS - 1);
  assertEquals(await before("/random-chat.one.js"), "script one");
  const after = serving("two", folder, NOW + KEEP_MS);
  assertEquals(await after("/random-chat.one.js"), 404);
  assertEquals(folder.names, [
    "holiday.jpg",
    "kept.json",
    "part.aaa.js",
    "random-chat.two.js",
    "random-chat.two.js.br",
  ]);
});

Deno.test("a build that is started again is as fresh as a new one", async () => {
  const folder = new MemoryFolder();
  serving("one", folder);
  serving("one", folder, NOW + KEEP_MS - 1);
  const get = serving("two", folder, NOW + KEEP_MS + 1);
  assertEquals(await get("/random-chat.one.js"), "script one");
});

Deno.test("many builds in a row leave the last ones, and the part that all of them share", async () => {
  const folder = new MemoryFolder();
  for (let count = 0; count < MAX_BUILDS + 3; count++) {
    serving(`build${count}`, folder, NOW + count);
  }
  const get = serving("last", folder, NOW + 100);
  assertEquals(await get("/random-chat.build3.js"), 404);
  assertEquals(await get("/random-chat.build4.js"), "script build4");
  assertEquals(await get("/part.aaa.js"), "part");
});

Deno.test("an index that was cut off, or whose files are gone, costs the old files only", async () => {
  const folder = new MemoryFolder();
  serving("one", folder);
  folder.write("kept.json", new TextEncoder().encode("{"));
  assertEquals(await serving("two", folder)("/random-chat.one.js"), 404);
  folder.remove("random-chat.two.js");
  assertEquals(await serving("three", folder)("/random-chat.two.js"), 404);
  assertEquals(await serving("three", folder)("/random-chat.three.js"), "script three");
});

Deno.test("a build that lacks a file of its own does not start", () => {
  const broken = (name: string) => {
    if (name === "part.aaa.js") throw new Error("No such file: part.aaa.js");
    return build("one")(name);
  };
  assertThrows(() => keepAssets(broken, new MemoryFolder(), NOW), Error, "part.aaa.js");
});
