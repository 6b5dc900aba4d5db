import { assertEquals, assertStrictEquals } from "@std/assert/mod.js";
import type { Mode, RoomId } from "../../../server/protocol.ts";
import type { ChatState, Ladder, Step, Wish } from "../../../component/chat/state.ts";
import { transition } from "../../../component/chat/transition.ts";
import { ASK_MS } from "../../../component/chat/transition_ladder.ts";
import type { ChatEffect, ChatInput, StateOf } from "../../../component/chat/transition_types.ts";

const AT = 1_000_000;
const ROOM = "room-0000001" as RoomId;
const WISH: Wish = { mode: "text", interests: [], languages: ["en"], strictLanguages: false };

function talkAt(mode: Mode, ladder?: Ladder): StateOf<"talk"> {
  return {
    kind: "talk",
    wish: WISH,
    match: {
      room: ROOM,
      role: "offerer",
      polite: false,
      generation: 1,
      mode,
      why: { interests: [], language: "en", step: 1, waitedMs: 0 },
    },
    since: AT,
    partner: { kind: "here" },
    call: mode === "text" ? { kind: "none" } : { kind: "live" },
    lines: [],
    isPartnerTyping: false,
    online: true,
    ...(ladder && { ladder }),
  };
}

/** A talk by video, veiled. */
function veiledWith(ladder?: Ladder): StateOf<"talk"> {
  const { match, ...talk } = talkAt("video", ladder);
  return { ...talk, wish: { ...WISH, mode: "video" }, match: { ...match, veiled: true } };
}

const preparing = (step: Mode, isTheirs = false): Ladder => ({ kind: "preparing", step, isTheirs });
const asked = (step: Step): Ladder => ({ kind: "asked", step, until: AT + ASK_MS });
const offered = (step: Step): Ladder => ({ kind: "offered", step });

const climb = (step: Step): ChatInput => ({ kind: "climb", step, at: AT });
const decline: ChatInput = { kind: "decline-step" };
const ready = (step: Mode): ChatInput => ({
  kind: "prepared",
  room: ROOM,
  step,
  result: "ready",
  at: AT,
});
const denied = (step: Mode): ChatInput => ({
  kind: "prepared",
  room: ROOM,
  step,
  result: "denied",
  at: AT,
});
const word = (step: Step, what: "asks" | "drops" | "agreed"): ChatInput => ({
  kind: "ladder",
  room: ROOM,
  step,
  consent: what !== "drops",
  agreed: what === "agreed",
  at: AT,
});

function brief(effect: ChatEffect): string {
  switch (effect.kind) {
    case "consent":
      return `${effect.consent ? "want" : "drop"}:${effect.step}`;
    case "prepare":
    case "keep":
      return `${effect.kind}:${effect.mode}`;
    case "climb":
      return `climb:${effect.isVeiled ? "veiled " : ""}${effect.mode}`;
    default:
      return effect.kind;
  }
}

/** What follows: the mode, the ladder, and what is done. */
function after(state: ChatState, input: ChatInput): string {
  const next = transition(state, input);
  const { state: now, effects } = next;
  const ladder = now.kind === "talk" ? now.ladder : undefined;
  const where = now.kind === "talk" ? now.match.mode : now.kind;
  const standing = ladder === undefined ? "" : ` ${ladder.kind}:${ladder.step}`;
  const veil = now.kind === "talk" && now.match.veiled ? "veiled " : "";
  return [`${veil}${where}${standing}`, ...effects.map(brief)].join(" > ");
}

