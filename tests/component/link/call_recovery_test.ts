/** A call whose connection is lost: when it is left alone, restarted, built anew, given up. */
import { assertEquals } from "@std/assert/mod.js";
import type { IceServer } from "../../../server/protocol.ts";
import { OFFER, setup } from "../support/call_scene.ts";
import { settle } from "../support/quick_clock.ts";

Deno.test("a connection that comes back by itself is left alone", async () => {
  const { call, last, states, clock } = setup();
  call.begin();
  await settle();
  last().become("connected");
  last().become("disconnected");
  await clock.advance(1_999);
  last().become("connected");
  await clock.advance(60_000);
  assertEquals(states, ["live", "reconnecting", "live"]);
  assertEquals(last().restarts, 0);
});

Deno.test("a connection that stays away gets a new way, then 8 s later a new connection", async () => {
  const { call, last, connections, sent, clock } = setup();
  call.begin();
  await settle();
  last().become("connected");
  last().become("disconnected");
  await clock.advance(1_999);
  assertEquals(last().restarts, 0);
  await clock.advance(1);
  assertEquals([last().restarts, connections.length], [1, 1]);
  await clock.advance(7_999);
  assertEquals(connections.length, 1);
  sent();
  await clock.advance(1);
  assertEquals(connections.length, 2);
  assertEquals(connections[0]?.connectionState, "closed");
  assertEquals(sent(), ["2:offer"]);
});

Deno.test("a connection that is cut off and still brings something is left alone", async () => {
  const { call, last, states, clock } = setup();
  call.begin();
  await settle();
  last().become("connected");
  last().become("disconnected");
  for (let second = 0; second < 30; second += 1) {
    last().bytesReceived += 1;
    await clock.advance(1_000);
  }
  assertEquals([last().restarts, states], [0, ["live"]]);
  await clock.advance(3_000);
  assertEquals([last().restarts, states], [1, ["live", "reconnecting"]]);
});

Deno.test("a failed connection is restarted at once by the offerer, with fresh credentials", async () => {
  let asked = 0;
  const iceServers = () =>
    Promise.resolve([{ urls: ["turn:example.org"], username: `${++asked}` }]);
  const { call, last, sent } = setup({ iceServers, isRelayOnly: true });
  call.begin();
  await settle();
  last().become("connected");
  sent();
  last().become("failed");
  await settle();
  assertEquals([last().restarts, sent()], [1, ["1:offer"]]);
  const [configuration] = last().configurations;
  assertEquals<unknown>(configuration?.iceServers, [{ urls: ["turn:example.org"], username: "2" }]);
  assertEquals(configuration?.iceTransportPolicy, "relay");
});

Deno.test("the answerer restarts a failed connection itself when the offerer does not", async () => {
  const { call, last, receive, sent, clock } = setup({ role: "answerer" });
  call.begin();
  receive({ generation: 1, description: OFFER });
  await settle();
  last().become("connected");
  sent();
  last().become("failed");
  await clock.advance(2_999);
  assertEquals([last().restarts, sent()], [0, []]);
  await clock.advance(1);
  assertEquals([last().restarts, sent()], [1, ["1:offer"]]);
});

Deno.test("the answerer leaves a restart alone that the offerer has begun", async () => {
  const { call, last, receive, clock, states } = setup({ role: "answerer" });
  call.begin();
  receive({ generation: 1, description: OFFER });
  await settle();
  last().become("connected");
  last().become("failed");
  receive({ generation: 1, description: OFFER });
  last().become("connecting");
  await clock.advance(9_000);
  last().become("connected");
  await clock.advance(60_000);
  assertEquals([last().restarts, states], [0, ["live", "reconnecting", "live"]]);
});

Deno.test("a connection that begins to connect again and never does is built anew", async () => {
  const { call, last, connections, clock } = setup();
  call.begin();
  await settle();
  last().become("connected");
  last().become("connecting");
  await clock.advance(8_000);
  assertEquals(connections.length, 2);
});

