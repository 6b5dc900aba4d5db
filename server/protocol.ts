/**
 * The wire between the element and the server: every body, answer and event, as schemas and as the
 * types inferred from them.
 *
 * It does not know how anything is stored, matched or drawn. The invariant it keeps: what is not
 * described here is not accepted, and an unknown field is ignored, so that both sides can grow.
 *
 * @module
 */
import * as v from "valibot";

/** Bounds of what a client may send, also told to it in the answer of `POST /v1/sessions`. */
export const LIMITS = {
  /** Largest request body in bytes: two descriptions of a rich browser fit well. */
  bodyBytes: 32 * 1024,
  /** Time in which a body has to be complete, in milliseconds. */
  bodyDeadlineMs: 10_000,
  /** Interest tags of one ticket. */
  interests: 10,
  /** Characters (code points) of one tag after normalisation. */
  interestLength: 32,
  /** Languages of one ticket. */
  languages: 10,
  /** Characters (UTF-16 units) of one message. */
  messageLength: 2_000,
  /** Messages acknowledged at once. */
  acks: 100,
  /** Candidates in one signal. */
  candidates: 40,
  /** Characters of one session description. */
  sdpLength: 24_000,
  /** Largest body of a report in bytes: messages in any script, and a frame. */
  reportBytes: 512 * 1024,
  /** Messages in one report. */
  reportMessages: 50,
  /** Characters (UTF-16 units) of what is written to a report or an appeal. */
  noteLength: 1_000,
  /** Characters of a report's frame as a data URL: 48 KiB, a small picture of good quality. */
  frameLength: 48 * 1024,
} as const;

/** How often a client says that it is alive, in milliseconds. */
export const BEAT_MS = 20_000;
/** How long after a skip the two may want each other back, in milliseconds. */
export const BACK_MS = 10_000;
/** How often the server writes a comment on an idle stream, in milliseconds. */
export const HEARTBEAT_MS = 15_000;

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** One anonymous visitor in one page. */
export type SessionId = Branded<"session">;
/** One talk of two sessions. */
export type RoomId = Branded<"room">;

/** The URL-safe names of all problems; `type` of a problem is `/problems/<slug>`. */
export const PROBLEM_SLUGS = [
  "invalid-request",
  "too-large",
  "unsupported-media-type",
  "unauthorized",
  "session-expired",
  "origin-not-allowed",
  "not-in-room",
  "stale-generation",
  "wrong-role",
  "gone",
  "not-found",
  "rate-limited",
  "proof-required",
  "restricted",
  "closed",
  "gate-required",
  "store-unavailable",
  "draining",
  "internal",
] as const;
/** The URL-safe name of a problem. */
export type ProblemSlug = (typeof PROBLEM_SLUGS)[number];

/** An `application/problem+json` body (RFC 9457, section 3.1). */
export interface ProblemBody {
  readonly type: `/problems/${ProblemSlug}`;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The id of the request, to be quoted to the operator. */
  readonly instance: string;
  readonly retryAfterMs?: number;
}

const roomId = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/), v.transform((id) => id as RoomId));
const siteName = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/));
const generation = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const sdp = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.sdpLength));

/** What the two people share: picture and sound, sound, or written words only. */
export const modeSchema = v.picklist(["video", "voice", "text"]);
/** What the two people share: picture and sound, sound, or written words only. */
export type Mode = v.InferOutput<typeof modeSchema>;

/** Who somebody is kept among: whoever is of age, or not yet. */
export const ageGroupSchema = v.picklist(["adult", "minor"]);
/** Who somebody is kept among: whoever is of age, or not yet. */
export type AgeGroup = v.InferOutput<typeof ageGroupSchema>;

