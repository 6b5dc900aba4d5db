import { assert, assertEquals } from "@std/assert/mod.js";
import type { IceServer, Match, RoomId, Signal } from "../../../server/protocol.ts";
import { Call } from "../../../component/link/call.ts";
import { FakeConnection } from "../support/fake_connection.ts";
import { QuickClock, settle } from "../support/quick_clock.ts";

const isRoom = (id: string): id is RoomId => id.length > 0;
function roomId(id: string): RoomId {
  if (!isRoom(id)) throw new Error("Cannot name a room so");
  return id;
}
const ROOM = roomId("room-12345");

interface Settings {
  readonly role?: Match["role"];
  readonly generation?: number;
  readonly offer?: { readonly sdp: string };
  readonly isRelayOnly?: boolean;
  readonly canRestartIce?: boolean;
  readonly isForbidden?: boolean;
  readonly iceServers?: () => Promise<readonly IceServer[]>;
}

function setup(settings: Settings = {}) {
  const { role = "offerer", generation = 1, offer, isForbidden = false } = settings;
  const clock = new QuickClock();
  const connections: FakeConnection[] = [];
  const signals: Omit<Signal, "room">[] = [];
  const states: string[] = [];
  const call = new Call({
    match: {
      room: ROOM,
      role,
      polite: role === "answerer",
      generation,
      mode: "video",
      why: { interests: [], language: null, step: 3, waitedMs: 0 },
      ...(offer ? { offer } : {}),
    },
    localStream: () => null,
    createConnection: (config) => {
      if (isForbidden) throw new DOMException("Cannot connect from here", "NotAllowedError");
      const connection = new FakeConnection(config);
      connections.push(connection);
      return connection.asConnection();
    },
    iceServers: settings.iceServers ?? (() => Promise.resolve([])),
    isRelayOnly: settings.isRelayOnly ?? false,
    canRestartIce: settings.canRestartIce ?? true,
    clock,
    listener: {
      onSignal: ({ room: _, ...signal }) => signals.push(signal),
      onState: (state) => states.push(state),
      onStream() {},
      onChannel: (isOpen) => states.push(isOpen ? "channel-open" : "channel-closed"),
      onFrame() {},
    },
  });
  const last = () => {
    const connection = connections.at(-1);
    if (!connection) throw new Error("Cannot find a connection");
    return connection;
  };
  /** What was sent so far, as `generation:kind`; forgotten by that. */
  const sent = () =>
    signals.splice(0).map(({ generation, description, candidates }) =>
      `${generation}:${description?.type ?? (candidates ? "candidates" : "bare")}`
    );
  const receive = (signal: Omit<Signal, "room">) => call.receive({ room: ROOM, ...signal });
  return { call, clock, connections, states, last, sent, receive };
}

const OFFER = { type: "offer", sdp: "v=0" } as const;

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
  call.begin({ peer: null, hasOffer: "outdated" });
  receive({ generation: 1, description: { type: "answer", sdp: "v=0" } });
  await settle();
  assertEquals([sent(), last().signalingState], [["2:offer"], "have-local-offer"]);
});

Deno.test("an answerer whose offer nobody stands behind asks for the next generation", async () => {
  const { call, sent, receive } = setup({ role: "answerer", offer: { sdp: "v=0" } });
  call.begin({ peer: null, hasOffer: "outdated" });
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
  call.receive({ room: roomId("room-elsewhere"), generation: 9 });
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

Deno.test("a page that may not make connections has a call that failed, and only once", async () => {
  const { call, states, clock } = setup({ isForbidden: true });
  call.begin();
  await clock.advance(120_000);
  assertEquals(states, ["failed"]);
  assertEquals(clock.pending, 0);
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
