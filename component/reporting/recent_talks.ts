/**
 * Whom one has met lately, for as long as they can still be reported.
 *
 * It does not know the server, which keeps the same three talks. The invariants it keeps: nothing of
 * a talk is kept longer than that, and the latest comes first.
 *
 * @module
 */
import type { Match, RoomId } from "../../server/protocol.ts";
import type { ChatState, Line } from "../chat/state.ts";

/** As on the server: a talk can be reported for this time after its end, in milliseconds. */
const REPORTABLE_MS = 10 * 60 * 1_000;
/** As on the server: the last ones, the one under way included. */
const MAX_TALKS = 3;

/** A talk that can be reported. */
export interface RecentTalk {
  readonly room: RoomId;
  readonly match: Pick<Match, "why">;
  readonly lines: readonly Line[];
  /** Milliseconds since the epoch; `null` while it goes on. */
  readonly endedAt: number | null;
}

/** The last talks of one element. */
export class RecentTalks {
  #talks: readonly RecentTalk[];

  /** @param before Those of before, the latest first. */
  constructor(before: readonly RecentTalk[] = []) {
    this.#talks = before;
  }

  /**
   * Takes note of a state.
   *
   * @param now Milliseconds since the epoch.
   */
  follow(state: ChatState, now: number): void {
    const current = this.#currentIn(state, now);
    const others = this.#talks
      .filter(({ room }) => room !== current?.room)
      .map((talk) => ({ ...talk, endedAt: talk.endedAt ?? now }));
    this.#talks = [...current === null ? [] : [current], ...others]
      .filter((talk) => now - (talk.endedAt ?? now) < REPORTABLE_MS)
      .slice(0, MAX_TALKS);
  }

  /** Those that can be reported, the latest first. */
  get all(): readonly RecentTalk[] {
    return this.#talks;
  }

  #currentIn(state: ChatState, now: number): RecentTalk | null {
    if (state.kind !== "talk" && state.kind !== "ended") return null;
    const { match, lines } = state;
    const { room } = match;
    const known = this.#talks.find((talk) => talk.room === room);
    return { room, match, lines, endedAt: state.kind === "talk" ? null : known?.endedAt ?? now };
  }
}
