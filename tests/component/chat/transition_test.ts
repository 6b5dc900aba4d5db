import { assert, assertEquals, assertStrictEquals } from "@std/assert/mod.js";
import type { Match, RoomId } from "../../../server/protocol.ts";
import type { ChatState, Line, Wish } from "../../../component/chat/state.ts";
import { transition } from "../../../component/chat/transition.ts";
import { LINES_LET_GO, MAX_LINES } from "../../../component/chat/transition_talk.ts";
import type { ChatInput, StateOf } from "../../../component/chat/transition_types.ts";

const VIDEO: Wish = {
  mode: "video",
  interests: ["tea"],
  languages: ["en"],
  strictLanguages: false,
};
const TEXT: Wish = { ...VIDEO, mode: "text" };
const AT = 1_000_000;

function room(id: string): RoomId {
  const isRoom = (value: string): value is RoomId => value.length > 0;
  if (!isRoom(id)) throw new Error("Cannot name a room so");
  return id;
}
const HERE = room("room-here");
const ELSEWHERE = room("room-elsewhere");

const match = (id: RoomId, mode: Match["mode"] = "video"): Match => ({
  room: id,
  role: "offerer",
  polite: false,
  generation: 1,
  mode,
  why: { interests: ["tea"], language: "en", step: 1, waitedMs: 5 },
});
const line = (delivery: Line["delivery"]): Line => ({
  id: `line-${delivery}`,
  from: "self",
  text: "hello",
  at: AT,
  delivery,
});
const seated = (id: RoomId, mode: Match["mode"] = "video", partnerPresent = true) =>
  ({
    resumed: false,
    state: "seated",
    room: id,
    generation: 3,
    role: "offerer",
    partnerPresent,
    match: match(id, mode),
  }) as const;
type Hello = Extract<ChatInput, { kind: "hello" }>;

const hello = (data: Hello["hello"]): Hello => ({
  kind: "hello",
  hello: data,
  at: AT,
  steps: 3,
});

const talk: StateOf<"talk"> = {
  kind: "talk",
  wish: VIDEO,
  match: match(HERE),
  since: AT,
  partner: { kind: "here" },
  call: { kind: "live" },
  lines: [line("sent")],
  isPartnerTyping: false,
  online: true,
};

const STATES: { readonly [Kind in ChatState["kind"]]: StateOf<Kind> } = {
  welcome: { kind: "welcome" },
  asking: { kind: "asking", wish: VIDEO },
  refused: { kind: "refused", wish: VIDEO, cause: "denied", alternatives: ["text"] },
  opening: { kind: "opening", wish: VIDEO },
  waiting: { kind: "waiting", wish: VIDEO, since: AT, step: 1, widensAt: null, online: true },
  talk,
  ended: { kind: "ended", wish: VIDEO, match: match(HERE), reason: "left", lines: [] },
  trouble: { kind: "trouble", wish: VIDEO, cause: "server-away", retryAt: AT },
  restricted: {
    kind: "restricted",
    wish: VIDEO,
    until: AT + 9,
    rule: "spam",
    receipt: "KQ2",
    appeal: "none",
  },
};

