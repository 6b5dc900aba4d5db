/**
 * The writes of matching: pairs and tickets, many in one atomic commit.
 *
 * It does not know pools or people. The invariant it keeps: a change happens at most once and only
 * while every place that it moves is at the version at which it was read.
 *
 * @module
 */
import type { RoomId, SessionId } from "../protocol.ts";
import type { Commit } from "../store/engine.ts";
import {
  keys,
  type Longing,
  type Met,
  type NodeId,
  type Place,
  PLACE_LIFE_MS,
  type Room,
  ROOM_LIFE_MS,
} from "../store/keys.ts";
import type { Ticket } from "../store/keys.ts";
import { type Store, StoreSilentError, StoreUnavailableError } from "../store/store.ts";

/** Somebody who wants to be matched, and the place from which they come. */
export interface Entrant {
  readonly ticket: Ticket;
  readonly met: readonly Met[];
  /** The version of their place; `null` when they have none. */
  readonly versionstamp: string | null;
  /** The room that they leave by this, if any. */
  readonly ends: RoomId | null;
  /** The other node that holds their stream and has to hear of it, if any. */
  readonly notify: NodeId | null;
}

/** The writes that tell another node that a session has moved. */
export type MoveLetter = (to: NodeId, session: SessionId) => Commit["sets"];

const NO_LETTERS: MoveLetter = () => [];

/** One move: two entrants into a room, or one entrant to where they can be seated from. */
export interface Change<Who extends Entrant = Entrant> {
  readonly moves: readonly { readonly entrant: Who; readonly place: Place }[];
  /** The room that is opened, if any. Its id is the op id of the change. */
  readonly room: Room | null;
  readonly commit: Commit;
}

/** How a change ended. `unknown`: the store did not say. */
export type Outcome =
  | { readonly kind: "done"; readonly versionstamp: string }
  | { readonly kind: "lost" }
  | { readonly kind: "unknown" };

/**
 * Pairs in one commit at most; from here on a larger batch gains nothing on the SQLite file.
 */
const MAX_CHANGES = 50;

/** Makes the change that seats two; the offerer first. */
export function pairChange<Who extends Entrant>(
  room: Room,
  offerer: Who,
  answerer: Who,
  letter: MoveLetter = NO_LETTERS,
): Change<Who> {
  const seat = (entrant: Who, other: Who): Place => ({
    kind: "seated",
    met: entrant.met,
    room: room.id,
    partner: other.ticket.subject,
    ...(other.ticket.aliases && { partnerAliases: other.ticket.aliases }),
    with: other.ticket.session,
    site: entrant.ticket.site,
    since: room.openedAt,
  });
  return makeChange(room, [
    { entrant: offerer, place: seat(offerer, answerer) },
    { entrant: answerer, place: seat(answerer, offerer) },
  ], letter);
}

/**
 * Makes the change that stores a ticket.
 *
 * @param op Made anew for each try, so that the writer recognises its own.
 */
export function ticketChange<Who extends Entrant>(
  entrant: Who,
  op: string,
  letter: MoveLetter = NO_LETTERS,
): Change<Who> {
  const { met, ticket } = entrant;
  return makeChange(null, [{ entrant, place: { kind: "waiting", met, ticket, op } }], letter);
}

/** Makes the change by which somebody wants back whom they have just talked with. */
export function longingChange<Who extends Entrant>(
  entrant: Who,
  back: Longing,
  letter: MoveLetter = NO_LETTERS,
): Change<Who> {
  return makeChange(null, [{ entrant, place: { kind: "idle", met: entrant.met, back } }], letter);
}

/** Nobody knows how it ended. */
const UNKNOWN: Outcome = { kind: "unknown" };

/** How one commit after the other goes. */
interface Course {
  /** Whether the store has left one of them without an answer. */
  isSilent: boolean;
}

/** Commits one change. */
export function commitChange(store: Store, change: Change): Promise<Outcome> {
  return tryBatch(store, [change], { isSilent: false });
}

/**
 * Commits changes in as few atomic commits as the store takes, and tells of each how it ended, as
 * soon as that is known. A commit that loses a check is split, so that only losers lose. Once the
 * store is silent nothing more is tried: each try would hold all the others up until its deadline.
 *
 * One commit is written down while the store works on the one before: no two are about the same
 * person, and a pair takes a third less time so (`deno task bench:matching`).
 */
