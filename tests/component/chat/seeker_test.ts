import { assertEquals } from "@std/assert/mod.js";
import { Chat, type Wish } from "../../../component/chat/mod.ts";
import { ProblemError } from "../../../component/link/problem_error.ts";
import { FakeConnection } from "../support/fake_connection.ts";
import { MemoryServer } from "../support/memory_server.ts";
import { QuickClock, settle } from "../support/quick_clock.ts";

const VOICE: Wish = {
  mode: "voice",
  interests: ["chess"],
  languages: ["en"],
  strictLanguages: false,
};
/** Longer than candidates are waited for, in milliseconds. */
const READY_MS = 600;

function setup() {
  const server = new MemoryServer();
  const clock = new QuickClock();
  const arrive = () => {
    const connections: FakeConnection[] = [];
    const chat = new Chat({
      server: "",
      storageKey: null,
      clock,
      random: () => 0.5,
      createSignaling: server.createSignaling,
      createConnection: (config) => {
        const connection = new FakeConnection(config);
        connections.push(connection);
        return connection.asConnection();
      },
      // As much of a stream as is used: nothing is captured in it.
      getMedia: () =>
        Promise.resolve(
          { getTracks: () => [], getVideoTracks: () => [{}] } as unknown as MediaStream,
        ),
    });
    return { chat, connections, kind: () => chat.snapshot.state.kind };
  };
  const wishes = () => server.requests.filter(({ name }) => name === "queue").length;
  const offers = () => [...server.waiting.values()].map(({ offer }) => offer?.sdp);
  const areMutual = () => [...server.waiting.values()].map(({ offer }) => offer?.mutual);
  return { server, clock, wishes, offers, areMutual, alice: arrive(), bob: arrive() };
}

Deno.test("a wish is sent at once, and its offer follows when it is ready, once", async () => {
  const { alice, clock, wishes, offers } = setup();
  alice.chat.start(VOICE);
  await settle();
  assertEquals([alice.kind(), wishes(), offers()], ["waiting", 1, [undefined]]);
  await clock.advance(READY_MS);
  assertEquals([wishes(), offers()], [2, ["v=0"]]);
  await clock.advance(60_000);
  assertEquals([alice.kind(), wishes()], ["waiting", 2]);
});

Deno.test("an offer that the server refuses troubles nobody and is not tried again", async () => {
  const { alice, clock, server, wishes } = setup();
  alice.chat.start(VOICE);
  await settle();
  server.gate = (name) => {
    if (name === "queue") throw new ProblemError("rate-limited", 429, 1_000, "Cannot, too often");
  };
  await clock.advance(60_000);
  assertEquals([alice.kind(), wishes() <= 2], ["waiting", true]);
});

Deno.test("a wish for another mode is not sent with the offer of the one before", async () => {
  const { alice, clock, server } = setup();
  const asked: (string | undefined)[] = [];
  server.answerGate = () => void asked.push([...server.waiting.values()][0]?.offer?.id);
  alice.chat.start(VOICE);
  await clock.advance(READY_MS);
  const before = new Set(asked);
  alice.chat.start({ ...VOICE, mode: "video" });
  await settle();
  const [first] = asked.slice(-1);
  assertEquals([[...server.waiting.values()][0]?.mode, first], ["video", undefined]);
  await clock.advance(READY_MS);
  const [then] = asked.slice(-1);
  assertEquals([before.size, then !== undefined, before.has(then)], [2, true, false]);
});

Deno.test("a server that has forgotten the offer is told again", async () => {
  const { alice, clock, server, wishes } = setup();
  alice.chat.start(VOICE);
  await clock.advance(READY_MS);
  const [session = ""] = server.sessions;
  server.cut(session);
  await settle();
  const before = wishes();
  server.restore(session);
  await clock.advance(READY_MS);
  assertEquals(wishes(), before + 1);
});

Deno.test("whoever waited uses the connection that is ready, and stopping leaves none", async () => {
  const { alice, bob, clock } = setup();
  alice.chat.start(VOICE);
  await clock.advance(READY_MS);
  bob.chat.start(VOICE);
  await clock.advance(READY_MS);
  assertEquals([alice.kind(), bob.kind()], ["talk", "talk"]);
  // The one with the offer, and one for an offer of somebody else.
  assertEquals(alice.connections.length, 2);
  alice.chat.stop();
  bob.chat.stop();
  await settle();
  const left = [...alice.connections, ...bob.connections].map((one) => one.connectionState);
  assertEquals(left.filter((state) => state !== "closed"), []);
});

Deno.test("a talk that goes well gets ready for the next, and trouble comes first", async () => {
  const { alice, bob, clock } = setup();
  alice.chat.start(VOICE);
  await clock.advance(READY_MS);
  bob.chat.start(VOICE);
  await clock.advance(READY_MS);
  const [call] = alice.connections;
  call?.become("connected");
  await clock.advance(2_999);
  assertEquals(alice.connections.length, 2);
  await clock.advance(1);
  assertEquals(alice.connections.length, 3);
  call?.become("failed");
  await settle();
  assertEquals(alice.connections[2]?.connectionState, "closed");
});

Deno.test("an offer is to be taken for an answer only where the server is far", async () => {
  for (const isFar of [true, false]) {
    const { alice, clock, server, areMutual } = setup();
    server.answerGate = () => new Promise((resolve) => clock.after(isFar ? 100 : 20, resolve));
    alice.chat.start(VOICE);
    await clock.advance(10 * READY_MS);
    assertEquals(areMutual(), [isFar]);
  }
});
