/**
 * Every call under `/v1`, in one table, so that a new one is held to what all are held to.
 *
 * @module
 */
import { LIMITS } from "../../../server/protocol.ts";

/** The calls that take a larger body than the others, in bytes. */
export const LARGE_BODIES: ReadonlyMap<string, number> = new Map([
  ["/v1/reports", LIMITS.reportBytes],
]);

/** A call, and a body that would be accepted if it reads one. */
export type KnownCall = readonly [method: "GET" | "POST" | "DELETE", path: string, body?: unknown];

const ROOM = { room: "room-0000001" };
const ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

/** The calls that need no token. */
export const OPEN_CALLS: readonly KnownCall[] = [
  ["POST", "/v1/sessions", {}],
  ["GET", "/v1/status"],
  ["GET", "/v1/challenge"],
];

/** The calls that need one. */
export const GUARDED_CALLS: readonly KnownCall[] = [
  ["GET", "/v1/events"],
  ["POST", "/v1/queue", { mode: "text" }],
  ["DELETE", "/v1/queue"],
  ["POST", "/v1/next", { mode: "text" }],
  ["POST", "/v1/back", { ...ROOM, mode: "text" }],
  ["POST", "/v1/widen", {}],
  ["POST", "/v1/leave", ROOM],
  ["POST", "/v1/blocks", ROOM],
  ["POST", "/v1/reports", { ...ROOM, reason: "spam" }],
  ["POST", "/v1/receipts", { receipt: "receipt-0001" }],
  ["POST", "/v1/appeals", { receipt: "receipt-0001", note: "It was not me" }],
  ["POST", "/v1/signals", { ...ROOM, generation: 1 }],
  ["POST", "/v1/messages", { ...ROOM, id: ID, text: "x" }],
  ["POST", "/v1/acks", { ...ROOM, ids: [ID] }],
  ["POST", "/v1/typing", { ...ROOM, typing: true }],
  ["POST", "/v1/ladder", { ...ROOM, step: "voice", consent: true }],
  ["POST", "/v1/check", { stage: "ice", cause: "failed" }],
  ["POST", "/v1/beat", {}],
  ["GET", "/v1/ice"],
];

/** All of them. */
export const ALL_CALLS: readonly KnownCall[] = [...OPEN_CALLS, ...GUARDED_CALLS];
