/**
 * What somebody who was restricted may know and say, by their receipt and without an account.
 *
 * It does not know who they are. The invariants it keeps: a receipt tells the rule, the end and the
 * state of the appeal, and nothing of who reported or what was said; there is one appeal for each
 * receipt.
 *
 * @module
 */
import type { Clock } from "../clock.ts";
import type { ReceiptAnswer } from "../protocol.ts";
import { keys } from "../store/keys.ts";
import type { Appeal } from "../store/safety_records.ts";
import type { Store } from "../store/store.ts";
import type { Cases } from "./cases.ts";

/** What {@linkcode Appeals} are made of. */
export interface AppealsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly cases: Cases;
}

/** All appeals. */
export class Appeals {
  readonly #deps: AppealsDeps;

  constructor(deps: AppealsDeps) {
    this.#deps = deps;
  }

  /**
   * What a receipt tells.
   *
   * @returns Nothing if there is no such receipt, or it is so old that it was forgotten.
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async look(receipt: string): Promise<ReceiptAnswer | null> {
    const { store } = this.#deps;
    const [found, appeal] = await Promise.all([
      store.get(keys.receipt(receipt)),
      store.get(keys.appeal(receipt)),
    ]);
    if (found.value === null) return null;
    const { rule, until, isLifted } = found.value.ban;
    const state = appeal.value?.state ?? null;
    return { receipt, rule, until, lifted: isLifted ?? false, appeal: state };
  }

  /**
   * Takes an appeal. A second one of the same receipt changes nothing.
   *
   * @returns What the receipt tells from now on; nothing if there is no such receipt.
   * @throws {StoreUnavailableError} when the store does not answer; it can be done again.
   */
  async file(receipt: string, note: string): Promise<ReceiptAnswer | null> {
    const { store, clock, cases } = this.#deps;
    const found = (await store.get(keys.receipt(receipt))).value;
    if (found === null) return null;
    const { subject } = found;
    await cases.change(subject, async (before) => {
      const key = keys.appeal(receipt);
      if ((await store.get(key)).value !== null) return null;
      const appeal: Appeal = {
        receipt,
        subject,
        note,
        at: clock.now(),
        state: "open",
        decidedAt: null,
      };
      return {
        next: { ...before, appeal: receipt },
        checks: [{ key, versionstamp: null }],
        sets: [{ key, value: appeal }],
      };
    });
    return await this.look(receipt);
  }
}
