/**
 * How often visitors may call: one table with reasons, and what has been called on this node.
 *
 * It does not know requests. Its state lives on this node only and in its memory only: behind a
 * balancer that spreads a visitor over nodes the limits count for each of them, and a restart
 * forgets. The invariants it keeps: an ordinary visitor, also a hasty one, never meets a limit;
 * every call has one, also a call that the table does not name.
 *
 * @module
 */
import type { Clock } from "../clock.ts";
import { Buckets, type Rate } from "./buckets.ts";

/** How often one call may be made. */
export interface Limit {
  /** By one person; none where nobody is known yet. */
  readonly person: Rate | null;
  /** By all of one network. */
  readonly network: Rate;
}

/**
 * One address may be a school, an office or a provider's gateway: as many as this may be as hasty
 * as one may be, at the same time.
 */
const PEOPLE_PER_NETWORK = 100;
/** For each call: more visitors than a busy node has, at about 100 bytes each. */
const MAX_BUCKETS = 20_000;

/** Why nobody needs more, for each call; the element's own pace is the measure. */
const LIMITS: Readonly<Record<string, Limit>> = {
  // A page that is loaded again and again, and the reconnects of a bad network: one in 1.5 s.
  "resume": each(40, 40),
  // A class of five hundred that presses Start in the same minute.
  "begin": { person: null, network: { burst: 600, perMinute: 300 } },
  // Two classes at once; from there on each proves that it is worth half a second of work.
  "begin unproven": { person: null, network: { burst: 60, perMinute: 30 } },
  // By all networks: fifty a second is an evening that no site has without somebody behind it.
  "begin unproven anywhere": { person: null, network: { burst: 3_000, perMinute: 3_000 } },
  // Both, before it is known which it is: five hundred come back after a restart.
  "POST /v1/sessions": { person: null, network: { burst: 1_000, perMinute: 3_000 } },
  "GET /v1/challenge": { person: null, network: { burst: 1_000, perMinute: 3_000 } },
  // Every page of a site that asks whether somebody is there.
  "GET /v1/status": { person: null, network: { burst: 1_000, perMinute: 3_000 } },
  "GET /v1/events": each(40, 40),
  // Next can be pressed again 400 ms after a match, and a second is fast for a person.
  "POST /v1/next": each(40, 90),
  "POST /v1/queue": each(40, 90),
  "DELETE /v1/queue": each(40, 90),
  "POST /v1/leave": each(40, 90),
  "POST /v1/widen": each(20, 40),
  // Twice at most after a talk: the wish, and the answer to the other's.
  "POST /v1/back": each(20, 40),
  // Each match costs a description and a handful of candidates; a bad network many restarts.
  "POST /v1/signals": each(200, 600),
  // Two a second is faster than anybody writes; what waited for a connection comes at once.
  "POST /v1/messages": each(60, 120),
  "POST /v1/acks": each(120, 240),
  // Said once in two seconds, and when somebody stops.
  "POST /v1/typing": each(40, 90),
  "POST /v1/ladder": each(20, 40),
  // Once in 20 s, and whenever a page is shown or hidden.
  "POST /v1/beat": each(40, 60),
  "GET /v1/ice": each(30, 30),
  // A check has nine stages, and may be begun anew.
  "POST /v1/check": each(60, 60),
  "POST /v1/blocks": each(20, 10),
  // Nobody meets ten bad people in a row; whoever floods moderators hides the reports of others.
  "POST /v1/reports": { person: { burst: 10, perMinute: 1 }, network: { burst: 60, perMinute: 6 } },
  // Asked about whenever somebody looks how their appeal fares.
  "POST /v1/receipts": {
    person: { burst: 20, perMinute: 6 },
    network: { burst: 60, perMinute: 20 },
  },
  // A receipt is appealed once; more are guesses at those of others.
  "POST /v1/appeals": {
    person: { burst: 5, perMinute: 0.1 },
    network: { burst: 20, perMinute: 1 },
  },
};
/** What the table does not name is called rarely, and counted together. */
const OTHER = each(30, 60);

/** Who calls. */
export interface Caller {
  /** Whoever it is, if that is known. */
  readonly subject?: string | undefined;
  /** The hash of their network. */
  readonly prefix: string;
}

interface Counted {
  readonly person: Buckets | null;
  readonly network: Buckets;
}

/** What one node has been asked for. */
export class RateLimits {
  readonly #clock: Pick<Clock, "now">;
  readonly #counted = new Map(
    Object.entries(LIMITS).map(([call, limit]) => [call, counted(limit)]),
  );
  readonly #other = counted(OTHER);

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  /**
   * Counts a call, unless it is one too many.
   *
   * @param call Method and path, or the name of a part of one.
   * @returns How long to wait before it is made again, in milliseconds; zero if it may be made now.
   */
  take(call: string, { subject, prefix }: Caller): number {
    const now = this.#clock.now();
    const { person, network } = this.#counted.get(call) ?? this.#other;
    const who = person === null ? undefined : subject;
    const ownWaitMs = who === undefined ? 0 : person?.wait(who, now) ?? 0;
    const waitMs = Math.max(ownWaitMs, network.wait(prefix, now));
    // Whoever tries too early loses nothing by it.
    if (waitMs > 0) return waitMs;
    if (who !== undefined) person?.take(who, now);
    network.take(prefix, now);
    return 0;
  }
}

function counted({ person, network }: Limit): Counted {
  return {
    person: person === null ? null : new Buckets(person, MAX_BUCKETS),
    network: new Buckets(network, MAX_BUCKETS),
  };
}

function each(burst: number, perMinute: number): Limit {
  const [most, mostPerMinute] = [burst * PEOPLE_PER_NETWORK, perMinute * PEOPLE_PER_NETWORK];
  return {
    person: { burst, perMinute },
    network: { burst: most, perMinute: mostPerMinute },
  };
}
