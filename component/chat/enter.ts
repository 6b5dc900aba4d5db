/**
 * How decisions are written down: the state that follows, and after it what is to be done.
 *
 * It does not know any state. The invariant it keeps: there is one way to write it.
 *
 * @module
 */
import type { ChatState } from "./state.ts";
import type { ChatEffect, Transition } from "./transition_types.ts";

/** Enters a state, or stays in it, and has all of that done in its order. */
export function enter(state: ChatState, ...effects: readonly ChatEffect[]): Transition {
  return { state, effects };
}
