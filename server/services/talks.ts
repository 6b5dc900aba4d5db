/**
 * Puts together what brings two people together and keeps them so: mailboxes, rooms, pools, the
 * queue, those who are here.
 *
 * It does not know how anybody is reported, banned or judged. The invariant it keeps: these services
 * know each other, and those of safety, only through what is handed in here.
 *
 * @module
 */
import { type Cluster, openCourier } from "../cluster.ts";
import type { Courier } from "../events/courier.ts";
import { Mailboxes } from "../events/mailboxes.ts";
import { Letters } from "../letters.ts";
import type { MoveLetter } from "../matching/changes.ts";
import type { MatcherEvents } from "../matching/matcher.ts";
import { Offers } from "../matching/offers.ts";
import { PastTalks } from "../matching/past_talks.ts";
import { Pools } from "../matching/pools.ts";
import { Queue, type QueueDeps } from "../matching/queue.ts";
import type { ServerEvent, SessionId } from "../protocol.ts";
import { Rooms } from "../rooms/rooms.ts";
import { Places } from "../sessions/places.ts";
import { Serial } from "../sessions/serial.ts";
import type { TokenSigner } from "../sessions/token.ts";
import { StoreUnavailableError } from "../store/store.ts";
import { Visitors } from "../visitors.ts";
import type { ServicesDeps } from "./deps.ts";
import type { Safety } from "./safety.ts";

/** What {@linkcode createTalks} takes. */
export interface TalksDeps extends ServicesDeps {
  readonly signer: TokenSigner;
  /** Asked once everything is made, and not before. */
  readonly safety: () => Safety;
}

/** The services of talks. */
export interface Talks {
  readonly cluster: Cluster | null;
  readonly mailboxes: Mailboxes;
  readonly rooms: Rooms;
  readonly pools: Pools;
  readonly queue: Queue;
  readonly pastTalks: PastTalks;
  readonly visitors: Visitors;
  /** Tells a session something; what fails is told in the background. */
  readonly tell: (session: SessionId, event: ServerEvent) => void;
  /** Whether this node watches over a session: holds its stream, or held it last. */
  readonly isMine: (session: SessionId) => boolean;
}

/** Who has a stream, and the way to them. */
interface Reach extends Pick<Talks, "tell" | "isMine"> {
  readonly courier: Courier;
  readonly isPresent: (session: SessionId) => boolean;
}

/** What knows those who know it: there once everything is made. */
interface Later {
  readonly queue: Queue;
  readonly pools: Pools;
  readonly visitors: Visitors;
  readonly letters: Letters;
}

/** Makes the services of talks; none of them has begun anything. */
export function createTalks(deps: TalksDeps): Talks {
  const { config, store, clock, createId } = deps;
  const later = (): Later => ({ queue, pools, visitors, letters });
  const places = new Places(store);
  const mailboxes = new Mailboxes({
    clock,
    createId: () => createId(),
    onClosed: (session) => visitors.closed(session),
  });
  const { courier, cluster } = openCourier(deps, mailboxes, (envelope) => letters.take(envelope));
  const isPresent = (session: SessionId) => mailboxes.isOpen(session);
  const isMine = (session: SessionId) => courier.isAlone || visitors.has(session);
  const tell = tellBy(courier, deps.onError);
  const reach: Reach = { courier, isPresent, isMine, tell };
  const offers = new Offers(isPresent);
  const rooms = createRooms(deps, reach);
  const events = matcherEvents(deps, { ...reach, places, rooms, offers }, later);
  const letter: MoveLetter = (to, session) =>
    cluster?.post.sets(to, { kind: "moved", session }) ?? [];
  const hasOffer = (session: SessionId) => offers.get(session) !== undefined;
  const node = cluster?.node ?? createId();
  const pools = new Pools({ ...deps, node, events, hasOffer, letter });
  const queueDeps = queueDepsOf(deps, { ...reach, places, rooms, offers }, later);
  const queue = new Queue(queueDeps);
  const pastTalks = new PastTalks({
    ...queueDeps,
    queue,
    createId,
    letter,
    events,
    onWanted: (session, data) => {
      // Whoever is away has other things to read by the time they are back.
      if (isPresent(session) || !courier.isAlone) tell(session, { type: "back", data });
    },
  });
  const parts = { ...deps, courier, places, mailboxes, queue, rooms };
  const visitors: Visitors = new Visitors({
    ...parts,
    leaseMs: config.leaseMs,
    onSweep: () => {
      pools.keepReachable((node) => cluster?.nodes.isAlive(node) ?? true);
      deps.safety().expulsions.prune((session) => visitors.has(session));
    },
  });
  const letters: Letters = new Letters({ ...parts, visitors, pools });
  return { cluster, mailboxes, rooms, pools, queue, pastTalks, visitors, tell, isMine };
}

