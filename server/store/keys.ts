/**
 * Every key that is stored: what it holds and how long it lives. One table, so that a reader (and
 * a cleaner) sees all of it.
 *
 * It does not know how values are read or written.
 *
 * | key | value | life |
 * |---|---|---|
 * | `["secrets", name]` | bytes that sign tokens | for ever |
 * | `["salts", period]` | bytes that subjects are hashed with | three of {@linkcode SALT_PERIOD_MS} after their period |
 * | `["proofs", nonce]` | which request used a proof of work up | as long as its challenge |
 * | `["places", session]` | {@linkcode Place}: where a session stands | {@linkcode PLACE_LIFE_MS} after its last change, {@linkcode BLANK_PLACE_LIFE_MS} when it says nothing |
 * | `["rooms", room]` | {@linkcode Room}: a live talk | until it ends, {@linkcode ROOM_LIFE_MS} at most |
 * | `["blocks", subject]` | {@linkcode Block}s: whom somebody never wants to meet again | {@linkcode BLOCK_LIFE_MS} after the last |
 * | `["bans", subject]` | {@linkcode Ban}: who may not be matched | until a minute after it ends |
 * | `["reports", report]` | {@linkcode Report} | see `server/safety/retention.ts`, as all of safety |
 * | `["evidence", report, item]` | {@linkcode Evidence}: what its reporter chose to show | |
 * | `["filed", reporter, room]` | the id of the report that they made of it | |
 * | `["cases", subject]` | {@linkcode Case}: what was reported of somebody, and decided on | |
 * | `["conduct", subject]` | {@linkcode Conduct}: with whom somebody talked, whom they reported | |
 * | `["receipts", receipt]` | {@linkcode Receipt}: which restriction it stands for | |
 * | `["appeals", receipt]` | {@linkcode Appeal} | |
 * | `["audit", number]` | {@linkcode AuditEntry}: what a moderator did | |
 * | `["audit-end"]` | the last of them | |
 * | `["handed-back", badge]` | that a moderator has signed out with it | as long as it would have been good |
 * | `["news", topic]` | changes whenever something of the topic does, to be watched | for ever |
 * | `["leases", pool]` | {@linkcode LeaseRecord}: who matches a pool | until released |
 * | `["nodes", node]` | {@linkcode NodeRecord}: a running server | until it ends and is cleared away |
 * | `["homes", session]` | the node that holds its stream, where there are several | {@linkcode PLACE_LIFE_MS} |
 * | `["inbox", node, id]` | {@linkcode Envelope}: what one node tells another | until read |
 * | `["bells", node]` | the id of the last envelope, to be watched | with the node |
 *
 * The invariant it keeps: a session has one place, so it can never wait and be seated at once, or
 * be seated twice; that state cannot be written down.
 *
 * @module
 */
import type { Mode, RoomId, ServerEvent, SessionId } from "../protocol.ts";
import type { Key } from "./engine.ts";
import type {
  Appeal,
  AuditEntry,
  Ban,
  Case,
  Conduct,
  Evidence,
  Receipt,
  Report,
} from "./safety_records.ts";

export type { Ban } from "./safety_records.ts";

/**
 * Places are forgotten three days after their last change: longer than any rematch window, and than
 * any room, as whoever sits without a place could be seated twice.
 */
export const PLACE_LIFE_MS = 3 * 24 * 60 * 60 * 1_000;
/**
 * A place that says nothing is kept all the same for longer than any write can be on its way: one
 * that was begun when there was no place must not find none again, and make somebody wait who left.
 */
export const BLANK_PLACE_LIFE_MS = 10 * 60 * 1_000;
/** No talk lasts a day; what is left of a crashed one goes then. */
export const ROOM_LIFE_MS = 24 * 60 * 60 * 1_000;
/** How long subjects are hashed with one salt. */
export const SALT_PERIOD_MS = 30 * 24 * 60 * 60 * 1_000;
/** Not longer than a period: somebody is recognised for as long after a change of the salt. */
export const BLOCK_LIFE_MS = SALT_PERIOD_MS;
/** A letter that nobody has read by then was written to a node that is gone. */
export const LETTER_LIFE_MS = 60 * 60 * 1_000;

/**
 * Who a session is for safety and for rematches: a keyed hash, the same for all tabs of a device
 * and for a period; see `server/safety/subjects.ts`.
 */
