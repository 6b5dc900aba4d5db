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

  /**
   * Takes out what the two of a pair are told of each other: what the answerer answers to, or, when
   * each can take the other's for an answer, both. Whom another node tells gets none by it.
   */
  give(offerer: SessionId, answerer: SessionId): ReadonlyMap<SessionId, WaitingOffer> {
    const [offer, counter] = [this.#offers.get(offerer), this.#offers.get(answerer)];
    this.forget(offerer);
    this.forget(answerer);
    if (!offer || !this.isPresent(answerer)) return new Map();
    const isMutual = counter && this.isPresent(offerer) && isNamed(offer) && isNamed(counter);
    return new Map([[offerer, offer], ...(isMutual ? [[answerer, counter] as const] : [])]);
  }

  forget(session: SessionId): void {
    this.#offers.delete(session);
  }
}

/** Each side has to know that the other has its offer, and by which name. */
function isNamed({ id, mutual }: WaitingOffer): boolean {
  return mutual && id !== undefined;
}
