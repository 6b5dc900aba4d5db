/**
 * The real process: how it starts, refuses to start, and ends. It runs with the permissions of
 * `deno task start` and no more.
 */
import { assert, assertEquals, assertRejects } from "@std/assert/mod.js";
import type { QueueRequest } from "../../server/protocol.ts";
import { HttpVisitor } from "../support/http_visitor.ts";
import { startServer } from "../support/server.ts";
import { waitFor } from "../support/wait.ts";

const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };

async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "random-chat-main-" });
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What a server writes that does not start. */
async function refusalOf(env: Readonly<Record<string, string>>): Promise<string> {
  const error = await assertRejects(async () => {
    await using _ = await startServer({ env });
  }, Error);
  const [first, ...log] = error.message.trimEnd().split("\n");
  assertEquals(first, "Cannot use the server: it ended (1)");
  return log.join("\n");
}

function session(url: string, resume?: string) {
  return fetch(`${url}/v1/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ resume }),
  });
}

Deno.test("a server listens at PORT, keeps its state at KV_URL and makes the folder for it", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/deep/er/state.sqlite`;
    await using server = await startServer({ env: { KV_URL: path } });
    assertEquals((await fetch(`${server.url}/health`)).status, 200);
    assertEquals(await (await fetch(`${server.url}/ready`)).json(), { status: "ready" });
    assertEquals((await Deno.stat(path)).isFile, true);
    assertEquals(
      server.log().includes(`random-chat listens on http://localhost:${server.port}`),
      true,
    );
  });
});

Deno.test("a script that an upgrade has replaced is served on under its hash", async () => {
  await withFolder(async (folder) => {
    const path = "/random-chat.0123456789ab.js";
    const asset = {
      file: path.slice(1),
      type: "text/javascript",
      cache: "immutable",
      etag: 'W/"0123456789ab"',
      encodings: {},
    };
    await Deno.mkdir(`${folder}/element`);
    await Deno.writeTextFile(`${folder}/element${path}`, "the script of yesterday");
    await Deno.writeTextFile(
      `${folder}/element/kept.json`,
      JSON.stringify({ [path]: { asset, servedAt: Date.now() - 86_400_000 } }),
    );
    await using server = await startServer({ env: { KV_URL: `${folder}/state.sqlite` } });
    assertEquals(await (await fetch(server.url + path)).text(), "the script of yesterday");
    const { file } = await (await fetch(`${server.url}/random-chat.json`)).json();
    assertEquals((await Deno.stat(`${folder}/element${file}`)).isFile, true);
  });
});

Deno.test("a server in memory leaves nothing on the disk", async () => {
  const before = Array.from(Deno.readDirSync("."), ({ name }) => name).toSorted();
  await using server = await startServer({ env: { KV_URL: ":memory:" } });
  assertEquals((await session(server.url)).status, 201);
  await server.stop();
  assertEquals(Array.from(Deno.readDirSync("."), ({ name }) => name).toSorted(), before);
});

Deno.test("the permissions of the start task suffice for everything that can be configured", async () => {
  await using server = await startServer({
    env: {
      ALLOWED_ORIGINS: "https://example.com",
      SESSION_SECRET: "a secret of some length",
      TURN_URLS: "turn:turn.test",
      TURN_SECRET: "north",
      STUN_URLS: "stun:stun.test",
    },
    sites: { calm: { modes: ["text"] } },
  });
  const visitors = [
    await HttpVisitor.open(server.url, { site: "calm" }),
    await HttpVisitor.open(server.url, { site: "calm" }),
  ];
  for (const visitor of visitors) await visitor.ask("/v1/queue", TEA);
  await waitFor("both to be told", () => visitors.map(({ matches }) => matches.length), {
    until: (counts) => counts.every((count) => count === 1),
  });
  assertEquals(visitors[0]?.answer.iceServers.length, 2);
  await Promise.all(visitors.map((visitor) => visitor.close()));
  await server.stop();
  assertEquals(/NotCapable|error/i.test(server.log()), false, server.log());
});

Deno.test("a proxy that is not named is told of once, and one that is named is not", async () => {
  for (const [trusted, times] of [["192.0.2.1", 1], ["127.0.0.1", 0]] as const) {
    await using server = await startServer({ env: { TRUST_PROXY: trusted, HOST: "127.0.0.1" } });
    for (let count = 0; count < 3; count++) {
      const response = await fetch(`http://127.0.0.1:${server.port}/v1/status`, {
        headers: { "x-forwarded-for": "203.0.113.7" },
      });
      await response.body?.cancel();
    }
    await server.stop();
    assertEquals(server.log().split("name it in TRUST_PROXY").length - 1, times, server.log());
  }
});

