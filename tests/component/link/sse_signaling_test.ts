/** The stream of events: how it is opened, lost and found again. */
import { assert, assertEquals, assertRejects } from "@std/assert/mod.js";
import { systemClock } from "../../../component/link/clock.ts";
import { ProblemError } from "../../../component/link/problem_error.ts";
import { waitFor } from "../../support/wait.ts";
import { problem } from "../support/scripted_server.ts";
import { answered, setup, wish } from "../support/signaling_scene.ts";

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

Deno.test("a page whose timers sleep, as those of a hidden one do, beats when the server writes", async () => {
  await using scene = setup({ moves: false });
  const after = scene.clock.after.bind(scene.clock);
  // Browsers let them run once a minute; by then whoever waits would be taken for gone.
  scene.clock.after = (delayMs, run) => after(Math.max(delayMs, 60_000), run);
  scene.signaling.open();
  const stream = await scene.hello();
  const beats = () => scene.server.paths.filter((path) => path === "POST /v1/beat").length;
  for (let heard = 2; heard <= 3; heard++) {
    await scene.clock.advance(15_000);
    assertEquals(beats(), 0);
    stream.event(`e:${heard}`, "widened", { step: heard });
    await waitFor("the event", () => scene.events.length === heard);
  }
  await waitFor("a beat", () => beats() === 1);
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

Deno.test("the system's clock calls later, and not after it was called off", async () => {
  const called: string[] = [];
  systemClock.after(1, () => called.push("kept"));
  systemClock.after(1, () => called.push("called off"))();
  await waitFor("the call", () => called.length > 0);
  assertEquals(called, ["kept"]);
});
