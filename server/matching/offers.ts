/**
 * Offers that wait with their tickets, in memory only.
 *
 * It does not know what is offered. The invariant it keeps: one is kept only while its owner's
 * stream is here, so that somebody takes it away again when they are gone.
 *
 * @module
 */
import type { SessionId, WaitingOffer } from "../protocol.ts";

/** The offers of a node. */
export class Offers {
  readonly #offers = new Map<SessionId, WaitingOffer>();

  /** @param isPresent Whether a session has its stream here. */
  constructor(readonly isPresent: (session: SessionId) => boolean) {}

  get(session: SessionId): WaitingOffer | undefined {
    return this.#offers.get(session);
  }

  /** Keeps what came with a wish, or nothing. */
  keep(session: SessionId, offer: WaitingOffer | undefined): void {
    if (offer && this.isPresent(session)) this.#offers.set(session, offer);
    else this.#offers.delete(session);
  }

  forget(session: SessionId): void {
    this.#offers.delete(session);
  }
}
