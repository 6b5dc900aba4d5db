/**
 * The wire between the element and the server: every body, answer and event, as schemas and as the
 * types inferred from them. Each topic has a file; this is the entry through which all are taken.
 *
 * It does not know how anything is stored, matched or drawn. The invariant it keeps: what is not
 * described here is not accepted, and an unknown field is ignored, so that both sides can grow.
 *
 * @module
 */
export * from "./protocol/checks.ts";
export * from "./protocol/events.ts";
export * from "./protocol/limits.ts";
export type { RoomId, SessionId } from "./protocol/names.ts";
export * from "./protocol/problems.ts";
export * from "./protocol/queue.ts";
export * from "./protocol/safety.ts";
export * from "./protocol/service.ts";
export * from "./protocol/sessions.ts";
export * from "./protocol/talk.ts";
