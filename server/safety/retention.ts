/**
 * What is stored of people, how long, why, and who sees it: one table, from which both the page that
 * tells it and the cleaner that does it are made.
 *
 * It does not know HTML or HTTP. The invariant it keeps: what the table says is gone is gone an hour
 * later, by the time that stands in the record, whatever the store does by itself.
 *
 * @module
 */
import type { CancelTimer, Clock } from "../clock.ts";
import {
  BLOCK_LIFE_MS,
  keys,
  PLACE_LIFE_MS,
  ROOM_LIFE_MS,
  SALT_PERIOD_MS,
  type TypedKey,
} from "../store/keys.ts";
import type { Report } from "../store/safety_records.ts";
import { type Store, StoreUnavailableError } from "../store/store.ts";
import { follow } from "./moved_records.ts";
import { CONDUCT_MS } from "./numbers.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How often is looked, in milliseconds. */
const CLEAN_MS = HOUR;
/** A ban is kept this much longer than it holds, so that no late write finds it gone. */
const LATE_MS = MINUTE;

/** One kind of thing that is stored. */
export interface Retained {
  readonly what: string;
  /** The first part of its keys. */
  readonly where: string;
  /** How long it is kept, in milliseconds. */
  readonly keepMs: number;
  /** From when that is counted. */
  readonly from: string;
  readonly why: string;
  readonly seenBy: string;
  /** Whether the cleaner deletes it; the rest is written anew or deleted by who wrote it. */
  readonly isCleaned: boolean;
}

const NOBODY = "Nobody";
const MODERATORS = "Moderators";

/** The table. */
export const RETENTION = {
  reports: {
    what: "Reports: reason, note, when, and keyed hashes of who reported whom",
    where: "reports",
    keepMs: 90 * DAY,
    from: "the report",
    why: "To see whether somebody is reported again and again, and to answer to the law",
    seenBy: MODERATORS,
    isCleaned: true,
  },
  evidence: {
    what: "What a reporter chose to show: messages and a picture",
    where: "evidence",
    keepMs: 14 * DAY,
    from: "the decision, and with the report at the latest",
    why: "To decide, and to decide again when somebody appeals",
    seenBy: MODERATORS,
    isCleaned: true,
  },
  filed: {
    what: "That somebody has reported a talk",
    where: "filed",
    keepMs: 90 * DAY,
    from: "the report",
    why: "So that a talk counts once, however often it is reported",
    seenBy: NOBODY,
    isCleaned: true,
  },
  cases: {
    what: "What was decided about somebody who was reported",
    where: "cases",
    keepMs: 90 * DAY,
    from: "the last report or decision",
    why: "So that restrictions grow for who goes on, and begin small for who does not",
    seenBy: MODERATORS,
    isCleaned: true,
  },
  conduct: {
    what:
      "Keyed hashes of with whom somebody talked for longer than a minute, and whom they reported",
    where: "conduct",
    keepMs: CONDUCT_MS,
    from: "the talk or the report",
    why: "To tell people who are reported from people who are ganged up on",
    seenBy: NOBODY,
    isCleaned: true,
  },
  bans: {
    what: "Restrictions that hold",
    where: "bans",
    keepMs: LATE_MS,
    from: "their end",
    why: "To keep somebody from being matched until then",
    seenBy: MODERATORS,
    isCleaned: true,
  },
  receipts: {
    what: "Receipts: the rule and the end of a restriction",
    where: "receipts",
    keepMs: 30 * DAY,
    from: "the end of the restriction",
    why: "So that whoever was restricted can ask and appeal without an account",
    seenBy: "Whoever has the receipt, moderators",
    isCleaned: true,
  },
  appeals: {
    what: "Appeals: what somebody wrote, and what became of it",
    where: "appeals",
    keepMs: 30 * DAY,
    from: "the decision, or 90 days from the appeal",
    why: "To answer it",
    seenBy: MODERATORS,
    isCleaned: true,
  },
  audit: {
    what: "The log of what moderators did",
    where: "audit",
    keepMs: 365 * DAY,
    from: "the entry",
    why: "So that moderators answer for what they do",
    seenBy: "Administrators",
    isCleaned: true,
  },
  blocks: {
    what: "Keyed hashes of whom somebody has blocked",
    where: "blocks",
    keepMs: BLOCK_LIFE_MS,
    from: "the block",
    why: "So that the two do not meet again",
    seenBy: NOBODY,
    isCleaned: true,
  },
  places: {
    what:
      "Where a visit stands, with its interests and languages, and keyed hashes of the last 16 met",
    where: "places",
    keepMs: PLACE_LIFE_MS,
    from: "the last change",
    why: "So that a reload or a restart ends nothing, and nobody meets the same person at once",
    seenBy: NOBODY,
    isCleaned: false,
  },
  rooms: {
    what: "That two sit in a talk, and why they were paired",
    where: "rooms",
    keepMs: ROOM_LIFE_MS,
    from: "its beginning, and no longer than the talk lasts",
    why: "So that a reload or a restart ends nothing",
    seenBy: NOBODY,
    isCleaned: false,
  },
  salts: {
    what: "The keys of the hashes; without them nobody can tell whose a hash was",
    where: "salts",
    keepMs: 3 * SALT_PERIOD_MS,
    from: "the end of the period of their use",
    why: "To recognise a browser for as long as a restriction or a block lasts",
    seenBy: NOBODY,
    isCleaned: false,
  },
} as const satisfies Record<string, Retained>;

