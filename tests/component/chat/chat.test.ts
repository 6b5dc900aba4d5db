import { assert, assertEquals } from "@std/assert/mod.js";
import { Chat, type ChatOptions, type Wish } from "../../../component/chat/mod.ts";
import { type CanvasCamera, startCanvasCamera } from "../support/canvas_camera.ts";
import { MemoryServer } from "../support/memory_server.ts";
import { until } from "../support/until.ts";

const VIDEO: Wish = {
  mode: "video",
  interests: ["chess"],
  languages: ["en"],
  strictLanguages: false,
};

interface Visitor extends Disposable {
  readonly chat: Chat;
  readonly camera: CanvasCamera;
  readonly kinds: string[];
  readonly asked: MediaStreamConstraints[];
}

function arrive(server: MemoryServer, options: Partial<ChatOptions> = {}): Visitor {
  const camera = startCanvasCamera();
  const asked: MediaStreamConstraints[] = [];
  const chat = new Chat({
    server: "",
    storageKey: null,
    createSignaling: server.createSignaling,
    getMedia: (constraints) => {
      asked.push(constraints);
      return Promise.resolve(camera.stream.clone());
    },
    ...options,
  });
  const kinds: string[] = [];
  chat.on("change", ({ state }) => void (kinds.at(-1) !== state.kind && kinds.push(state.kind)));
  return {
    chat,
    camera,
    kinds,
    asked,
    [Symbol.dispose]() {
      chat.dispose();
      camera[Symbol.dispose]();
    },
  };
}

function call({ chat }: Visitor): string {
  const { state } = chat.snapshot;
  return state.kind === "talk" ? state.call.kind : state.kind;
}

function texts({ chat }: Visitor): string[] {
  const { state } = chat.snapshot;
  return state.kind === "talk"
    ? state.lines.map(({ text, delivery }) => `${text}:${delivery}`)
    : [];
}

/** How many pictures of the other one a visitor has decoded. */
async function framesSeen({ chat }: Visitor): Promise<() => number> {
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = chat.snapshot.remoteStream;
  await video.play();
  return () => video.getVideoPlaybackQuality().totalVideoFrames;
}

async function meet(alice: Visitor, bob: Visitor): Promise<void> {
  alice.chat.start(VIDEO);
  bob.chat.start(VIDEO);
  await until(
    "both calls to be live",
    () => [alice, bob].every((one) => call(one) === "live"),
    () => [alice, bob].map(call),
  );
}

