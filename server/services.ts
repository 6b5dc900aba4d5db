/**
 * Puts the services together: one store, one clock, one node.
 *
 * It does not read the environment, listen, or open a store. The invariant it keeps: services know
 * each other only through what is handed in here.
 *
 * @module
 */
import type { Clock, Random } from "./clock.ts";
import type { Config } from "./config.ts";
import { Mailboxes } from "./events/mailboxes.ts";
import { Lease } from "./matching/lease.ts";
import { Matcher, type MatcherEvents } from "./matching/matcher.ts";
import { Queue } from "./matching/queue.ts";
import type { SessionId } from "./protocol.ts";
import { Rooms } from "./rooms/rooms.ts";
import type { RouteDeps } from "./routes/context.ts";
import { Places } from "./sessions/places.ts";
import { openSecret } from "./sessions/secret.ts";
import { Serial } from "./sessions/serial.ts";
import { TokenSigner } from "./sessions/token.ts";
import { keys } from "./store/keys.ts";
import { type Store, StoreUnavailableError } from "./store/store.ts";
import { createIceServers } from "./turn/credentials.ts";
import { Visitors } from "./visitors.ts";

/** What services are made of. */
export interface ServicesDeps {
  readonly config: Pick<Config, "sites" | "sessionSecret" | "turn" | "holdMs" | "leaseMs">;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly createId: () => string;
  /** Called with what went wrong in the background. */
  readonly onError: (error: unknown) => void;
}

/** How long a client waits before it comes back to a server that was closed, in milliseconds. */
const COME_BACK_MS = 1_000;

/** All services of a node. */
export interface Services extends RouteDeps {
  /** Tells all streams goodbye, gives all leases back, and takes in nothing more. */
  drain(): Promise<void>;
}

/**
 * Opens all services.
 *
 * @throws {StoreUnavailableError} when the store does not answer.
 */
export async function openServices(deps: ServicesDeps): Promise<Services> {
  const { config, store, clock, createId } = deps;
  const signer = new TokenSigner(await openSecret(store, config.sessionSecret));
  const places = new Places(store);
  const offers = new Map<SessionId, string>();
  let isDraining = false;

  const mailboxes = new Mailboxes({
    clock,
    createId: () => createId(),
    onClosed: (session) => visitors.closed(session),
  });
  const isPresent = (session: SessionId) => mailboxes.isOpen(session);
  const rooms = new Rooms({
    store,
    clock,
    holdMs: config.holdMs,
    deliver: (session, event) => mailboxes.deliver(session, event),
    isPresent,
    signMessage: (parts) => signer.signMessage(parts),
  });
  const events: MatcherEvents = {
    placed: (session, place, versionstamp) => places.set(session, place, versionstamp),
    opened: (room, versionstamp) => {
      const [offerer, answerer] = room.seats;
      rooms.opened(room, versionstamp, offers.get(offerer.session));
      offers.delete(offerer.session);
      offers.delete(answerer.session);
    },
    ended: (room, by) => rooms.ended(room, by, "next"),
    matched: (session, room) => rooms.announce(session, room),
    widened: (session, { step, nextInMs }) => {
      const data = { step, ...(nextInMs === undefined ? {} : { nextInMs }) };
      mailboxes.deliver(session, { type: "widened", data });
    },
    moved: (session) => visitors.recheck(session),
    uncertain: (session) => queue.distrust(session),
  };
  const pools = new Pools(deps, events, (session) => offers.has(session));
  const queue = new Queue({
    store,
    clock,
    places,
    serial: new Serial(),
    sites: config.sites,
    matcherOf: (pool) => pools.matcherOf(pool),
    findRoom: (room) => rooms.find(room),
    readRoom: (room) => rooms.read(room),
    onSeat: (session, room) => rooms.sits(session, room),
    onUncertain: (session) => visitors.recheck(session),
    isPresent,
    offers,
  });
  const visitors = new Visitors({
    store,
    clock,
    places,
    mailboxes,
    queue,
    rooms,
    leaseMs: config.leaseMs,
    onError: deps.onError,
  });
  await visitors.start();

  return {
    clock,
    createId,
    signer,
    sites: config.sites,
    queue,
    rooms,
    mailboxes,
    visitors,
    iceServers: (subject) => createIceServers(config.turn, subject, clock.now()),
    waitingCount: () => pools.size,
    isReady: () => answers(store),
    isDraining: () => isDraining,
    async drain() {
      isDraining = true;
      visitors.stop();
      mailboxes.dismissAll({ type: "bye", data: { retryMs: COME_BACK_MS } });
      await pools.close();
    },
  };
}

/** The matchers and leases of all pools that this node has heard of. */
class Pools {
  readonly #matchers = new Map<string, Matcher>();
  readonly #leases: Lease[] = [];
  readonly #node: string;

  constructor(
    readonly deps: ServicesDeps,
    readonly events: MatcherEvents,
    readonly hasOffer: (session: SessionId) => boolean,
  ) {
    this.#node = deps.createId();
  }

  /** Sessions that can be matched now. */
  get size(): number {
    let size = 0;
    for (const matcher of this.#matchers.values()) size += matcher.size;
    return size;
  }

  matcherOf(pool: string): Matcher {
    return this.#matchers.get(pool) ?? this.#open(pool);
  }

  async close(): Promise<void> {
    for (const matcher of this.#matchers.values()) matcher.close();
    await Promise.all(this.#leases.map((lease) => lease.close()));
  }

  #open(pool: string): Matcher {
    const { store, clock, random, createId, onError } = this.deps;
    const lease = new Lease({
      store,
      clock,
      pool,
      node: this.#node,
      onHeld: () => matcher.wake(),
    });
    const matcher = new Matcher({
      store,
      clock,
      random,
      createId,
      isLeader: () => lease.isHeld,
      hasOffer: this.hasOffer,
      events: this.events,
    });
    this.#matchers.set(pool, matcher);
    this.#leases.push(lease);
    lease.open().catch(onError);
    return matcher;
  }
}

async function answers(store: Store): Promise<boolean> {
  try {
    await store.get(keys.secret("session"));
    return true;
  } catch (error) {
    if (error instanceof StoreUnavailableError) return false;
    throw error;
  }
}
