/**
 * What follows when the service or a device cannot be used, as pure functions.
 *
 * It does not know states but the one it leads to. The invariant it keeps: whoever is in trouble is
 * told so, and nothing that costs the visitor (the camera above all) stays on without need.
 *
 * @module
 */
import type { MediaCause, TroubleCause, Wish } from "./state.ts";
import { enter } from "./enter.ts";
import type { ChatEffect, InputOf, Transition } from "./transition_types.ts";

/** A request for a partner that failed: again after a while, or not by itself. */
export function giveUp(
  wish: Wish,
  { cause, retryAt, opensAt }: InputOf<"request-failed">,
): Transition {
  const after: ChatEffect = retryAt === null
    ? { kind: "release" }
    : { kind: "retry-at", at: retryAt };
  const again = opensAt === undefined ? {} : { opensAt };
  return enter(
    { kind: "trouble", wish, cause, retryAt, ...again },
    { kind: "close" },
    after,
    problem(cause),
  );
}

/** Into trouble. @param effects What takes down the rest. */
export function fail(
  wish: Wish | null,
  cause: TroubleCause,
  retryAt: number | null,
  effects: readonly ChatEffect[],
): Transition {
  return enter({ kind: "trouble", wish, cause, retryAt }, ...effects, problem(cause));
}

/** Tells of what cannot be used. */
export function problem(cause: MediaCause | TroubleCause): ChatEffect {
  return { kind: "tell", event: { type: "problem", detail: { cause } } };
}
