/**
 * What a node does with the letters of others, and with those whose place it has to look at again.
 *
 * It does not know how letters are sent. The invariant it keeps: a letter changes nothing by itself;
 * it only says where to look, so that a late or doubled one does no harm.
 *
 * @module
 */
import type { Clock } from "./clock.ts";
import type { Courier } from "./events/courier.ts";
import type { Mailboxes } from "./events/mailboxes.ts";
import type { Arrival } from "./matching/matcher.ts";
import type { Pools } from "./matching/pools.ts";
import type { Queue } from "./matching/queue.ts";
import type { ServerEvent, SessionId } from "./protocol.ts";
import type { Rooms } from "./rooms/rooms.ts";
import type { Envelope, Letter } from "./store/keys.ts";
import { STORE_RETRY_MS, StoreUnavailableError } from "./store/store.ts";
import type { Visitors } from "./visitors.ts";

/** What {@linkcode Letters} are made of. */
export interface LettersDeps {
  readonly clock: Clock;
  readonly courier: Courier;
  readonly mailboxes: Mailboxes;
  readonly queue: Queue;
  readonly rooms: Rooms;
  readonly visitors: Visitors;
  readonly pools: Pools;
  readonly onError: (error: unknown) => void;
}

/** The reader of letters. */
export class Letters {
  readonly #deps: LettersDeps;

  constructor(deps: LettersDeps) {
    this.#deps = deps;
  }

  /** Takes a letter. */
  async take({ from, letter }: Envelope): Promise<void> {
    const { visitors, queue, pools } = this.#deps;
    switch (letter.kind) {
      case "event":
        return await this.#deliver(letter.session, letter.event);
      case "moved":
        return await this.#lookAt(letter);
      case "beat":
        return visitors.seen(letter.session);
      case "replaced":
        return await visitors.replaced(letter.session);
      case "waits":
        return await queue.admit(letter.session, { from, waitedMs: letter.waitedMs });
      case "absent":
        return pools.matcherOf(letter.pool).withdraw(letter.session, from);
    }
  }

  /** Looks where somebody stands whose match was lost, here or for another node. */
  lookAgain(arrival: Arrival): void {
    const { ticket: { session }, seeker: { since }, notify } = arrival;
    if (notify === null) return this.#deps.visitors.recheck(session);
    const { queue, clock, onError } = this.#deps;
    const waitedMs = clock.now() - since;
    queue.admit(session, { from: notify, waitedMs }).catch((error) => {
      if (!(error instanceof StoreUnavailableError)) return onError(error);
      clock.after(STORE_RETRY_MS, () => this.lookAgain(arrival));
    });
  }

  async #deliver(session: SessionId, event: ServerEvent): Promise<void> {
    const { courier, mailboxes, rooms } = this.#deps;
    const isPassing = event.type === "typing" || event.type === "ack" || event.type === "back";
    // Stale by the time at which they are back.
    if (isPassing && !mailboxes.isOpen(session)) return;
    if (event.type === "peer-left") rooms.over(session, event.data.room);
    await courier.deliver(session, event);
  }

  /** Somebody has moved whose home this node is, or was when the letter was written. */
  async #lookAt(letter: Letter & { readonly kind: "moved" }): Promise<void> {
    const { courier, visitors } = this.#deps;
    const { session } = letter;
    if (!visitors.has(session)) {
      const home = await courier.homeOf(session);
      if (home.kind === "elsewhere") return courier.hint(home.node, letter);
      // They were forgotten here and have moved after all: somebody has to see whether they come.
      visitors.seen(session);
    }
    visitors.recheck(session);
  }
}
