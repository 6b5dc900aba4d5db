import { assert, assertEquals } from "@std/assert/mod.js";
import { loadAssets } from "../../server/assets.ts";
import { addFrameCheck, hasFrameCheck, sitesWithFiles } from "../../server/frame_check_files.ts";
import { parseSites } from "../../server/sites.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function asset(file: string, type: string) {
  return { file, type, cache: "no-cache", etag: 'W/"1"', encodings: {} };
}

/** A build whose element asks for one file of the frame check. */
const BUILD: Readonly<Record<string, string>> = {
  "assets.json": JSON.stringify({
    "/": { ...asset("index.html", "text/html"), page: true },
    "/admin/": { ...asset("index.html", "text/html"), page: true },
    "/random-chat.json": asset("about.json", "application/json"),
  }),
  "index.html": "<!doctype html>",
  "about.json": JSON.stringify({ frameCheck: ["/random-chat-nsfwjs.new.wasm"] }),
};

function step(version: string): Readonly<Record<string, string>> {
  const path = `/random-chat-nsfwjs.${version}.wasm`;
  return {
    "assets.json": JSON.stringify({ [path]: asset("program.wasm", "application/wasm") }),
    "program.wasm": "a program",
  };
}

function open(made: Readonly<Record<string, string>>) {
  return addFrameCheck(
    (name) => {
      const text = BUILD[name];
      if (text === undefined) throw new Deno.errors.NotFound(name);
      return bytes(text);
    },
    (name) => made[name] === undefined ? null : bytes(made[name]),
  );
}

const get = (path: string) => new Request(`http://localhost${path}`);

Deno.test("a server whose operator has not made the frame check serves everything else", async () => {
  const readFile = open({});
  assertEquals(hasFrameCheck(readFile), false);
  assertEquals(await loadAssets(readFile)(get("/"))?.text(), "<!doctype html>");
});

Deno.test("what the frame check needs is served beside the element", async () => {
  const readFile = open(step("new"));
  assertEquals(hasFrameCheck(readFile), true);
  const answer = loadAssets(readFile)(get("/random-chat-nsfwjs.new.wasm"));
  assertEquals(await answer?.text(), "a program");
  assertEquals(answer?.headers.get("access-control-allow-origin"), "*");
});

Deno.test("a frame check that was made for another version of the element counts as none", () => {
  assertEquals(hasFrameCheck(open(step("old"))), false);
});

Deno.test("a server that cannot do what a site wants says how it could, and tells no visitor", () => {
  const start = (frameCheck: string, made: Readonly<Record<string, string>>) => {
    const lines: string[] = [];
    const sites = parseSites({ chess: { frameCheck } }, { rematchWindowMs: 0 });
    const site = sitesWithFiles(sites, open(made), (line) => lines.push(line)).get("chess");
    return { isOn: site?.frameCheck !== null, lines };
  };
  assertEquals(start("on", step("new")), { isOn: true, lines: [] });
  assertEquals(start("off", {}), { isOn: false, lines: [] });
  const { isOn, lines: [line = "", ...more] } = start("on", {});
  assertEquals([isOn, more], [false, []]);
  assert(/chess.*deno task frame-check/.test(line), line);
});

Deno.test("pages may start the worker where there is one to start, the console never", () => {
  const policyOf = (made: Readonly<Record<string, string>>, path: string) =>
    loadAssets(open(made))(get(path))?.headers.get("content-security-policy") ?? "";
  const allowed = policyOf(step("new"), "/");
  assert(allowed.includes("script-src 'self' 'wasm-unsafe-eval';"), allowed);
  assert(allowed.includes("; worker-src blob:"), allowed);
  for (const policy of [policyOf({}, "/"), policyOf(step("new"), "/admin/")]) {
    assert(!/wasm|blob:;? *$|worker/.test(policy), policy);
  }
});
