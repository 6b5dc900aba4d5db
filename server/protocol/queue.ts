/**
 * The wire's queue: what somebody asks for, and whom they are brought together with.
 *
 * It does not know how pairs are found. The invariant it keeps: of the other one no more is told than
 * what the two share, and what their call needs.
 *
 * @module
 */
import * as v from "valibot";
import { LIMITS } from "./limits.ts";
import { type RoomId, roomId, sdp } from "./names.ts";

/** What the two people share: picture and sound, sound, or written words only. */
export const modeSchema = v.picklist(["video", "voice", "text"]);

/** What the two people share: picture and sound, sound, or written words only. */
export type Mode = v.InferOutput<typeof modeSchema>;

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