export async function* commitChanges<Who extends Entrant>(
  store: Store,
  changes: readonly Change<Who>[],
): AsyncGenerator<readonly [Change<Who>, Outcome]> {
  const course: Course = { isSilent: false };
  const begin = (batch: readonly Change<Who>[]) => {
    const outcome = course.isSilent ? Promise.resolve(UNKNOWN) : tryBatch(store, batch, course);
    // A fault is thrown where it is awaited, and must not end the process while the one before is.
    outcome.catch(() => {});
    return { batch, outcome };
  };
  let last: ReturnType<typeof begin> | undefined;
  for (const batch of batches(changes, store)) {
    const before = last;
    last = begin(batch);
    if (before) yield* settleBatch(store, before.batch, await before.outcome, course);
  }
  if (last) yield* settleBatch(store, last.batch, await last.outcome, course);
}

/** Tells how a batch ended, and tries its halves where it lost a check. */
async function* settleBatch<Who extends Entrant>(
  store: Store,
  batch: readonly Change<Who>[],
  outcome: Outcome,
  course: Course,
): AsyncGenerator<readonly [Change<Who>, Outcome]> {
  if (outcome.kind !== "lost" || batch.length === 1) {
    for (const change of batch) yield [change, outcome];
    return;
  }
  const middle = Math.ceil(batch.length / 2);
  for (const half of [batch.slice(0, middle), batch.slice(middle)]) {
    const tried = course.isSilent ? UNKNOWN : await tryBatch(store, half, course);
    yield* settleBatch(store, half, tried, course);
  }
}

async function tryBatch(
  store: Store,
  batch: readonly Change[],
  course: Course,
): Promise<Outcome> {
  try {
    const result = await store.commit({
      checks: batch.flatMap(({ commit }) => commit.checks),
      sets: batch.flatMap(({ commit }) => commit.sets),
      deletes: batch.flatMap(({ commit }) => commit.deletes),
    });
    if (result.ok) return { kind: "done", versionstamp: result.versionstamp };
    // A silent retry of a commit that went through fails its own checks. As a commit is all or
    // nothing, finding one of its op ids proves the whole.
    const [first] = batch;
    const versionstamp = first === undefined ? null : await findOwn(store, first);
    return versionstamp === null ? { kind: "lost" } : { kind: "done", versionstamp };
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    if (error instanceof StoreSilentError) course.isSilent = true;
    return UNKNOWN;
  }
}

/** The version that a change got when it was committed after all, or none. */
async function findOwn(store: Store, change: Change): Promise<string | null> {
  const [move] = change.moves;
  if (move === undefined) return null;
  const { value, versionstamp } = await store.get(keys.place(move.entrant.ticket.session));
  const { place } = move;
  return value !== null && opOf(value) === opOf(place) ? versionstamp : null;
}

/** By what a writer recognises its own. */
function opOf(place: Place): string | undefined {
  switch (place.kind) {
    case "waiting":
      return place.op;
    case "seated":
      return place.room;
    case "idle":
      return place.back?.op;
  }
}

function makeChange<Who extends Entrant>(
  room: Room | null,
  moves: Change<Who>["moves"],
  letter: MoveLetter,
): Change<Who> {
  const placeKey = (entrant: Entrant) => keys.place(entrant.ticket.session);
  return {
    moves,
    room,
    commit: {
      checks: moves.map(({ entrant: { versionstamp }, entrant }) => ({
        key: placeKey(entrant),
        versionstamp,
      })),
      sets: [
        ...moves.map(({ entrant, place }) => ({
          key: placeKey(entrant),
          value: place,
          expireInMs: PLACE_LIFE_MS,
        })),
        ...(room === null
          ? []
          : [{ key: keys.room(room.id), value: room, expireInMs: ROOM_LIFE_MS }]),
        ...moves.flatMap(({ entrant: { notify, ticket } }) =>
          notify === null ? [] : letter(notify, ticket.session)
        ),
      ],
      deletes: moves.flatMap(({ entrant: { ends } }) => ends === null ? [] : [keys.room(ends)]),
    },
  };
}

function* batches<Who extends Entrant>(
  changes: readonly Change<Who>[],
  store: Store,
): Generator<Change<Who>[]> {
  let batch: Change<Who>[] = [];
  let checks = 0;
  let mutations = 0;
  for (const change of changes) {
    const { commit } = change;
    const ownMutations = commit.sets.length + commit.deletes.length;
    checks += commit.checks.length;
    mutations += ownMutations;
    const isFull = batch.length === MAX_CHANGES || checks > store.limits.checks ||
      mutations > store.limits.mutations;
    if (isFull) {
      yield batch;
      batch = [];
      checks = commit.checks.length;
      mutations = ownMutations;
    }
    batch.push(change);
  }
  if (batch.length > 0) yield batch;
}
