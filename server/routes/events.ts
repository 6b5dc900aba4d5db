/**
 * `GET /v1/events` and `POST /v1/beat`: the stream down, and the sign of life up.
 *
 * It does not know what is told. The invariant it keeps: a stream is opened only for somebody who
 * reads it.
 *
 * @module
 */
import { ProblemError } from "../problem.ts";
import { beatRequestSchema } from "../protocol.ts";
import { bodyOf, type RouteDeps, type Routes } from "./context.ts";

/** Proxies must neither keep, nor change, nor hold back a stream. */
const STREAM_HEADERS = {
  "content-type": "text/event-stream",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/** Adds the routes. */
export function eventRoutes(routes: Routes, deps: RouteDeps): void {
  routes.get("/events", async (context) => {
    // The router takes HEAD for GET; a stream that nobody reads would take over one that is read.
    if (context.req.method === "HEAD") throw new ProblemError("not-found", "Cannot HEAD a stream");
    const claims = context.get("claims");
    const lastEventId = context.req.header("last-event-id") ?? null;
    const stream = await deps.visitors.openStream(claims.session, lastEventId);
    deps.expulsions.arrived(claims);
    return context.body(stream, 200, STREAM_HEADERS);
  });

  // That somebody beats is noted with every request that carries a token.
  routes.post("/beat", async (context) => {
    await bodyOf(context, beatRequestSchema, deps);
    return context.body(null, 204);
  });
}
