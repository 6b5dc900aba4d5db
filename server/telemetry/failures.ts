/**
 * Counts what visitors' checks and calls failed at, so that an operator sees a dead relay before
 * anybody writes about it.
 *
 * It does not know who failed: no session, no address, no time. The invariant it keeps: there are as
 * many counters as there are pairs of a stage and a cause, whatever is sent.
 *
 * @module
 */
import type { CheckCause, CheckRequest, CheckStage } from "../protocol.ts";

/** How often one thing has failed since the node began. */
export interface FailureCount extends CheckRequest {
  readonly count: number;
}

/** The counters of one node. */
export class FailureCounts {
  readonly #counts = new Map<string, FailureCount>();
  /** What the last summary told. */
  #told = new Map<string, number>();

  /** Counts one failure. */
  add(stage: CheckStage, cause: CheckCause): void {
    const key = `${stage} ${cause}`;
    const count = (this.#counts.get(key)?.count ?? 0) + 1;
    this.#counts.set(key, { stage, cause, count });
  }

  /** All counters that are not zero, the greatest first. */
  list(): readonly FailureCount[] {
    return [...this.#counts.values()].sort((one, other) => other.count - one.count);
  }

  /**
   * One line for the log about what was counted since the last one.
   *
   * @returns `null` when nothing was.
   */
  summarize(): string | null {
    const parts: string[] = [];
    for (const { stage, cause, count } of this.list()) {
      const key = `${stage} ${cause}`;
      const fresh = count - (this.#told.get(key) ?? 0);
      if (fresh > 0) parts.push(`${key} ${fresh}`);
      this.#told.set(key, count);
    }
    return parts.length === 0 ? null : `failed at visitors: ${parts.join(", ")}`;
  }
}