/** Body of `POST /v1/sessions`. */
export const sessionRequestSchema = v.object({
  site: v.optional(siteName),
  device: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/))),
  resume: v.optional(v.pipe(v.string(), v.maxLength(1_024))),
  /** An answered {@linkcode Challenge}, as ALTCHA's widget encodes it: base64 of its JSON. */
  proof: v.optional(v.pipe(v.string(), v.maxLength(2_048))),
  /** What the visitor said of their age, having agreed to the rules, where the site asks. */
  age: v.optional(ageGroupSchema),
  /** What the site states of its visitor, signed: see `server/safety/gate.ts`. */
  claim: v.optional(v.pipe(v.string(), v.maxLength(2_048))),
});
/** Body of `POST /v1/sessions`. */
export type SessionRequest = v.InferOutput<typeof sessionRequestSchema>;

const offerSchema = v.object({
  sdp,
  /** The sender's own name for it; once the answerer has the offer, `Match.offered` repeats it. */
  id: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))),
  /** The sender can take the other side's waiting offer for an answer to this one. */
  mutual: v.optional(v.boolean(), false),
});
/** An offer that waits with its ticket; a later `POST /v1/queue` replaces it. */
export type WaitingOffer = v.InferOutput<typeof offerSchema>;

/**
 * Body of `POST /v1/queue` and `POST /v1/next`. The lengths here only bound the work; what counts
 * as one tag is decided after normalisation.
 */
export const queueRequestSchema = v.object({
  mode: modeSchema,
  interests: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.maxLength(256))), v.maxLength(LIMITS.interests)),
    [],
  ),
  languages: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(LIMITS.languages)),
    [],
  ),
  strictLanguages: v.optional(v.boolean(), false),
  /** `mutual`: pictures begin veiled, also where the site shows them at once; never the reverse. */
  reveal: v.optional(v.picklist(["mutual", "instant"]), "instant"),
  offer: v.optional(offerSchema),
  /**
   * For `POST /v1/next`: the room to leave. A repeat that arrives after the next match then finds
   * itself elsewhere and leaves nothing.
   */
  room: v.optional(roomId),
});
/** Body of `POST /v1/queue` and `POST /v1/next` as a client writes it. */
export type QueueRequest = v.InferInput<typeof queueRequestSchema>;
/** Body of `POST /v1/queue` and `POST /v1/next` after parsing. */
export type QueueWish = v.InferOutput<typeof queueRequestSchema>;

/**
 * Body of `POST /v1/back`: the talk that one of the two has just left to meet somebody else, and
 * what is asked for as in `POST /v1/queue`.
 */
export const backRequestSchema = v.object({ ...queueRequestSchema.entries, room: roomId });
/** Body of `POST /v1/back` as a client writes it. */
export type BackRequest = v.InferInput<typeof backRequestSchema>;
/** Body of `POST /v1/back` after parsing. */
export type BackWish = v.InferOutput<typeof backRequestSchema>;