export type Subject = string;

/** Somebody met, and until when not again (milliseconds since the epoch). */
export interface Met {
  readonly who: Subject;
  readonly until: number;
  /** The talk in which, while it can still be blocked or reported. */
  readonly talk?: {
    readonly room: RoomId;
    /** Other subjects of whom was met; none if absent. */
    readonly aliases?: readonly Subject[];
    /** When it began, milliseconds since the epoch. */
    readonly since: number;
    /** When its end was noticed, milliseconds since the epoch. */
    readonly endedAt: number;
    /** The other one's session; none if absent. */
    readonly with?: SessionId;
    /** Whether it ended because this side went on to meet somebody else. */
    readonly isSkip?: boolean;
  };
}

/** Somebody blocked. */
export interface Block {
  readonly who: Subject;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A session's wish to be matched, normalised. */
export interface Ticket {
  readonly session: SessionId;
  readonly subject: Subject;
  /** Other subjects of the same person; none if absent. */
  readonly aliases?: readonly Subject[];
  readonly site: string;
  /** Tickets meet only inside one pool: a group of sites and a mode. */
  readonly pool: string;
  readonly mode: Mode;
  readonly interests: readonly string[];
  /** Primary language subtags, the most preferred first. */
  readonly languages: readonly string[];
  readonly isStrict: boolean;
  /** Whether pictures begin veiled, by the site's wish or by theirs; not if absent. */
  readonly isVeiled?: true;
  /** When the wait began, milliseconds since the epoch. */
  readonly since: number;
  /** How much earlier each step begins than the wait says, in milliseconds; none if absent. */
  readonly aheadMs?: number;
  /** Whom they never want to meet again; nobody if absent. */
  readonly blocked?: readonly Subject[];
}

/** That somebody would like to have back whom they have just talked with. */
export interface Longing {
  /** The talk that was left too soon. */
  readonly room: RoomId;
  /** What they ask for beside; it waits in no pool. */
  readonly ticket: Ticket;
  /** From then on it is worth nothing, milliseconds since the epoch. */
  readonly until: number;
  /** Made anew for each write, so that a writer can recognise its own. */
  readonly op: string;
}

/** Where a session stands. `met` holds for all of them, the most recent last. */
export type Place =
  | { readonly kind: "idle"; readonly met: readonly Met[]; readonly back?: Longing }
  | {
    readonly kind: "waiting";
    readonly met: readonly Met[];
    readonly ticket: Ticket;
    /** Made anew for each write, so that a writer can recognise its own. */
    readonly op: string;
  }
  /** In `room` while that room exists; once it is gone this means idle. */
  | {
    readonly kind: "seated";
    readonly met: readonly Met[];
    readonly room: RoomId;
    readonly partner: Subject;
    /** Other subjects of the partner, by which they are known if they are reported; none if absent. */
    readonly partnerAliases?: readonly Subject[];
    /** The partner's session; none if absent. */
    readonly with?: SessionId;
    readonly site: string;
    /** When the talk began, milliseconds since the epoch. */
    readonly since: number;
  };

/** One side of a room. */
export interface Seat {
  readonly session: SessionId;
  readonly subject: Subject;
  readonly waitedMs: number;
}

/** A live talk of two. It exists if and only if the talk goes on. */
export interface Room {
  readonly id: RoomId;
  readonly mode: Mode;
  readonly generation: number;
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
  /** The offerer first. */
  readonly seats: readonly [Seat, Seat];
  readonly interests: readonly string[];
  readonly language: string | null;
  readonly step: number;
  /** Whether pictures are veiled; absent where they never were. */
  readonly isVeiled?: boolean;
  /** The step of the ladder that one of the two wants, while the other has not agreed. */
  readonly asked?: { readonly by: SessionId; readonly step: Mode | "reveal" };
  /** The talk of the same two that this one goes on with, as both wanted the other one back. */
  readonly resumes?: RoomId;
}

/** The id of one life of a server. */
export type NodeId = string;

/**
 * The node that matches a pool. It writes the record anew while it lives; no time is in it, as the
 * clocks of nodes differ.
 */
export interface LeaseRecord {
  readonly node: NodeId;
}

/** A running node, which writes its record anew while it lives. */
export interface NodeRecord {
  readonly node: NodeId;
  /** Whether it has ended in order, so that nobody need wait to find out. */
  readonly isClosed: boolean;
}

/** What one node tells another. */
export type Letter =
  /** An event for a session whose stream the receiver holds. */
  | { readonly kind: "event"; readonly session: SessionId; readonly event: ServerEvent }
  /** A session whose stream the receiver holds was moved: look where it stands. */
  | { readonly kind: "moved"; readonly session: SessionId }
  /** The session has shown a sign of life elsewhere. */
  | { readonly kind: "beat"; readonly session: SessionId }
  /** The session has its stream elsewhere now. */
  | { readonly kind: "replaced"; readonly session: SessionId }
  /** The session waits in a pool that the receiver matches, and can be told. */
  | { readonly kind: "waits"; readonly session: SessionId; readonly waitedMs: number }
  /** The session can no longer be told. */
  | { readonly kind: "absent"; readonly session: SessionId; readonly pool: string };

/** A letter and who wrote it. */
export interface Envelope {
  readonly from: NodeId;
  readonly letter: Letter;
}

declare const valueType: unique symbol;
/** A key that remembers the type of its value. */
export type TypedKey<Value> = Key & { readonly [valueType]?: Value };

/** The makers of all keys. */
export const keys = {
  secret: (name: string): TypedKey<Uint8Array> => ["secrets", name],
  salt: (period: number): TypedKey<Uint8Array> => ["salts", String(period).padStart(6, "0")],
  salts: (): TypedKey<Uint8Array> => ["salts"],
  proof: (nonce: string): TypedKey<string> => ["proofs", nonce],
  handedBack: (badge: string): TypedKey<boolean> => ["handed-back", badge],
  place: (session: SessionId): TypedKey<Place> => ["places", session],
  places: (): TypedKey<Place> => ["places"],
  room: (room: RoomId): TypedKey<Room> => ["rooms", room],
  rooms: (): TypedKey<Room> => ["rooms"],
  blocks: (subject: Subject): TypedKey<readonly Block[]> => ["blocks", subject],
  allBlocks: (): TypedKey<readonly Block[]> => ["blocks"],
  ban: (subject: Subject): TypedKey<Ban> => ["bans", subject],
  bans: (): TypedKey<Ban> => ["bans"],
  report: (report: string): TypedKey<Report> => ["reports", report],
  reports: (): TypedKey<Report> => ["reports"],
  evidence: (report: string, item: number): TypedKey<Evidence> => [
    "evidence",
    report,
    String(item).padStart(2, "0"),
  ],
  allEvidence: (report: string): TypedKey<Evidence> => ["evidence", report],
  filed: (reporter: Subject, room: RoomId): TypedKey<string> => ["filed", reporter, room],
  case: (subject: Subject): TypedKey<Case> => ["cases", subject],
  cases: (): TypedKey<Case> => ["cases"],
  conduct: (subject: Subject): TypedKey<Conduct> => ["conduct", subject],
  conducts: (): TypedKey<Conduct> => ["conduct"],
  receipt: (receipt: string): TypedKey<Receipt> => ["receipts", receipt],
  receipts: (): TypedKey<Receipt> => ["receipts"],
  appeal: (receipt: string): TypedKey<Appeal> => ["appeals", receipt],
  appeals: (): TypedKey<Appeal> => ["appeals"],
  audit: (number: number): TypedKey<AuditEntry> => ["audit", String(number).padStart(9, "0")],
  audits: (): TypedKey<AuditEntry> => ["audit"],
  auditEnd: (): TypedKey<AuditEntry> => ["audit-end"],
  news: (topic: "bans"): TypedKey<string> => ["news", topic],
  lease: (pool: string): TypedKey<LeaseRecord> => ["leases", pool],
  node: (node: NodeId): TypedKey<NodeRecord> => ["nodes", node],
  nodes: (): TypedKey<NodeRecord> => ["nodes"],
  home: (session: SessionId): TypedKey<NodeId> => ["homes", session],
  letter: (to: NodeId, id: string): TypedKey<Envelope> => ["inbox", to, id],
  inbox: (node: NodeId): TypedKey<Envelope> => ["inbox", node],
  bell: (node: NodeId): TypedKey<string> => ["bells", node],
} as const;
