/**
 * Conversations for tests: headless, with a server in memory.
 *
 * It does not know what is tested. The invariant it keeps: nothing waits for real time.
 *
 * @module
 */
import { assertEquals } from "@std/assert/mod.js";
import { Chat, type ChatState, type Wish } from "../../../component/chat/mod.ts";
import { MemoryServer } from "./memory_server.ts";
import { QuickClock, settle } from "./quick_clock.ts";

/** What everybody asks for. */
export const TEXT: Wish = {
  mode: "text",
  interests: ["chess"],
  languages: ["en"],
  strictLanguages: false,
};

/** A conversation, and what it has told. */
export interface ChatVisitor {
  readonly chat: Chat;
  /** What was told, in order: `matched`, `left:<reason>:<by>`, `message:<text>`, … */
  readonly told: string[];
  readonly kinds: ChatState["kind"][];
  state(): ChatState;
}

/** Two conversations that have not begun, the way to more, one server, and a clock that is moved. */
export function setup() {
  const server = new MemoryServer();
  const clock = new QuickClock();
  const arrive = (storageKey: string | null = null): ChatVisitor => {
    const chat = new Chat({
      server: "",
      storageKey,
      clock,
      random: () => 0.5,
      createSignaling: server.createSignaling,
    });
    const told: string[] = [];
    const kinds: ChatState["kind"][] = [];
    chat.on("change", ({ state }) => void (kinds.at(-1) !== state.kind && kinds.push(state.kind)));
    chat.on("matched", () => told.push("matched"));
    chat.on("left", ({ reason, by }) => told.push(`left:${reason}:${by}`));
    chat.on("message", ({ line }) => told.push(`message:${line.text}`));
    chat.on("problem", ({ cause }) => told.push(`problem:${cause}`));
    return { chat, told, kinds, state: () => chat.snapshot.state };
  };
  return { server, clock, arrive, alice: arrive(), bob: arrive() };
}

/** Alice and Bob in a written talk, and the names of their sessions. */
export async function setupTalk() {
  const scene = setup();
  scene.alice.chat.start(TEXT);
  await settle();
  scene.bob.chat.start(TEXT);
  await settle();
  assertEquals(scene.alice.state().kind, "talk");
  assertEquals(scene.bob.state().kind, "talk");
  const [alices, bobs] = scene.server.sessions;
  if (!alices || !bobs) throw new Error("Cannot find the two sessions");
  return { ...scene, alices, bobs };
}

/** The lines of a talk, each as `from:text:delivery`. */
export function textsOf({ chat }: ChatVisitor): string[] {
  const { state } = chat.snapshot;
  if (state.kind !== "talk" && state.kind !== "ended") return [];
  return state.lines.map(({ from, text, delivery }) => `${from}:${text}:${delivery}`);
}
