/** What a state carries on into the next: steps, lines, times, and what has been asked for. */
import { assert, assertEquals, assertStrictEquals } from "@std/assert/mod.js";
import type { ChatState, Line, Wish } from "../../../component/chat/state.ts";
import { transition } from "../../../component/chat/transition.ts";
import { LINES_LET_GO, MAX_LINES } from "../../../component/chat/transition_talk.ts";
import type { ChatInput, StateOf } from "../../../component/chat/transition_types.ts";
import {
  AT,
  ELSEWHERE,
  hello,
  HERE,
  line,
  match,
  move,
  seated,
  STATES,
  talk,
  TEXT,
  VIDEO,
} from "../support/transitions.ts";

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
