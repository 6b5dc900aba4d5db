import { assertEquals, assertThrows } from "@std/assert/mod.js";
import { loadAssets } from "../../server/assets.ts";

const IMMUTABLE = "public, max-age=31536000, immutable";
const SCRIPT = {
  file: "random-chat.123.js",
  type: "text/javascript; charset=utf-8",
  cache: "public, max-age=300",
  etag: '"123"',
  encodings: { br: "random-chat.123.js.br", gzip: "random-chat.123.js.gz" },
};
const FILES: Readonly<Record<string, string>> = {
  "assets.json": JSON.stringify({
    "/random-chat.js": SCRIPT,
    "/random-chat.123.js": { ...SCRIPT, cache: IMMUTABLE },
    "/weak.js": { ...SCRIPT, etag: 'W/"123"' },
    "/": { ...SCRIPT, file: "index.html", type: "text/html", encodings: {}, page: true },
  }),
  "random-chat.123.js": "plain",
  "random-chat.123.js.br": "brotli",
  "random-chat.123.js.gz": "gzip",
  "index.html": "<!doctype html>",
  "secret.txt": "secret",
};

function readFile(name: string): Uint8Array<ArrayBuffer> {
  const text = FILES[name];
  if (text === undefined) throw new Error(`No such file: ${name}`);
  return new TextEncoder().encode(text);
}

const serve = loadAssets(readFile);

function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  return serve(new Request(new URL(path, "http://chat.test"), { method, headers }));
}

Deno.test("the element may be loaded by any page, with its type taken as it is", async () => {
  const response = get("/random-chat.js");
  assertEquals(Object.fromEntries(response?.headers ?? []), {
    "access-control-allow-origin": "*",
    "cache-control": "public, max-age=300",
    "content-type": "text/javascript; charset=utf-8",
    "cross-origin-resource-policy": "cross-origin",
    "etag": '"123"',
    "vary": "Accept-Encoding",
    "x-content-type-options": "nosniff",
  });
  assertEquals(await response?.text(), "plain");
});

Deno.test("a file named by its content may be kept for ever", () => {
  assertEquals(get("/random-chat.123.js")?.headers.get("cache-control"), IMMUTABLE);
});

Deno.test("a page carries a policy that allows it nothing from elsewhere, and is nobody's to load", () => {
  const headers = get("/")?.headers;
  assertEquals(headers?.get("content-security-policy")?.split("; ")[0], "default-src 'none'");
  assertEquals(headers?.get("referrer-policy"), "no-referrer");
  assertEquals(headers?.get("access-control-allow-origin"), null);
});

const CHOICES: readonly (readonly [accepted: string, encoding: string | null])[] = [
  ["", null],
  ["identity", null],
  ["deflate", null],
  ["gzip", "gzip"],
  ["br", "br"],
  ["gzip, deflate, br, zstd", "br"],
  ["br;q=0, gzip", "gzip"],
  ["br;q=0.0,gzip;q=0.5", "gzip"],
  ["gzip;q=0, br;q=0", null],
  ["br ; q=0 , gzip ; q=0.1", "gzip"],
  ["brotli", null],
];

Deno.test("the smallest encoding that is accepted is sent, under an entity tag of its own", async () => {
  const bodies: Readonly<Record<string, string>> = { br: "brotli", gzip: "gzip" };
  for (const [accepted, encoding] of CHOICES) {
    const response = get("/random-chat.js", { "accept-encoding": accepted });
    assertEquals([accepted, response?.headers.get("content-encoding")], [accepted, encoding]);
    assertEquals(response?.headers.get("etag"), encoding ? `"123-${encoding}"` : '"123"');
    assertEquals(await response?.text(), encoding ? bodies[encoding] : "plain");
  }
});

Deno.test("a file without encodings is sent as it is", async () => {
  const response = get("/", { "accept-encoding": "br, gzip" });
  assertEquals(response?.headers.get("content-encoding"), null);
  assertEquals(await response?.text(), "<!doctype html>");
});

Deno.test("who has the file already is told so, and who has another encoding gets the file", async () => {
  const known = ['"123"', '"x", "123"', "*", '"x","123","y"', 'W/"123"'];
  for (const tags of known) {
    const response = get("/random-chat.js", { "if-none-match": tags });
    assertEquals([tags, response?.status], [tags, 304]);
    assertEquals(await response?.text(), "");
    assertEquals(response?.headers.get("etag"), '"123"');
    assertEquals(response?.headers.get("cache-control"), "public, max-age=300");
    assertEquals(response?.headers.get("vary"), "Accept-Encoding");
  }
  for (const tags of ['"x"', '"123-br"', "123", '"12"', ""]) {
    assertEquals([tags, get("/random-chat.js", { "if-none-match": tags })?.status], [tags, 200]);
  }
  const encoded = { "accept-encoding": "br", "if-none-match": '"123"' };
  assertEquals(get("/random-chat.js", encoded)?.status, 200);
});

Deno.test("who has a file with a weak entity tag is told so as well", () => {
  for (const tags of ['W/"123-br"', '"123-br"']) {
    const headers = { "accept-encoding": "br", "if-none-match": tags };
    assertEquals([tags, get("/weak.js", headers)?.status], [tags, 304]);
  }
});

Deno.test("HEAD says what GET would say, and how long it would be, without the body", async () => {
  const head = get("/random-chat.js", { "accept-encoding": "br" }, "HEAD");
  const whole = get("/random-chat.js", { "accept-encoding": "br" });
  assertEquals(Object.fromEntries(head?.headers ?? []), {
    ...Object.fromEntries(whole?.headers ?? []),
    "content-length": "6",
  });
  assertEquals(await head?.text(), "");
});

Deno.test("nothing is reached that the manifest does not list, however the path is written", () => {
  const paths = [
    "/secret.txt",
    "/assets.json",
    "/random-chat.123.js.br",
    "/index.html",
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/./secret.txt",
    "//random-chat.js",
    "/random-chat.js/",
    "/RANDOM-CHAT.js",
    "/random-chat.js%00",
    "/__proto__",
    "/constructor",
    "/toString",
  ];
  for (const path of paths) {
    const request = new Request(`http://chat.test${path}`);
    assertEquals([path, serve(request)], [path, undefined]);
  }
});

Deno.test("a query changes nothing, so that a page can ask for a new copy", () => {
  assertEquals(get("/random-chat.js?v=2")?.status, 200);
});

Deno.test("a build that is not whole stops the start", () => {
  const manifest = (entries: unknown) => (name: string) =>
    name === "assets.json" ? new TextEncoder().encode(JSON.stringify(entries)) : readFile(name);
  assertThrows(
    () => loadAssets(manifest({ "/x": { ...SCRIPT, file: "gone.js" } })),
    Error,
    "gone.js",
  );
  assertThrows(() => loadAssets(manifest({ "/x": { file: "index.html" } })), Error);
  assertThrows(() => loadAssets(manifest(null)), Error);
});