const INPUTS: { readonly [name: string]: ChatInput } = {
  "start video": { kind: "start", wish: VIDEO },
  "start text": { kind: "start", wish: TEXT },
  next: { kind: "next" },
  widen: { kind: "widen" },
  stop: { kind: "stop" },
  retry: { kind: "retry", at: AT },
  send: { kind: "send", id: "new", text: "hi", at: AT },
  block: { kind: "block" },
  appeal: { kind: "appeal", note: "It wasn't me" },
  captured: { kind: "captured" },
  "capture refused": { kind: "capture-refused", cause: "busy", alternatives: ["voice", "text"] },
  "hello idle": hello({ resumed: false, state: "idle" }),
  "hello waiting": hello({
    resumed: true,
    state: "waiting",
    mode: "video",
    widensInMs: [7_000],
  }),
  "hello here": hello(seated(HERE)),
  "hello elsewhere": hello(seated(ELSEWHERE)),
  "hello other mode": hello(seated(ELSEWHERE, "text")),
  "down once": { kind: "down", cause: "server-away", retryAt: AT + 1, attempt: 1 },
  "down for long": { kind: "down", cause: "offline", retryAt: AT + 9, attempt: 3 },
  lost: { kind: "lost", cause: "replaced" },
  queued: { kind: "queued", widensInMs: [5_000, 12_000], at: AT, steps: 3 },
  matched: { kind: "matched", match: match(ELSEWHERE), at: AT },
  widened: { kind: "widened", step: 2, nextInMs: 7_000, at: AT },
  "widened before": { kind: "widened", step: 0, nextInMs: 7_000, at: AT },
  "widen failed": { kind: "widen-failed" },
  "failed for now": { kind: "request-failed", cause: "rate-limited", retryAt: AT + 9 },
  "failed for good": { kind: "request-failed", cause: "internal", retryAt: null },
  "call failed": { kind: "call", room: HERE, call: { kind: "failed" } },
  heard: { kind: "heard", room: HERE, id: "theirs", text: "hey", at: AT },
  "partner typing": { kind: "partner-typing", room: HERE, isTyping: true },
  delivered: { kind: "delivered", room: HERE, id: "line-sent", at: AT + 1 },
  undelivered: { kind: "undelivered", room: HERE, id: "line-sent" },
  seen: { kind: "seen", room: HERE, id: "line-sent" },
  "seen nothing": { kind: "seen", room: HERE, id: "line-unknown" },
  "peer away": { kind: "peer-away", room: HERE, until: AT + 30 },
  "peer back": { kind: "peer-back", room: HERE },
  "peer left": { kind: "peer-left", room: HERE, reason: "next" },
  wanted: { kind: "wanted", talk: HERE },
  asked: { kind: "asked" },
  "undo over": { kind: "undo-over", talk: HERE },
  "call elsewhere": { kind: "call", room: ELSEWHERE, call: { kind: "failed" } },
  "heard elsewhere": { kind: "heard", room: ELSEWHERE, id: "theirs", text: "hey", at: AT },
  restricted: { kind: "restricted", until: AT + 9, rule: "hate", receipt: "XM4" },
  "restricted by a refusal": { kind: "restricted", until: AT + 8, rule: "", receipt: "" },
  "appeal failed": { kind: "appealed", result: "failed" },
  "block failed": { kind: "block-failed", room: HERE },
  "peer left elsewhere": { kind: "peer-left", room: ELSEWHERE, reason: "left" },
};

