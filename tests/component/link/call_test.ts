/** A call: who offers and answers, by which generation, and what is ignored. */
import { assert, assertEquals } from "@std/assert/mod.js";
import type { IceServer } from "../../../server/protocol.ts";
import { OFFER, setup } from "../support/call_scene.ts";
import { settle } from "../support/quick_clock.ts";
import { roomNamed } from "../support/room_named.ts";

Deno.test("the offerer begins with an offer, the answerer with nothing", async () => {
  const offerer = setup();
  offerer.call.begin();
  await settle();
  assertEquals(offerer.sent(), ["1:offer"]);
  const answerer = setup({ role: "answerer" });
  answerer.call.begin();
  await settle();
  assertEquals(answerer.sent(), []);
  answerer.receive({ generation: 1, description: OFFER });
  await settle();
  assertEquals(answerer.sent(), ["1:answer"]);
});

Deno.test("the answerer answers an offer that came with the match at once", async () => {
  const { call, sent } = setup({ role: "answerer", offer: { sdp: "v=0" } });
  call.begin();
  await settle();
  assertEquals(sent(), ["1:answer"]);
});

Deno.test("an offer that nobody stands behind is followed by one of the next generation", async () => {
  const { call, sent, receive, last } = setup();
  call.begin({ kind: "outdated", peer: null });
  receive({ generation: 1, description: { type: "answer", sdp: "v=0" } });
  await settle();
  assertEquals([sent(), last().signalingState], [["2:offer"], "have-local-offer"]);
});

Deno.test("an answerer whose offer nobody stands behind asks for the next generation", async () => {
  const { call, sent, receive } = setup({ role: "answerer", offer: { sdp: "v=0" } });
  call.begin({ kind: "outdated", peer: null });
  await settle();
  assertEquals(sent(), ["2:bare"]);
  receive({ generation: 2, description: OFFER });
  await settle();
  assertEquals(sent(), ["2:answer"]);
});

Deno.test("an offerer that was told the other's offer as well answers nothing", async () => {
  const { call, sent } = setup({ offer: { sdp: "v=0" } });
  call.begin();
  await settle();
  assertEquals(sent(), ["1:offer"]);
});

Deno.test("an offer that comes while credentials are fetched is not lost", async () => {
  const gate = Promise.withResolvers<readonly IceServer[]>();
  const { call, sent, receive } = setup({ role: "answerer", iceServers: () => gate.promise });
  call.begin();
  receive({ generation: 1, description: OFFER });
  gate.resolve([]);
  await settle();
  assertEquals(sent(), ["1:answer"]);
});

Deno.test("privacy by relay reaches the connection, with the server's credentials", async () => {
  const iceServers = [{ urls: ["turn:example.org"], username: "u", credential: "c" }];
  const { call, last } = setup({
    isRelayOnly: true,
    iceServers: () => Promise.resolve(iceServers),
  });
  call.begin();
  await settle();
  assertEquals(last().config.iceTransportPolicy, "relay");
  assertEquals<unknown>(last().config.iceServers, iceServers);
});

Deno.test("credentials that cannot be fetched leave a call without relays", async () => {
  const { call, last } = setup({ iceServers: () => Promise.reject(new TypeError("Cannot")) });
  call.begin();
  await settle();
  assertEquals(last().config.iceServers, []);
});

Deno.test("the answerer asks for a new generation with a bare signal and waits for the offer", async () => {
  const { call, connections, sent, receive, clock, last } = setup({ role: "answerer" });
  call.begin();
  receive({ generation: 1, description: OFFER });
  await settle();
  last().become("connected");
  last().become("failed");
  await clock.advance(3_000);
  sent();
  await clock.advance(11_000);
  assertEquals(sent(), ["2:bare"]);
  assertEquals(connections.length, 2);
  receive({ generation: 2, description: OFFER });
  await settle();
  assertEquals(sent(), ["2:answer"]);
});

Deno.test("the offerer that is asked for a new generation offers in it", async () => {
  const { call, connections, sent, receive, last, states } = setup();
  call.begin();
  await settle();
  last().become("connected");
  sent();
  receive({ generation: 2 });
  await settle();
  assertEquals(sent(), ["2:offer"]);
  assertEquals([connections.length, connections[0]?.connectionState], [2, "closed"]);
  last().become("connected");
  assertEquals(states, ["live", "channel-closed", "reconnecting", "live"]);
});

Deno.test("what belongs to an older generation or to another room is ignored", async () => {
  const { call, connections, sent, receive } = setup();
  call.begin();
  await settle();
  receive({ generation: 3 });
  await settle();
  sent();
  receive({ generation: 2, description: OFFER });
  call.receive({ room: roomNamed("room-elsewhere"), generation: 9 });
  await settle();
  assertEquals([connections.length, sent()], [2, []]);
});

Deno.test("a request for the generation that is already open opens none", async () => {
  const { call, connections, receive } = setup();
  call.begin();
  await settle();
  receive({ generation: 1 });
  await settle();
  assertEquals(connections.length, 1);
});

Deno.test("a page that may not make connections has a call that failed, and only once", async () => {
  const { call, states, clock } = setup({ isForbidden: true });
  call.begin();
  await clock.advance(120_000);
  assertEquals(states, ["failed"]);
  assertEquals(clock.pending, 0);
});

Deno.test("a connection that was replaced says nothing any more", async () => {
  const { call, connections, states, receive } = setup();
  call.begin();
  await settle();
  receive({ generation: 2 });
  await settle();
  states.length = 0;
  connections[0]?.become("failed");
  connections[0]?.become("connected");
  assertEquals(states, []);
});

Deno.test("a call that is closed while credentials are fetched makes no connection", async () => {
  const gate = Promise.withResolvers<readonly IceServer[]>();
  const { call, connections, clock } = setup({ iceServers: () => gate.promise });
  call.begin();
  call.close();
  gate.resolve([]);
  await settle();
  assertEquals([connections.length, clock.pending], [0, 0]);
});

Deno.test("candidates travel together", async () => {
  const { call, last, sent, clock } = setup();
  call.begin();
  await settle();
  sent();
  for (const at of [1, 2, 3]) {
    const candidate = { candidate: `candidate:${at}`, toJSON: () => ({ candidate: `${at}` }) };
    last().dispatchEvent(Object.assign(new Event("icecandidate"), { candidate }));
  }
  await clock.advance(50);
  assertEquals(sent(), ["1:candidates"]);
  assert(clock.pending > 0);
});
