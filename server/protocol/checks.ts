/**
 * The wire's check of devices and network: its stages, and why one fails.
 *
 * It does not know how anything is checked. The invariant it keeps: a failure carries nothing of whom
 * it happened to.
 *
 * @module
 */
import * as v from "valibot";

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
