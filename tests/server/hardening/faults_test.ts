/**
 * What a visitor is told when something is not there or goes wrong. What a leak would gain: paths,
 * versions and secrets for the next attack.
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert/mod.js";
import { createApp } from "../../../server/app.ts";
import { settle } from "../support/fake_clock.ts";
import { Node, ORIGIN } from "../support/node.ts";
import { assertProblem } from "../support/problems.ts";
import { ulid } from "../support/ulid.ts";

const TEXT = { mode: "text", languages: ["en"] };

Deno.test("a path or a method that is not there is a problem like any other, with and without a token", async () => {
  const node = await Node.open();
  const alice = await node.visitor();
  const nowhere: readonly (readonly [string, string])[] = [
    ["GET", "/nowhere"],
    ["POST", "/nowhere"],
    ["POST", "/"],
    ["DELETE", "/random-chat.js"],
    ["OPTIONS", "/health"],
    ["PUT", "/health"],
    ["GET", "/metrics"],
    ["GET", "/admin/"],
    ["GET", "/.env"],
    ["GET", "/../.env"],
    ["GET", "/%2e%2e/.env"],
    ["GET", "/data/random-chat.sqlite"],
    ["GET", "/%00"],
    ["GET", "/%ff"],
    ["POST", "/v1/status"],
    ["GET", "/v1/sessions"],
    ["PUT", "/v1/sessions"],
  ];
  for (const [method, path] of nowhere) {
    await assertProblem(await node.request(path, { method }), 404, "not-found");
  }
  const guarded: readonly (readonly [string, string])[] = [
    ["GET", "/v1/nowhere"],
    ["GET", "/v1/queue"],
    ["PUT", "/v1/queue"],
    ["DELETE", "/v1/events"],
    ["POST", "/v1/events"],
    ["GET", "/v1/beat"],
    ["GET", "/v1/"],
    ["GET", "/v1"],
  ];
  for (const [method, path] of guarded) {
    await assertProblem(await alice.send(method, path), 404, "not-found");
    await assertProblem(await node.request(path, { method }), 401, "unauthorized");
  }
  assertEquals(node.errors, []);
});

Deno.test("an error that nobody expected is told as such and no more, and the operator gets all of it", async () => {
  const node = await Node.open();
  const secret = "postgres://admin:hunter2@10.0.0.7/ at /srv/secret.ts:12";
  const errors: [unknown, string][] = [];
  const failure = new Error(secret);
  const app = createApp({
    ...node.services,
    allowedOrigins: ["https://example.com"],
    trustedProxies: [],
    serveAsset: () => {
      throw failure;
    },
    iceServers: () => {
      throw failure;
    },
    onError: (error, requestId) => errors.push([error, requestId]),
  });
  const alice = await node.visitor();
  const requests = [
    new Request(`${ORIGIN}/v1/ice`, {
      headers: {
        authorization: `Bearer ${alice.answer.token}`,
        origin: "https://example.com",
      },
    }),
    new Request(`${ORIGIN}/some-file`),
  ];
  for (const request of requests) {
    const response = await app(request, "192.0.2.1");
    if (request.headers.has("origin")) {
      assertEquals(response.headers.get("access-control-allow-origin"), "https://example.com");
    }
    const body = await assertProblem(response, 500, "internal");
    assertEquals(body.detail, "Cannot answer: something went wrong on the server");
    const [error, requestId] = errors.pop() ?? [];
    assertEquals(error, failure);
    assertEquals(requestId, body.instance);
  }
});

Deno.test("a request id is never used twice, so that the operator finds the right line", async () => {
  const node = await Node.open();
  const ids = new Set<string>();
  for (let index = 0; index < 10; index++) {
    const response = await node.request("/v1/ice");
    ids.add((await assertProblem(response, 401, "unauthorized")).instance);
  }
  assertEquals(ids.size, 10);
});

Deno.test("every call that needs the store says that it does not answer and when to try again", async () => {
  const node = await Node.open();
  const { alice, room } = await node.couple();
  const [waiting, idle] = [await node.visitor(), await node.visitor()];
  await waiting.join({ mode: "text", languages: ["de"] });
  const fresh = await node.visitor({ isStreaming: false });
  node.engine.setDown(true);
  const offer = { type: "offer", sdp: "v=0" };
  const calls = {
    join: () => idle.post("/v1/queue", TEXT),
    joinAnew: () => fresh.post("/v1/queue", TEXT),
    next: () => alice.post("/v1/next", TEXT),
    unqueue: () => waiting.delete("/v1/queue"),
    leave: () => alice.post("/v1/leave", { room }),
    open: () => fresh.send("GET", "/v1/events"),
    generation: () => alice.post("/v1/signals", { room, generation: 2, description: offer }),
    elsewhere: () => alice.post("/v1/messages", { room: "room-unknown", id: ulid(1), text: "x" }),
  };
  for (const [name, call] of Object.entries(calls)) {
    const response = await call();
    assertEquals([name, response.status], [name, 503]);
    assertEquals(response.headers.get("retry-after"), "2");
    const body = await assertProblem(response, 503, "store-unavailable");
    assertEquals(body.retryAfterMs, 2_000);
    assertEquals(body.detail, "Cannot reach the store at the moment");
  }
  const ready = await node.request("/ready");
  assertEquals([ready.status, await ready.json()], [503, { status: "not-ready" }]);
  const health = await node.request("/health");
  assertEquals([health.status, await health.json()], [200, { status: "ok" }]);
});

Deno.test("what needs no store goes on while it does not answer", async () => {
  const node = await Node.open();
  const { alice, bob, room } = await node.couple();
  node.engine.setDown(true);
  assertEquals((await alice.post("/v1/beat", {})).status, 204);
  assertEquals((await alice.send("GET", "/v1/ice")).status, 200);
  assertEquals((await alice.post("/v1/typing", { room, typing: true })).status, 202);
  const signal = { room, generation: 1, candidates: [null] };
  assertEquals((await alice.post("/v1/signals", signal)).status, 202);
  const message = { room, id: ulid(1), text: "still here" };
  assertEquals((await alice.post("/v1/messages", message)).status, 202);
  await settle();
  assertEquals(bob.events.slice(-3).map(({ type }) => type), ["typing", "signal", "message"]);
  const session = await node.request("/v1/sessions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  assertEquals(session.status, 201);
  await session.body?.cancel();
});

Deno.test("a store that is back serves those whom it failed, who then wait or sit as they should", async () => {
  const node = await Node.open();
  const { alice, bob, room } = await node.couple();
  const carol = await node.visitor();
  node.engine.setDown(true);
  await assertProblem(await alice.post("/v1/leave", { room }), 503, "store-unavailable");
  await assertProblem(await carol.post("/v1/queue", TEXT), 503, "store-unavailable");
  assertEquals(bob.all("peer-left"), []);
  node.engine.setDown(false);
  await node.clock.advance(5_000);
  // Leaving is final: what the store could not be asked is done when it answers.
  assertEquals(bob.all("peer-left").map(({ reason }) => reason), ["left"]);
  assertEquals((await carol.join({ mode: "text", languages: ["en"] })).status, "queued");
  const next = await alice.post("/v1/next", TEXT);
  await settle();
  assertEquals((await next.json()).status, "matched");
  assertEquals(bob.all("peer-left").length, 1);
  assertEquals(carol.all("matched").length, 1);
});

Deno.test("a store that hangs is given up after five seconds, so that no request hangs with it", async () => {
  const node = await Node.open();
  const { alice, room } = await node.couple();
  node.engine.plan = () => "hang";
  const response = alice.post("/v1/leave", { room });
  await node.clock.advance(5_000);
  await assertProblem(await response, 503, "store-unavailable");
});

Deno.test("a server that drains says goodbye on every stream, and takes in nothing more", async () => {
  const node = await Node.open();
  const { alice, bob } = await node.couple();
  const waiting = await node.visitor();
  await waiting.join({ mode: "text", languages: ["de"] });
  const { token } = alice.answer;
  await node.services.drain();
  await settle();
  for (const visitor of [alice, bob, waiting]) {
    assertEquals(visitor.events.at(-1)?.type, "bye");
    assertEquals(visitor.all("bye"), [{ retryMs: 1_000 }]);
    assertEquals(visitor.isStreamOpen, false);
  }
  // A server that goes is no reason to believe that the other one went.
  assertEquals(bob.all("peer-away"), []);
  const calls = [
    await node.request("/v1/sessions", { method: "POST" }),
    await node.request("/v1/status"),
    await alice.send("GET", "/v1/events"),
    await alice.post("/v1/queue", TEXT),
  ];
  for (const response of calls) {
    assertEquals(response.headers.get("retry-after"), "3");
    const body = await assertProblem(response, 503, "draining");
    assertEquals(body.retryAfterMs, 3_000);
    assertEquals(JSON.stringify(body).includes(token), false);
  }
  assertEquals((await node.request("/ready")).status, 503);
  assertEquals((await node.request("/health")).status, 200);
});

Deno.test("a server drains though its store does not answer, so that it can always be stopped", async () => {
  const node = await Node.open();
  const { alice } = await node.couple();
  node.engine.setDown(true);
  await node.services.drain();
  await settle();
  assertEquals(alice.all("bye").length, 1);
});

Deno.test("a server that drained does nothing more by itself", async () => {
  const node = await Node.open();
  const { alice } = await node.couple();
  await (await node.visitor()).join({ mode: "text", languages: ["de"], interests: ["go"] });
  await node.services.drain();
  const { commits } = node.engine;
  const { length } = alice.events;
  await node.clock.advance(120_000);
  assertEquals(node.engine.commits, commits);
  assertEquals(alice.events.length, length);
  assertEquals(node.errors, []);
});

Deno.test("no problem tells a token, a device or a secret that the request carried", async () => {
  const node = await Node.open({
    turn: { stunUrls: [], turnUrls: ["turn:turn.test"], turnSecret: "the-turn-secret-of-test" },
  });
  const device = "device-that-is-secret";
  const alice = await node.visitor({ device });
  const { token } = alice.answer;
  const answers = [
    await alice.post("/v1/sessions", { resume: 5, device: `${device}!` }),
    await alice.post("/v1/queue", { mode: token, offer: { sdp: 5 } }),
    await alice.post("/v1/messages", { room: token, id: token, text: token }),
    await alice.send("GET", `/v1/ice?token=${token}`),
    await node.request("/v1/ice", { headers: { authorization: `Bearer ${token}x` } }),
    await node.request("/v1/ice", { headers: { authorization: `Basic ${token}` } }),
    await alice.send("POST", "/v1/beat", `{"hidden":"${token}"}`),
    await alice.send("POST", "/v1/beat", `{"hidden":${token}}`),
  ];
  for (const response of answers) {
    assert(response.status >= 400, `${response.status}`);
    const text = await response.text();
    for (const secret of [token, device, "the-turn-secret-of-test"]) {
      assertEquals(text.includes(secret), false, text);
    }
    assertStringIncludes(text, '"instance":"');
  }
});
