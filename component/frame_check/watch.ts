/**
 * Looks at one picture again and again, and says when it is to be covered.
 *
 * It does not know where pictures come from or who judges them. The invariants it keeps: one frame is
 * under way at a time; a picture is never covered for longer than a moment only because nobody could
 * look at it; whoever wants to see it all the same sees it.
 *
 * @module
 */
import { type Clock, pause } from "../link/clock.ts";
import type { Scores } from "./messages.ts";
import { isNear, judge, type Judgement, pauseAfter, UNSEEN } from "./policy.ts";

/** Why a picture is covered: nobody has looked yet, or something was found. Or it is not. */
export type Cover = "first-look" | "found" | "none";

/** What was seen in a frame. */
export interface Seen {
  readonly scores: Scores;
  readonly costMs: number;
}

/** What a picture is looked at with. */
export interface WatchOptions {
  readonly clock: Clock;
  /** One for each class; 0 for one that does not count. */
  readonly limits: readonly number[];
  /** Whether it was shown already: it is then covered only if something is found. */
  readonly isShown: boolean;
  /** Whether there is something to be seen now. */
  readonly hasPicture: () => boolean;
  /** Looks at the picture as it is now; `null` when nobody could, this once. */
  readonly look: () => Promise<Seen | null>;
  /** Called whenever it is to be covered, or not any more. */
  readonly onChange: () => void;
  /** Called once, when it cannot be looked at any more. */
  readonly onFailed: (error: unknown) => void;
}

/** The longest that a picture stays covered before it was looked at, in milliseconds. */
export const FIRST_LOOK_MS = 3_000;
/** How soon to see whether there is a picture yet, in milliseconds: somebody waits for its first. */
const NOTHING_MS = 100;

/** One picture that is looked at. */
export class Watch {
  readonly #options: WatchOptions;
  readonly #closed = new AbortController();
  #judgement: Judgement = UNSEEN;
  /** Whether the time is over in which it stays covered without a look. */
  #isLate: boolean;
  /** Whether the visitor wants to see what was found. */
  #isOverruled = false;

  /** Begins to look. */
  constructor(options: WatchOptions) {
    this.#options = options;
    this.#isLate = options.isShown;
    void this.#run();
  }

  /** Whether the picture is to be covered, and why. */
  get cover(): Cover {
    const { verdict } = this.#judgement;
    if (verdict === "open") return this.#isLate ? "none" : "first-look";
    return verdict === "found" && !this.#isOverruled ? "found" : "none";
  }

  /** Shows what was found; it is covered again only if it was harmless in between. */
  showAnyway(): void {
    this.#isOverruled = true;
    this.#options.onChange();
  }

  /** Looks no more. */
  close(): void {
    this.#closed.abort();
  }

  async #run(): Promise<void> {
    const { clock, limits, hasPicture, look, onFailed } = this.#options;
    const { signal } = this.#closed;
    let isBegun = false;
    try {
      while (!signal.aborted) {
        if (!hasPicture()) {
          await pause(clock, NOTHING_MS, signal);
          continue;
        }
        if (!isBegun) void this.#limit();
        isBegun = true;
        const seen = await look();
        if (signal.aborted) return;
        if (seen !== null) this.#change({ judgement: judge(this.#judgement, seen.scores, limits) });
        const isUrgent = this.#judgement.verdict === "open" || isNear(this.#judgement);
        const wait = seen === null ? NOTHING_MS : pauseAfter({ costMs: seen.costMs, isUrgent });
        await pause(clock, wait, signal);
      }
    } catch (error) {
      if (signal.aborted) return;
      this.close();
      this.#judgement = UNSEEN;
      this.#change({ isLate: true });
      onFailed(error);
    }
  }

  /** From the first picture on, and again after each time in which none was in sight. */
  async #limit(): Promise<void> {
    const { clock, hasPicture } = this.#options;
    const { signal } = this.#closed;
    do await pause(clock, FIRST_LOOK_MS, signal); while (!signal.aborted && !hasPicture());
    if (!signal.aborted) this.#change({ isLate: true });
  }

  #change(change: { readonly judgement?: Judgement; readonly isLate?: boolean }): void {
    const before = this.cover;
    const { judgement = this.#judgement, isLate = this.#isLate } = change;
    this.#judgement = judgement;
    this.#isLate = isLate;
    // Found once more after it was harmless is news.
    if (judgement.verdict === "harmless") this.#isOverruled = false;
    if (this.cover !== before) this.#options.onChange();
  }
}