Deno.test("a second server on the same file refuses to start and says why, and the first goes on", async () => {
  await withFolder(async (folder) => {
    const env = { KV_URL: `${folder}/state.sqlite` };
    await using first = await startServer({ env });
    assertEquals(
      await refusalOf(env),
      `Cannot open ${env.KV_URL}: another server has it open. Stop that one, or set KV_URL to ` +
        "another file, or to a KV Connect server to run several nodes",
    );
    assertEquals((await session(first.url)).status, 201);
    assertEquals(await (await fetch(`${first.url}/ready`)).json(), { status: "ready" });
  });
});

Deno.test("a killed server holds nothing back from the next one, which knows its sessions", async () => {
  await withFolder(async (folder) => {
    const env = { KV_URL: `${folder}/state.sqlite` };
    const first = await startServer({ env });
    const { token, session: id } = await (await session(first.url)).json();
    await first.kill();
    await first[Symbol.asyncDispose]();
    await using second = await startServer({ env });
    assertEquals((await (await session(second.url, token)).json()).session, id);
  });
});

Deno.test("a server that is told to end says goodbye on every stream and ends in order", async () => {
  await using server = await startServer();
  const visitors = [await HttpVisitor.open(server.url), await HttpVisitor.open(server.url)];
  await visitors[0]?.ask("/v1/queue", TEA);
  const stopped = server.stop();
  for (const visitor of visitors) {
    await waitFor("bye", () => visitor.heard.at(-1), { until: (event) => event?.type === "bye" });
    assertEquals(visitor.heard.at(-1)?.data, { retryMs: 1_000 });
  }
  await stopped;
  assertEquals(server.exitCode, 0);
  assertEquals(server.log().trim().split("\n").length, 1, server.log());
});

Deno.test("a server ends in order though somebody holds a connection open and sends nothing", async () => {
  await using server = await startServer();
  const connection = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
  await connection.write(
    new TextEncoder().encode(
      "POST /v1/sessions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n" +
        "content-length: 100\r\n\r\n{",
    ),
  );
  const begun = performance.now();
  await server.stop();
  assertEquals(server.exitCode, 0);
  assert(performance.now() - begun < 8_000, "longer than an operator waits");
  connection.close();
});

Deno.test("a setting that makes no sense stops the start with one line that names it", async () => {
  const refusals: readonly (readonly [Record<string, string>, string])[] = [
    [{ LEASE_MS: "soon" }, 'Cannot use LEASE_MS="soon": a whole number from 1000 to'],
    [
      { ALLOWED_ORIGINS: "example.com" },
      'Cannot use ALLOWED_ORIGINS="example.com": an origin as https://example.com is needed',
    ],
    [{ SITES: "/nowhere.json" }, 'Cannot use SITES="/nowhere.json": a JSON file of site policies'],
    [
      { KV_URL: "ftp://kv" },
      'Cannot use KV_URL="ftp://kv": a path, :memory: or an http(s) address',
    ],
    [{ SESSION_SECRET: "hunter2" }, 'Cannot use SESSION_SECRET="…": at least 16 characters'],
    [{ HOST: "256.0.0.1" }, 'Cannot use HOST="256.0.0.1": an address of this machine is needed'],
  ];
  for (const [env, start] of refusals) {
    const log = await refusalOf(env);
    assertEquals(log.startsWith(start), true, log);
    assertEquals(log.includes("\n"), false, log);
    assertEquals(log.includes("hunter2"), false, log);
  }
});

Deno.test("a port or a file that cannot be used stops the start with one line that names it", async () => {
  await withFolder(async (folder) => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = listener.addr;
    const taken = await refusalOf({ PORT: String(port) });
    listener.close();
    assertEquals(
      taken.startsWith(`Cannot use PORT="${port}": a port that is free is needed`),
      true,
      taken,
    );
    await Deno.writeTextFile(`${folder}/notes.txt`, "this is no database, though it is a file");
    const path = `${folder}/notes.txt`;
    const wrong = await refusalOf({ KV_URL: path });
    assertEquals(wrong.startsWith(`Cannot use KV_URL="${path}": a store that opens`), true, wrong);
    assertEquals(await Deno.readTextFile(path), "this is no database, though it is a file");
  });
});
