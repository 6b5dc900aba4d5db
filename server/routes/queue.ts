/**
 * `POST` and `DELETE /v1/queue`, `POST /v1/next`, `/v1/back` and `/v1/widen`: to wait, to leave the
 * queue, to meet the next, to want the last one back, to look further now.
 *
 * It does not know how pairs are found. The invariant it keeps: nobody joins a site that is
 * closed, or whose gate they have not passed.
 *
 * @module
 */
import { openingAt } from "../hours.ts";
import type { Joined, WidenedNow } from "../matching/queue_answers.ts";
import { TagError } from "../matching/tags.ts";
import { ProblemError } from "../problem.ts";
import {
  type BackAnswer,
  backRequestSchema,
  type QueueAnswer,
  queueRequestSchema,
  type QueueWish,
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
  routes.post("/back", (context) => comeBack(context, deps));
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
  const site = siteFor(wish, claims, deps);
  const closed = refusalIfClosed(site, deps.clock.now());
  if (closed !== undefined) {
    // Whoever moves on at closing time has moved on all the same.
    const room = options.leaves ? wish.room ?? await roomOf(claims.session, deps) : undefined;
    if (room !== undefined) await deps.rooms.leave(claims.session, room);
    throw closed;
  }
  const joined = await withTags(() => deps.queue.join(claims, wish, options));
  return context.json(describeJoined(deps, claims, joined));
}

function describeJoined(deps: RouteDeps, claims: Claims, joined: Joined): QueueAnswer {
  switch (joined.kind) {
    case "banned":
      throw refusalOfBanned(deps, claims);
    case "seated":
      return { status: "matched", match: deps.rooms.matchFor(claims.session, joined.room) };
    default:
      return { status: joined.kind, widensInMs: joined.widensInMs, near: joined.near };
  }
}

async function comeBack(context: RouteContext, deps: RouteDeps): Promise<Response> {
  const claims = context.get("claims");
  const wish = await bodyOf(context, backRequestSchema, deps);
  const closed = refusalIfClosed(siteFor(wish, claims, deps), deps.clock.now());
  if (closed !== undefined) throw closed;
  const cameBack = await withTags(() => deps.pastTalks.back(claims, wish));
  switch (cameBack.kind) {
    case "asked": {
      const answer: BackAnswer = { status: "asked", endsInMs: cameBack.endsInMs };
      return context.json(answer, 202);
    }
    case "seated": {
      const match = deps.rooms.matchFor(claims.session, cameBack.room);
      const answer: BackAnswer = { status: "matched", match };
      return context.json(answer);
    }
    case "gone":
      throw new ProblemError("gone", "Cannot come back: the other one has gone on");
    case "banned":
      throw refusalOfBanned(deps, claims);
  }
}

/** The site of somebody who may ask there for what they wish. */
function siteFor({ mode }: QueueWish, claims: Claims, { sites, clock }: RouteDeps): Site {
  const site = sites.get(claims.site);
  if (!site?.modes.includes(mode)) {
    throw new ProblemError("invalid-request", `mode: The site does not offer "${mode}"`);
  }
  const { group, passedUntil = Infinity } = claims;
  if (!admits(site, passedUntil > clock.now() ? group : null)) {
    throw new ProblemError("gate-required", "Cannot join: the site's gate has not been passed");
  }
  return site;
}

/** Does what needs interests and languages that can be used. */
async function withTags<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof TagError) throw new ProblemError("invalid-request", error.message);
    throw error;
  }
}