/** Everything that means something: `state > effects`. What is not here changes nothing. */
const TABLE: { readonly [Kind in ChatState["kind"]]: { readonly [input: string]: string } } = {
  welcome: {
    "start video": "asking > capture",
    "start text": "opening > release open",
    "hello waiting": "welcome > unqueue",
    "hello here": "welcome > leave",
    "hello elsewhere": "welcome > leave",
    "hello other mode": "welcome > leave",
  },
  asking: {
    "start video": "asking > capture",
    "start text": "opening > release open",
    stop: "welcome > release",
    captured: "opening > open",
    restricted: "restricted > close release",
    "restricted by a refusal": "restricted > close release",
    "capture refused": "refused > tell:problem",
  },
  refused: {
    "start video": "asking > capture",
    "start text": "opening > release open",
    stop: "welcome > release",
    retry: "asking > capture",
    restricted: "restricted > close release",
    "restricted by a refusal": "restricted > close release",
  },
  opening: {
    restricted: "restricted > close release",
    "restricted by a refusal": "restricted > close release",
    "start video": "asking > unqueue close capture",
    "start text": "opening > unqueue close release open",
    stop: "welcome > unqueue close release",
    "hello idle": "opening > queue",
    "hello waiting": "opening > queue",
    "hello here": "talk > begin tell:matched",
    "hello elsewhere": "talk > begin tell:matched",
    "hello other mode": "opening > next",
    "down for long": "trouble > tell:problem",
    lost: "trouble > release tell:problem",
    queued: "waiting >",
    matched: "talk > begin tell:matched",
    "failed for now": "trouble > close retry-at tell:problem",
    "failed for good": "trouble > close release tell:problem",
  },
  waiting: {
    restricted: "restricted > close release",
    "restricted by a refusal": "restricted > close release",
    "start video": "opening > queue",
    "start text": "opening > unqueue close release open",
    stop: "welcome > unqueue close release",
    "hello idle": "waiting > queue",
    "hello waiting": "waiting >",
    "hello here": "talk > begin tell:matched",
    "hello elsewhere": "talk > begin tell:matched",
    "hello other mode": "opening > next",
    "down once": "waiting >",
    "down for long": "waiting >",
    lost: "trouble > release tell:problem",
    queued: "waiting >",
    matched: "talk > begin tell:matched",
    widened: "waiting >",
    "widen failed": "waiting > queue",
    "failed for now": "trouble > close retry-at tell:problem",
    "failed for good": "trouble > close release tell:problem",
  },
  talk: {
    block: "ended > finish block tell:left",
    restricted: "restricted > finish tell:left close release",
    "restricted by a refusal": "restricted > finish tell:left close release",
    "start video": "opening > finish tell:left next open",
    "start text": "opening > finish leave close tell:left release open",
    next: "opening > finish tell:left next open",
    stop: "welcome > finish leave close tell:left release",
    send: "talk > send tell:message",
    "hello idle": "ended > finish tell:left",
    "hello waiting": "ended > finish tell:left unqueue",
    "hello here": "talk > rejoin",
    "hello elsewhere": "talk > finish tell:left begin tell:matched",
    "hello other mode": "opening > finish tell:left next",
    "down once": "talk >",
    "down for long": "talk >",
    lost: "trouble > finish release tell:left tell:problem",
    "call failed": "talk >",
    heard: "talk > tell:message",
    "partner typing": "talk >",
    delivered: "talk >",
    undelivered: "talk >",
    seen: "talk >",
    "peer away": "talk >",
    "peer back": "talk > resend",
    "peer left": "ended > finish tell:left",
  },
  ended: {
    block: "ended > block",
    "block failed": "ended >",
    restricted: "restricted > close release",
    "restricted by a refusal": "restricted > close release",
    "start video": "opening > next open",
    "start text": "opening > close release open",
    next: "opening > next open",
    stop: "welcome > close release",
    "hello waiting": "ended > unqueue",
    "hello here": "ended > leave",
    "hello elsewhere": "ended > leave",
    "hello other mode": "ended > leave",
    lost: "trouble > release tell:problem",
  },
  restricted: {
    "start video": "asking > capture",
    "start text": "opening > release open",
    stop: "welcome > release",
    retry: "asking > capture",
    appeal: "restricted > appeal",
    "appeal failed": "restricted >",
    restricted: "restricted > close release",
  },
  trouble: {
    restricted: "restricted > close release",
    "restricted by a refusal": "restricted > close release",
    "start video": "asking > close capture",
    "start text": "opening > close release open",
    stop: "welcome > close release",
    retry: "asking > close capture",
    "hello idle": "opening > queue",
    "hello waiting": "opening > queue",
    "hello here": "talk > begin tell:matched",
    "hello elsewhere": "talk > begin tell:matched",
    "hello other mode": "opening > next",
    "down once": "trouble >",
    "down for long": "trouble >",
    lost: "trouble > release tell:problem",
  },
};

for (const state of Object.values(STATES)) {
  const row = TABLE[state.kind];

  Deno.test(`every input that means something in "${state.kind}" leads where it should`, () => {
    for (const [name, expected] of Object.entries(row)) {
      const input = INPUTS[name];
      assert(input, `the table names an input "${name}"`);
      const next = transition(state, input);
      const effects = next.effects.map((effect) =>
        effect.kind === "tell" ? `tell:${effect.event.type}` : effect.kind
      );
      assertEquals(`${next.state.kind} > ${effects.join(" ")}`.trim(), expected, name);
    }
  });

  Deno.test(`every other input in "${state.kind}" leaves the very same state`, () => {
    for (const [name, input] of Object.entries(INPUTS)) {
      if (name in row) continue;
      const next = transition(state, input);
      assertStrictEquals(next.state, state, name);
      assertEquals(next.effects, [], name);
    }
  });
}

