import { assert, assertEquals, assertNotEquals } from "@std/assert/mod.js";
import type { Match } from "../../../server/protocol.ts";
import type { PeerListener, PeerSignal } from "../../../component/link/peer_types.ts";
import { type ReadyPeer, Standby } from "../../../component/link/standby.ts";
import { FakeConnection } from "../support/fake_connection.ts";
import { QuickClock, settle } from "../support/quick_clock.ts";
import { roomNamed } from "../support/room_named.ts";

function matchOf(changes: Partial<Match> = {}): Match {
  return {
    room: roomNamed("room-12345"),
    role: "offerer",
    polite: false,
    generation: 1,
    mode: "video",
    why: { interests: [], language: null, step: 1, waitedMs: 0 },
    ...changes,
  };
}

function found(connection: FakeConnection, line: string | null): void {
  const candidate = line === null ? null : { candidate: line, toJSON: () => ({ candidate: line }) };
  connection.dispatchEvent(Object.assign(new Event("icecandidate"), { candidate }));
}

/** What another side would hear, as `kind` of description or number of candidates. */
function listen(): { listener: PeerListener; heard: string[] } {
  const heard: string[] = [];
  const onSignal = ({ description, candidates }: PeerSignal) => {
    heard.push(description?.type ?? `${candidates?.length} candidates`);
  };
  return {
    listener: { onSignal, onState() {}, onStream() {}, onChannel() {}, onFrame() {} },
    heard,
  };
}

function setup() {
  const clock = new QuickClock();
  const connections: FakeConnection[] = [];
  const offers: string[] = [];
  const asked: AbortSignal[] = [];
  let ids = 0;
  // As much of a stream as is used: nothing is captured in it.
  const stream = { getTracks: () => [] } as unknown as MediaStream;
  const standby = new Standby({
    clock,
    createConnection: (config) => {
      const connection = new FakeConnection(config);
      connections.push(connection);
      return connection.asConnection();
    },
    iceServers: (signal) => {
      asked.push(signal);
      return Promise.resolve([]);
    },
    isRelayOnly: () => false,
    isFar: () => true,
    isVeiled: () => false,
    createId: () => `offer-${++ids}`,
    onOffer: () => offers.push(standby.offer?.id ?? "none"),
  });
  const prepare = async () => {
    standby.prepare({ mode: "video", stream });
    await settle();
  };
  const ready = async () => {
    await prepare();
    const connection = connections.at(-1);
    if (!connection) throw new Error("Cannot go on without a connection");
    found(connection, "candidate:1");
    found(connection, null);
    await settle();
    return connection;
  };
  return { standby, clock, connections, offers, prepare, ready, stream, asked };
}

Deno.test("an offer is ready as soon as its candidates are found, and told once", async () => {
  const { standby, offers, prepare, ready } = setup();
  await prepare();
  assertEquals(standby.offer, null);
  await ready();
  assertEquals(standby.offer, { id: "offer-1", sdp: "v=0", mutual: true });
  await prepare();
  assertEquals(offers, ["offer-1"]);
});

Deno.test("candidates are waited for half a second at most", async () => {
  const { clock, offers, prepare } = setup();
  await prepare();
  await clock.advance(499);
  assertEquals(offers, []);
  await clock.advance(1);
  assertEquals(offers, ["offer-1"]);
});

Deno.test("who has the offer is told only what was found since", async () => {
  const { standby, clock, ready } = setup();
  const connection = await ready();
  found(connection, "candidate:2");
  await clock.advance(1_000);
  const { kind, peer } = standby.take(matchOf({ offered: "offer-1" }));
  const { listener, heard } = listen();
  peer?.release(listener, kind === "offered", matchOf());
  assertEquals([kind, heard], ["offered", ["1 candidates"]]);
  found(connection, "candidate:3");
  await clock.advance(20);
  assertEquals(heard, ["1 candidates", "1 candidates"]);
  assertEquals(clock.pending, 0);
});

Deno.test("who has no offer is told the whole of it", async () => {
  const { standby, ready } = setup();
  await ready();
  const { kind, peer } = standby.take(matchOf());
  const { listener, heard } = listen();
  peer?.release(listener, false, matchOf());
  assertEquals([kind, heard], ["new", ["offer"]]);
});

Deno.test("a match that comes before the offer is ready takes the connection all the same", async () => {
  const { standby, prepare } = setup();
  await prepare();
  const { peer } = standby.take(matchOf());
  assertNotEquals(peer, null);
});

Deno.test("an offer of a connection that is gone is outdated, with another or with none", async () => {
  const { standby, ready } = setup();
  await ready();
  standby.renew();
  assertEquals(standby.take(matchOf({ offered: "offer-1" })).kind, "outdated");
  standby.drop();
  assertEquals(standby.take(matchOf({ offered: "offer-1" })), { kind: "outdated", peer: null });
});

/** What there is when each side has the other's offer. */
function answeredBy(ready: ReadyPeer): Extract<ReadyPeer, { readonly kind: "answered" }> {
  assert(ready.kind === "answered", ready.kind);
  return ready;
}

const MUTUAL = { offered: "offer-1", offer: { sdp: "v=0\r\no=another" } };

