import { assertEquals, assertStrictEquals } from "@std/assert/mod.js";
import type { Match, RoomId } from "../../../server/protocol.ts";
import type { ChatState, Line, Undo, Wish } from "../../../component/chat/state.ts";
import { transition } from "../../../component/chat/transition.ts";
import type { ChatInput, StateOf } from "../../../component/chat/transition_types.ts";
import { UNDO_MS, undoable } from "../../../component/chat/undo.ts";
import { QuickClock } from "../support/quick_clock.ts";
import { roomNamed } from "../support/room_named.ts";

const WISH: Wish = { mode: "text", interests: ["tea"], languages: ["en"], strictLanguages: false };
const AT = 1_000_000;

const FIRST = roomNamed("room-first");
const SECOND = roomNamed("room-second");

const match = (room: RoomId, resumes?: RoomId): Match => ({
  room,
  role: "offerer",
  polite: false,
  generation: 1,
  mode: "text",
  why: { interests: ["tea"], language: "en", step: 1, waitedMs: 5 },
  ...(resumes && { resumes }),
});
const line: Line = { id: "line", from: "self", text: "hello", at: AT, delivery: "sent" };

const talk: StateOf<"talk"> = {
  kind: "talk",
  wish: WISH,
  match: match(FIRST),
  since: AT,
  partner: { kind: "here" },
  call: { kind: "none" },
  lines: [line],
  isPartnerTyping: false,
  online: true,
};

function undoOf(state: ChatState): Undo | undefined {
  return "undo" in state ? state.undo : undefined;
}

/** Lets inputs follow each other; tells the last state, what of it may be undone, and the last effects. */
function follow(start: ChatState, ...inputs: readonly ChatInput[]) {
  const decide = undoable(transition, { clock: new QuickClock(), onInput: () => {} });
  let state = start;
  let effects: readonly string[] = [];
  for (const input of inputs) {
    const next = decide(state, input);
    state = next.state;
    effects = next.effects.map((effect) =>
      effect.kind === "tell" ? `tell:${effect.event.type}` : effect.kind
    );
  }
  const undo = undoOf(state);
  return { state, is: undo?.is, undo, effects: effects.join(" "), kind: state.kind };
}

const NEXT: ChatInput = { kind: "next" };
const QUEUED: ChatInput = { kind: "queued", widensInMs: [5_000], at: AT, steps: 3 };
const LEFT: ChatInput = { kind: "peer-left", room: FIRST, reason: "next" };
const BACK: ChatInput = { kind: "retry", at: AT };
const WANTED: ChatInput = { kind: "wanted", talk: FIRST };
const OVER: ChatInput = { kind: "undo-over", talk: FIRST };
const REFUSED: ChatInput = { kind: "request-failed", cause: "internal", retryAt: null };
const matched = (resumes?: RoomId): ChatInput => ({
  kind: "matched",
  match: match(SECOND, resumes),
  at: AT,
});

Deno.test("a skip may be undone for ten seconds, by either side", () => {
  for (const inputs of [[NEXT], [NEXT, QUEUED], [LEFT]]) {
    const { undo } = follow(talk, ...inputs);
    const until = new QuickClock().now() + UNDO_MS;
    assertEquals(undo, { is: "open", room: FIRST, lines: [line], until });
  }
  for (const inputs of [[NEXT, OVER], [NEXT, QUEUED, OVER], [LEFT, OVER]]) {
    const { state, effects } = follow(talk, ...inputs);
    assertEquals(["undo" in state, effects], [false, ""]);
  }
});

Deno.test("nothing but a skip may be undone", () => {
  for (const reason of ["left", "lost", "ended"] as const) {
    assertEquals(follow(talk, { ...LEFT, reason }).undo, undefined, reason);
  }
  assertEquals(follow(talk, { kind: "block" }).undo, undefined);
  assertEquals(follow(talk, { kind: "start", wish: { ...WISH, interests: [] } }).undo, undefined);
});

Deno.test("whoever skipped waits for nobody else while they ask, and looks on when that was in vain", () => {
  const asked = follow(talk, NEXT, QUEUED, BACK);
  assertEquals([asked.kind, asked.is, asked.effects], ["opening", "asked", "back"]);
  for (const vain of [OVER, REFUSED]) {
    const gone = follow(asked.state, vain);
    assertEquals([gone.kind, gone.is, gone.effects], ["opening", "gone", "queue"]);
  }
  const gone = follow(asked.state, OVER);
  const waiting = follow(gone.state, QUEUED);
  assertEquals([waiting.kind, waiting.is], ["waiting", "gone"]);
  // Its own end has come as well.
  assertStrictEquals(follow(waiting.state, OVER).state, waiting.state);
});

