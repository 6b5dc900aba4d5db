/**
 * Puts the services together: one store, one clock, one node.
 *
 * It does not read the environment, listen, or open a store. The invariant it keeps: services know
 * each other only through what is handed in here.
 *
 * @module
 */
import { type Account, Accounts } from "./admin/accounts.ts";
import type { AdminDeps } from "./admin/routes.ts";
import type { Clock, Random } from "./clock.ts";
import { openCourier } from "./cluster.ts";
import type { Config } from "./config.ts";
import { Expulsions } from "./expulsions.ts";
import { Mailboxes } from "./events/mailboxes.ts";
import type { MoveLetter } from "./matching/changes.ts";
import type { MatcherEvents } from "./matching/matcher.ts";
import { Offers } from "./matching/offers.ts";
import { PastTalks } from "./matching/past_talks.ts";
import { Pools } from "./matching/pools.ts";
import { Queue, type QueueDeps } from "./matching/queue.ts";
import { Letters } from "./letters.ts";
import type { ServerEvent, SessionId } from "./protocol.ts";
import { Rooms } from "./rooms/rooms.ts";
import type { RouteDeps } from "./routes/context.ts";
import { type Alert, Alerts } from "./safety/alerts.ts";
import { Appeals } from "./safety/appeals.ts";
import { Bans } from "./safety/bans.ts";
import { AuditLog } from "./safety/audit.ts";
import { Blocks } from "./safety/blocks.ts";
import { Cases } from "./safety/cases.ts";
import { Conducts } from "./safety/conducts.ts";
import { Desk } from "./safety/desk.ts";
import { Decisions } from "./safety/decisions.ts";
import { Retention } from "./safety/retention.ts";
import { Reports } from "./safety/reports.ts";
import { RateLimits } from "./safety/limits.ts";
import { Proofs } from "./safety/proof.ts";
import { Subjects } from "./safety/subjects.ts";
import { Places } from "./sessions/places.ts";
import { openSecret } from "./sessions/secret.ts";
import { Serial } from "./sessions/serial.ts";
import { TOKEN_LIFE_MS, TokenSigner } from "./sessions/token.ts";
import { DEFAULT_JUDGEMENT } from "./sites.ts";
import { keys } from "./store/keys.ts";
import { type Store, StoreUnavailableError } from "./store/store.ts";
import { Figures } from "./telemetry/figures.ts";
import { FailureCounts } from "./telemetry/failures.ts";
import { createIceServers } from "./turn/credentials.ts";
import { Visitors } from "./visitors.ts";

/** What services are made of. */
export interface ServicesDeps {
  readonly config: Pick<
    Config,
    "sites" | "sessionSecret" | "turn" | "holdMs" | "leaseMs" | "hasLimits"
  >;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly createId: () => string;
  /** Who may moderate; nobody if absent. */
  readonly accounts?: readonly Account[];
  /** Calls a moderator; nobody is called if absent. */
  readonly callModerator?: (alert: Alert) => void;
  /** Called with what went wrong in the background. */
  readonly onError: (error: unknown) => void;
}

/** How long a client waits before it comes back to a server that was closed, in milliseconds. */
const COME_BACK_MS = 1_000;

/** All services of a node. */
export interface Services extends RouteDeps {
  readonly cases: Cases;
  readonly decisions: Decisions;
  readonly retention: Retention;
  readonly admin: AdminDeps;
  readonly audit: AuditLog;
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
  const subjects = new Subjects({ ...deps, tokenLifeMs: TOKEN_LIFE_MS });
  await subjects.start();
  const secret = await openSecret(store, config.sessionSecret);
  const signer = new TokenSigner(secret, (pseudonym, at) => subjects.of(pseudonym, at));
  const places = new Places(store);
  let isDraining = false;

