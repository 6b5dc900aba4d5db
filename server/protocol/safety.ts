/**
 * The wire's safety: blocks, reports, and what becomes of a restriction.
 *
 * It does not know how reports are judged. The invariant it keeps: nobody is named but as the other
 * one of a room, or by a receipt.
 *
 * @module
 */
import * as v from "valibot";
import { LIMITS } from "./limits.ts";
import { roomId } from "./names.ts";

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

/** Answer of `POST /v1/reports`. */
export interface ReportAnswer {
  /** By which the report can be named to the operator. */
  readonly report: string;
}

const receiptId = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/));

/** Body of `POST /v1/receipts`: what became of a restriction. */
export const receiptRequestSchema = v.object({ receipt: receiptId });

/** Body of `POST /v1/appeals`: somebody does not agree with a restriction. Once for each. */
export const appealRequestSchema = v.object({
  receipt: receiptId,
  note: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.noteLength)),
});

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
