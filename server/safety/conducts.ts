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
import type { Commit } from "../store/engine.ts";
import { keys, type Room, type Subject } from "../store/keys.ts";
import type { Conduct, Encounter, Outcome } from "../store/safety_records.ts";
import { type Store, StoreUnavailableError } from "../store/store.ts";
import { follow, gather, type Gathered, type Names } from "./moved_records.ts";
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

/** Somebody's conduct, with what is known here only, and where it stands. */
export interface FoundConduct extends Gathered<Conduct> {
  readonly value: Conduct;
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
   * Reads somebody's conduct, under whichever of their names it stands.
   *
   * @throws {StoreUnavailableError} when the store does not answer.
   */
  async read(names: Names): Promise<FoundConduct> {
    const { store, clock } = this.#deps;
    const found = await gather(store, keys.conduct, names);
    const stored = found.others.reduce(
      (whole, { value }) => mergeOf(value, whole),
      found.value ?? NONE,
    );
    const called = new Set([...names.aliases ?? [], names.subject, found.subject]);
    const fresh = [...called].flatMap((name) => this.#fresh.get(name) ?? []);
    return { ...found, value: withoutOld(addTalks(stored, fresh), clock.now()) };
  }

  /** What is written so that somebody's conduct stands under one name, and the others lead there. */
  writesOf({ subject, others }: FoundConduct, conduct: Conduct): Commit["sets"] {
    const movedTo = { who: subject, at: this.#deps.clock.now() };
    return [
      { key: keys.conduct(subject), value: conduct, expireInMs: CONDUCT_MS },
      ...others.map(({ subject: name }) => ({
        key: keys.conduct(name),
        value: { ...NONE, movedTo },
        expireInMs: CONDUCT_MS,
      })),
    ];
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
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const found = await follow(store, keys.conduct, subject);
      const changed = withoutOld(change(found.value ?? NONE), clock.now());
      const { ok } = await store.commit({
        checks: found.checks,
        sets: [{ key: keys.conduct(found.subject), value: changed, expireInMs: CONDUCT_MS }],
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

/** Two records of one person as one, the most recent last. */
function mergeOf(one: Conduct, other: Conduct): Conduct {
  const byTime = (a: Encounter, b: Encounter) => a.at - b.at;
  const reports = [...one.reports, ...other.reports].toSorted(byTime);
  const talks = [...one.talks, ...other.talks].toSorted(byTime);
  return addTalks(reports.reduce(addReport, NONE), talks);
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
