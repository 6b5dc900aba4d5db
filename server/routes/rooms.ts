/**
 * `POST /v1/leave`, `/v1/blocks`, `/v1/signals`, `/v1/messages`, `/v1/acks`, `/v1/typing`,
 * `/v1/ladder`: what passes between two.
 *
 * It does not know how anything reaches the other side. The invariant it keeps: whatever is not
 * accepted is refused with its reason.
 *
 * @module
 */
import { ProblemError } from "../problem.ts";
import {
  ackRequestSchema,
  blockRequestSchema,
  ladderRequestSchema,
  leaveRequestSchema,
  type MessageAnswer,
  messageRequestSchema,
  signalRequestSchema,
  typingRequestSchema,
} from "../protocol.ts";
import type { Relayed } from "../rooms/rooms.ts";
import { bodyOf, type RouteDeps, type Routes } from "./context.ts";

/** A mailbox of somebody who is away empties when they come back; trying sooner changes nothing. */
const FULL_RETRY_MS = 2_000;

/** Adds the routes. */
export function roomRoutes(routes: Routes, deps: RouteDeps): void {
  routes.post("/leave", async (context) => {
    const { room } = await bodyOf(context, leaveRequestSchema, deps);
    await deps.rooms.leave(context.get("claims").session, room);
    return context.json({});
  });

  routes.post("/blocks", async (context) => {
    const { room } = await bodyOf(context, blockRequestSchema, deps);
    if (!await deps.blocks.block(context.get("claims"), room)) throw refusal("not-in-room");
    return context.json({});
  });

  routes.post("/signals", async (context) => {
    const signal = await bodyOf(context, signalRequestSchema, deps);
    mustBeAccepted(await deps.rooms.signal(context.get("claims").session, signal));
    return context.json({}, 202);
  });

  routes.post("/messages", async (context) => {
    const message = await bodyOf(context, messageRequestSchema, deps);
    const relayed = await deps.rooms.text.message(context.get("claims").session, message);
    if (relayed.kind !== "accepted") throw refusal(relayed.kind);
    const answer: MessageAnswer = { id: message.id, at: relayed.at };
    return context.json(answer, 202);
  });

  routes.post("/acks", async (context) => {
    const ack = await bodyOf(context, ackRequestSchema, deps);
    mustBeAccepted(await deps.rooms.text.ack(context.get("claims").session, ack));
    return context.json({}, 202);
  });

  routes.post("/typing", async (context) => {
    const { room, typing } = await bodyOf(context, typingRequestSchema, deps);
    mustBeAccepted(await deps.rooms.text.typing(context.get("claims").session, room, typing));
    return context.json({}, 202);
  });

  routes.post("/ladder", async (context) => {
    const request = await bodyOf(context, ladderRequestSchema, deps);
    const { session, site } = context.get("claims");
    const modes = deps.sites.get(site)?.modes ?? [];
    const relayed = await deps.rooms.ladder.say(session, request, modes);
    if (relayed === "not-offered") {
      throw new ProblemError("invalid-request", `step: The site does not offer "${request.step}"`);
    }
    mustBeAccepted(relayed);
    return context.json({}, 202);
  });
}

function mustBeAccepted(relayed: Relayed): void {
  if (relayed !== "accepted") throw refusal(relayed);
}

function refusal(relayed: Exclude<Relayed, "accepted">): ProblemError {
  switch (relayed) {
    case "not-in-room":
      return new ProblemError(relayed, "Cannot do this: the session does not sit in this room");
    case "stale-generation":
      return new ProblemError(relayed, "Cannot relay: the call is in another generation");
    case "wrong-role":
      return new ProblemError(
        relayed,
        "Cannot open a generation: the offerer does so with an offer, the answerer asks with a bare signal",
      );
    case "full":
      return new ProblemError(
        "rate-limited",
        "Cannot relay: the other side is away and has too much to read",
        { retryAfterMs: FULL_RETRY_MS },
      );
  }
}
