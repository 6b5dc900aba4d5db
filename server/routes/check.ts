/**
 * `POST /v1/check`: a visitor's check or call failed at something.
 *
 * It does not know whose it was. The invariant it keeps: nothing is counted but stage and cause.
 *
 * @module
 */
import { checkRequestSchema } from "../protocol.ts";
import { bodyOf, type RouteDeps, type Routes } from "./context.ts";

/** Adds the route. */
export function checkRoutes(routes: Routes, deps: RouteDeps): void {
  routes.post("/check", async (context) => {
    const { stage, cause } = await bodyOf(context, checkRequestSchema, deps);
    deps.failures.add(stage, cause);
    return context.json({}, 202);
  });
}