/** `mode ladder`, the input, and what follows; a talk that was wished for in writing. */
const TABLE: readonly (readonly [ChatState, ChatInput, string])[] = [
  // One asks.
  [talkAt("text"), climb("voice"), "text preparing:voice > prepare:voice"],
  [talkAt("text"), climb("video"), "text preparing:video > prepare:video"],
  [talkAt("text"), climb("text"), "text"],
  [talkAt("text", preparing("voice")), climb("voice"), "text preparing:voice"],
  [talkAt("text", preparing("voice")), ready("voice"), "text asked:voice > want:voice > expire"],
  [talkAt("text", preparing("voice")), denied("voice"), "text refused:voice > expire"],
  [talkAt("text", preparing("voice")), decline, "text > keep:text"],
  [talkAt("text", asked("voice")), decline, "text > keep:text > drop:voice"],
  [talkAt("text", asked("voice")), word("voice", "agreed"), "voice > climb:voice"],
  [
    talkAt("text", asked("voice")),
    word("voice", "drops"),
    "text declined:voice > keep:text > expire",
  ],
  // Changed their mind while the browser asked: what it grants is let go of.
  [talkAt("text"), ready("voice"), "text > keep:text"],
  [talkAt("text", preparing("video")), ready("voice"), "text preparing:video"],
  // The other asks.
  [talkAt("text"), word("voice", "asks"), "text offered:voice"],
  [talkAt("text", offered("voice")), climb("voice"), "text preparing:voice > prepare:voice"],
  [
    talkAt("text", preparing("voice", true)),
    ready("voice"),
    "text asked:voice > want:voice > expire",
  ],
  [
    talkAt("text", preparing("voice", true)),
    denied("voice"),
    "text refused:voice > drop:voice > expire",
  ],
  [talkAt("text", preparing("voice", true)), decline, "text > keep:text > drop:voice"],
  [talkAt("text", offered("voice")), decline, "text > drop:voice"],
  [talkAt("text", offered("voice")), word("voice", "drops"), "text"],
  [talkAt("text", preparing("voice", true)), word("voice", "drops"), "text > keep:text"],
  // Both at once.
  [talkAt("text", preparing("voice")), word("voice", "asks"), "text preparing:voice"],
  [talkAt("text", asked("voice")), word("video", "asks"), "text offered:video > keep:text"],
  // From voice on.
  [talkAt("voice", asked("video")), word("video", "agreed"), "video > climb:video"],
  [talkAt("voice", preparing("video")), decline, "voice > keep:voice"],
  [talkAt("video"), climb("voice"), "video > want:voice"],
  [talkAt("video"), word("voice", "agreed"), "voice > climb:voice > keep:voice"],
  [talkAt("voice"), word("text", "agreed"), "text > climb:text > keep:text"],
  // Agreed with what one has just taken back: it is not so.
  [talkAt("text"), word("voice", "agreed"), "text > want:text"],
  [talkAt("voice"), word("voice", "agreed"), "voice"],
  // The partner was away when one asked.
  [
    talkAt("text", asked("voice")),
    { kind: "peer-back", room: ROOM },
    [
      "text asked:voice > resend > want:voice",
    ].join(),
  ],
  // To be seen takes no device, and a yes of both.
  [veiledWith(), climb("reveal"), "veiled video asked:reveal > want:reveal > expire"],
  [veiledWith(asked("reveal")), climb("reveal"), "veiled video asked:reveal"],
  [
    veiledWith(offered("reveal")),
    climb("reveal"),
    [
      "veiled video asked:reveal > want:reveal > expire",
    ].join(),
  ],
  [veiledWith(asked("reveal")), word("reveal", "agreed"), "video > climb:video"],
  [veiledWith(), word("reveal", "asks"), "veiled video offered:reveal"],
  [veiledWith(offered("reveal")), decline, "veiled video > drop:reveal"],
  [veiledWith(offered("reveal")), word("reveal", "drops"), "veiled video"],
  [veiledWith(asked("reveal")), decline, "veiled video > keep:video > drop:reveal"],
  [
    veiledWith(asked("reveal")),
    word("reveal", "drops"),
    "veiled video declined:reveal > keep:video > expire",
  ],
  // Agreed with what was taken back in that moment, or never asked for: it is not so.
  [veiledWith(), word("reveal", "agreed"), "veiled video > drop:reveal"],
  [veiledWith(asked("voice")), word("reveal", "agreed"), "veiled video asked:voice > drop:reveal"],
  // The other one does not want to be seen any more.
  [
    talkAt("video"),
    { kind: "ladder", room: ROOM, step: "reveal", consent: false, agreed: true, at: AT },
    "veiled video > climb:veiled video",
  ],
  // Nothing is veiled, or not in what the two share now.
  [talkAt("video"), climb("reveal"), "video"],
  [talkAt("video"), word("reveal", "agreed"), "video > climb:video"],
  [veiledWith(), climb("voice"), "veiled video > want:voice"],
  [veiledWith(), word("voice", "agreed"), "veiled voice > climb:veiled voice > keep:voice"],
  // The end of the talk is the end of what was captured for it.
  [
    talkAt("voice"),
    { kind: "next" },
    "opening > finish > keep:text > tell > next > open",
  ],
  [
    talkAt("voice"),
    { kind: "peer-left", room: ROOM, reason: "left" },
    [
      "ended > finish > keep:text > tell",
    ].join(),
  ],
  [
    talkAt("text", asked("voice")),
    { kind: "next" },
    [
      "opening > finish > keep:text > tell > next > open",
    ].join(),
  ],
];