/** Moves on and makes sure of the kind. */
function move<Kind extends ChatState["kind"]>(
  state: ChatState,
  input: ChatInput,
  kind: Kind,
): StateOf<Kind> {
  const { state: next } = transition(state, input);
  const isKind = (one: ChatState): one is StateOf<Kind> => one.kind === kind;
  if (!isKind(next)) throw new Error(`Cannot go on: "${next.kind}" instead of "${kind}"`);
  return next;
}

Deno.test("what is seen was seen with all before it, and stays so when its arrival is told later", () => {
  const own = (id: string, delivery: Line["delivery"]): Line => ({ ...line(delivery), id });
  const before = {
    ...talk,
    lines: [own("a", "sent"), own("b", "failed"), own("c", "sending"), own("d", "sent")],
  };
  const seen = move(before, { kind: "seen", room: HERE, id: "c" }, "talk");
  assertEquals(seen.lines.map(({ delivery }) => delivery), ["seen", "failed", "seen", "sent"]);
  const delivered = move(seen, { kind: "delivered", room: HERE, id: "c", at: 7 }, "talk");
  assertEquals(delivered.lines[2]?.delivery, "seen");
});

Deno.test("the step of a wait is told by how many are left", () => {
  const waits = (wish: Wish, widensInMs: number[]) => {
    const { step, widensAt } = move(
      { kind: "opening", wish },
      { kind: "queued", widensInMs, at: AT, steps: 3 },
      "waiting",
    );
    return [step, widensAt];
  };
  assertEquals(waits(VIDEO, [5_000, 12_000]), [1, AT + 5_000]);
  assertEquals(waits(VIDEO, [12_000]), [2, AT + 12_000]);
  assertEquals(waits(VIDEO, []), [3, null]);
  const strict = { ...VIDEO, strictLanguages: true };
  assertEquals(waits(strict, [5_000]), [1, AT + 5_000]);
  assertEquals(waits(strict, []), [2, null]);
});

Deno.test("who widens asks for the next step, if there is one and the server can hear", () => {
  const waiting = { ...STATES.waiting, step: 2, widensAt: AT + 7_000 };
  assertEquals(transition(waiting, { kind: "widen" }).effects, [{ kind: "widen", step: 3 }]);
  for (const state of [{ ...waiting, widensAt: null }, { ...waiting, online: false }]) {
    assertEquals(transition(state, { kind: "widen" }), { state, effects: [] });
  }
});

Deno.test("who waits near is kept until something newer is told", () => {
  const near = { interest: 0, language: "few", anyone: 40 } as const;
  const nobody = { interest: 0, language: 0, anyone: 0 } as const;
  const opening: ChatState = { kind: "opening", wish: VIDEO };
  const told = { kind: "queued", widensInMs: [5_000], at: AT, steps: 3, near } as const;
  const waiting = move(opening, told, "waiting");
  assertEquals(waiting.near, near);
  const idle = hello({ resumed: true, state: "waiting", mode: "video", widensInMs: [] });
  assertEquals(move(waiting, idle, "waiting").near, near);
  const widened = { kind: "widened", step: 3, at: AT } as const;
  assertEquals(move(waiting, widened, "waiting").near, near);
  assertEquals(move(waiting, { ...widened, near: nobody }, "waiting").near, nobody);
});

