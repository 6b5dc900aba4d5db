import { assertEquals } from "@std/assert/mod.js";
import plugin from "./import_direction.ts";
import { COMPONENT_LAYERS, EXCEPTIONS, SERVER_LAYERS } from "./layers.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

/** What the plugin says about a source, were it at that path: `rule: message`, one a finding. */
function lint(file: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, ROOT + file, source)
    .map(({ id, message }) => `${id.replace("house/", "")}: ${message}`);
}

/** Asserts that exactly one rule finds something, and which. */
function assertFinds(rule: string, file: string, source: string): void {
  assertEquals(lint(file, source).map((it) => it.split(":")[0]), [rule], `${file}: ${source}`);
}

function assertClean(file: string, source: string): void {
  assertEquals(lint(file, source), [], `${file}: ${source}`);
}

Deno.test("imports that go down the layers pass", () => {
  assertClean("server/store/keys.ts", `import type { RoomId } from "../protocol.ts";`);
  assertClean("server/rooms/open.ts", `import { openStore } from "../store/store.ts";`);
  assertClean("server/routes/queue.ts", `import { join } from "../matching/matcher.ts";`);
  assertClean("server/app.ts", `import { queue } from "./routes/queue.ts";`);
  assertClean("server/main.ts", `import { createApp } from "./app.ts";`);
  assertClean("component/chat/controller.ts", `import { Peer } from "../link/peer.ts";`);
  assertClean("component/random_chat.ts", `import { Chat } from "./chat/controller.ts";`);
  assertClean("demo/index.ts", `import { RandomChat } from "../component/mod.ts";`);
  assertClean("server/rooms/open.ts", `import { leave } from "./leave.ts";`);
});

Deno.test("every path of the table leads to something", async () => {
  const paths = [
    ...[...SERVER_LAYERS, ...COMPONENT_LAYERS].flatMap(({ paths }) => paths),
    ...EXCEPTIONS.flatMap(({ from, to }) => [from, to]),
  ];
  for (const path of paths) {
    const { isDirectory } = await Deno.stat(ROOT + path);
    assertEquals(isDirectory, path.endsWith("/"), path);
  }
});

Deno.test("the wire is taken through its entry", () => {
  assertClean("server/protocol.ts", `export * from "./protocol/talk.ts";`);
  assertClean("server/protocol/talk.ts", `import { roomId } from "./names.ts";`);
  const inside = `import type { Signal } from "../protocol/talk.ts";`;
  assertFinds("direction", "server/rooms/rooms.ts", inside);
  assertFinds("direction", "server/protocol/talk.ts", `import type { Room } from "../sites.ts";`);
});

Deno.test("the console shares the types of its own calls, and no others of the server", () => {
  const file = "component/console/calls.ts";
  assertClean(file, `import type { Me } from "../../server/admin/answers.ts";`);
  assertFinds("direction", file, `import { me } from "../../server/admin/answers.ts";`);
  assertFinds("direction", file, `import type { Desk } from "../../server/safety/desk.ts";`);
});

Deno.test("imports that go up the layers are found", () => {
  assertFinds("direction", "server/store/keys.ts", `import { open } from "../rooms/open.ts";`);
  assertFinds("direction", "server/rooms/open.ts", `import { queue } from "../routes/queue.ts";`);
  assertFinds("direction", "server/rooms/open.ts", `import type { App } from "../app.ts";`);
  assertFinds(
    "direction",
    "component/link/peer.ts",
    `import { Chat } from "../chat/controller.ts";`,
  );
  assertFinds("direction", "component/chat/controller.ts", `import "../views/stage.ts";`);
  assertFinds("direction", "component/mod.ts", `import { log } from "../demo/index.ts";`);
  assertFinds("direction", "server/app.ts", `export { main } from "./main.ts";`);
  assertFinds("direction", "server/app.ts", `export * from "./main.ts";`);
  assertFinds("direction", "server/app.ts", `const main = await import("./main.ts");`);
});

Deno.test("siblings among the services take types from each other and nothing else", () => {
  assertClean("server/matching/matcher.ts", `import type { Room } from "../rooms/open.ts";`);
  assertClean("server/matching/matcher.ts", `import { type Room } from "../rooms/open.ts";`);
  assertFinds(
    "direction",
    "server/matching/matcher.ts",
    `import { open } from "../rooms/open.ts";`,
  );
  assertFinds(
    "direction",
    "server/matching/matcher.ts",
    `import { open, type Room } from "../rooms/open.ts";`,
  );
});

