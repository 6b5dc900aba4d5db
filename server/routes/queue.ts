/**
 * `POST` and `DELETE /v1/queue`, `POST /v1/next` and `/v1/widen`: to wait, to leave the queue, to
 * meet the next, to look further now.
 *
 * @module
 */
import { openingAt } from "../hours.ts";
import type { Joined, WidenedNow } from "../matching/queue_answers.ts";
import { TagError } from "../matching/tags.ts";
import { ProblemError } from "../problem.ts";
import {
  type QueueAnswer,
  queueRequestSchema,
  type RoomId,
  type SessionId,
  type UnqueueAnswer,
  type WidenAnswer,
  widenRequestSchema,
} from "../protocol.ts";
import type { Claims } from "../sessions/token.ts";
import { admits, type Site } from "../sites.ts";
import { bodyOf, type RouteContext, type RouteDeps, type Routes } from "./context.ts";

/** Adds the routes. */
export function queueRoutes(routes: Routes, deps: RouteDeps): void {
  routes.post("/queue", (context) => join(context, deps, { leaves: false }));
  routes.post("/next", (context) => join(context, deps, { leaves: true }));
  routes.delete("/queue", async (context) => {
    const left = await deps.queue.leave(context.get("claims").session);
    const answer: UnqueueAnswer = left.kind === "left"
      ? { status: "left" }
      : { status: "matched", room: left.room };
    return context.json(answer);
  });
  routes.post("/widen", async (context) => {
    const { session } = context.get("claims");
    const { step } = await bodyOf(context, widenRequestSchema, deps);
    return context.json(describeWidened(deps, session, await deps.queue.widen(session, step)));
  });
}

async function roomOf(session: SessionId, { queue }: RouteDeps): Promise<RoomId | undefined> {
  const standing = await queue.resume(session);
  return standing.kind === "seated" ? standing.room.id : undefined;
}

function refusalOfBanned({ bans, clock }: RouteDeps, claims: Claims): ProblemError {
  const ban = bans.find(claims.subject, claims.aliases);
  // It may have ended in this very moment.
  const until = ban?.until ?? clock.now();
  return new ProblemError("restricted", `Cannot join: see receipt ${ban?.receipt ?? "(ended)"}`, {
    retryAfterMs: until - clock.now(),
  });
}

function refusalIfClosed({ name, hours }: Site, now: number): ProblemError | undefined {
  if (hours === null) return undefined;
  const { isOpen, changesAt } = openingAt(hours, now);
  if (isOpen) return undefined;
  const options = changesAt === null ? {} : { retryAfterMs: changesAt - now };
  return new ProblemError("closed", `Cannot join: the site "${name}" is closed now`, options);
}

function describeWidened(deps: RouteDeps, session: SessionId, widened: WidenedNow): WidenAnswer {
  switch (widened.kind) {
    case "seated":
      return { status: "matched", match: deps.rooms.matchFor(session, widened.room) };
    case "waiting": {
      const { step, nextInMs, near } = widened;
      return { status: "waiting", step, ...(nextInMs === undefined ? {} : { nextInMs }), near };
    }
    case "idle":
      throw new ProblemError("not-found", "Cannot widen: the session does not wait");
  }
}

async function join(
  context: RouteContext,
  deps: RouteDeps,
  options: { readonly leaves: boolean },
): Promise<Response> {
  const claims = context.get("claims");
  const wish = await bodyOf(context, queueRequestSchema, deps);
  const site = deps.sites.get(claims.site);
  if (!site?.modes.includes(wish.mode)) {
    throw new ProblemError("invalid-request", `mode: The site does not offer "${wish.mode}"`);
  }
  if (!admits(site, claims.group)) {
    throw new ProblemError("gate-required", "Cannot join: the site's gate has not been passed");
  }
  const closed = refusalIfClosed(site, deps.clock.now());
  if (closed !== undefined) {
    // Whoever moves on at closing time has moved on all the same.
    const room = options.leaves ? wish.room ?? await roomOf(claims.session, deps) : undefined;
    if (room !== undefined) await deps.rooms.leave(claims.session, room);
    throw closed;
  }
  try {
    const joined = await deps.queue.join(claims, wish, options);
    if (joined.kind === "banned") throw refusalOfBanned(deps, claims);
    return context.json(describe(joined));
  } catch (error) {
    if (error instanceof TagError) throw new ProblemError("invalid-request", error.message);
    throw error;
  }

  function describe(joined: Exclude<Joined, { kind: "banned" }>): QueueAnswer {
    return joined.kind === "seated"
      ? { status: "matched", match: deps.rooms.matchFor(claims.session, joined.room) }
      : { status: joined.kind, widensInMs: joined.widensInMs, near: joined.near };
  }
}