Deno.test("credentials that are slow to come do not keep a restart waiting", async () => {
  const gate = Promise.withResolvers<readonly IceServer[]>();
  let asked = 0;
  const iceServers = () => ++asked === 1 ? Promise.resolve([]) : gate.promise;
  const { call, last, clock } = setup({ iceServers });
  call.begin();
  await settle();
  last().become("connected");
  last().become("failed");
  await clock.advance(2_000);
  assertEquals(last().restarts, 1);
});

Deno.test("another network is a new way for a call that holds, and nobody is told", async () => {
  const { call, last, connections, clock, states } = setup();
  call.begin();
  await settle();
  last().become("connected");
  call.changeNetwork();
  await clock.advance(60_000);
  assertEquals([last().restarts, connections.length, states], [1, 1, ["live"]]);
});

Deno.test("another network helps a call that has failed", async () => {
  const { call, last, clock, states } = setup();
  call.begin();
  await clock.advance(10 * 60_000);
  assertEquals(states.at(-1), "failed");
  call.changeNetwork();
  await settle();
  last().become("connected");
  assertEquals(states.at(-1), "live");
});

Deno.test("a call that lasts gets a new way before its credentials run out", async () => {
  const { call, last, connections, clock, states } = setup();
  call.begin();
  await settle();
  last().become("connected");
  await clock.advance(25 * 60_000);
  assertEquals(last().restarts, 1);
  await clock.advance(20 * 60_000);
  assertEquals([last().restarts, connections.length, states], [1, 1, ["live"]]);
});

Deno.test("a browser that cannot restart builds a new connection at once", async () => {
  const { call, last, connections, sent } = setup({ canRestartIce: false });
  call.begin();
  await settle();
  sent();
  last().become("failed");
  await settle();
  assertEquals(connections.length, 2);
  assertEquals(sent(), ["2:offer"]);
});

for (const role of ["offerer", "answerer"] as const) {
  Deno.test(`after a reload the ${role} opens the next generation`, async () => {
    const { call, sent } = setup({ role, generation: 4 });
    call.rejoin(4);
    await settle();
    assertEquals(sent(), [role === "offerer" ? "5:offer" : "5:bare"]);
  });
}
Deno.test("coming back to a call that holds leaves it alone", async () => {
  const { call, connections, last } = setup();
  call.begin();
  await settle();
  last().become("connected");
  call.rejoin(1);
  await settle();
  assertEquals(connections.length, 1);
});

Deno.test("coming back while the call is being built does not build another", async () => {
  const { call, sent } = setup();
  call.begin();
  call.rejoin(1);
  await settle();
  assertEquals(sent(), ["1:offer"]);
});

Deno.test("coming back to a room that has moved on moves on, too", async () => {
  const { call, connections, sent, last } = setup();
  call.begin();
  await settle();
  last().become("connected");
  sent();
  call.rejoin(3);
  await settle();
  assertEquals([connections.length, sent()], [2, ["4:offer"]]);
});

Deno.test("after four connections that came to nothing the call has failed, until it is retried", async () => {
  const { call, states, connections, clock, last } = setup();
  call.begin();
  await clock.advance(10 * 60_000);
  assertEquals([states.at(-1), connections.length], ["failed", 4]);
  call.retry();
  await settle();
  assertEquals(connections.length, 5);
  last().become("connected");
  assertEquals(states.at(-1), "live");
});

Deno.test("a call that failed revives when the other side asks", async () => {
  const { call, clock, receive, last, states } = setup();
  call.begin();
  await clock.advance(10 * 60_000);
  receive({ generation: 9 });
  await settle();
  last().become("connected");
  assertEquals(states.at(-1), "live");
});

Deno.test("a look that is overtaken by the connection's return counts for nothing", async () => {
  const { call, last, clock, states } = setup();
  call.begin();
  await settle();
  last().become("connected");
  last().become("disconnected");
  await settle();
  const gate = Promise.withResolvers<Map<string, unknown>>();
  last().getStats = () => gate.promise;
  await clock.advance(1_000);
  last().become("connected");
  gate.resolve(new Map());
  await settle();
  assertEquals([last().restarts, states], [0, ["live"]]);
});