  const mailboxes = new Mailboxes({
    clock,
    createId: () => createId(),
    onClosed: (session) => visitors.closed(session),
  });
  const { courier, cluster } = openCourier(deps, mailboxes, (envelope) => letters.take(envelope));
  const tell = (session: SessionId, event: ServerEvent) => {
    courier.deliver(session, event).catch((error) => {
      // Whoever is told nothing now finds it out when they look or come back.
      if (!(error instanceof StoreUnavailableError)) deps.onError(error);
    });
  };
  const isPresent = (session: SessionId) => mailboxes.isOpen(session);
  const offers = new Offers(isPresent);
  const isMine = (session: SessionId) => courier.isAlone || visitors.has(session);
  const rooms: Rooms = new Rooms({
    store,
    clock,
    holdMs: config.holdMs,
    deliver: (session, event) => courier.deliver(session, event),
    tell,
    isPresent,
    isMine,
    isReachable: async (session) => (await courier.homeOf(session)).kind === "elsewhere",
    signMessage: (parts) => signer.signMessage(parts),
    onEnded: (room) => conducts.talked(room),
    onError: deps.onError,
  });
  const events: MatcherEvents = {
    placed: (session, place, versionstamp) => {
      places.set(session, place, versionstamp);
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
    moved: (arrival) => letters.lookAgain(arrival),
    uncertain: (arrival) => {
      queue.doubt(arrival.ticket.session);
      letters.lookAgain(arrival);
    },
    waits: ({ ticket, seeker }) => {
      const leader = pools.leaderOf(ticket.pool);
      if (leader === null) return;
      const waitedMs = clock.now() - seeker.since;
      courier.hint(leader, { kind: "waits", session: ticket.session, waitedMs });
    },
  };
  const letter: MoveLetter = (to, session) =>
    cluster?.post.sets(to, { kind: "moved", session }) ?? [];
  const pools = new Pools({
    ...deps,
    node: cluster?.node ?? createId(),
    events,
    hasOffer: (session) => offers.get(session) !== undefined,
    letter,
  });
  const queueDeps: QueueDeps = {
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
    findHome: async (session) => {
      const home = await courier.homeOf(session);
      return home.kind === "elsewhere" ? home.node : null;
    },
    onPause: (session, pool) => {
      const leader = pools.leaderOf(pool);
      if (leader !== null) courier.hint(leader, { kind: "absent", session, pool });
    },
    isBanned: ({ subject, aliases }) => bans.find(subject, aliases) !== undefined,
    blockedBy: ({ subject, aliases }) => blocks.of(subject, aliases),
    offers,
  };
  const queue: Queue = new Queue(queueDeps);
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
  const blocks: Blocks = new Blocks({
    store,
    clock,
    withPartner: (session, room, run) => pastTalks.withPartner(session, room, run),
    leave: (session, room) => rooms.leave(session, room),
    serial: new Serial(),
  });
  const bans: Bans = new Bans({
    ...deps,
    onBanned: (subject, ban) => expulsions.expelAll(subject, ban),
    onLifted: (subject, ban) => expulsions.release(subject, ban),
  });
  const expulsions = new Expulsions({ ...deps, bans, queue, rooms, tell });
  const conducts = new Conducts({ ...deps, isMine });
  const cases = new Cases({
    ...deps,
    conducts,
    policyOf: (site) => config.sites.get(site)?.judgement ?? DEFAULT_JUDGEMENT,
  });
  const audit = new AuditLog({ store, sign: (parts) => signer.signMessage(parts) });
  const decisions = new Decisions({
    ...deps,
    cases,
    conducts,
    audit,
    ban: (subject, ban) => bans.ban(subject, ban),
  });
  const retention = new Retention({ ...deps, onClean: () => decisions.enforceAll() });
  const alerts = new Alerts({ clock, call: (alert) => deps.callModerator?.(alert) });
  const figures = new Figures({
    clock,
    census: () => ({ online: visitors.size, waiting: pools.size, talks: rooms.size }),
  });
  const reports = new Reports({
    ...deps,
    cases,
    withPartner: (session, room, run) => pastTalks.withPartner(session, room, run),
    block: (reporter, room) => blocks.block(reporter, room),
    ban: (subject, ban) => bans.ban(subject, ban),
    signMessage: (parts) => signer.signMessage(parts),
    onReport: (report) => {
      figures.reported();
      alerts.reported(report);
    },
  });
  const visitors: Visitors = new Visitors({
    store,
    clock,
    places,
    mailboxes,
    queue,
    rooms,
    leaseMs: config.leaseMs,
    courier,
    onSweep: () => {
      pools.keepReachable((node) => cluster?.nodes.isAlive(node) ?? true);
      expulsions.prune((session) => visitors.has(session));
    },
    onError: deps.onError,
  });
  const letters: Letters = new Letters({
    ...deps,
    courier,
    mailboxes,
    queue,
    rooms,
    visitors,
    pools,
  });
  await Promise.all([blocks.start(), bans.start()]);
  conducts.start();
  retention.start();
  figures.start();
  await decisions.enforceAll();
  await visitors.start();
  await cluster?.open(() => visitors.adopt());

  return {
    clock,
    createId,
    signer,
    subjects,
    limits: config.hasLimits ? new RateLimits(clock) : null,
    proofs: new Proofs({ ...deps, secret: signer.secretOfProofs }),
    sites: config.sites,
    queue,
    pastTalks,
    rooms,
    mailboxes,
    visitors,
    blocks,
    bans,
    reports,
    appeals: new Appeals({ store, clock, cases }),
    cases,
    decisions,
    audit,
    retention,
    admin: {
      clock,
      accounts: new Accounts(deps.accounts ?? [], clock),
      desk: new Desk({ store, clock, cases }),
      decisions,
      audit,
      figures,
      signBadge: (parts) => signer.signMessage(parts),
    },
    expulsions,
    failures: new FailureCounts(),
    iceServers: (subject) => createIceServers(config.turn, subject, clock.now()),
    waitingCount: () => pools.size,
    isReady: () => answers(store),
    isDraining: () => isDraining,
    async drain() {
      isDraining = true;
      visitors.stop();
      bans.stop();
      retention.stop();
      figures.stop();
      subjects.stop();
      mailboxes.dismissAll({ type: "bye", data: { retryMs: COME_BACK_MS } });
      await pools.close();
      await conducts.close();
      await cluster?.close();
    },
  };
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
