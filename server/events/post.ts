/**
 * Letters between nodes: written into the receiver's inbox, announced by its bell.
 *
 * It does not know what letters are about. The invariants it keeps: letters of one commit arrive
 * with that commit or not at all; they are taken in order, one at a time; a lost bell delays them by
 * a second.
 *
 * @module
 */
import type { CancelTimer, Clock } from "../clock.ts";
import type { Commit } from "../store/engine.ts";
import { type Envelope, keys, type Letter, LETTER_LIFE_MS, type NodeId } from "../store/keys.ts";
import { type Found, type Store, StoreUnavailableError } from "../store/store.ts";

/** How often the inbox is looked at without a bell, in milliseconds. */
const LOOK_MS = 1_000;
/** Letters that are cleared away in one commit. */
const CLEARED_AT_ONCE = 500;

/** What a {@linkcode Post} is made of. */
export interface PostDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly node: NodeId;
  readonly createId: () => string;
  /** Takes a letter; what it throws is told and the letter counts as read. */
  readonly onLetter: (envelope: Envelope) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** The post of one node. */
export class Post {
  readonly #deps: PostDeps;
  #stopWatching: () => void = () => {};
  #cancel: CancelTimer = () => {};
  /** Letters that were taken and are still in the inbox. */
  readonly #taken = new Set<string>();
  #isReading = false;
  #isWanted = false;
  #isClosed = false;

  constructor(deps: PostDeps) {
    this.#deps = deps;
  }

  /** Begins to take letters. */
  open(): void {
    const { store, node } = this.#deps;
    this.#stopWatching = store.watch(keys.bell(node), () => this.#look());
    this.#tick();
  }

  /** The writes that put a letter into an inbox, to be part of somebody's commit. */
  sets(to: NodeId, letter: Letter): Commit["sets"] {
    const { node, createId } = this.#deps;
    const id = createId();
    const value: Envelope = { from: node, letter };
    return [
      { key: keys.letter(to, id), value, expireInMs: LETTER_LIFE_MS },
      { key: keys.bell(to), value: id, expireInMs: LETTER_LIFE_MS },
    ];
  }

  /**
   * Writes a letter.
   *
   * @throws {StoreUnavailableError} when nobody knows whether it was written.
   */
  async send(to: NodeId, letter: Letter): Promise<void> {
    const { ok } = await this.#deps.store.commit({ sets: this.sets(to, letter) });
    if (!ok) throw new StoreUnavailableError("Cannot write a letter: the store refused");
  }

  /** Writes a letter that is only for speed: without it the same is found out later. */
  hint(to: NodeId, letter: Letter): void {
    this.send(to, letter).catch((error) => {
      if (!(error instanceof StoreUnavailableError)) this.#deps.onError(error);
    });
  }

  /** Takes no more letters. */
  close(): void {
    this.#isClosed = true;
    this.#stopWatching();
    this.#cancel();
  }

  #tick(): void {
    this.#look();
    this.#cancel = this.#deps.clock.after(LOOK_MS, () => this.#tick());
  }

  #look(): void {
    this.#isWanted = true;
    if (this.#isReading || this.#isClosed) return;
    this.#isReading = true;
    this.#read().catch(this.#deps.onError).finally(() => this.#isReading = false);
  }

  async #read(): Promise<void> {
    const { store, node } = this.#deps;
    try {
      while (this.#isWanted && !this.#isClosed) {
        this.#isWanted = false;
        const letters = await store.list(keys.inbox(node));
        for (const letter of letters) await this.#take(letter);
        await this.#clear(letters);
      }
    } catch (error) {
      // The next look reads on.
      if (!(error instanceof StoreUnavailableError)) throw error;
    }
  }

  async #take({ key, value }: Found<Envelope>): Promise<void> {
    const id = key.join("/");
    if (this.#taken.has(id)) return;
    this.#taken.add(id);
    try {
      await this.#deps.onLetter(value);
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) this.#deps.onError(error);
    }
  }

  async #clear(letters: readonly Found<Envelope>[]): Promise<void> {
    for (let from = 0; from < letters.length; from += CLEARED_AT_ONCE) {
      const deletes = letters.slice(from, from + CLEARED_AT_ONCE).map(({ key }) => key);
      const { ok } = await this.#deps.store.commit({ deletes });
      if (ok) { for (const key of deletes) this.#taken.delete(key.join("/")); }
    }
  }
}
