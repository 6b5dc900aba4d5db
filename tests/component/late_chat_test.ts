import { assertEquals, assertInstanceOf } from "@std/assert/mod.js";
import { Chat, type ChatState, type Wish } from "../../component/chat/mod.ts";
import { LateChat, openChat } from "../../component/late_chat.ts";
import { MemoryServer } from "./support/memory_server.ts";
import { QuickClock, settle } from "./support/quick_clock.ts";

const TEXT: Wish = { mode: "text", interests: [], languages: ["en"], strictLanguages: false };
const VIDEO: Wish = { ...TEXT, mode: "video" };

/** A conversation whose works come when the test says so. */
function setup() {
  const server = new MemoryServer();
  const options = {
    server: "",
    storageKey: null,
    clock: new QuickClock(),
    random: () => 0.5,
    createSignaling: server.createSignaling,
  };
  const loads: PromiseWithResolvers<Chat>[] = [];
  const chat = new LateChat(options, () => {
    const load = Promise.withResolvers<Chat>();
    loads.push(load);
    return load.promise;
  });
  const kinds: ChatState["kind"][] = [];
  const problems: string[] = [];
  chat.on("change", ({ state }) => void (kinds.at(-1) !== state.kind && kinds.push(state.kind)));
  chat.on("problem", ({ cause }) => void problems.push(cause));
  const arrive = async () => {
    loads.at(-1)?.resolve(new Chat(options));
    await settle();
  };
  const fail = async () => {
    loads.at(-1)?.reject(new TypeError("Failed to fetch"));
    await settle();
  };
  return { server, chat, kinds, problems, loads, arrive, fail };
}

Deno.test("nothing is loaded until somebody comes near, and then once", async () => {
  const { chat, loads, arrive } = setup();
  assertEquals([loads.length, chat.resumable, chat.snapshot.state.kind], [0, null, "welcome"]);
  void chat.prepare();
  void chat.prepare();
  await arrive();
  void chat.prepare();
  assertEquals(loads.length, 1);
});

Deno.test("whoever starts sees it at once, and is served when the works are there", async () => {
  const { server, chat, kinds, arrive } = setup();
  chat.start(TEXT);
  assertEquals(chat.snapshot.state, { kind: "opening", wish: TEXT });
  await arrive();
  assertEquals([kinds, server.waiting.size], [["opening", "waiting"], 1]);
});

Deno.test("a start for video is a question for the camera already", () => {
  const { chat } = setup();
  chat.start(VIDEO);
  assertEquals(chat.snapshot.state.kind, "asking");
  chat.fallBack("text");
  assertEquals(chat.snapshot.state.kind, "opening");
});

Deno.test("who stops before the works are there is left alone", async () => {
  const { server, chat, kinds, arrive } = setup();
  chat.start(TEXT);
  chat.stop();
  await arrive();
  assertEquals([kinds, server.waiting.size], [["opening", "welcome"], 0]);
});

Deno.test("only the last of several starts counts", async () => {
  const { server, chat, arrive } = setup();
  chat.start(TEXT);
  chat.start({ ...TEXT, interests: ["tea"] });
  await arrive();
  assertEquals([...server.waiting.values()].map(({ interests }) => interests), [["tea"]]);
});

Deno.test("works that do not come are trouble with a way on", async () => {
  const { server, chat, problems, loads, arrive, fail } = setup();
  chat.start(TEXT);
  await fail();
  assertEquals([chat.snapshot.state.kind, problems], ["trouble", ["server-away"]]);
  chat.retry();
  await arrive();
  assertEquals([loads.length, chat.snapshot.state.kind, server.waiting.size], [2, "waiting", 1]);
});

Deno.test("who is told that the works did not come may try again at once", async () => {
  const { chat, loads, arrive, fail } = setup();
  chat.on("problem", () => chat.retry());
  chat.start(TEXT);
  await fail();
  await arrive();
  assertEquals([loads.length, chat.snapshot.state.kind], [2, "waiting"]);
});

Deno.test("whoever only came near is not told that the works did not come", async () => {
  const { chat, kinds, problems, fail } = setup();
  void chat.prepare();
  await fail();
  assertEquals([kinds, problems, chat.snapshot.state.kind], [[], [], "welcome"]);
});

Deno.test("works that come after the element has gone are ended", async () => {
  const { server, chat, arrive } = setup();
  chat.start(TEXT);
  chat.dispose();
  await arrive();
  assertEquals(server.sessions.length, 0);
});

Deno.test("there is nobody to block and nothing to object to before the works are there", async () => {
  const { server, chat, arrive } = setup();
  assertEquals(chat.block(), false);
  chat.appeal("Why?");
  chat.start(TEXT);
  await arrive();
  assertEquals([server.appeals, chat.block()], [[], false]);
});

Deno.test("people who draw their own get a conversation that is there", async () => {
  const chat = await openChat({ server: "http://chat.test", storageKey: null });
  assertInstanceOf(chat, Chat);
  chat.dispose();
});

Deno.test("devices that were chosen before the works are there are used by whoever starts then", async () => {
  const { chat, arrive } = setup();
  chat.choose({ camera: "rear" });
  chat.start(TEXT);
  await arrive();
  assertEquals(chat.snapshot.choice.camera, "rear");
});
