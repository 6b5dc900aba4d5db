/**
 * `POST /v1/receipts` and `POST /v1/appeals`: what a restriction was for, and that it was wrong.
 *
 * It does not know who asks: the receipt is all. The invariant it keeps: a receipt is in a body and
 * never in an address, where whoever reads a log could ask in their place.
 *
 * @module
 */
import { ProblemError } from "../problem.ts";
import { appealRequestSchema, type ReceiptAnswer, receiptRequestSchema } from "../protocol.ts";
import { bodyOf, type RouteDeps, type Routes } from "./context.ts";

/** Adds the routes. */
export function appealRoutes(routes: Routes, deps: RouteDeps): void {
  routes.post("/receipts", async (context) => {
    const { receipt } = await bodyOf(context, receiptRequestSchema, deps);
    return context.json(mustBeKnown(await deps.appeals.look(receipt)));
  });

  routes.post("/appeals", async (context) => {
    const { receipt, note } = await bodyOf(context, appealRequestSchema, deps);
    return context.json(mustBeKnown(await deps.appeals.file(receipt, note)), 201);
  });
}

function mustBeKnown(found: ReceiptAnswer | null): ReceiptAnswer {
  if (found === null) throw new ProblemError("not-found", "Cannot find this receipt");
  return found;
}
