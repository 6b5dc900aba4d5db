/**
 * The wire's talk: signals of the call, messages, steps of the ladder, and its end.
 *
 * It does not know how any of it travels. The invariant it keeps: everything names its room, so that
 * what comes late belongs to no other talk.
 *
 * @module
 */
import * as v from "valibot";
import { LIMITS } from "./limits.ts";
import { roomId, sdp } from "./names.ts";

const generation = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));

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

/** Answer of `POST /v1/messages`. */
export interface MessageAnswer {
  readonly id: string;
  readonly at: number;
}

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

/** Body of `POST /v1/leave`. */
export const leaveRequestSchema = v.object({ room: roomId });

/** Why a talk ended; a report or a ban reads as `left`. */
export type LeaveReason = "left" | "next" | "lost" | "ended";
