import { assertEquals } from "@std/assert/mod.js";
import { Chat, type Wish } from "../../../component/chat/mod.ts";
import { ASK_MS } from "../../../component/chat/transition_ladder.ts";
import { FakeConnection } from "../support/fake_connection.ts";
import { FakeMedia } from "../support/fake_media.ts";
import { MemoryServer } from "../support/memory_server.ts";
import { QuickClock, settle } from "../support/quick_clock.ts";

const TEXT: Wish = { mode: "text", interests: [], languages: ["en"], strictLanguages: false };

function createVisitor(server: MemoryServer, clock: QuickClock) {
  const media = new FakeMedia();
  const connections: FakeConnection[] = [];
  const chat = new Chat({
    server: "",
    storageKey: null,
    clock,
    random: () => 0.5,
    createSignaling: server.createSignaling,
    getMedia: media.getMedia,
    createConnection: (config) => {
      const connection = new FakeConnection(config);
      connections.push(connection);
      return connection.asConnection();
    },
  });
  const talk = () => {
    const { state } = chat.snapshot;
    if (state.kind !== "talk") return state.kind;
    return [state.match.mode, state.ladder?.kind, state.call.kind].filter(Boolean).join(" ");
  };
  return { chat, media, connections, talk };
}

async function setup(wish = TEXT) {
  const server = new MemoryServer();
  const clock = new QuickClock();
  const [alice, bob] = [createVisitor(server, clock), createVisitor(server, clock)];
  alice.chat.start(wish);
  await settle();
  bob.chat.start(wish);
  await settle();
  return { server, clock, alice, bob };
}

type Scene = Awaited<ReturnType<typeof setup>>;

async function climb({ alice, bob }: Scene, step: "voice" | "video") {
  alice.chat.climb(step);
  await settle();
  bob.chat.climb(step);
  await settle();
}

Deno.test("two who write go on by voice when both want it, with one call in the same room", async () => {
  const scene = await setup();
  const { alice, bob } = scene;
  const before = alice.chat.snapshot.state;
  alice.chat.climb("voice");
  await settle();
  assertEquals([alice.talk(), bob.talk()], ["text asked none", "text offered none"]);
  // Nobody is asked for a microphone because somebody else would like to talk.
  assertEquals([alice.media.asked, bob.media.asked], [["audio"], []]);
  assertEquals([alice.connections.length, bob.connections.length], [0, 0]);
  bob.chat.climb("voice");
  await settle();
  assertEquals([alice.talk(), bob.talk()], ["voice connecting", "voice connecting"]);
  assertEquals([...alice.media.live, ...bob.media.live], ["audio-1", "audio-1"]);
  assertEquals(alice.connections.map(({ sends }) => sends), [["audio"]]);
  assertEquals(bob.connections.map(({ signalingState }) => signalingState), ["stable"]);
  const { state } = alice.chat.snapshot;
  const roomOf = (one: typeof state) => one.kind === "talk" ? one.match.room : null;
  assertEquals(roomOf(state), roomOf(before));
});

Deno.test("from voice to a picture the connection stays, and only the camera is asked for", async () => {
  const scene = await setup();
  await climb(scene, "voice");
  await climb(scene, "video");
  const { alice, bob } = scene;
  assertEquals([alice.talk(), bob.talk()], ["video connecting", "video connecting"]);
  assertEquals([alice.media.asked, bob.media.asked], [["audio", "video"], ["audio", "video"]]);
  assertEquals(alice.connections.map(({ sends }) => sends), [["audio", "video"]]);
  assertEquals(bob.connections.length, 1);
});

Deno.test("a picture that was not agreed to is never in the connection", async () => {
  const scene = await setup();
  await climb(scene, "voice");
  const { alice, clock } = scene;
  alice.chat.climb("video");
  await settle();
  assertEquals([...alice.media.live], ["audio-1", "video-2"]);
  // The call breaks and is built anew while the camera is on and the other has not agreed.
  alice.connections[0]?.become("connected");
  alice.connections[0]?.become("failed");
  await clock.advance(9_000);
  assertEquals(alice.connections.slice(1).map(({ sends }) => sends), [["audio"]]);
});

Deno.test("a camera that is on again is sent only once the other has agreed again", async () => {
  const scene = await setup();
  await climb(scene, "voice");
  await climb(scene, "video");
  const { alice, bob } = scene;
  const carried = () => [alice, bob].map(({ connections }) => connections.at(-1)?.carries.join());
  assertEquals(carried(), ["audio,video", "audio,video"]);
  alice.chat.climb("voice");
  await settle();
  assertEquals(carried(), ["audio", "audio"]);
  alice.chat.climb("video");
  await settle();
  assertEquals(alice.chat.snapshot.devices.camera, "on");
  assertEquals(carried(), ["audio", "audio"]);
  bob.chat.climb("video");
  await settle();
  assertEquals(carried(), ["audio,video", "audio,video"]);
});

