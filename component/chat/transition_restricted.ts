/**
 * What follows from a decision that this visitor meets nobody for a while, as pure functions.
 *
 * It does not know who decides, or why. The invariant it keeps: whoever is restricted is told so and
 * until when, and neither camera nor connection stays on for it.
 *
 * @module
 */
import { enter } from "./enter.ts";
import { left } from "./transition_talk.ts";
import type { ChatState } from "./state.ts";
import type { ChatEffect, ChatInput, InputOf, StateOf, Transition } from "./transition_types.ts";

type Decision = InputOf<"restricted">;

/** Takes note of a decision, wherever one is. */
export function restrict(
  state: ChatState,
  { until, rule, receipt }: Decision,
): Transition {
  // Whoever wants nothing needs not be told; they are when they start.
  if (!("wish" in state) || state.wish === null) return enter(state);
  // A refusal says less than the event before it.
  if (state.kind === "restricted" && receipt === "") return enter(state);
  const { wish } = state;
  const ending: ChatEffect[] = state.kind === "talk"
    ? [{ kind: "finish" }, left(state, "ended", "self")]
    : [];
  return enter(
    { kind: "restricted", wish, until, rule, receipt, appeal: "none" },
    ...ending,
    { kind: "close" },
    { kind: "release" },
  );
}

/** Decides about an input while one is restricted. */
export function restricted(state: StateOf<"restricted">, input: ChatInput): Transition {
  if (input.kind === "appealed") return enter({ ...state, appeal: input.result });
  const { receipt, appeal } = state;
  const canAppeal = receipt !== "" && (appeal === "none" || appeal === "failed");
  if (input.kind !== "appeal" || !canAppeal) return enter(state);
  const { note } = input;
  return enter({ ...state, appeal: "sending" }, { kind: "appeal", receipt, note });
}