Deno.test("a closed site is trouble that says when it opens, without the camera till then", () => {
  const opening: ChatState = { kind: "opening", wish: VIDEO };
  const closed = { kind: "request-failed", cause: "closed", retryAt: null } as const;
  const { state, effects } = transition(opening, { ...closed, opensAt: AT + 9 });
  assertEquals<unknown>(state, {
    kind: "trouble",
    wish: VIDEO,
    cause: "closed",
    retryAt: null,
    opensAt: AT + 9,
  });
  assertEquals(effects.map(({ kind }) => kind), ["close", "release", "tell"]);
});

Deno.test("a wait that goes on after a break keeps since when it waits", () => {
  const offline = { ...STATES.waiting, since: 7, online: false };
  assertEquals(move(offline, hello({ resumed: false, state: "idle" }), "waiting").online, true);
  assertEquals(
    move(offline, { kind: "queued", widensInMs: [], at: AT, steps: 3 }, "waiting").since,
    7,
  );
});

Deno.test("a text talk has no call, and coming back to it is for its words", () => {
  const opening: ChatState = { kind: "opening", wish: TEXT };
  const input: ChatInput = { kind: "matched", match: match(HERE, "text"), at: AT };
  const state = move(opening, input, "talk");
  assertEquals(state.call, { kind: "none" });
  const { effects } = transition(state, hello(seated(HERE, "text")));
  assertEquals(effects, [{ kind: "rejoin", generation: 3 }]);
});

Deno.test("a seat that is taken up after a reload begins at the room's generation", () => {
  const { effects } = transition(STATES.opening, hello(seated(HERE)));
  assertEquals(effects[0], {
    kind: "begin",
    match: match(HERE),
    rejoins: { generation: 3, lines: [] },
  });
});

Deno.test("a seat that is taken up after a reload has the lines that the tab has kept", () => {
  const line = { id: "1", from: "self", text: "hello", at: AT, delivery: "sending" } as const;
  const { state, effects } = transition(STATES.opening, { ...hello(seated(HERE)), lines: [line] });
  assertEquals(state.kind === "talk" && state.lines, [line]);
  const rejoins = { generation: 3, lines: [line] };
  assertEquals(effects[0], { kind: "begin", match: match(HERE), rejoins });
});

Deno.test("coming back to a talk says that the other one is here only if they are", () => {
  const away = { ...talk, partner: { kind: "away", until: 9 } } as const;
  assertEquals(move(away, hello(seated(HERE)), "talk").partner, { kind: "here" });
  assertEquals(move(away, hello(seated(HERE, "video", false)), "talk").partner, away.partner);
});

Deno.test("a message of one's own is sending, then sent at the server's time or failed", () => {
  const sending = move(talk, { kind: "send", id: "new", text: "hi", at: 5 }, "talk");
  const last = (state: StateOf<"talk">) => state.lines.at(-1);
  assertEquals(last(sending), {
    id: "new",
    from: "self",
    text: "hi",
    at: 5,
    delivery: "sending",
  });
  const sent: ChatInput = { kind: "delivered", room: HERE, id: "new", at: 8 };
  assertEquals(last(move(sending, sent, "talk"))?.at, 8);
  assertEquals(last(move(sending, { ...sent, at: null }, "talk"))?.at, 5);
  const failed = move(sending, { kind: "undelivered", room: HERE, id: "new" }, "talk");
  assertEquals(last(failed)?.delivery, "failed");
});

Deno.test("trying again in a talk sends what failed and builds the call that failed", () => {
  const broken = {
    ...talk,
    call: { kind: "failed" },
    lines: [line("sent"), line("failed")],
  } as const;
  const { state, effects } = transition(broken, { kind: "retry", at: AT });
  assertEquals(effects, [
    { kind: "send", id: "line-failed", text: "hello" },
    { kind: "rebuild" },
  ]);
  assertEquals(state.kind === "talk" && state.lines.map(({ delivery }) => delivery), [
    "sent",
    "sending",
  ]);
});

Deno.test("what was still being sent when the talk ended has failed", () => {
  const input: ChatInput = { kind: "peer-left", room: HERE, reason: "left" };
  const over = move({ ...talk, lines: [line("sending"), line("sent")] }, input, "ended");
  assertEquals(over.lines.map(({ delivery }) => delivery), ["failed", "sent"]);
});

