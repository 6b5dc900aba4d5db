/**
 * `POST` and `DELETE /v1/queue`, `POST /v1/next`: to wait, to leave the queue, to meet the next.
 *
 * @module
 */
import type { Joined } from "../matching/queue.ts";
import { TagError } from "../matching/tags.ts";
import { ProblemError } from "../problem.ts";
import { type QueueAnswer, queueRequestSchema, type UnqueueAnswer } from "../protocol.ts";
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
}

async function join(
  context: RouteContext,
  deps: RouteDeps,
  options: { readonly leaves: boolean },
): Promise<Response> {
  const claims = context.get("claims");
  const wish = await bodyOf(context, queueRequestSchema, deps);
  const modes = deps.sites.get(claims.site)?.modes ?? [];
  if (!modes.includes(wish.mode)) {
    throw new ProblemError("invalid-request", `mode: The site does not offer "${wish.mode}"`);
  }
  try {
    const joined = await deps.queue.join(claims, wish, options);
    return context.json(describe(joined));
  } catch (error) {
    if (error instanceof TagError) throw new ProblemError("invalid-request", error.message);
    throw error;
  }

  function describe(joined: Joined): QueueAnswer {
    return joined.kind === "seated"
      ? { status: "matched", match: deps.rooms.matchFor(claims.session, joined.room) }
      : { status: joined.kind, widensInMs: joined.widensInMs };
  }
}
