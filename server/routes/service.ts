/**
 * `GET /v1/ice`, `/v1/challenge` and `/v1/status` for visitors, `GET /health` and `GET /ready` for
 * the operator.
 *
 * It does not know who is here, only how many. The invariant it keeps: no number tells of a single
 * visitor.
 *
 * @module
 */
import { coarse } from "../matching/census.ts";
import type { Coarse, IceAnswer, StatusAnswer } from "../protocol.ts";
import type { RouteDeps, Routes } from "./context.ts";

/** Adds the routes under `/v1`. */
export function serviceRoutes(routes: Routes, deps: RouteDeps): void {
  routes.get("/ice", (context) => {
    const answer: IceAnswer = deps.iceServers(context.get("claims").subject);
    return context.json(answer);
  });

  routes.get("/challenge", async (context) => {
    const origin = context.req.header("origin") ?? "";
    return context.json(await deps.proofs.challenge({ action: "begin", origin }));
  });

  routes.get("/status", (context) => {
    const answer: StatusAnswer = {
      online: fewOrMore(deps.visitors.size),
      waiting: fewOrMore(deps.waitingCount()),
    };
    return context.json(answer);
  });
}

/** Adds the routes beside `/v1`. */
export function healthRoutes(routes: Routes, deps: RouteDeps): void {
  routes.get("/health", (context) => context.json({ status: "ok" }));
  routes.get("/ready", async (context) => {
    const isReady = !deps.isDraining() && await deps.isReady();
    return context.json({ status: isReady ? "ready" : "not-ready" }, isReady ? 200 : 503);
  });
}

/** Whether there is nobody at all is not told: somebody's coming would be. */
function fewOrMore(count: number): Coarse {
  return count === 0 ? "few" : coarse(count);
}
