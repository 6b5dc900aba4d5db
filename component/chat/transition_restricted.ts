/**
 * What follows from a decision that this visitor meets nobody for a while, as pure functions.
 *
 * It does not know who decides, or why. The invariant it keeps: whoever is restricted is told so and
 * until when, and neither camera nor connection stays on for it.
 *
 * @module
 */
import { left } from "./transition_talk.ts";
import type { ChatState } from "./state.ts";
import type { ChatEffect, ChatInput, StateOf, Transition } from "./transition_types.ts";

type Decision = Extract<ChatInput, { readonly kind: "restricted" }>;

/** Takes note of a decision, wherever one is. */
export function restrict(
  state: ChatState,
  { until, rule, receipt }: Decision,
): Transition {
  // Whoever wants nothing needs not be told; they are when they start.
  if (!("wish" in state) || state.wish === null) return { state, effects: [] };
  // A refusal says less than the event before it.
  if (state.kind === "restricted" && receipt === "") return { state, effects: [] };
  const { wish } = state;
  const ending: ChatEffect[] = state.kind === "talk"
    ? [{ kind: "finish" }, left(state, "ended", "self")]
    : [];
  return {
    state: { kind: "restricted", wish, until, rule, receipt, appeal: "none" },
    effects: [...ending, { kind: "close" }, { kind: "release" }],
  };
}

/** Decides about an input while one is restricted. */
export function restricted(state: StateOf<"restricted">, input: ChatInput): Transition {
  if (input.kind === "appealed") return { state: { ...state, appeal: input.result }, effects: [] };
  const { receipt, appeal } = state;
  const canAppeal = receipt !== "" && (appeal === "none" || appeal === "failed");
  if (input.kind !== "appeal" || !canAppeal) return { state, effects: [] };
  const { note } = input;
  return {
    state: { ...state, appeal: "sending" },
    effects: [{ kind: "appeal", receipt, note }],
  };
}