/** Body of `POST /v1/widen`. */
export const widenRequestSchema = v.object({
  /** The step, from 1, to reach: where it is reached already nothing happens, so repeats are safe. */
  step: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
/** Body of `POST /v1/widen` as a client writes it. */
export type WidenRequest = v.InferInput<typeof widenRequestSchema>;

/** What a check of a visitor's devices and network looks at, and `ice`: the call of a talk. */
export const CHECK_STAGES = [
  "camera",
  "microphone",
  "server",
  "stream",
  "stun",
  "turn-udp",
  "turn-tcp",
  "turn-tls",
  "ice",
] as const;
/** One of them. */
export type CheckStage = (typeof CHECK_STAGES)[number];

/** Why a stage failed. */
export const CHECK_CAUSES = [
  "denied",
  "missing",
  "busy",
  "silent",
  "insecure",
  "unsupported",
  "unreachable",
  "timeout",
  "refused",
  "full",
  "blocked",
  "failed",
] as const;
/** One of them. */
export type CheckCause = (typeof CHECK_CAUSES)[number];

/** Body of `POST /v1/check`: one failure, counted by stage and cause and forgotten. */
export const checkRequestSchema = v.object({
  stage: v.picklist(CHECK_STAGES),
  cause: v.picklist(CHECK_CAUSES),
});
/** Body of `POST /v1/check`. */
export type CheckRequest = v.InferOutput<typeof checkRequestSchema>;

/** Body of `POST /v1/leave`. */
export const leaveRequestSchema = v.object({ room: roomId });

/** Body of `POST /v1/blocks`: the other one of a talk, or of one that ended a few minutes ago. */
export const blockRequestSchema = v.object({ room: roomId });

/** Why somebody is reported: what the law is strictest about first. */
export const REPORT_REASONS = [
  "child-safety",
  "threat",
  "violence",
  "sexual",
  "underage",
  "hate",
  "harassment",
  "self-harm",
  "fraud",
  "spam",
  "other",
] as const;
/** One of them; also the rule that a restriction names. */
export type ReportReason = (typeof REPORT_REASONS)[number];

/** A message as its reporter has it; what came by the server is signed by it. */
const quotedMessageSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  from: v.picklist(["me", "them"]),
  text: v.pipe(v.string(), v.maxLength(LIMITS.messageLength)),
  at: v.pipe(v.number(), v.integer(), v.minValue(0)),
  signature: v.optional(v.pipe(v.string(), v.maxLength(64))),
});

/**
 * Body of `POST /v1/reports`: the other one of a talk, or of one of the last three that ended a few
 * minutes ago. It blocks them and leaves the room. The same room again changes nothing.
 */
export const reportRequestSchema = v.object({
  room: roomId,
  reason: v.picklist(REPORT_REASONS),
  note: v.optional(v.pipe(v.string(), v.maxLength(LIMITS.noteLength)), ""),
  messages: v.optional(
    v.pipe(v.array(quotedMessageSchema), v.maxLength(LIMITS.reportMessages)),
    [],
  ),
  /** A picture of theirs as a `data:` URL: `image/jpeg` or `image/webp` in base64. */
  frame: v.optional(v.pipe(
    v.string(),
    v.maxLength(LIMITS.frameLength),
    v.regex(/^data:image\/(jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/, "must be a JPEG or WebP"),
  )),
});
/** Body of `POST /v1/reports` as a client writes it. */
export type ReportRequest = v.InferInput<typeof reportRequestSchema>;
/** Body of `POST /v1/reports` after parsing. */
export type ReportWish = v.InferOutput<typeof reportRequestSchema>;

const receiptId = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/));

/** Body of `POST /v1/receipts`: what became of a restriction. */
export const receiptRequestSchema = v.object({ receipt: receiptId });

/** Body of `POST /v1/appeals`: somebody does not agree with a restriction. Once for each. */
export const appealRequestSchema = v.object({
  receipt: receiptId,
  note: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.noteLength)),
});

const candidateSchema = v.nullable(v.object({
  candidate: v.optional(v.pipe(v.string(), v.maxLength(1_024))),
  sdpMid: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(64)))),
  sdpMLineIndex: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)))),
  usernameFragment: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(256)))),
}));

/**
 * Body of `POST /v1/signals`. A generation one above the room's opens it: the offerer sends its
 * offer in it, the answerer sends nothing else and so asks the offerer to.
 */
export const signalRequestSchema = v.object({
  room: roomId,
  generation,
  description: v.optional(v.object({
    type: v.picklist(["offer", "answer", "pranswer", "rollback"]),
    sdp: v.optional(sdp),
  })),
  candidates: v.optional(v.pipe(v.array(candidateSchema), v.maxLength(LIMITS.candidates))),
});
/** Body of `POST /v1/signals`, and what the other side gets of it. */
export type Signal = v.InferOutput<typeof signalRequestSchema>;

const messageId = v.pipe(
  v.string(),
  v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, "must be a ULID"),
);
/**
 * Body of `POST /v1/messages`; `id` is a ULID made by the sender. The server keeps messages in its
 * memory only: whoever must not lose one keeps it until the other side's `ack`.
 */
