/** Requests beside the stream: which are repeated, in which order, and how refusals are told. */
import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert/mod.js";
import { ProblemError } from "../../../component/link/problem_error.ts";
import { waitFor } from "../../support/wait.ts";
import { problem } from "../support/scripted_server.ts";
import { roomOf, setup, wish } from "../support/signaling_scene.ts";

Deno.test("a signal that hangs is sent again after four seconds, and then has more time", async () => {
  await using scene = setup({ moves: false });
  scene.signaling.open();
  await scene.hello();
  const never = Promise.withResolvers<Response>();
  scene.server.script = ({ path }) => path === "/v1/signals" ? never.promise : undefined;
  const tries = () => scene.server.paths.filter((path) => path === "POST /v1/signals").length;
  const room = await roomOf(scene);
  const left = new AbortController();
  const sent = scene.signaling.signal({ room, generation: 1 }, { signal: left.signal });
  try {
    await waitFor("the first try", () => tries() === 1);
    await scene.clock.advance(4_000);
    await waitFor("the second try", async () => {
      await scene.clock.advance(1);
      return tries() === 2;
    });
    await scene.clock.advance(9_000);
    assertEquals(tries(), 2);
  } finally {
    left.abort();
    never.resolve(new Response());
    await assertRejects(() => sent);
  }
});

Deno.test("signals reach the server in order although one has to be repeated", async () => {
  await using scene = setup();
  scene.signaling.open();
  await scene.hello();
  let refusals = 2;
  const taken: unknown[] = [];
  scene.server.script = ({ path, body }) => {
    if (path !== "/v1/signals") return undefined;
    if (refusals-- > 0) return problem(503, "store-unavailable", { retryAfterMs: 100 });
    taken.push(body);
    return undefined;
  };
  const room = await roomOf(scene);
  await Promise.all([1, 2, 3].map((generation) => scene.signaling.signal({ room, generation })));
  assertEquals(taken, [1, 2, 3].map((generation) => ({ room, generation })));
});

Deno.test("a wish is repeated while the server asks for patience, then its refusal is told", async () => {
  await using scene = setup();
  scene.signaling.open();
  await scene.hello();
  let tries = 0;
  scene.server.script = ({ path }) => {
    if (path !== "/v1/queue") return;
    tries += 1;
    return problem(503, "store-unavailable");
  };
  const error = await scene.signaling.queue(wish()).catch((error: unknown) => error);
  assertInstanceOf(error, ProblemError);
  assertEquals([error.slug, error.status, tries], ["store-unavailable", 503, 9]);
});

Deno.test("a wish that the server refuses for good is not repeated", async () => {
  await using scene = setup();
  scene.signaling.open();
  await scene.hello();
  scene.server.script = ({ path }) =>
    path === "/v1/queue" ? problem(400, "invalid-request") : undefined;
  await assertRejects(() => scene.signaling.queue(wish()), ProblemError);
  assertEquals(scene.server.paths.filter((path) => path === "POST /v1/queue").length, 1);
});

Deno.test("widening names the step, so that repeating it after a lost answer does no harm", async () => {
  await using scene = setup();
  scene.signaling.open();
  await scene.hello();
  const bodies: unknown[] = [];
  scene.server.script = ({ path, body }) => {
    if (path !== "/v1/widen") return undefined;
    bodies.push(body);
    return bodies.length === 1
      ? new Response("lost", { status: 502 })
      : Response.json({ status: "waiting", step: 2 });
  };
  const answer = await scene.signaling.widen({ step: 2 });
  assertEquals(answer, { status: "waiting", step: 2 });
  assertEquals(bodies, [{ step: 2 }, { step: 2 }]);
});

