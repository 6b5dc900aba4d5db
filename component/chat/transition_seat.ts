/**
 * Seats: a talk begins with one, or is come back to.
 *
 * It does not know how anybody got theirs. The invariant it keeps: nobody sits in a room that this
 * page does not show.
 *
 * @module
 */
import type { HelloData, Match } from "../../server/protocol.ts";
import { enter } from "./enter.ts";
import type { ChatState, Wish } from "./state.ts";
import { isAbove, takeUp } from "./transition_ladder.ts";
import type { InputOf, Rejoining, StateOf, Transition } from "./transition_types.ts";

/** The server seats this visitor where this page is not: the talk goes on here. */
export function takeSeat(
  state: StateOf<"opening" | "waiting" | "talk">,
  hello: Extract<HelloData, { readonly state: "seated" }>,
  { at, lines = null }: InputOf<"hello">,
): Transition {
  const { wish } = state;
  const { match, generation, room } = hello;
  if (match.mode === wish.mode) return meet(wish, match, at, { generation, lines: lines ?? [] });
  // Of another visit. Without the capture for it the talk could only be half of what was asked for.
  if (lines === null) {
    return enter({ kind: "opening", wish }, { kind: "next", wish, room });
  }
  const mode = isAbove(match.mode, wish.mode) ? wish.mode : match.mode;
  const met = meet(wish, { ...match, mode }, at, { generation, lines });
  return takeUp(met, match.mode);
}

/** The server still holds a place for somebody who wants none. */
export function refuseSeat(state: ChatState, hello: HelloData): Transition {
  switch (hello.state) {
    case "idle":
      return enter(state);
    case "waiting":
      return enter(state, { kind: "unqueue" });
    case "seated":
      return enter(state, { kind: "leave", room: hello.room });
  }
}

/** The talk begins, or goes on after a reload. */
export function meet(
  wish: Wish,
  match: Match,
  at: number,
  rejoins: Rejoining | null,
): Transition {
  return enter(
    {
      kind: "talk",
      wish,
      match,
      since: at,
      partner: { kind: "here" },
      call: match.mode === "text" ? { kind: "none" } : { kind: "connecting", sinceMs: at },
      lines: rejoins?.lines ?? [],
      isPartnerTyping: false,
      online: true,
    },
    { kind: "begin", match, rejoins },
    { kind: "tell", event: { type: "matched", detail: { match } } },
  );
}
