/**
 * `GET /v1/ice`, `/v1/challenge` and `/v1/status` for visitors, `GET /health` and `GET /ready` for
 * the operator.
 *
 * @module
 */
import type { IceAnswer, StatusAnswer } from "../protocol.ts";
import type { RouteDeps, Routes } from "./context.ts";

/** Below this nobody is counted, so that no single visitor can be watched. */
const FEW = 10;

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
      online: coarse(deps.visitors.size),
      waiting: coarse(deps.waitingCount()),
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

/** Two digits are enough to know whether it is worth waiting. */
function coarse(count: number): "few" | number {
  return count < FEW ? "few" : Number(count.toPrecision(1));
}
