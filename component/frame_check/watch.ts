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
  /** Looks at the picture as it is now; `null` while there is nothing to be seen. */
  readonly look: () => Promise<Seen | null>;
  /** Called whenever it is to be covered, or not any more. */
  readonly onChange: () => void;
  /** Called once, when it cannot be looked at any more. */
  readonly onFailed: (error: unknown) => void;
}

/** The longest that a picture stays covered before it was looked at, in milliseconds. */
export const FIRST_LOOK_MS = 3_000;
/** How soon to look again when there was nothing to be seen, in milliseconds. */
const NOTHING_MS = 500;

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
    const cancel = options.clock.after(FIRST_LOOK_MS, () => this.#change({ isLate: true }));
    this.#closed.signal.addEventListener("abort", cancel, { once: true });
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
    const { clock, limits, look, onFailed } = this.#options;
    const { signal } = this.#closed;
    try {
      while (!signal.aborted) {
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