describe("a conversation with pictures", () => {
  it("captures before there is a ticket, then both see each other move", async () => {
    const server = new MemoryServer();
    using alice = arrive(server);
    using bob = arrive(server);
    await meet(alice, bob);
    assertEquals([...alice.kinds.slice(0, 2), alice.kinds.at(-1)], ["asking", "opening", "talk"]);
    assertEquals(alice.asked.length, 1);
    for (const one of [alice, bob]) {
      await until("the other's stream", () => one.chat.snapshot.remoteStream);
      const seen = await framesSeen(one);
      const before = seen();
      await until("frames to advance", () => seen() > before + 3, seen);
    }
  });

  it("sends text through the data channel, so that it works without the server", async () => {
    const server = new MemoryServer();
    using alice = arrive(server);
    using bob = arrive(server);
    await meet(alice, bob);
    for (const session of server.sessions) server.cut(session);
    alice.chat.send("one");
    alice.chat.send("two");
    await until("both messages", () => texts(bob).length === 2, () => texts(bob));
    assertEquals(texts(bob), ["one:sent", "two:sent"]);
    await until("the acknowledgements", () => texts(alice).every((text) => text.endsWith("sent")));
    assertEquals(server.requests.filter(({ name }) => name === "message"), []);
    assertEquals([call(alice), call(bob)], ["live", "live"]);
  });

  it("keeps the capture between talks and lets go of it on stop", async () => {
    const server = new MemoryServer();
    using alice = arrive(server);
    using bob = arrive(server);
    using carol = arrive(server);
    await meet(alice, bob);
    const stream = alice.chat.snapshot.localStream;
    carol.chat.start(VIDEO);
    await until("carol to wait", () => call(carol) === "waiting");
    alice.chat.next();
    await until("the next call", () => call(alice) === "live" && call(carol) === "live");
    assertEquals([alice.chat.snapshot.localStream, alice.asked.length], [stream, 1]);
    assertEquals(call(bob), "ended");
    assertEquals(bob.chat.snapshot.remoteStream, null);
    alice.chat.stop();
    assert(stream?.getTracks().every(({ readyState }) => readyState === "ended"));
    assertEquals(alice.chat.snapshot.localStream, null);
  });

  it("stops a camera that was granted after the visitor had stopped", async () => {
    const server = new MemoryServer();
    using camera = startCanvasCamera();
    const granted = Promise.withResolvers<MediaStream>();
    using alice = arrive(server, { getMedia: () => granted.promise });
    alice.chat.start(VIDEO);
    assertEquals(alice.chat.snapshot.state.kind, "asking");
    alice.chat.stop();
    granted.resolve(camera.stream);
    await until(
      "the tracks to end",
      () => camera.stream.getTracks().every(({ readyState }) => readyState === "ended"),
    );
    assertEquals(alice.chat.snapshot.state.kind, "welcome");
    assertEquals(server.sessions, []);
  });

  it("goes on with text when the camera is refused", async () => {
    const server = new MemoryServer();
    const refuse = () => Promise.reject(new DOMException("Cannot", "NotAllowedError"));
    using alice = arrive(server, { getMedia: refuse });
    using bob = arrive(server);
    alice.chat.start(VIDEO);
    await until("the refusal", () => call(alice) === "refused");
    const { state } = alice.chat.snapshot;
    assert(state.kind === "refused" && state.cause === "denied");
    assert(state.alternatives.includes("text"));
    bob.chat.start({ ...VIDEO, mode: "text" });
    alice.chat.fallBack("text");
    await until("the talk", () => call(alice) === "none" && call(bob) === "none");
    alice.chat.send("hello");
    await until("the message", () => texts(bob).includes("hello:sent"));
  });

  it("goes on by text when the page may not make connections", async () => {
    const server = new MemoryServer();
    const createConnection = () => {
      throw new DOMException("Cannot connect from here", "NotAllowedError");
    };
    using alice = arrive(server, { createConnection });
    using bob = arrive(server);
    alice.chat.start(VIDEO);
    bob.chat.start(VIDEO);
    await until("the call to have failed", () => call(alice) === "failed");
    assertEquals(server.failures, ["ice failed"]);
    await until("bob to be in the talk", () => call(bob) === "connecting");
    alice.chat.send("can you read me");
    bob.chat.send("yes");
    await until("both messages", () => texts(alice).length === 2 && texts(bob).length === 2);
    assert(texts(alice).includes("yes:sent") && texts(bob).includes("can you read me:sent"));
  });

  it("rebuilds the call after a reload, for the one who stayed and the one who came", async () => {
    for (const reloads of ["offerer", "answerer"] as const) {
      const server = new MemoryServer();
      using stayer = arrive(server);
      const leaver = arrive(server, { storageKey: `chat-test-${reloads}` });
      const [first, second] = reloads === "offerer" ? [leaver, stayer] : [stayer, leaver];
      first.chat.start(VIDEO);
      await until("the first to wait", () => call(first) === "waiting");
      second.chat.start(VIDEO);
      await until("both calls", () => call(first) === "live" && call(second) === "live");
      globalThis.dispatchEvent(new Event("pagehide"));
      // What a reload does: the page's connections and its stream are gone without a word.
      const isLeaver = (_: string, at: number) => (at === 0) === (reloads === "offerer");
      server.cut(server.sessions.find(isLeaver) ?? "");
      using back = arrive(server, { storageKey: `chat-test-${reloads}` });
      const wish = back.chat.resumable;
      assert(wish, "there is something to resume");
      back.chat.resume(wish);
      await until("the call to be live again", () => call(back) === "live");
      await until("the other side, too", () => call(stayer) === "live", () => call(stayer));
      stayer.chat.send("there you are");
      await until("the message", () => texts(back).includes("there you are:sent"));
      assertEquals([...server.rooms.values()].map(({ generation }) => generation), [2]);
      leaver[Symbol.dispose]();
    }
  });

  it("shows the switching of devices, and only of those it has", async () => {
    const server = new MemoryServer();
    using alice = arrive(server);
    alice.chat.start(VIDEO);
    await until("the wait", () => call(alice) === "waiting");
    alice.chat.setDevice("camera", false);
    assertEquals(alice.chat.snapshot.devices, { camera: "off", microphone: "on" });
    alice.chat.stop();
    alice.chat.setDevice("camera", true);
    assertEquals(alice.chat.snapshot.devices, { camera: "absent", microphone: "absent" });
  });
});
