/**
 * The conversation's decisions, as one pure function: what state follows, and what is to be done.
 *
 * It does not know time, the network or the browser; everything comes in with the input. The
 * invariant it keeps: an input that makes no sense in a state leaves the very same state.
 *
 * @module
 */
import type { Near } from "../../server/protocol.ts";
import type { ChatState, Wish } from "./state.ts";
import { enter } from "./enter.ts";
import { restrict, restricted } from "./transition_restricted.ts";
import { catchUp, climb, climbDown, declineStep, expire, isAbove } from "./transition_ladder.ts";
import { meet, refuseSeat, takeSeat } from "./transition_seat.ts";
import { fail, giveUp, problem } from "./transition_trouble.ts";
import { block, endTalk, followTalk, left, retryTalk, say } from "./transition_talk.ts";
import type { ChatEffect, ChatInput, InputOf, StateOf, Transition } from "./transition_types.ts";

/** A break shorter than this many tries in a row is not worth a word at the beginning. */
const TROUBLE_AFTER_ATTEMPTS = 3;

/** Decides what follows from an input. */
export function transition(state: ChatState, input: ChatInput): Transition {
  // Starting and stopping mean the same everywhere: out of what is, into what is wanted.
  if (input.kind === "start") return start(state, input.wish);
  if (input.kind === "stop") return stop(state);
  if (input.kind === "restricted") return restrict(state, input);
  switch (state.kind) {
    case "welcome":
      return input.kind === "hello" ? refuseSeat(state, input.hello) : enter(state);
    case "asking":
      return asking(state, input);
    case "refused":
      return input.kind === "retry" ? start(state, state.wish) : enter(state);
    case "opening":
      return opening(state, input);
    case "waiting":
      return waiting(state, input);
    case "talk":
      return talk(state, input);
    case "ended":
      return ended(state, input);
    case "trouble":
      return trouble(state, input);
    case "restricted":
      return input.kind === "retry" ? start(state, state.wish) : restricted(state, input);
  }
}

function start(state: ChatState, wish: Wish): Transition {
  const isOnline = state.kind === "opening" || state.kind === "waiting" || state.kind === "talk" ||
    state.kind === "ended";
  if (isOnline && state.kind !== "opening" && state.wish.mode === wish.mode) {
    return startAgain(state, wish);
  }
  const leaving = leave(state, "left");
  if (wish.mode === "text") {
    return enter({ kind: "opening", wish }, ...leaving, { kind: "release" }, { kind: "open" });
  }
  return enter({ kind: "asking", wish }, ...leaving, capture(wish));
}

/** Another wish of the same mode: the stream and the capture stay. */
function startAgain(state: StateOf<"waiting" | "talk" | "ended">, wish: Wish): Transition {
  if (state.kind === "waiting") {
    return enter({ kind: "opening", wish }, { kind: "queue", wish });
  }
  return goOn(state, wish);
}

/** Out of a room, into the queue. */
function goOn(state: StateOf<"talk" | "ended">, wish: Wish): Transition {
  // Who has gone down the ladder has let go of a device that the next talk needs.
  if (isAbove(wish.mode, state.match.mode)) {
    return enter({ kind: "asking", wish }, ...leave(state, "left"), capture(wish));
  }
  const effects: ChatEffect[] = state.kind === "talk"
    ? [{ kind: "finish" }, ...climbDown(state), left(state, "next", "self")]
    : [];
  const { room } = state.match;
  return enter(
    { kind: "opening", wish },
    ...effects,
    { kind: "next", wish, room },
    { kind: "open" },
  );
}

function stop(state: ChatState): Transition {
  if (state.kind === "welcome") return enter(state);
  return enter({ kind: "welcome" }, ...leave(state, "left"), { kind: "release" });
}

/** What takes down everything that a state has set up, but the capture. */
function leave(state: ChatState, reason: "left" | "lost"): ChatEffect[] {
  switch (state.kind) {
    case "opening":
    case "waiting":
      return [{ kind: "unqueue" }, { kind: "close" }];
    case "talk": {
      const { room } = state.match;
      const effects: ChatEffect[] = [{ kind: "finish" }, { kind: "leave", room }];
      return [...effects, { kind: "close" }, left(state, reason, "self")];
    }
    case "ended":
    case "trouble":
      return [{ kind: "close" }];
    default:
      // Nothing is set up yet, or any more.
      return [];
  }
}

function asking(state: StateOf<"asking">, input: ChatInput): Transition {
  const { wish } = state;
  switch (input.kind) {
    case "captured":
      return enter({ kind: "opening", wish }, { kind: "open" });
    case "capture-refused": {
      const { cause, alternatives } = input;
      return enter({ kind: "refused", wish, cause, alternatives }, problem(cause));
    }
    default:
      return enter(state);
  }
}

function opening(state: StateOf<"opening">, input: ChatInput): Transition {
  const { wish } = state;
  switch (input.kind) {
    case "hello":
      return input.hello.state === "seated"
        ? takeSeat(state, input.hello, input)
        : enter(state, { kind: "queue", wish });
    case "queued":
      return enter(wait(wish, input, input.at));
    case "matched":
      return meet(wish, input.match, input.at, null);
    case "down":
      if (input.attempt < TROUBLE_AFTER_ATTEMPTS) return enter(state);
      return fail(wish, input.cause, input.retryAt, []);
    case "lost":
      return fail(wish, input.cause, null, [{ kind: "release" }]);
    case "request-failed":
      return giveUp(wish, input);
    default:
      return enter(state);
  }
}