Deno.test("a flood of messages keeps only the last ones", () => {
  let state = talk;
  let most = 0;
  for (let at = 0; at < 2 * MAX_LINES; at++) {
    state = move(state, { kind: "heard", room: HERE, id: `${at}`, text: "x", at }, "talk");
    most = Math.max(most, state.lines.length);
  }
  assertEquals([most, state.lines.at(-1)?.id], [MAX_LINES, `${2 * MAX_LINES - 1}`]);
  assert(state.lines.length > MAX_LINES - LINES_LET_GO);
});

Deno.test("the partner's message ends their typing and cannot change one's own lines", () => {
  const typing = { ...talk, isPartnerTyping: true };
  const heard = move(typing, {
    kind: "heard",
    room: HERE,
    id: "line-theirs",
    text: "x",
    at: AT,
  }, "talk");
  assertEquals(heard.isPartnerTyping, false);
  const after = move(heard, { kind: "undelivered", room: HERE, id: "line-theirs" }, "talk");
  assertStrictEquals(after, heard);
});

Deno.test("trouble without a wish ends in welcome when it is tried again", () => {
  const state: ChatState = { kind: "trouble", wish: null, cause: "internal", retryAt: null };
  assertEquals(transition(state, { kind: "retry", at: AT }).state.kind, "welcome");
  assertStrictEquals(
    transition(state, hello({ resumed: false, state: "idle" })).state,
    state,
  );
});

Deno.test("who blocks in a talk is told of its end, and that they never meet again", () => {
  const { state, effects } = transition(talk, { kind: "block" });
  assert(state.kind === "ended" && state.isBlocked === true);
  assertEquals(effects[1], { kind: "block", room: HERE });
  assertEquals(transition(state, { kind: "block" }), { state, effects: [] }, "once is enough");
});

Deno.test("a block that did not reach the server can be tried again", () => {
  const blocked = move(talk, { kind: "block" }, "ended");
  const failed = move(blocked, { kind: "block-failed", room: HERE }, "ended");
  assertEquals(failed.isBlocked, false);
  assertEquals(transition(failed, { kind: "block" }).effects, [{ kind: "block", room: HERE }]);
  const other = transition(blocked, { kind: "block-failed", room: ELSEWHERE });
  assertStrictEquals(other.state, blocked, "another room's failure is not this one's");
});

Deno.test("whoever wants nothing is not told of a decision, nor is what was told taken back", () => {
  const nobody: ChatState = { kind: "trouble", wish: null, cause: "replaced", retryAt: null };
  const decision = { kind: "restricted", until: AT, rule: "hate", receipt: "XM4" } as const;
  assertStrictEquals(transition(nobody, decision).state, nobody);
  const told = move(STATES.waiting, decision, "restricted");
  assertEquals([told.rule, told.receipt, told.until, told.appeal], ["hate", "XM4", AT, "none"]);
  const refusal = { ...decision, rule: "", receipt: "" };
  assertStrictEquals(transition(told, refusal).state, told);
});

Deno.test("a decision is appealed against once, unless that failed", () => {
  const appeal = { kind: "appeal", note: "It wasn't me" } as const;
  const sending = move(STATES.restricted, appeal, "restricted");
  assertEquals(sending.appeal, "sending");
  const [effect] = transition(STATES.restricted, appeal).effects;
  assertEquals(effect, { kind: "appeal", receipt: "KQ2", note: "It wasn't me" });
  assertEquals(transition(sending, appeal).effects, []);
  const sent = move(sending, { kind: "appealed", result: "sent" }, "restricted");
  assertEquals(transition(sent, appeal).effects, []);
  const failed = move(sending, { kind: "appealed", result: "failed" }, "restricted");
  assertEquals(transition(failed, appeal).effects.length, 1);
  const unknown = { ...STATES.restricted, receipt: "" };
  assertEquals(transition(unknown, appeal).effects, [], "there is nothing to ask about");
});
