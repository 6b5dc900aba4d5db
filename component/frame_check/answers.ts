/**
 * How the page reads what the worker that looks at pictures says.
 *
 * It does not know what is done with scores. The invariant it keeps: whatever is no answer is an
 * error, never a harmless picture.
 *
 * @module
 */
import { listOf, number, object, oneOf, text } from "../link/parse.ts";
import { CLASS_COUNT, type FromWorker } from "./messages.ts";

const kindOf = object({ kind: oneOf("ready", "scores", "failed") });
const scored = object({ scores: listOf(number), costMs: number });
const failed = object({ cause: text });

/**
 * Reads what the worker says.
 *
 * @throws {TypeError} When it is none of its messages, or its scores are none.
 */
export function parseFromWorker(told: unknown): FromWorker {
  const { kind } = kindOf(told);
  if (kind === "ready") return { kind };
  if (kind === "failed") return { kind, ...failed(told) };
  const { scores, costMs } = scored(told);
  const isWhole = scores.length === CLASS_COUNT && scores.every((it) => it >= 0 && it <= 1);
  if (!isWhole || !(costMs >= 0)) throw new TypeError(`Cannot read scores: [${scores}]`);
  return { kind, scores, costMs };
}
