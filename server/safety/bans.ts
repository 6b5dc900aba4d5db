/**
 * Who may not be matched, by subject: on every node, soon after it was decided on one.
 *
 * It does not know why somebody is banned, nor how one is taken out of queue and room. The
 * invariants it keeps: from the moment a ban is decided on, this node refuses; every other node
 * does within {@linkcode LOOK_MS}; a ban that the store has not taken is written until it has; what
 * was decided later holds, so that no late write brings back what was lifted.
 *
 * @module
 */
import type { CancelTimer, Clock } from "../clock.ts";
import { type Ban, keys, type Subject } from "../store/keys.ts";
import { type Store, STORE_RETRY_MS, StoreUnavailableError } from "../store/store.ts";

/** How often a node looks whether others have banned somebody, in milliseconds; watches may fail. */
const LOOK_MS = 3_000;
/** Bans of one subject rarely change twice at once. */
const MAX_TRIES = 8;
/** A record outlives its ban by this time, in milliseconds, so that no late write finds it gone. */
const LATE_MS = 60_000;

/** What {@linkcode Bans} are made of. */
export interface BansDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly createId: () => string;
  /** Takes whoever was just banned out of queue and room; called again for each look. */
  readonly onBanned: (subject: Subject, ban: Ban) => void;
  /** Called once when a ban that held here was lifted. */
  readonly onLifted: (subject: Subject, ban: Ban) => void;
  /** Called with what went wrong in the background. */
  readonly onError: (error: unknown) => void;
}

/** All bans. */
export class Bans {
  readonly #deps: BansDeps;
  readonly #bans = new Map<Subject, Ban>();
  /** What was decided here and is not stored yet. */
  readonly #unwritten = new Map<Subject, Ban>();
  #seenNews: string | null = null;
  #isLooking = false;
  #cancelLook: CancelTimer = () => {};
  #cancelRetry: CancelTimer | null = null;
  #endWatch: () => void = () => {};

  constructor(deps: BansDeps) {
    this.#deps = deps;
  }

  /**
   * Reads all bans, and from then on follows those of other nodes.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async start(): Promise<void> {
    const { store } = this.#deps;
    await this.#read();
    if (store.limits.isExclusive) return;
    this.#endWatch = store.watch(keys.news("bans"), () => void this.#look());
    this.#scheduleLook();
  }

  /** Stops following, and trying to write. */
  stop(): void {
    this.#cancelLook();
    this.#cancelRetry?.();
    this.#endWatch();
  }

  /**
   * The ban of somebody that holds now, if there is one; of several the one that ends last.
   *
   * @param aliases Their other subjects.
   */
  find(subject: Subject, aliases: readonly Subject[] = []): Ban | undefined {
    let found = this.#holding(subject);
    for (const alias of aliases) {
      const ban = this.#holding(alias);
      if (ban !== undefined && ban.until > (found?.until ?? 0)) found = ban;
    }
    return found;
  }

  #holding(subject: Subject): Ban | undefined {
    const ban = this.#bans.get(subject);
    if (ban === undefined) return undefined;
    if (ban.until > this.#deps.clock.now()) return ban.isLifted ? undefined : ban;
    this.#bans.delete(subject);
    return undefined;
  }

  /**
   * Bans a subject, or lifts its ban. Of two the one that was decided later holds; where that is not
   * known, the one that ends later, wherever they were decided on.
   *
   * @throws {StoreUnavailableError} when the store did not answer; it holds here and is written
   *   later all the same.
   */
  async ban(subject: Subject, ban: Ban): Promise<void> {
    const known = this.#bans.get(subject);
    // The one that holds may not be stored yet.
    if (known !== undefined && !outranks(ban, known)) return await this.#write(subject);
    this.#unwritten.set(subject, ban);
    this.#keep(subject, ban);
    if (!ban.isLifted) this.#deps.onBanned(subject, ban);
    await this.#write(subject);
  }

  /** Writes what was decided last; what was decided before it need not be written any more. */
  async #write(subject: Subject): Promise<void> {
    try {
      await this.#tryWrite(subject);
    } catch (error) {
      this.#cancelRetry ??= this.#deps.clock.after(STORE_RETRY_MS, () => {
        this.#cancelRetry = null;
        for (const each of this.#unwritten.keys()) this.#write(each).catch(this.#complain);
      });
      throw error;
    }
  }

  readonly #complain = (error: unknown) => {
    // A store that does not answer is asked again.
    if (!(error instanceof StoreUnavailableError)) this.#deps.onError(error);
  };

  async #tryWrite(subject: Subject): Promise<void> {
    const { store, clock, createId } = this.#deps;
    const key = keys.ban(subject);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const ban = this.#unwritten.get(subject);
      if (ban === undefined) return;
      // Against the version, so that an earlier write that comes late can no longer happen.
      const { value, versionstamp } = await store.get(key);
      if (this.#unwritten.get(subject) !== ban) continue;
      if (value !== null && outranks(value, ban)) {
        this.#unwritten.delete(subject);
        return this.#keep(subject, value);
      }
      const expireInMs = Math.max(0, ban.until - clock.now()) + LATE_MS;
      const { ok } = await store.commit({
        checks: [{ key, versionstamp }],
        sets: [
          { key, value: ban, expireInMs },
          { key: keys.news("bans"), value: createId() },
        ],
      });
      if (ok && this.#unwritten.get(subject) === ban) this.#unwritten.delete(subject);
    }
    if (this.#unwritten.has(subject)) {
      throw new StoreUnavailableError("Cannot ban: the record keeps changing");
    }
  }

  /** Takes note of a ban, unless one that outranks it is known. */
  #keep(subject: Subject, ban: Ban): void {
    const known = this.#bans.get(subject);
    if (known !== undefined && !outranks(ban, known)) return;
    const wasBanned = this.find(subject) !== undefined;
    this.#bans.set(subject, ban);
    if (wasBanned && ban.isLifted) this.#deps.onLifted(subject, ban);
  }

  #scheduleLook(): void {
    this.#cancelLook = this.#deps.clock.after(LOOK_MS, () => {
      void this.#look();
      this.#scheduleLook();
    });
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const { versionstamp } = await this.#deps.store.get(keys.news("bans"));
      if (versionstamp !== this.#seenNews) await this.#read();
      // Whoever came to another node, which did not know yet, is found by their own.
      for (const subject of this.#bans.keys()) {
        const ban = this.find(subject);
        if (ban) this.#deps.onBanned(subject, ban);
      }
    } catch (error) {
      this.#complain(error);
    } finally {
      this.#isLooking = false;
    }
  }

  async #read(): Promise<void> {
    const { store } = this.#deps;
    // The news first: what changes while the bans are read is read again.
    const { versionstamp } = await store.get(keys.news("bans"));
    for (const { key, value } of await store.list(keys.bans())) this.#keep(String(key[1]), value);
    this.#seenNews = versionstamp;
  }
}

/** Whether a ban holds against another: the later decision, or else the longer one. */
function outranks(one: Ban, other: Ban): boolean {
  const [order, otherOrder] = [one.order ?? 0, other.order ?? 0];
  return order === otherOrder ? one.until > other.until : order > otherOrder;
}
