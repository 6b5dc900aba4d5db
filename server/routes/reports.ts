/**
 * `POST /v1/reports`: somebody was treated badly.
 *
 * It does not know how reports are judged. The invariant it keeps: no picture is taken in that was
 * not read as one.
 *
 * @module
 */
import { ProblemError } from "../problem.ts";
import { LIMITS, type ReportAnswer, reportRequestSchema } from "../protocol.ts";
import { readFrame } from "../safety/frame.ts";
import { bodyOf, type RouteDeps, type Routes } from "./context.ts";

/** Adds the route. */
export function reportRoutes(routes: Routes, deps: RouteDeps): void {
  routes.post("/reports", async (context) => {
    const options = { maxBytes: LIMITS.reportBytes };
    const wish = await bodyOf(context, reportRequestSchema, deps, options);
    const frame = wish.frame === undefined ? null : readFrame(wish.frame);
    if (wish.frame !== undefined && frame === null) {
      throw new ProblemError("invalid-request", "frame: Cannot read it as a JPEG or WebP");
    }
    const report = await deps.reports.file(context.get("claims"), wish, frame);
    if (report === null) {
      throw new ProblemError("not-in-room", "Cannot report: the session was not in this room");
    }
    const answer: ReportAnswer = { report };
    return context.json(answer, 201);
  });
}