function waiting(state: StateOf<"waiting">, input: ChatInput): Transition {
  const { wish } = state;
  switch (input.kind) {
    case "hello": {
      const { hello } = input;
      if (hello.state === "seated") return takeSeat(state, hello, input);
      if (hello.state === "idle") {
        return enter({ ...state, online: true }, { kind: "queue", wish });
      }
      const { widensInMs } = hello;
      const { near } = state;
      const told = near === undefined ? { widensInMs } : { widensInMs, near };
      return enter(wait(wish, { ...input, ...told }, state.since));
    }
    case "queued":
      return enter(wait(wish, input, state.since));
    case "matched":
      return meet(wish, input.match, input.at, null);
    case "widen": {
      if (state.widensAt === null || !state.online) return enter(state);
      return enter(state, { kind: "widen", step: state.step + 1 });
    }
    case "widened": {
      const { step, nextInMs, at } = input;
      const near = input.near ?? state.near;
      // The answer to a wish to widen may be older than what the stream has told since.
      if (step < state.step) return enter(state);
      const widensAt = nextInMs === undefined ? null : at + nextInMs;
      return enter({ ...state, step, widensAt, ...(near && { near }) });
    }
    case "widen-failed":
      // It may have happened, up to a match; asking for the same again tells.
      return enter(state, { kind: "queue", wish });
    case "down":
      return state.online ? enter({ ...state, online: false }) : enter(state);
    case "lost":
      return fail(wish, input.cause, null, [{ kind: "release" }]);
    case "request-failed":
      return giveUp(wish, input);
    default:
      return enter(state);
  }
}

function talk(state: StateOf<"talk">, input: ChatInput): Transition {
  switch (input.kind) {
    case "next":
      return goOn(state, state.wish);
    case "block":
      return block(state);
    case "retry":
      return retryTalk(state, input.at);
    case "send":
      return say(state, input);
    case "climb":
      return climb(state, input);
    case "decline-step":
      return declineStep(state);
    case "ladder-expired":
      return expire(state, input);
    case "down":
      return state.online ? enter({ ...state, online: false }) : enter(state);
    case "lost":
      return fail(state.wish, input.cause, null, [
        { kind: "finish" },
        { kind: "release" },
        left(state, "lost", "self"),
      ]);
    case "hello":
      return helloInTalk(state, input);
    default:
      return "room" in input ? followTalk(state, input) : enter(state);
  }
}

function helloInTalk(state: StateOf<"talk">, input: InputOf<"hello">): Transition {
  const { hello } = input;
  if (hello.state === "seated" && hello.room === state.match.room) {
    const partner = hello.partnerPresent ? { kind: "here" } as const : state.partner;
    const { generation, match } = hello;
    const there: StateOf<"talk"> = { ...state, online: true, partner };
    const { state: next, effects } = catchUp(there, match);
    return enter(next, { kind: "rejoin", generation }, ...effects);
  }
  const over = endTalk(state, "lost");
  if (hello.state === "idle") return over;
  if (hello.state === "waiting") {
    return enter(over.state, ...over.effects, { kind: "unqueue" });
  }
  const seat = takeSeat(state, hello, input);
  return enter(seat.state, ...over.effects, ...seat.effects);
}

function ended(state: StateOf<"ended">, input: ChatInput): Transition {
  switch (input.kind) {
    case "next":
      return goOn(state, state.wish);
    case "block":
      return state.isBlocked ? enter(state) : block(state);
    case "block-failed":
      return input.room === state.match.room ? enter({ ...state, isBlocked: false }) : enter(state);
    case "hello":
      return refuseSeat(state, input.hello);
    case "lost":
      return fail(state.wish, input.cause, null, [{ kind: "release" }]);
    default:
      return enter(state);
  }
}

function trouble(state: StateOf<"trouble">, input: ChatInput): Transition {
  const { wish } = state;
  switch (input.kind) {
    case "retry":
      return wish === null ? stop(state) : start(state, wish);
    case "hello":
      return wish === null
        ? refuseSeat(state, input.hello)
        : opening({ kind: "opening", wish }, input);
    case "down":
      return enter({ ...state, cause: input.cause, retryAt: input.retryAt });
    case "lost":
      return fail(wish, input.cause, null, [{ kind: "release" }]);
    default:
      return enter(state);
  }
}

function wait(
  wish: Wish,
  { widensInMs, near, at, steps }: {
    readonly widensInMs: readonly number[];
    readonly near?: Near;
    readonly at: number;
    readonly steps: number;
  },
  since: number,
): StateOf<"waiting"> {
  // Strict languages never reach the last step, which takes anyone.
  const lastStep = wish.strictLanguages ? steps - 1 : steps;
  const step = Math.max(1, lastStep - widensInMs.length);
  const [nextInMs] = widensInMs;
  const widensAt = nextInMs === undefined ? null : at + nextInMs;
  return { kind: "waiting", wish, since, step, widensAt, ...(near && { near }), online: true };
}

function capture(wish: Wish): ChatEffect {
  return { kind: "capture", mode: wish.mode };
}