Deno.test("taking a wish back waits for the wish that is under way", async () => {
  await using scene = setup();
  scene.signaling.open();
  await scene.hello();
  const gate = Promise.withResolvers<void>();
  scene.server.script = async ({ path, method }) => {
    if (path === "/v1/queue" && method === "POST") await gate.promise;
    return path === "/v1/queue" && method === "POST"
      ? Response.json({ status: "queued", widensInMs: [] })
      : Response.json({ status: "left" });
  };
  const search = new AbortController();
  const asking = scene.signaling.queue(wish(), { signal: search.signal });
  await waitFor("the wish", () => scene.server.paths.includes("POST /v1/queue"));
  search.abort();
  const leaving = scene.signaling.unqueue();
  // A round trip beside it: time enough for the other to have been sent, had it not waited.
  await (await fetch(`${scene.server.url}/v1/status`)).text();
  assertEquals(scene.server.paths.includes("DELETE /v1/queue"), false);
  gate.resolve();
  await Promise.allSettled([asking, leaving]);
  assertEquals(scene.server.paths.filter((path) => path.endsWith("/v1/queue")), [
    "POST /v1/queue",
    "DELETE /v1/queue",
  ]);
});

Deno.test("a wish that is taken back before its turn is never sent", async () => {
  await using scene = setup();
  scene.signaling.open();
  await scene.hello();
  await assertRejects(() => scene.signaling.queue(wish(), { signal: AbortSignal.abort() }));
  assertEquals(scene.server.paths.includes("POST /v1/queue"), false);
});

Deno.test("a request without a session is refused here", async () => {
  await using scene = setup();
  const error = await scene.signaling.ice().catch((error: unknown) => error);
  assertInstanceOf(error, ProblemError);
  assertEquals([error.slug, scene.server.arrived.length], ["unauthorized", 0]);
});

Deno.test("fresh relay credentials become the session's", async () => {
  await using scene = setup();
  scene.signaling.open();
  await scene.hello();
  const iceServers = [{ urls: ["turn:example.org"], username: "u", credential: "c" }];
  scene.server.script = ({ path }) =>
    path === "/v1/ice" ? Response.json({ iceServers, expiresInMs: 1 }) : undefined;
  await scene.signaling.ice();
  assertEquals<unknown>(scene.signaling.session?.iceServers, iceServers);
});

Deno.test("an answer that is no problem but a proxy's page is told by its status", async () => {
  await using scene = setup();
  scene.signaling.open();
  await scene.hello();
  scene.server.script = ({ path }) =>
    path === "/v1/queue" ? new Response("<h1>Forbidden</h1>", { status: 403 }) : undefined;
  const error = await scene.signaling.queue(wish()).catch((error: unknown) => error);
  assertInstanceOf(error, ProblemError);
  assertEquals([error.slug, error.status], ["internal", 403]);
});

Deno.test("what the gate refuses is asked once more with what the site says of the visitor by now, and the stream opened anew where it was", async () => {
  let said = "first";
  await using scene = setup({ claim: () => said });
  scene.signaling.open();
  await scene.hello();
  let good = "Bearer token-2";
  scene.server.script = ({ path, headers }) =>
    path === "/v1/queue" && headers.get("authorization") !== good
      ? problem(403, "gate-required")
      : undefined;
  said = "second";
  const answer = await scene.signaling.queue(wish());
  assertEquals(answer, { status: "queued", widensInMs: [5_000] });
  const sessions = scene.server.arrived.filter(({ path }) => path === "/v1/sessions");
  assertEquals(sessions.map(({ body }) => (body as { claim: string }).claim), ["first", "second"]);
  // Whom the site speaks of may be somebody else by now, who has another stream.
  const stream = await scene.hello(2);
  assertEquals(stream.lastEventId, "e:1");
  assertEquals(scene.server.streams.map(({ isCancelled }) => isCancelled), [true, false]);
  // What it says now is no better: that is told, and not asked for ever.
  good = "none";
  const error = await scene.signaling.queue(wish()).catch((error: unknown) => error);
  assertInstanceOf(error, ProblemError);
  assertEquals(error.slug, "gate-required");
  const count = (what: string) => scene.server.paths.filter((path) => path === what).length;
  assertEquals([count("POST /v1/sessions"), count("POST /v1/queue")], [3, 4]);
});