export const messageRequestSchema = v.object({
  room: roomId,
  id: messageId,
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.messageLength)),
  /** The sender's message before it, while that one is not acknowledged: to be shown first. */
  after: v.optional(messageId),
  /**
   * The server took it before and no `ack` has come: it is relayed once more. Without this a repeat
   * is answered as before and not relayed.
   */
  again: v.optional(v.boolean(), false),
});
/** Body of `POST /v1/messages` after parsing. */
export type MessageRequest = v.InferOutput<typeof messageRequestSchema>;
/** Body of `POST /v1/acks`: messages of the other side that were shown. */
export const ackRequestSchema = v.object({
  room: roomId,
  ids: v.pipe(v.array(messageId), v.minLength(1), v.maxLength(LIMITS.acks)),
  /** These and all before them were in sight of whom they are for. */
  seen: v.optional(v.boolean(), false),
});
/** Body of `POST /v1/acks` after parsing. */
export type AckRequest = v.InferOutput<typeof ackRequestSchema>;
/** Body of `POST /v1/typing`. */
export const typingRequestSchema = v.object({ room: roomId, typing: v.boolean() });
/**
 * Body of `POST /v1/ladder`: a step of the ladder that one wants, or wants no more. A step that both
 * want is agreed; a lower one needs nobody's consent. `reveal` is the step from veiled pictures to
 * whole ones; who takes it back after it was agreed veils both again.
 */
export const ladderRequestSchema = v.object({
  room: roomId,
  step: v.picklist(["text", "voice", "video", "reveal"]),
  consent: v.boolean(),
});
/** Body of `POST /v1/ladder`. */
export type LadderRequest = v.InferOutput<typeof ladderRequestSchema>;
/** Body of `POST /v1/beat`. */
export const beatRequestSchema = v.object({ hidden: v.optional(v.boolean(), false) });

/** One entry of `RTCConfiguration.iceServers`. */
export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

/** From a waiting time on, whom a ticket accepts. */
export interface WideningStep {
  /** Waiting time from which the step holds, in milliseconds. */
  readonly fromMs: number;
  readonly accepts: "interest" | "language" | "anyone";
}

/** Whether a site with opening hours is open. */
export interface OpeningView {
  readonly isOpen: boolean;
  /** When it opens or closes next, milliseconds since the epoch; `null` if it never does. */
  readonly changesAt: number | null;
}

/** What stands before the first match. */
export interface GateView {
  /** `ask`: the visitor is asked; `claim`: the site itself says who may pass. */
  readonly kind: "ask" | "claim";
  /** Whoever is younger may not come in, in years. */
  readonly minimumAge: number;
  /** Whether those who are not of age come in, among themselves. */
  readonly separatesMinors: boolean;
  /** As what this session has passed; `null` while it has not. */
  readonly passedAs: AgeGroup | null;
}

/** What the site decides for its visitors. */
export interface SitePolicyView {
  readonly modes: readonly Mode[];
  /** `mutual`: pictures begin veiled, until both want to be seen. */
  readonly reveal: "mutual" | "instant";
  readonly privacy: "all" | "relay";
  readonly widening: readonly WideningStep[];
  /** Rules in the site's words, or none. */
  readonly rules: string | null;
  /** Absent where the site is always open. */
  readonly hours?: OpeningView;
  /** Absent where nothing stands before the first match. */
  readonly gate?: GateView;
}

/** Answer of `POST /v1/sessions`. */
export interface SessionAnswer {
  readonly token: string;
  readonly session: SessionId;
  readonly expiresInMs: number;
  readonly beatMs: number;
  /** Where this session opens its stream; relative to the address of this request. */
  readonly eventsUrl: string;
  readonly iceServers: readonly IceServer[];
  readonly limits: typeof LIMITS;
  readonly site: SitePolicyView;
}

