import { assert, assertEquals, assertInstanceOf, assertRejects } from "@std/assert/mod.js";
import type { ServerEvent } from "../../../server/protocol.ts";
import { systemClock } from "../../../component/link/clock.ts";
import { ProblemError } from "../../../component/link/problem_error.ts";
import { openSessionStore } from "../../../component/link/session_store.ts";
import type { ConnectionStatus, Signaling } from "../../../component/link/signaling.ts";
import { createSseSignaling } from "../../../component/link/sse_signaling.ts";
import { waitFor } from "../../support/wait.ts";
import { QuickClock } from "../support/quick_clock.ts";
import { problem, ScriptedServer } from "../support/scripted_server.ts";

const IDLE = { resumed: false, state: "idle" };

interface Scene extends AsyncDisposable {
  readonly server: ScriptedServer;
  readonly signaling: Signaling;
  readonly clock: QuickClock;
  readonly events: ServerEvent[];
  readonly statuses: ConnectionStatus[];
  readonly kinds: () => string[];
  readonly store: ReturnType<typeof openSessionStore>;
  /** Waits for the stream of that number, from 1, and says `hello` on it. */
  readonly hello: (number?: number) => Promise<ScriptedServer["streams"][number]>;
}

/** Retries wait for a fake clock that the scene keeps moving, requests for the real network. */
function setup(options: { readonly moves?: boolean; readonly path?: string } = {}): Scene {
  const server = new ScriptedServer();
  const clock = new QuickClock();
  const events: ServerEvent[] = [];
  const statuses: ConnectionStatus[] = [];
  const store = openSessionStore(null);
  const signaling = createSseSignaling({
    server: server.url + (options.path ?? ""),
    site: "test-site",
    store,
    clock,
    random: () => 0,
    listener: {
      onEvent: (event) => events.push(event),
      onConnection: (status) => statuses.push(status),
    },
  });
  const mover = options.moves === false ? undefined : setInterval(() => clock.advance(50), 5);
  return {
    server,
    signaling,
    clock,
    events,
    statuses,
    store,
    kinds: () => statuses.map(({ kind }) => kind),
    async hello(number = 1) {
      const stream = await waitFor(`stream ${number}`, () => server.streams[number - 1]);
      if (!stream) throw new Error("Cannot go on without a stream");
      stream.event(`e:${number}`, "hello", IDLE);
      await waitFor("hello", () => events.filter(({ type }) => type === "hello").length >= number);
      return stream;
    },
    async [Symbol.asyncDispose]() {
      clearInterval(mover);
      signaling.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

const WISH = { mode: "text", interests: ["chess"], languages: ["en"] } as const;
const wish = () => ({ ...WISH, interests: [...WISH.interests], languages: [...WISH.languages] });

Deno.test("opening makes a session, reads its stream with the token, and tells hello", async () => {
  await using scene = setup();
  const { server, signaling, kinds, store } = scene;
  signaling.open();
  await scene.hello();
  assertEquals(server.paths, ["POST /v1/sessions", "GET /v1/events"]);
  assertEquals(server.arrived[0]?.body, { device: store.device, site: "test-site" });
  assertEquals(server.arrived[1]?.headers.get("authorization"), "Bearer token-1");
  assertEquals(kinds(), ["opening", "open"]);
  assertEquals([store.token, signaling.session?.site.modes], ["token-1", ["text"]]);
});

Deno.test("a stored token is handed back to resume its session", async () => {
  await using scene = setup();
  scene.store.saveToken("token-before");
  scene.signaling.open();
  await scene.hello();
  const { body } = scene.server.arrived[0] ?? {};
  assertEquals(body, { device: scene.store.device, site: "test-site", resume: "token-before" });
});

Deno.test("a server below a path is asked below that path", async () => {
  await using scene = setup({ path: "/chat" });
  scene.signaling.open();
  await waitFor("a request", () => scene.server.arrived.length > 0);
  assertEquals(scene.server.paths[0], "POST /chat/v1/sessions");
});

Deno.test("a stream that ends is opened again from the last event, with the same session", async () => {
  await using scene = setup();
  scene.signaling.open();
  const first = await scene.hello();
  first.event("e:7", "widened", { step: 2 });
  await waitFor("the event", () => scene.events.length === 2);
  first.end();
  const second = await scene.hello(2);
  assertEquals(second.lastEventId, "e:7");
  assertEquals(scene.server.paths.filter((path) => path === "POST /v1/sessions").length, 1);
  assertEquals(scene.kinds(), ["opening", "open", "down", "opening", "open"]);
});

Deno.test("a server that is away is tried again with longer waits", async () => {
  await using scene = setup();
  let failures = 0;
  scene.server.script = ({ path }) => {
    if (path !== "/v1/events" || failures >= 3) return;
    failures += 1;
    return problem(503, "store-unavailable");
  };
  scene.signaling.open();
  await scene.hello();
  const downs = scene.statuses.flatMap((status) => status.kind === "down" ? [status] : []);
  assertEquals(downs.map(({ attempt, cause }) => [attempt, cause]), [
    [1, "server-away"],
    [2, "server-away"],
    [3, "server-away"],
  ]);
});

Deno.test("a session that the server no longer knows is replaced by a new one", async () => {
  await using scene = setup();
  scene.store.saveToken("token-old");
  scene.server.script = ({ headers, path }) =>
    path === "/v1/events" && headers.get("authorization") === "Bearer token-1"
      ? problem(401, "session-expired")
      : undefined;
  scene.signaling.open();
  await scene.hello();
  assertEquals(scene.server.arrived[2]?.body, { device: scene.store.device, site: "test-site" });
  assertEquals(scene.store.token, "token-2");
});

Deno.test("a request that finds the session expired leads to a new one as well", async () => {
  await using scene = setup();
  scene.signaling.open();
  await scene.hello();
  scene.server.script = ({ path }) =>
    path === "/v1/queue" ? problem(401, "session-expired") : undefined;
  await assertRejects(() => scene.signaling.queue(wish()), ProblemError);
  const second = await scene.hello(2);
  assertEquals([scene.store.token, second.lastEventId], ["token-2", null]);
});

Deno.test("a server that drains is come back to after the time it asked for", async () => {
  await using scene = setup({ moves: false });
  scene.signaling.open();
  const first = await scene.hello();
  first.event("e:2", "bye", { retryMs: 4_000 });
  const down = await waitFor("the break", () => scene.statuses.find(({ kind }) => kind === "down"));
  assert(down?.kind === "down" && down.cause === "draining");
  assertEquals(down.retryAt - scene.clock.now(), 4_000);
  await scene.clock.advance(3_999);
  assertEquals(scene.server.streams.length, 1);
  await scene.clock.advance(1);
  await scene.hello(2);
});

Deno.test("opening again while it is down tries at once", async () => {
  await using scene = setup({ moves: false });
  scene.signaling.open();
  const first = await scene.hello();
  first.event("e:2", "bye", { retryMs: 60_000 });
  await waitFor("the break", () => scene.kinds().includes("down"));
  scene.signaling.open();
  await scene.hello(2);
});

Deno.test("a stream that another took over ends for good, and so does its session", async () => {
  await using scene = setup();
  scene.signaling.open();
  const first = await scene.hello();
  first.event("e:2", "replaced", {});
  await waitFor("the end", () => scene.kinds().includes("lost"));
  assertEquals(scene.statuses.at(-1), { kind: "lost", cause: "replaced" });
  assertEquals([scene.store.token, scene.server.streams.length], [null, 1]);
});

Deno.test("an origin that is not allowed is not tried again", async () => {
  await using scene = setup();
  scene.server.script = () => problem(403, "origin-not-allowed");
  scene.signaling.open();
  await waitFor("the end", () => scene.kinds().includes("lost"));
  assertEquals(scene.statuses.at(-1), { kind: "lost", cause: "origin-not-allowed" });
  assertEquals(scene.server.arrived.length, 1);
});

Deno.test("a stream that is silent for forty seconds is opened again", async () => {
  await using scene = setup({ moves: false });
  scene.signaling.open();
  const first = await scene.hello();
  await scene.clock.advance(19_999);
  first.event("e:2", "widened", { step: 2 });
  await waitFor("the event", () => scene.events.length === 2);
  await scene.clock.advance(1);
  await answered(scene);
  await scene.clock.advance(20_000);
  await answered(scene);
  await scene.clock.advance(19_998);
  assertEquals(scene.server.streams.length, 1);
  await scene.clock.advance(1);
  await scene.hello(2);
});

Deno.test("a beat is sent every twenty seconds", async () => {
  await using scene = setup({ moves: false });
  scene.signaling.open();
  const stream = await scene.hello();
  const beats = () => scene.server.arrived.filter(({ path }) => path === "/v1/beat");
  await scene.clock.advance(20_000);
  await answered(scene);
  assertEquals(beats().map(({ body }) => body), [{ hidden: false }]);
  stream.event("e:2", "widened", { step: 2 });
  await waitFor("the event", () => scene.events.length === 2);
  await scene.clock.advance(19_999);
  assertEquals(beats().length, 1);
  await scene.clock.advance(1);
  await waitFor("the second beat", () => beats().length === 2);
});

Deno.test("a beat that nobody answers means that the stream is gone as well", async () => {
  await using scene = setup({ moves: false });
  scene.signaling.open();
  await scene.hello();
  const never = Promise.withResolvers<Response>();
  scene.server.script = ({ path }) => path === "/v1/beat" ? never.promise : undefined;
  await scene.clock.advance(20_000);
  try {
    await waitFor("the beat", () => scene.server.paths.includes("POST /v1/beat"));
    await scene.clock.advance(10_000);
    await waitFor("another stream", async () => {
      await scene.clock.advance(1);
      return scene.server.streams.length === 2;
    });
  } finally {
    never.resolve(new Response(null, { status: 204 }));
  }
});

Deno.test("a check that is not answered within three seconds opens the stream again", async () => {
  await using scene = setup({ moves: false });
  scene.signaling.open();
  await scene.hello();
  const never = Promise.withResolvers<Response>();
  scene.server.script = ({ path }) => path === "/v1/beat" ? never.promise : undefined;
  try {
    scene.signaling.check();
    await waitFor("the check", () => scene.server.paths.includes("POST /v1/beat"));
    await scene.clock.advance(2_999);
    assertEquals(scene.kinds().at(-1), "open");
    await scene.clock.advance(1);
    await waitFor("the stream to be opened again", async () => {
      await scene.clock.advance(1);
      return scene.server.streams.length === 2;
    });
  } finally {
    never.resolve(new Response());
  }
});

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

/** Waits until no request is under way: only the watch on silence and the next beat are left. */
function answered({ clock }: Scene): Promise<unknown> {
  return waitFor("answers", () => clock.pending, { until: (pending) => pending === 2 });
}

Deno.test("events that cannot be read or are not known are skipped", async () => {
  await using scene = setup();
  scene.signaling.open();
  const stream = await scene.hello();
  stream.event("e:2", "ladder", { step: "voice" });
  stream.event("e:3", "widened", { step: "two" });
  stream.event("e:4", "widened", { step: 3 });
  await waitFor("the good one", () => scene.events.length === 2);
  assertEquals<unknown>(scene.events.at(-1), { type: "widened", data: { step: 3 } });
});

Deno.test("closing ends the stream at once, and requests can still be made", async () => {
  await using scene = setup();
  scene.signaling.open();
  const stream = await scene.hello();
  scene.signaling.close();
  assertEquals(scene.kinds().at(-1), "closed");
  assertEquals(await scene.signaling.unqueue(), { status: "left" });
  await waitFor("the stream to be let go of", () => {
    stream.write(":\n\n");
    return stream.isCancelled;
  });
  assertEquals(scene.server.streams.length, 1);
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

/** A room's name as the wire gives it. */
async function roomOf(scene: Scene) {
  scene.server.streams[0]?.event("e:2", "peer-back", { room: "room-12345" });
  const event = await waitFor(
    "the room",
    () => scene.events.find(({ type }) => type === "peer-back"),
  );
  if (event?.type !== "peer-back") throw new Error("Cannot find the room");
  return event.data.room;
}

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

Deno.test("the system's clock calls later, and not after it was called off", async () => {
  const called: string[] = [];
  systemClock.after(1, () => called.push("kept"));
  systemClock.after(1, () => called.push("called off"))();
  await waitFor("the call", () => called.length > 0);
  assertEquals(called, ["kept"]);
});
