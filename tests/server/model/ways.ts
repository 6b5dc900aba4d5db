/**
 * Rare ways through the server, as they show in what it writes.
 *
 * It does not know why they were taken. They are counted so that a run that took none of them does
 * not count as one that tried them.
 *
 * @module
 */
import type { Commit } from "../../../server/store/engine.ts";

/** What is counted. */
export const NO_WAYS = {
  /** Several changes were refused together and came again apart. */
  "lost batch split": 0,
  /** A place was written and the answer said that it was not. */
  "own op found": 0,
  /** A place was written anew as it was. */
  fence: 0,
  /** A write came after its writer had given it up, and was done. */
  "late write done": 0,
  /** A write came after its writer had given it up, and was refused as the place had changed. */
  "late write refused": 0,
  /** A ticket went in anew, further ahead. */
  widened: 0,
  /** Two who had been parted by a skip sat together again. */
  "undone by both": 0,
  /** A lease passed from one node to another. */
  "lease changed hands": 0,
  /** A node woke that had led a pool, which another led by then. */
  "lease lost in sleep": 0,
  /** A node ended between two awaits. */
  "killed between awaits": 0,
  /** A session whose node had ended was taken over by another. */
  adoption: 0,
  /** Somebody was banned. */
  ban: 0,
  "bell lost": 0,
  "bell doubled": 0,
  "bell late": 0,
};

/** How often each rare way was taken. */
export type WayCounts = Record<keyof typeof NO_WAYS, number>;

/** A commit that was tried, and how it went. */
export interface Tried {
  readonly commit: Commit;
  readonly isDone: boolean;
  /** Whether the answer says otherwise. */
  readonly isAnswerLost: boolean;
  /** Whether its writer had given it up. */
  readonly isLate: boolean;
  /** What was there under the key that is set first. */
  readonly before: unknown;
}

/** Counts the ways that show in commits. */
export class Ways {
  readonly counts: WayCounts = { ...NO_WAYS };
  /** Places that were refused, and how many there were in the commit. */
  readonly #refused = new Map<string, number>();

  /** Takes note of a commit. */
  note(tried: Tried): void {
    const { commit, isDone, isLate } = tried;
    this.#noteSplit(commit, isDone);
    const isMove = commit.sets.some(({ key }) => key[0] === "places");
    if (isLate && isMove) this.counts[isDone ? "late write done" : "late write refused"]++;
    if (isDone) this.#noteDone(tried);
  }

  /** A place that was refused beside others and comes again beside fewer. */
  #noteSplit({ sets }: Commit, isDone: boolean): void {
    const moves = sets.filter(({ key }) => key[0] === "places").map(({ value }) =>
      String(JSON.stringify(value))
    );
    if (moves.some((move) => (this.#refused.get(move) ?? 0) > moves.length)) {
      this.counts["lost batch split"]++;
    }
    if (!isDone) { for (const move of moves) this.#refused.set(move, moves.length); }
  }

  #noteDone({ commit: { sets, checks }, before, isAnswerLost }: Tried): void {
    const [first] = sets;
    if (first === undefined) return;
    const isOther = before !== null && before !== undefined;
    const isSame = JSON.stringify(before) === JSON.stringify(first.value);
    switch (first.key[0]) {
      case "places":
        if (isSame) this.counts.fence++;
        else if (isAnswerLost) this.counts["own op found"]++;
        if (aheadOf(first.value) > aheadOf(before)) this.counts.widened++;
        if (sets.some(({ key, value }) => key[0] === "rooms" && resumes(value))) {
          this.counts["undone by both"]++;
        }
        return;
      case "leases":
        if (isOther && !isSame) this.counts["lease changed hands"]++;
        return;
      case "homes":
        // Whoever opens a stream is at home without a check; only a watch is taken over with one.
        if (isOther && checks.length > 0) this.counts.adoption++;
    }
  }
}

function resumes(room: unknown): boolean {
  return typeof room === "object" && room !== null && "resumes" in room;
}

function aheadOf(place: unknown): number {
  const { ticket } = (place ?? {}) as { ticket?: { aheadMs?: number } };
  return ticket?.aheadMs ?? 0;
}
