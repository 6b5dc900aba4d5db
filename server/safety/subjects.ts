/**
 * Who somebody is for safety: hashes that say nothing about a person, under salts that change.
 *
 * It does not know devices, tokens or what is written under a subject. What is known here is a
 * pseudonym that never leaves tokens; whatever is stored, stands under its hash with the salt of the
 * time. A salt that is gone cannot be made again, so nobody, not even the operator, can tell then
 * whose hash was whose.
 *
 * The invariants it keeps, with periods of {@linkcode SALT_PERIOD_MS}:
 * - Somebody has one subject in each period. What was written under one of them in this period or
 *   in the {@linkcode FORMER_PERIODS} before is found under the aliases of every token of theirs.
 * - Nothing that lasts as long as a period (a ban, a block) is lost by a change of the salt, also
 *   when it was written a period after it was decided under what subject.
 * - A token is recognised to its end: one that outlives its salt knows the next subject, too.
 *
 * @module
 */
import { createHmac } from "node:crypto";
import type { CancelTimer, Clock } from "../clock.ts";
import { keys, SALT_PERIOD_MS, type Subject } from "../store/keys.ts";
import { type Store, StoreUnavailableError } from "../store/store.ts";

/** Earlier periods in which somebody is recognised. Two, so that a full one always counts. */
export const FORMER_PERIODS = 2;
/** A token that was issued in an earlier period needs the salts of those before it, for a day. */
const KEPT_PERIODS = FORMER_PERIODS + 1;
/** How often it is looked whether a salt is needed, in milliseconds. */
const LOOK_MS = 60 * 60 * 1_000;
const SALT_BYTES = 32;
/** 128 bits are as many as anybody can search through, and short in the store. */
const HASH_LENGTH = 22;
/** Networks are few: 96 bits keep them apart. */
const PREFIX_LENGTH = 16;

/** What somebody is called, now and in the periods around. */
export interface Recognition {
  readonly subject: Subject;
  /** Other subjects of the same person, under which something may stand that still holds. */
  readonly aliases: readonly Subject[];
}

/** What {@linkcode Subjects} are made of. */
export interface SubjectsDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** For how long a token is good, in milliseconds; shorter than a period. */
  readonly tokenLifeMs: number;
  /** Called with what went wrong in the background. */
  readonly onError: (error: unknown) => void;
}

/** All salts, and what is hashed with them. */
export class Subjects {
  readonly #deps: SubjectsDeps;
  /** By the number of their period. */
  readonly #salts = new Map<number, Uint8Array>();
  #cancelLook: CancelTimer = () => {};

  constructor(deps: SubjectsDeps) {
    this.#deps = deps;
  }

  /**
   * Reads the salts, makes those of this period and the next, and goes on doing so.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async start(): Promise<void> {
    await this.#renew();
    this.#scheduleLook();
  }

  /** Ends the making of salts. */
  stop(): void {
    this.#cancelLook();
  }

  /**
   * What a pseudonym is called.
   *
   * @param issuedAt When the token was issued that names it, milliseconds since the epoch.
   */
  of(pseudonym: string, issuedAt: number = this.#deps.clock.now()): Recognition {
    const current = periodOf(issuedAt);
    const last = periodOf(issuedAt + this.#deps.tokenLifeMs);
    const aliases: Subject[] = [];
    for (let period = current - FORMER_PERIODS; period <= last; period++) {
      const salt = this.#salts.get(period);
      if (period !== current && salt !== undefined) aliases.push(hash(salt, "who", pseudonym));
    }
    const subject = hash(this.#saltAt(current), "who", pseudonym);
    return { subject, aliases };
  }

  /** Hashes the prefix of an address, so that two from one network can be told as such. */
  prefix(network: string): string {
    const salt = this.#saltAt(periodOf(this.#deps.clock.now()));
    return hash(salt, "network", network).slice(0, PREFIX_LENGTH);
  }

  /** A store that did not answer for a whole period leaves the latest salt in use. */
  #saltAt(period: number): Uint8Array {
    const salt = this.#salts.get(period) ?? [...this.#salts.values()].at(-1);
    if (salt === undefined) throw new Error("Cannot hash: there is no salt, it was not started");
    return salt;
  }

  #scheduleLook(): void {
    this.#cancelLook = this.#deps.clock.after(LOOK_MS, () => {
      this.#look().catch((error) => {
        // The next look tries again; the salt of the next period is made a period ahead.
        if (!(error instanceof StoreUnavailableError)) this.#deps.onError(error);
      });
      this.#scheduleLook();
    });
  }

  async #look(): Promise<void> {
    if (!this.#salts.has(periodOf(this.#deps.clock.now()) + 1)) await this.#renew();
  }

  async #renew(): Promise<void> {
    const { store, clock } = this.#deps;
    const current = periodOf(clock.now());
    await this.#read(current);
    const missing = [current, current + 1].filter((period) => !this.#salts.has(period));
    if (missing.length === 0) return;
    for (const period of missing) {
      const key = keys.salt(period);
      const value = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
      const expireInMs = (period + KEPT_PERIODS + 1) * SALT_PERIOD_MS - clock.now();
      await store.commit({
        checks: [{ key, versionstamp: null }],
        sets: [{ key, value, expireInMs }],
      });
    }
    // Whoever wrote first, this node or another, decides.
    await this.#read(current);
  }

  /** Reads the salts that are kept, in order, and deletes those whose time is over. */
  async #read(current: number): Promise<void> {
    const { store } = this.#deps;
    const found = await store.list(keys.salts());
    const isOver = (period: number) => period < current - KEPT_PERIODS;
    this.#salts.clear();
    for (const { key, value } of found) {
      const period = Number(key[1]);
      if (!isOver(period)) this.#salts.set(period, value);
    }
    const deletes = found.map(({ key }) => key).filter((key) => isOver(Number(key[1])));
    if (deletes.length > 0) await store.commit({ deletes });
  }
}

function periodOf(time: number): number {
  return Math.floor(time / SALT_PERIOD_MS);
}

/** What is hashed is named, so that no network can pass for a person. */
function hash(salt: Uint8Array, what: "who" | "network", text: string): string {
  return createHmac("sha256", salt).update(`${what}/${text}`).digest("base64url")
    .slice(0, HASH_LENGTH);
}