Deno.test("whoever was skipped stays where they are while they ask, and when that was in vain", () => {
  const asked = follow(talk, LEFT, BACK);
  assertEquals([asked.kind, asked.is, asked.effects], ["ended", "asked", "back"]);
  assertStrictEquals(follow(asked.state, BACK).state, asked.state);
  const gone = follow(asked.state, OVER);
  assertEquals([gone.kind, gone.is, gone.effects], ["ended", "gone", ""]);
  // It is not news any more to whoever goes on.
  assertEquals(follow(gone.state, NEXT).is, undefined);
});

Deno.test("who is wanted back is told so, also while they look for somebody else", () => {
  for (const inputs of [[LEFT], [LEFT, NEXT], [LEFT, NEXT, QUEUED]]) {
    const wanted = follow(talk, ...inputs, WANTED);
    assertEquals(wanted.is, "wanted");
    assertEquals(follow(wanted.state, BACK).effects, "back");
  }
  assertEquals(follow(talk, LEFT, BACK, WANTED).is, "asked");
  assertEquals(follow(talk, LEFT, { ...WANTED, talk: SECOND }).is, "open");
  assertStrictEquals(follow(talk, WANTED).state, talk);
});

Deno.test("whoever goes on asks nobody any more, and may ask again", () => {
  const { is, effects } = follow(talk, LEFT, BACK, NEXT);
  assertEquals([is, effects], ["open", "next open"]);
  assertEquals(follow(talk, NEXT, BACK, QUEUED).is, "open");
});

Deno.test("in the end it is too late by itself", async () => {
  const clock = new QuickClock();
  const told: ChatInput[] = [];
  undoable(transition, { clock, onInput: (input) => told.push(input) })(talk, NEXT);
  await clock.advance(UNDO_MS - 1);
  assertEquals(told, []);
  await clock.advance(1);
  assertEquals(told, [OVER]);
});

Deno.test("that somebody has gone on is news for a while", async () => {
  const clock = new QuickClock();
  const states: ChatState[] = [talk];
  const is = () => undoOf(states.at(-1) ?? talk)?.is;
  const decide = undoable(transition, { clock, onInput: (input) => take(input) });
  const take = (input: ChatInput) => {
    states.push(decide(states.at(-1) ?? talk, input).state);
  };
  for (const input of [LEFT, BACK]) take(input);
  await clock.advance(UNDO_MS);
  assertEquals(is(), "gone");
  await clock.advance(7_999);
  assertEquals(is(), "gone");
  await clock.advance(1);
  assertEquals(is(), undefined);
});

Deno.test("whoever had to ask for less than they wished for cannot undo it", () => {
  const down = { ...talk, wish: { ...WISH, mode: "video" } as const };
  assertEquals([follow(down, NEXT).undo, follow(down, LEFT).undo], [undefined, undefined]);
});

Deno.test("the talk that both came back to begins below what was written before", () => {
  for (const inputs of [[NEXT, QUEUED, BACK], [LEFT, BACK], [LEFT, BACK, OVER]]) {
    const { state, effects } = follow(talk, ...inputs, matched(FIRST));
    assertEquals(effects, "begin tell:matched");
    assertEquals(state.kind === "talk" && [state.match.room, state.lines], [SECOND, [line]]);
  }
});

Deno.test("a talk with somebody else begins empty", () => {
  const { state } = follow(talk, NEXT, QUEUED, matched());
  assertEquals(state.kind === "talk" && state.lines, []);
});

Deno.test("whoever was seated while away takes the seat that they asked for, and no other", () => {
  const hello = (resumes?: RoomId): ChatInput => ({
    kind: "hello",
    hello: {
      resumed: false,
      state: "seated",
      room: SECOND,
      generation: 1,
      role: "offerer",
      partnerPresent: true,
      match: match(SECOND, resumes),
    },
    at: AT,
    steps: 3,
  });
  assertEquals(follow(talk, LEFT, BACK, hello(FIRST)).effects, "begin tell:matched");
  assertEquals(follow(talk, LEFT, hello()).effects, "leave");
});

Deno.test("whoever blocks the other one, or stops, wants them back no more", () => {
  const blocked = follow(talk, LEFT, BACK, { kind: "block" });
  assertEquals([blocked.is, blocked.effects], [undefined, "block"]);
  // They agreed in the very moment.
  const seated = follow(blocked.state, matched(FIRST));
  assertEquals([seated.kind, seated.effects], ["ended", "leave"]);
  assertEquals(follow(talk, LEFT, BACK, { kind: "stop" }).effects, "unqueue close release");
  assertEquals(follow(talk, LEFT, { kind: "stop" }).effects, "close release");
});