Deno.test("two who have each other's offer take it for an answer and tell each other nothing", async () => {
  for (const role of ["offerer", "answerer"] as const) {
    const { standby, ready } = setup();
    const connection = await ready();
    const { peer, answer } = answeredBy(standby.take(matchOf({ role, ...MUTUAL })));
    const { listener, heard } = listen();
    peer.release(listener, true, matchOf({ role, polite: role === "answerer" }));
    await peer.receive({ description: { type: "answer", sdp: answer } });
    assertEquals([connection.signalingState, heard, standby.offer], ["stable", [], null]);
  }
});

Deno.test("of two whose offers met only one makes room for more, by its role in the match", async () => {
  for (const [role, expected] of [["offerer", ["offer"]], ["answerer", []]] as const) {
    const { standby, connections, stream } = setup();
    standby.prepare({ mode: "voice", stream });
    await settle();
    for (const line of ["candidate:1", null]) found(connections[0] ?? new FakeConnection({}), line);
    await settle();
    const { peer, answer } = answeredBy(standby.take(matchOf({ role, mode: "voice", ...MUTUAL })));
    const { listener, heard } = listen();
    peer.release(listener, true, matchOf({ role, polite: role === "answerer" }));
    await peer.receive({ description: { type: "answer", sdp: answer } });
    peer.grow(["audio", "video"]);
    await settle();
    assertEquals(heard, [...expected]);
  }
});

Deno.test("what the other takes for an answer and is gone is outdated for an answerer as well", async () => {
  const { standby, ready } = setup();
  await ready();
  standby.renew();
  const taken = standby.take(matchOf({ role: "answerer", ...MUTUAL }));
  assertEquals(taken, { kind: "outdated", peer: null });
});

Deno.test("two who offer differently go on by their roles", async () => {
  const { standby, connections, ready } = setup();
  const offering = await ready();
  const other = { offered: "offer-1", offer: { sdp: "v=0\r\na=ice-options:ice2" } };
  const answering = standby.take(matchOf({ role: "answerer", ...other }));
  assertEquals([answering.kind, connections.length], ["new", 2]);
  const { kind, peer } = standby.take(matchOf(other));
  assertEquals([kind, offering.signalingState], ["offered", "have-local-offer"]);
  assertNotEquals(peer, null);
});

Deno.test("an answerer gets a bare connection that answers at once, and the offer stays", async () => {
  const { standby, connections, ready } = setup();
  await ready();
  const { kind, peer } = standby.take(matchOf({ role: "answerer", polite: true }));
  const { listener, heard } = listen();
  peer?.release(listener, kind === "offered", matchOf());
  await settle();
  assertEquals(heard, []);
  await peer?.receive({ description: { type: "offer", sdp: "v=0" } });
  assertEquals([heard, standby.offer?.id, connections.length], [["answer"], "offer-1", 2]);
  assertNotEquals(standby.take(matchOf({ offered: "offer-1" })).peer, null);
});

Deno.test("another bare connection is made when somebody is looked for again, after the asking", async () => {
  const { standby, clock, connections, prepare, ready } = setup();
  await ready();
  const answering = matchOf({ role: "answerer", polite: true });
  standby.take(answering);
  assertEquals(standby.take(answering).peer, null);
  await prepare();
  assertEquals(connections.length, 2);
  await clock.advance(0);
  assertEquals(connections.length, 3);
  assertNotEquals(standby.take(answering).peer, null);
});

Deno.test("a bare connection for pictures is none for voices, and goes with what is dropped", async () => {
  const { standby, connections, ready } = setup();
  await ready();
  const answering = matchOf({ role: "answerer", polite: true, mode: "voice" });
  assertEquals(standby.take(answering).peer, null);
  standby.drop();
  assertEquals(connections.map(({ connectionState }) => connectionState), ["closed", "closed"]);
});

Deno.test("an offerer leaves the bare connection where it is, and the next offer brings a fresh one", async () => {
  const { standby, connections, ready } = setup();
  await ready();
  standby.take(matchOf({ offered: "offer-1" }));
  assertEquals(connections[1]?.connectionState, "new");
  await ready();
  assertEquals(connections.map(({ connectionState }) => connectionState).slice(1).sort(), [
    "closed",
    "new",
    "new",
  ]);
});

Deno.test("another network or old credentials make another connection with another offer", async () => {
  const { standby, clock, connections, offers, ready } = setup();
  await ready();
  standby.renew();
  await ready();
  assertEquals([connections[0]?.connectionState, offers], ["closed", ["offer-1", "offer-2"]]);
  await clock.advance(8 * 60_000);
  await clock.advance(500);
  assertEquals([connections.length, offers.at(-1)], [6, "offer-3"]);
});

Deno.test("nobody asks for credentials any more for a connection that is dropped", async () => {
  const { standby, asked, prepare } = setup();
  await prepare();
  assertEquals(asked.map(({ aborted }) => aborted), [false]);
  standby.drop();
  assertEquals(asked.map(({ aborted }) => aborted), [true]);
});

Deno.test("what is dropped before it is ready tells nothing and leaves no timer", async () => {
  const { standby, clock, connections, offers, prepare } = setup();
  await prepare();
  standby.drop();
  await clock.advance(10 * 60_000);
  assertEquals([offers, connections[0]?.connectionState, clock.pending], [[], "closed", 0]);
});