/** What is never stored. */
export const NEVER_STORED: readonly string[] = [
  "Pictures and sound of talks: they go from browser to browser and are not seen by the server",
  "What a device thinks of a picture, where a site has devices look at them: it tells nobody",
  "What people write to each other, outside of a report: the server passes it on from memory",
  "Addresses: only keyed hashes of networks, inside of reports and of tokens that browsers keep",
  "Names, mail addresses, accounts: there are none",
];

/** What the element keeps in its visitor's own browser, where only the page that shows it can look. */
export const KEPT_IN_BROWSERS: readonly string[] = [
  "Until the page's data are deleted: a random number by which limits and blocks hold, the camera and microphone that were chosen, and what was said of one's age",
  "Until the tab is closed: the session, and what was written in the talk under way, so that a reload leads back into it",
  "While a page is loaded anew: what the last three partners of ten minutes wrote, so that they can still be reported; if the page never comes back, until the tab is closed",
];

/** What {@linkcode Retention} is made of. */
export interface RetentionDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Runs along with each cleaning. */
  readonly onClean: () => Promise<void>;
  /** Called with what went wrong in the background. */
  readonly onError: (error: unknown) => void;
}

/** The cleaner. */
export class Retention {
  readonly #deps: RetentionDeps;
  #cancel: CancelTimer = () => {};

  constructor(deps: RetentionDeps) {
    this.#deps = deps;
  }

  /** Begins to clean from time to time. */
  start(): void {
    this.#cancel = this.#deps.clock.after(CLEAN_MS, () => {
      this.#run().catch((error) => {
        // What was left is cleaned the next time.
        if (!(error instanceof StoreUnavailableError)) this.#deps.onError(error);
      });
      this.start();
    });
  }

  /** Ends cleaning. */
  stop(): void {
    this.#cancel();
  }

  /**
   * Deletes all that is past its time.
   *
   * @returns How many records went.
   * @throws {StoreUnavailableError} when the store does not answer; the rest is left.
   */
  async clean(): Promise<number> {
    const now = this.#deps.clock.now();
    const isPast = (at: number, { keepMs }: Retained) => at + keepMs <= now;
    const { bans, receipts, appeals, audit, blocks, conduct, reports } = RETENTION;
    return await this.#cleanCases(now) + await this.#cleanReports(now) +
      await this.#sweep(keys.bans(), ({ until }) => isPast(until, bans)) +
      await this.#sweep(keys.receipts(), ({ ban }) => isPast(ban.until, receipts)) +
      await this.#sweep(
        keys.appeals(),
        ({ at, decidedAt }) => isPast(at, reports) || isPast(decidedAt ?? now, appeals),
      ) +
      await this.#sweep(keys.audits(), ({ at }) => isPast(at, audit)) +
      await this.#sweep(keys.allBlocks(), (all) => all.every(({ at }) => isPast(at, blocks))) +
      await this.#sweep(
        keys.conducts(),
        ({ talks, reports, movedTo = [] }) =>
          [talks, reports, movedTo].flat().every(({ at }) => isPast(at, conduct)),
      );
  }

  async #run(): Promise<void> {
    await this.clean();
    await this.#deps.onClean();
  }

  /** A case that lives on forgets what was reported long ago. */
  async #cleanCases(now: number): Promise<number> {
    const { store } = this.#deps;
    let count = 0;
    for await (const { key, value, versionstamp } of store.each(keys.cases())) {
      const checks = [{ key, versionstamp }];
      const strikes = value.strikes.filter(({ at }) => at + RETENTION.reports.keepMs > now);
      if (value.changedAt + RETENTION.cases.keepMs <= now) {
        if ((await store.commit({ checks, deletes: [key] })).ok) count++;
      } else if (strikes.length < value.strikes.length) {
        await store.commit({ checks, sets: [{ key, value: { ...value, strikes } }] });
      }
    }
    return count;
  }

  /** What was shown goes first, the report later. */
  async #cleanReports(now: number): Promise<number> {
    const { store } = this.#deps;
    let count = 0;
    for await (const { key, value: report, versionstamp } of store.each(keys.reports())) {
      const isPast = report.at + RETENTION.reports.keepMs <= now;
      const isSpent = report.items > 0 && await this.#isSpent(report, now);
      if (!isPast && !isSpent) continue;
      const evidence = Array.from(
        { length: report.items },
        (_, item) => keys.evidence(report.id, item),
      );
      const filed = keys.filed(report.reporter, report.room);
      const { ok } = await store.commit({
        checks: [{ key, versionstamp }],
        sets: isPast ? [] : [{ key, value: { ...report, items: 0 } }],
        deletes: isPast ? [key, filed, ...evidence] : evidence,
      });
      if (ok) count += evidence.length + (isPast ? 2 : 0);
    }
    return count;
  }

  /** Evidence is needed until it was decided on, and for as long as that may be asked about. */
  async #isSpent({ id, accused }: Report, now: number): Promise<boolean> {
    const { value: found } = await follow(this.#deps.store, keys.case, accused);
    if (found === null) return false;
    const strike = found.strikes.find(({ report }) => report === id);
    const isOpen = strike?.outcome === "open" || found.appeal !== null;
    return !isOpen && found.changedAt + RETENTION.evidence.keepMs <= now;
  }

  /** Deletes what is past its time, unless it was changed meanwhile. */
  async #sweep<Value>(prefix: TypedKey<Value>, isPast: (value: Value) => boolean): Promise<number> {
    const { store } = this.#deps;
    let count = 0;
    for await (const { key, value, versionstamp } of store.each(prefix)) {
      if (!isPast(value)) continue;
      const { ok } = await store.commit({ checks: [{ key, versionstamp }], deletes: [key] });
      if (ok) count++;
    }
    return count;
  }
}