for (const [state, input, expected] of TABLE) {
  const { match, ladder } = state.kind === "talk" ? state : { match: null, ladder: undefined };
  const name = `"${input.kind}" at "${match?.mode} ${ladder?.kind ?? ""}" leads to "${expected}"`;
  Deno.test(`on the ladder ${name}`, () => assertEquals(after(state, input), expected));
}

Deno.test("words about the ladder of another talk change nothing", () => {
  const state = talkAt("text", asked("voice"));
  const elsewhere = { ...word("voice", "agreed"), room: "room-0000002" as RoomId };
  assertStrictEquals(transition(state, elsewhere).state, state);
});

Deno.test("an offer expires only while it is the very same", () => {
  const first = asked("voice");
  const expired: ChatInput = { kind: "ladder-expired", ladder: first };
  assertEquals(after(talkAt("text", first), expired), "text > keep:text > drop:voice");
  assertEquals(after(talkAt("text", asked("voice")), expired), "text asked:voice");
});

Deno.test("who has gone down to writing and moves on is asked for the camera again", () => {
  const state = { ...talkAt("text"), wish: { ...WISH, mode: "video" } as const };
  assertEquals(
    after(state, { kind: "next" }),
    "asking > finish > leave > close > tell > capture",
  );
  const ended = transition(state, { kind: "peer-left", room: ROOM, reason: "left" }).state;
  assertEquals(after(ended, { kind: "next" }), "asking > close > capture");
});

Deno.test("what was agreed about the veil during a break is so after it", () => {
  const hello = (veiled: boolean): ChatInput => ({
    kind: "hello",
    hello: {
      resumed: false,
      state: "seated",
      room: ROOM,
      generation: 1,
      role: "offerer",
      partnerPresent: true,
      match: { ...talkAt("video").match, ...(veiled && { veiled }) },
    },
    at: AT,
    steps: 3,
  });
  assertEquals(after(veiledWith(asked("reveal")), hello(false)), "video > rejoin > climb:video");
  // Whoever has not asked has not agreed.
  assertEquals(after(veiledWith(), hello(false)), "veiled video > rejoin > drop:reveal");
  assertEquals(after(veiledWith(), hello(true)), "veiled video > rejoin");
  assertEquals(after(talkAt("video"), hello(true)), "veiled video > rejoin > climb:veiled video");
});

Deno.test("a page that is loaded anew takes up the talk where it was, and asks for what it lacks", () => {
  const opening: ChatState = { kind: "opening", wish: WISH };
  const { match } = talkAt("voice");
  const hello = (mode: Mode, lines: readonly [] | null): ChatInput => ({
    kind: "hello",
    hello: {
      resumed: false,
      state: "seated",
      room: ROOM,
      generation: 4,
      role: "offerer",
      partnerPresent: true,
      match: { ...match, mode },
    },
    at: AT,
    steps: 3,
    lines,
  });
  const expected = "text preparing:voice > begin > tell > prepare:voice";
  assertEquals(after(opening, hello("voice", [])), expected);
  assertEquals(
    after({ ...opening, wish: { ...WISH, mode: "video" } }, hello("voice", [])),
    [
      "voice > begin > tell > keep:voice",
    ].join(),
  );
  // A room of another visit is left.
  assertEquals(after(opening, hello("voice", null)), "opening > next");
});