function tellBy(courier: Courier, onError: (error: unknown) => void): Talks["tell"] {
  return (session, event) => {
    courier.deliver(session, event).catch((error) => {
      // Whoever is told nothing now finds it out when they look or come back.
      if (!(error instanceof StoreUnavailableError)) onError(error);
    });
  };
}

function createRooms({ config, store, clock, signer, safety, onError }: TalksDeps, reach: Reach) {
  const { courier, tell, isPresent, isMine } = reach;
  return new Rooms({
    store,
    clock,
    holdMs: config.holdMs,
    deliver: (session, event) => courier.deliver(session, event),
    tell,
    isPresent,
    isMine,
    absenceOf: (session) => courier.absenceOf(session),
    signMessage: (parts) => signer.signMessage(parts),
    onEnded: (room) => safety().conducts.talked(room),
    onError,
  });
}

/** What matching and the queue are told, and ask, of those around them. */
interface Around extends Reach {
  readonly places: Places;
  readonly rooms: Rooms;
  readonly offers: Offers;
}

function matcherEvents(
  { clock }: TalksDeps,
  { courier, tell, places, rooms, offers }: Around,
  later: () => Later,
): MatcherEvents {
  return {
    placed: (session, place, versionstamp) => {
      places.set(session, place, versionstamp);
      const { visitors } = later();
      // A request that slept with its node may be done when nobody watches over them any more.
      if (place.kind === "waiting" && !visitors.has(session)) visitors.seen(session);
    },
    opened: (room, versionstamp) => {
      const [offerer, answerer] = room.seats;
      return rooms.opened(room, versionstamp, offers.give(offerer.session, answerer.session));
    },
    ended: (room, by) => rooms.ended(room, by, "next"),
    matched: (session, room) => rooms.announce(session, room),
    widened: (session, { step, nextInMs, near }) => {
      const data = { step, ...(nextInMs === undefined ? {} : { nextInMs }), near };
      tell(session, { type: "widened", data });
    },
    moved: (arrival) => later().letters.lookAgain(arrival),
    uncertain: (arrival) => {
      const { queue, letters } = later();
      queue.doubt(arrival.ticket.session);
      letters.lookAgain(arrival);
    },
    waits: ({ ticket, seeker }) => {
      const leader = later().pools.leaderOf(ticket.pool);
      if (leader === null) return;
      const waitedMs = clock.now() - seeker.since;
      courier.hint(leader, { kind: "waits", session: ticket.session, waitedMs });
    },
  };
}

function queueDepsOf(
  { config, store, clock, safety }: TalksDeps,
  { courier, isPresent, places, rooms, offers }: Around,
  later: () => Later,
): QueueDeps {
  return {
    store,
    clock,
    places,
    serial: new Serial(),
    sites: config.sites,
    matcherOf: (pool) => later().pools.matcherOf(pool),
    findRoom: (room) => rooms.find(room),
    readRoom: (room) => rooms.read(room),
    onSeat: (session, room) => rooms.sits(session, room),
    onUncertain: (session) => later().visitors.recheck(session, { hasAsked: true }),
    isPresent,
    findHome: async (session) => {
      const home = await courier.homeOf(session);
      return home.kind === "elsewhere" ? home.node : null;
    },
    onPause: (session, pool) => {
      const leader = later().pools.leaderOf(pool);
      if (leader !== null) courier.hint(leader, { kind: "absent", session, pool });
    },
    isBanned: ({ subject, aliases }) => safety().bans.find(subject, aliases) !== undefined,
    blockedBy: ({ subject, aliases }) => safety().blocks.of(subject, aliases),
    offers,
  };
}
