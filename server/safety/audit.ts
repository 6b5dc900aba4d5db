/**
 * The log of what moderators did: written along with what they do, and never changed.
 *
 * It does not know what may be done. The invariant it keeps: each entry is sealed over the seal of
 * the one before with a key that is not in the store, so that an entry that is changed, put in or
 * left out between others shows. That the last ones, or all, are missing shows as long as the note of
 * the end says so; whoever puts that back, too, can only be found out by a copy of the store. The
 * oldest may be gone: they are kept for a time only.
 *
 * @module
 */
import type { Commit } from "../store/engine.ts";
import { keys } from "../store/keys.ts";
import type { AuditEntry } from "../store/safety_records.ts";
import { type Store, StoreUnavailableError } from "../store/store.ts";
import { RETENTION } from "./retention.ts";

/** What is to be noted. */
export type Deed = Pick<AuditEntry, "at" | "by" | "action" | "about" | "detail">;

/** What the {@linkcode AuditLog} is made of. */
export interface AuditLogDeps {
  readonly store: Store;
  /** Signs with a key of the server. */
  readonly sign: (parts: readonly string[]) => string;
}

/** Two who decide at once. */
const MAX_TRIES = 8;

/** The log. */
export class AuditLog {
  readonly #deps: AuditLogDeps;

  constructor(deps: AuditLogDeps) {
    this.#deps = deps;
  }

  /**
   * Makes the next entry, to be committed together with what it tells of.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async next(deed: Deed): Promise<Required<Pick<Commit, "checks" | "sets">>> {
    const { value: last, versionstamp } = await this.#deps.store.get(keys.auditEnd());
    const open = { ...deed, number: (last?.number ?? 0) + 1, previous: last?.seal ?? "" };
    const entry: AuditEntry = { ...open, seal: this.#seal(open) };
    return {
      checks: [{ key: keys.auditEnd(), versionstamp }],
      sets: [
        { key: keys.audit(entry.number), value: entry },
        { key: keys.auditEnd(), value: entry },
      ],
    };
  }

  /**
   * Notes something that changes nothing else: that somebody signed in, or looked.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async note(deed: Deed): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      if ((await this.#deps.store.commit(await this.next(deed))).ok) return;
    }
    throw new StoreUnavailableError("Cannot note: the log keeps growing");
  }

  /**
   * Reads the whole log, the oldest first.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async all(): Promise<readonly AuditEntry[]> {
    return (await this.#deps.store.list(keys.audits())).map(({ value }) => value);
  }

  /**
   * Reads the whole log, the oldest first, and looks whether all of it is as it was written.
   *
   * @param now Milliseconds since the epoch: what is older than an entry is kept is missing rightly.
   * @returns `brokenAt`: the number of the first entry that is not, or is missing; nothing if none is.
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async look(now: number): Promise<{
    readonly entries: readonly AuditEntry[];
    readonly brokenAt: number | null;
  }> {
    // The end first: what is noted while the entries are read is after it.
    const { value: end } = await this.#deps.store.get(keys.auditEnd());
    const entries = await this.all();
    const last = entries.at(-1);
    const isCut = last === undefined
      ? end !== null && end.at + RETENTION.audit.keepMs > now
      : last.number < (end?.number ?? Infinity);
    const next = (last?.number ?? 0) + 1;
    return { entries, brokenAt: this.firstBroken(entries) ?? (isCut ? next : null) };
  }

  /** The number of the first entry that is not as it was written; nothing if all are. */
  firstBroken(entries: readonly AuditEntry[]): number | null {
    for (const [index, entry] of entries.entries()) {
      const before = entries[index - 1];
      const follows = before === undefined ||
        (entry.number === before.number + 1 && entry.previous === before.seal);
      if (!follows || entry.seal !== this.#seal(entry)) return entry.number;
    }
    return null;
  }

  #seal(entry: Omit<AuditEntry, "seal">): string {
    const { number, at, by, action, about, detail, previous } = entry;
    return this.#deps.sign(["audit", `${number}`, `${at}`, by, action, about, detail, previous]);
  }
}