/** Who begins the call; the offerer also begins every new generation. */
export type Role = "offerer" | "answerer";

/** Why these two were paired. */
export interface MatchReason {
  /** The tags that both asked for, normalised. */
  readonly interests: readonly string[];
  /** A primary language subtag that both speak, or none at the last step. */
  readonly language: string | null;
  /** The step, from 1, that allowed it: the later of both sides'. */
  readonly step: number;
  /** How long this side waited, in milliseconds. */
  readonly waitedMs: number;
}

/** A pair, as one side is told of it. */
export interface Match {
  readonly room: RoomId;
  readonly role: Role;
  /** Whether this side yields when both make an offer at once. */
  readonly polite: boolean;
  readonly generation: number;
  readonly mode: Mode;
  readonly why: MatchReason;
  /**
   * Pictures are veiled until both have agreed to `reveal`: each side sends one that shows nothing,
   * and covers what it receives. Absent where they are whole.
   */
  readonly veiled?: true;
  /** The other side's waiting offer: the offerer's, or both when both are `mutual`. */
  readonly offer?: { readonly sdp: string };
  /**
   * The `id` of this side's waiting offer that the other gets with its match. Without it, the offer
   * goes as a signal. With both this and `offer` each side has the other's offer.
   */
  readonly offered?: string;
  /** The talk of the same two that this one goes on with: both wanted the other one back. */
  readonly resumes?: RoomId;
}

/**
 * A number of people, told so that nobody can be watched through it: none, `few` from one to nine,
 * and above that one digit and zeros.
 */
export type Coarse = "few" | number;

/** How many wait whom a ticket would accept, were it at that step; those excluded are not counted. */
export interface Near {
  readonly interest: Coarse;
  readonly language: Coarse;
  readonly anyone: Coarse;
}

/** Answer of `POST /v1/queue` and `POST /v1/next`. */
export type QueueAnswer =
  | {
    readonly status: "queued" | "exists";
    readonly widensInMs: readonly number[];
    readonly near?: Near;
  }
  | { readonly status: "matched"; readonly match: Match };

/**
 * Answer of `POST /v1/back`. `asked` (202): the two sit together again as soon as the other one wants
 * it as well, within that time; whoever waited for anybody waits no more. With a `gone` problem they
 * cannot be had back, and whoever waited goes on waiting.
 */
export type BackAnswer =
  | { readonly status: "asked"; readonly endsInMs: number }
  | { readonly status: "matched"; readonly match: Match };

/** Answer of `POST /v1/widen`: how far the ticket reaches now, unless a match was faster. */
export type WidenAnswer =
  | {
    readonly status: "waiting";
    readonly step: number;
    readonly nextInMs?: number;
    readonly near?: Near;
  }
  | { readonly status: "matched"; readonly match: Match };

/** Answer of `DELETE /v1/queue`. */
export type UnqueueAnswer =
  | { readonly status: "left" }
  | { readonly status: "matched"; readonly room: RoomId };

/**
 * Answer of `GET /v1/challenge`: a proof-of-work challenge of ALTCHA, version 2. Sought is the
 * counter whose derived key begins with `keyPrefix`.
 *
 * @see https://altcha.org/docs/v2/proof-of-work/
 */
export interface Challenge {
  readonly parameters: {
    /** A PBKDF2 with SHA-256. */
    readonly algorithm: string;
    /** Its rounds. */
    readonly cost: number;
    /** Bytes of a key. */
    readonly keyLength: number;
    /** Hexadecimal, as all that follows. */
    readonly keyPrefix: string;
    /** Begins the password; four bytes of counter, the greatest first, end it. */
    readonly nonce: string;
    readonly salt: string;
    /** Seconds since the epoch. */
    readonly expiresAt?: number;
  };
  readonly signature: string;
}

/** Answer of `POST /v1/messages`. */
export interface MessageAnswer {
  readonly id: string;
  readonly at: number;
}

