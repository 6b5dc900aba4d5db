/**
 * Who wants never to meet whom again, by subject, for as long as subjects last.
 *
 * It does not know tickets; whoever makes one asks here whom it has to avoid. The invariant it
 * keeps: a block that was answered is stored, and stays when the talk, the page and the server end.
 *
 * @module
 */
import type { Clock } from "../clock.ts";
import type { RoomId, SessionId } from "../protocol.ts";
import { type Block, BLOCK_LIFE_MS, keys, type Subject } from "../store/keys.ts";
import { type Store, StoreUnavailableError, type Versioned } from "../store/store.ts";

/** More than anybody needs; the oldest are forgotten first, so that tickets stay small. */
const MAX_BLOCKS = 100;
/** Blocks of one subject rarely come twice at once. */
const MAX_TRIES = 8;

/** What {@linkcode Blocks} are made of. */
export interface BlocksDeps {
  readonly store: Store;
  readonly clock: Clock;
  /**
   * Runs something with whom a session sits in a room, or sat until a moment ago, before its next
   * ticket is made; says whether there is such a partner.
   */
  readonly withPartner: (
    session: SessionId,
    room: RoomId,
    run: (partner: { readonly who: Subject }) => Promise<void>,
  ) => Promise<boolean>;
  readonly leave: (session: SessionId, room: RoomId) => Promise<void>;
  /** Lets one write of a subject begin after the other has ended. */
  readonly serial: { run<Result>(key: Subject, task: () => Promise<Result>): Promise<Result> };
}

type Record = Versioned<readonly Block[]>;
const NONE: Record = { value: null, versionstamp: null };

/** All blocks. */
export class Blocks {
  readonly #deps: BlocksDeps;
  /** Those of everybody, where no other node can write any. */
  #known: Map<Subject, Record> | undefined;
  /** Those whose last write ended nobody knows how, or is under way. */
  readonly #uncertain = new Set<Subject>();

  constructor(deps: BlocksDeps) {
    this.#deps = deps;
  }

  /**
   * Reads what is stored, where nobody else writes.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async start(): Promise<void> {
    const { store } = this.#deps;
    if (!store.limits.isExclusive) return;
    const found = await store.list(keys.allBlocks());
    this.#known = new Map(found.map((record) => [String(record.key[1]), record]));
  }

  /**
   * Whom somebody has blocked.
   *
   * @param aliases Their other subjects.
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async of(subject: Subject, aliases: readonly Subject[] = []): Promise<readonly Subject[]> {
    const who: Subject[] = [];
    for (const each of [...aliases, subject]) {
      const { value } = await this.#read(each);
      for (const block of this.#living(value)) who.push(block.who);
    }
    // The oldest come first.
    return who.slice(-MAX_BLOCKS);
  }

  /**
   * Blocks the other one of a room, during the talk or shortly after it, and leaves the room.
   * Twice is harmless.
   *
   * @returns Whether there was such a room.
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async block(
    { session, subject }: { readonly session: SessionId; readonly subject: Subject },
    room: RoomId,
  ): Promise<boolean> {
    const { withPartner, leave, serial } = this.#deps;
    const isKnown = await withPartner(
      session,
      room,
      ({ who }) => serial.run(subject, () => this.#add(subject, who)),
    );
    if (isKnown) await leave(session, room);
    return isKnown;
  }

  async #add(subject: Subject, who: Subject): Promise<void> {
    const { store, clock } = this.#deps;
    const key = keys.blocks(subject);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const { value, versionstamp } = await this.#read(subject);
      const others = this.#living(value).filter((block) => block.who !== who);
      const blocks = [...others, { who, at: clock.now() }].slice(-MAX_BLOCKS);
      this.#uncertain.add(subject);
      const result = await store.commit({
        checks: [{ key, versionstamp }],
        sets: [{ key, value: blocks, expireInMs: BLOCK_LIFE_MS }],
      });
      if (!result.ok) continue;
      this.#known?.set(subject, { value: blocks, versionstamp: result.versionstamp });
      this.#uncertain.delete(subject);
      return;
    }
    throw new StoreUnavailableError("Cannot block: the record keeps changing");
  }

  async #read(subject: Subject): Promise<Record> {
    if (this.#known && !this.#uncertain.has(subject)) return this.#known.get(subject) ?? NONE;
    // Not remembered: a write that is under way, or may yet come, would not be seen any more.
    return await this.#deps.store.get(keys.blocks(subject));
  }

  #living(blocks: readonly Block[] | null): readonly Block[] {
    const since = this.#deps.clock.now() - BLOCK_LIFE_MS;
    return (blocks ?? []).filter(({ at }) => at > since);
  }
}