Deno.test("the browser's side takes the wire's types and nothing else of the server", () => {
  assertClean("component/link/peer.ts", `import type { Match } from "../../server/protocol.ts";`);
  assertFinds(
    "direction",
    "component/link/peer.ts",
    `import { LIMITS } from "../../server/protocol.ts";`,
  );
  assertFinds(
    "direction",
    "component/link/peer.ts",
    `import type { Ticket } from "../../server/matching/ticket.ts";`,
  );
  assertFinds("direction", "server/app.ts", `import type { Chat } from "../component/mod.ts";`);
  assertFinds("direction", "server/app.ts", `import { startServer } from "../tests/support/s.ts";`);
});

Deno.test("packages stay where they belong", () => {
  assertClean("server/protocol.ts", `import * as v from "valibot";`);
  assertFinds("direction", "server/protocol.ts", `import { Hono } from "hono";`);
  assertFinds("direction", "server/routes/queue.ts", `import type { Kv } from "@deno/kv";`);
  assertFinds("direction", "component/chat/controller.ts", `import { html } from "lit";`);
  assertFinds("direction", "component/views/stage.ts", `import * as v from "valibot";`);
  assertClean("component/views/stage.ts", `import { repeat } from "lit/directives/repeat.js";`);
  assertFinds("direction", "server/app.ts", `import { delay } from "jsr:@std/async";`);
});

Deno.test("routes do not reach the store, not even for a type", () => {
  assertFinds("direction", "server/routes/queue.ts", `import { keys } from "../store/keys.ts";`);
  assertFinds("direction", "server/routes/queue.ts", `import type { K } from "../store/keys.ts";`);
  assertFinds("globals", "server/routes/queue.ts", `export let kv: Deno.Kv;`);
});

Deno.test("only main touches the environment, the listener and openKv", () => {
  for (const use of [`Deno.env.get("PORT")`, `Deno.serve(app)`, `await Deno.openKv()`]) {
    assertFinds("globals", "server/app.ts", `export const it = ${use};`);
    assertClean("server/main.ts", `export const it = ${use};`);
  }
  assertFinds("globals", "server/store/open.ts", `import { openKv } from "@deno/kv";`);
  assertClean("server/main.ts", `import { openKv } from "@deno/kv";`);
});

Deno.test("the element knows no Deno, and only link/ talks to the network", () => {
  assertFinds("globals", "component/link/peer.ts", `export const it = Deno.version;`);
  assertFinds("globals", "component/random_chat.ts", `export const it = fetch("/v1/queue");`);
  assertFinds("globals", "component/chat/call.ts", `export const it = new RTCPeerConnection();`);
  assertClean("component/link/peer.ts", `export const it = new RTCPeerConnection();`);
  assertClean("component/chat/call.ts", `export const it = options.fetch("/v1/queue");`);
  assertClean("component/chat/call.ts", `export type Make = () => RTCPeerConnection;`);
  assertClean("component/chat/call.ts", `export type Ask = typeof fetch;`);
});

Deno.test("services know no request and no response", () => {
  assertFinds("globals", "server/rooms/open.ts", `export const it = new Response("x");`);
  assertFinds("globals", "server/events/stream.ts", `export function f(it: Request) {}`);
  assertClean("server/routes/rooms.ts", `export const it = new Response("x");`);
  assertClean("server/rooms/open.ts", `export const it = { Response: 1 };`);
});

Deno.test("time and chance are injected where decisions are made", () => {
  for (const call of ["Date.now()", "Math.random()", "new Date()"]) {
    assertFinds("injection", "server/matching/pair.ts", `export const it = () => ${call};`);
    assertFinds("injection", "component/chat/controller.ts", `export const it = () => ${call};`);
    assertClean("server/main.ts", `export const it = () => ${call};`);
  }
  assertClean(
    "component/chat/controller.ts",
    `export const now = (given?: N) => given ?? Date.now;`,
  );
  assertClean("server/matching/pair.ts", `export const it = (at: number) => new Date(at);`);
});

Deno.test("importing a file does nothing, but for the entries", () => {
  assertFinds("side-effects", "component/mod.ts", `customElements.define("a-b", X);`);
  assertClean("component/define.ts", `customElements.define("a-b", X);`);
  assertClean("component/mod.ts", `export function f() { g(); }`);
});

Deno.test("files are named for the noun inside, in snake_case", () => {
  assertFinds("names", "server/rooms/utils.ts", `export const a = 1;`);
  assertFinds("names", "tests/support/helpers.ts", `export const a = 1;`);
  assertFinds("names", "component/views/StageView.ts", `export const a = 1;`);
  assertClean("component/views/stage_view.ts", `export const a = 1;`);
  assertClean("tests/component/stage.test.ts", `export const a = 1;`);
});

Deno.test("a new room of the house has to be given a place", () => {
  assertFinds("place", "server/gossip/talk.ts", `export const a = 1;`);
  assertFinds("place", "component/cupboard.ts", `export const a = 1;`);
});