Deno.test("a step that is declined turns off what was captured for it", async () => {
  const { alice, bob, clock } = await setup();
  alice.chat.climb("video");
  await settle();
  bob.chat.declineStep();
  await settle();
  assertEquals([alice.talk(), bob.talk()], ["text declined none", "text none"]);
  assertEquals([alice.media.live.size, alice.chat.snapshot.localStream], [0, null]);
  await clock.advance(60_000);
  assertEquals(alice.talk(), "text none");
});

Deno.test("an offer that nobody answers is taken back on both sides", async () => {
  const { alice, bob, clock } = await setup();
  alice.chat.climb("voice");
  await settle();
  await clock.advance(ASK_MS);
  assertEquals([alice.talk(), bob.talk()], ["text none", "text none"]);
  assertEquals(alice.media.live.size, 0);
});

Deno.test("a microphone that is refused keeps the talk in writing, and the other hears no for an answer", async () => {
  const { alice, bob } = await setup();
  bob.media.gate = () => {
    throw new DOMException("Cannot", "NotAllowedError");
  };
  alice.chat.climb("voice");
  await settle();
  bob.chat.climb("voice");
  await settle();
  assertEquals([alice.talk(), bob.talk()], ["text declined none", "text refused none"]);
  assertEquals(alice.media.live.size, 0);
});

Deno.test("a camera that is refused leaves the voice as it is", async () => {
  const scene = await setup();
  await climb(scene, "voice");
  const { alice } = scene;
  alice.media.gate = () => {
    throw new DOMException("Cannot", "NotReadableError");
  };
  alice.chat.climb("video");
  await settle();
  assertEquals(alice.talk(), "voice refused connecting");
  const { microphone, camera } = alice.chat.snapshot.devices;
  assertEquals([microphone, camera, ...alice.media.live], ["on", "absent", "audio-1"]);
});

Deno.test("who changes their mind while the browser asks has nothing captured", async () => {
  const { alice, bob } = await setup();
  const granted = Promise.withResolvers<void>();
  alice.media.gate = () => granted.promise;
  alice.chat.climb("voice");
  await settle();
  alice.chat.declineStep();
  granted.resolve();
  await settle();
  assertEquals([alice.talk(), bob.talk()], ["text none", "text none"]);
  assertEquals(alice.media.live.size, 0);
});

Deno.test("one goes down alone: both devices go off, and up again takes a new generation", async () => {
  const scene = await setup();
  const { server, alice, bob } = scene;
  await climb(scene, "voice");
  bob.chat.climb("text");
  await settle();
  assertEquals([alice.talk(), bob.talk()], ["text none", "text none"]);
  assertEquals([alice.media.live.size, bob.media.live.size], [0, 0]);
  assertEquals(alice.connections.map(({ connectionState }) => connectionState), ["closed"]);
  await climb(scene, "voice");
  assertEquals([alice.talk(), bob.talk()], ["voice connecting", "voice connecting"]);
  const [room] = server.rooms.values();
  assertEquals(room?.generation, 2);
  assertEquals(bob.connections.map(({ signalingState }) => signalingState), ["stable", "stable"]);
});

Deno.test("a step that is taken back in the moment of the yes is not taken", async () => {
  const { server, alice, bob } = await setup();
  alice.chat.climb("voice");
  await settle();
  const held = Promise.withResolvers<void>();
  const [hers] = server.sessions;
  server.gate = (name, session) => name === "ladder" && session === hers ? held.promise : undefined;
  alice.chat.declineStep();
  bob.chat.climb("voice");
  await settle();
  held.resolve();
  await settle();
  assertEquals([alice.talk(), bob.talk()], ["text none", "text none"]);
  assertEquals([alice.media.live.size, bob.media.live.size], [0, 0]);
});

Deno.test("after the talk the next one is looked for as it was wished, with nothing captured", async () => {
  const scene = await setup();
  await climb(scene, "voice");
  const { alice, bob, server } = scene;
  alice.chat.next();
  await settle();
  assertEquals([alice.talk(), bob.talk()], ["waiting", "ended"]);
  assertEquals([...server.waiting.values()].map(({ mode }) => mode), ["text"]);
  assertEquals([alice.media.live.size, bob.media.live.size], [0, 0]);
});