/** Answer of `POST /v1/reports`. */
export interface ReportAnswer {
  /** By which the report can be named to the operator. */
  readonly report: string;
}

/** Answer of `POST /v1/receipts` and `POST /v1/appeals`: all that a receipt tells. */
export interface ReceiptAnswer {
  readonly receipt: string;
  readonly rule: string;
  /** When the restriction ends or has ended, milliseconds since the epoch. */
  readonly until: number;
  /** Whether it was taken back before that. */
  readonly lifted: boolean;
  /** Nothing until somebody appeals. */
  readonly appeal: "open" | "granted" | "refused" | null;
}

/** Answer of `GET /v1/ice`. */
export interface IceAnswer {
  readonly iceServers: readonly IceServer[];
  readonly expiresInMs: number;
}

/** Answer of `GET /v1/status`: coarse on purpose, so that nobody can be watched through it. */
export interface StatusAnswer {
  readonly online: "few" | number;
  readonly waiting: "few" | number;
}

/** Why a talk ended; a report or a ban reads as `left`. */
export type LeaveReason = "left" | "next" | "lost" | "ended";

/** Where a session stands, as it is told. */
export type StandingData =
  | { readonly state: "idle" }
  | { readonly state: "waiting"; readonly mode: Mode; readonly widensInMs: readonly number[] }
  | {
    readonly state: "seated";
    readonly room: RoomId;
    readonly generation: number;
    readonly role: Role;
    readonly partnerPresent: boolean;
    /** The whole match, for a client that was away when it was told. */
    readonly match: Match;
  };

/** What the first event of a stream tells: whether it goes on without a gap, and where one stands. */
export type HelloData = { readonly resumed: boolean } & StandingData;

/** Every event of the stream, by type. Clients skip types that they do not know. */
export interface EventMap {
  readonly "hello": HelloData;
  readonly "widened": {
    readonly step: number;
    readonly nextInMs?: number;
    readonly near?: Near;
  };
  readonly "matched": Match;
  readonly "signal": Signal;
  readonly "message": {
    readonly room: RoomId;
    readonly id: string;
    readonly text: string;
    readonly at: number;
    /** The server's HMAC over room, sender, id, time and text. */
    readonly signature: string;
    /** The sender's message that has to be shown first. */
    readonly after?: string;
  };
  /** The other side has shown these messages of one's own. */
  readonly "ack": {
    readonly room: RoomId;
    readonly ids: readonly string[];
    /** These and all before them were in sight of the other one. */
    readonly seen?: boolean;
  };
  readonly "typing": { readonly room: RoomId; readonly typing: boolean };
  /**
   * The other side wants a step of the ladder (`consent`), or wants it no more. With `agreed` it is
   * told to both: the talk goes on like this.
   */
  readonly "ladder": LadderRequest & { readonly agreed?: boolean };
  readonly "peer-away": { readonly room: RoomId; readonly holdMs: number };
  readonly "peer-back": { readonly room: RoomId };
  readonly "peer-left": { readonly room: RoomId; readonly reason: LeaveReason };
  /**
   * Whoever left that talk to meet somebody else would like to come back: `POST /v1/back` within that
   * time brings the two together. Whoever left is told nothing of what the one who was left wants.
   */
  readonly "back": { readonly room: RoomId; readonly endsInMs: number };
  /**
   * One may not be matched until then (milliseconds since the epoch). Told again when the end has
   * changed; an end that has come already means that the restriction was lifted.
   */
  readonly "restricted": {
    readonly rule: string;
    readonly until: number;
    /** By which it can be asked about, without an account. */
    readonly receipt: string;
  };
  readonly "replaced": Record<never, never>;
  readonly "bye": { readonly retryMs: number };
}
/** The name of an event. */
export type EventType = keyof EventMap;
/** One event before it is written to a stream. */
export type ServerEvent = {
  [Type in EventType]: { readonly type: Type; readonly data: EventMap[Type] };
}[EventType];
