/**
 * With whom people talk in peace, and whom they report: what their word is worth.
 *
 * It does not know how reports are weighed. The invariant it keeps: of a talk nothing is stored but
 * that there was one, and only if it lasted; what is not stored yet is lost with the node, which
 * costs somebody a little of their credit and nothing else.
 *
 * @module
 */
import type { CancelTimer, Clock } from "../clock.ts";
import type { SessionId } from "../protocol.ts";
import { keys, type Room, type Subject } from "../store/keys.ts";
import type { Conduct, Encounter, Outcome } from "../store/safety_records.ts";
import { type Store, StoreUnavailableError, type Versioned } from "../store/store.ts";
import { CONDUCT_MS, MAX_REPORTS, MAX_TALKS, PEACEFUL_MS } from "./numbers.ts";

/** Talks are stored this often, in milliseconds: each person's many in one write. */
const STORE_MS = 2 * 60_000;
/** A record is written by few at once. */
const MAX_TRIES = 8;
const NONE: Conduct = { talks: [], reports: [] };

/** What {@linkcode Conducts} are made of. */
export interface ConductsDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Whether this node watches over a session, so that its talks are counted once. */
  readonly isMine: (session: SessionId) => boolean;
  /** Called with what went wrong in the background. */
  readonly onError: (error: unknown) => void;
}

/** The conduct of everybody. */
export class Conducts {
  readonly #deps: ConductsDeps;
  /** Talks that are not stored yet. */
  #fresh = new Map<Subject, Encounter[]>();
  #cancel: CancelTimer = () => {};

  constructor(deps: ConductsDeps) {
    this.#deps = deps;
  }

  /** Begins to store talks from time to time. */
  start(): void {
    this.#cancel = this.#deps.clock.after(STORE_MS, () => {
      void this.#tryFlush();
      this.start();
    });
  }

  /** Stores what there is for the last time. */
  async close(): Promise<void> {
    this.#cancel();
    await this.#tryFlush();
  }

  /** Takes note of a talk that is over. */
  talked({ openedAt, seats: [one, other] }: Room): void {
    const { clock, isMine } = this.#deps;
    const now = clock.now();
    if (now - openedAt < PEACEFUL_MS || one.subject === other.subject) return;
    if (isMine(one.session)) this.#note(one.subject, { who: other.subject, at: now });
    if (isMine(other.session)) this.#note(other.subject, { who: one.subject, at: now });
  }

  /**
   * Stores all talks that are not stored yet.
   *
   * @throws {StoreUnavailableError} when the store does not answer; they are kept.
   */
  async flush(): Promise<void> {
    const fresh = [...this.#fresh];
    this.#fresh = new Map();
    while (fresh.length > 0) {
      const [subject, talks] = fresh[0] ?? ["", []];
      try {
        await this.#change(subject, (conduct) => addTalks(conduct, talks));
      } catch (error) {
        for (const [who, missed] of fresh) missed.forEach((talk) => this.#note(who, talk));
        throw error;
      }
      fresh.shift();
    }
  }

  /**
   * Reads somebody's conduct, with what is known here only, and the version of what is stored.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async read(subject: Subject): Promise<{ value: Conduct; versionstamp: string | null }> {
    const { value, versionstamp }: Versioned<Conduct> = await this.#deps.store.get(
      keys.conduct(subject),
    );
    const fresh = this.#fresh.get(subject) ?? [];
    const conduct = addTalks(value ?? NONE, fresh);
    return { value: withoutOld(conduct, this.#deps.clock.now()), versionstamp };
  }

  /**
   * Takes note of what was found about reports, so that their reporters are believed more or less.
   *
   * @throws {StoreUnavailableError} when the store does not answer; it can be done again.
   */
  async decided(
    found: readonly { readonly reporter: Subject; readonly report: string }[],
    outcome: Outcome,
  ): Promise<void> {
    for (const { reporter, report } of found) {
      await this.#change(reporter, (conduct) => ({
        ...conduct,
        reports: conduct.reports.map((each) =>
          each.report === report ? { ...each, outcome } : each
        ),
      }));
    }
  }

  async #tryFlush(): Promise<void> {
    try {
      await this.flush();
    } catch (error) {
      // What could not be stored is tried again with the next.
      if (!(error instanceof StoreUnavailableError)) this.#deps.onError(error);
    }
  }

  #note(subject: Subject, talk: Encounter): void {
    const talks = this.#fresh.get(subject) ?? [];
    this.#fresh.set(subject, [...talks, talk].slice(-MAX_TALKS));
  }

  async #change(subject: Subject, change: (conduct: Conduct) => Conduct): Promise<void> {
    const { store, clock } = this.#deps;
    const key = keys.conduct(subject);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const { value, versionstamp } = await store.get(key);
      const changed = withoutOld(change(value ?? NONE), clock.now());
      const { ok } = await store.commit({
        checks: [{ key, versionstamp }],
        sets: [{ key, value: changed, expireInMs: CONDUCT_MS }],
      });
      if (ok) return;
    }
    throw new StoreUnavailableError("Cannot note conduct: the record keeps changing");
  }
}

/** Adds a report to somebody's conduct; one of the same person replaces the one before. */
export function addReport(conduct: Conduct, report: Conduct["reports"][number]): Conduct {
  const others = conduct.reports.filter(({ who }) => who !== report.who);
  return { ...conduct, reports: [...others, report].slice(-MAX_REPORTS) };
}

function addTalks(conduct: Conduct, talks: readonly Encounter[]): Conduct {
  const again = new Set(talks.map(({ who }) => who));
  const latest = new Map(talks.map((talk) => [talk.who, talk]));
  const others = conduct.talks.filter(({ who }) => !again.has(who));
  return { ...conduct, talks: [...others, ...latest.values()].slice(-MAX_TALKS) };
}

function withoutOld({ talks, reports }: Conduct, now: number): Conduct {
  const isFresh = ({ at }: Encounter) => at > now - CONDUCT_MS;
  return { talks: talks.filter(isFresh), reports: reports.filter(isFresh) };
}
