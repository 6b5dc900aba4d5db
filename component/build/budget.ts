/**
 * What the element may weigh, and a table of what everything weighs.
 *
 * It does not know how anything is built. The invariant it keeps: a file that has a budget and is
 * not there is an error, because nothing weighs least of all.
 *
 * @module
 */
import type { Weight } from "./publish.ts";

/** The most that a file may weigh with brotli. */
export interface Budget {
  readonly name: string;
  readonly path: RegExp;
  readonly bytes: number;
}

/** Budgets of the element's files. */
export const BUDGETS: readonly Budget[] = [
  // What every page view pays: Lit, the views and their words.
  { name: "The element", path: /^\/random-chat\.js$/, bytes: 28 * 1024 },
  // What whoever wants to talk pays on top, once.
  { name: "The conversation", path: /^\/random-chat-chat\./, bytes: 20 * 1024 },
];

/**
 * Names what is over its budget.
 *
 * @throws {Error} When a file that has a budget was not built.
 */
export function findExcess(
  weights: readonly Weight[],
  budgets: readonly Budget[] = BUDGETS,
): readonly string[] {
  return budgets.flatMap(({ name, path, bytes }) => {
    const weight = weights.find((it) => path.test(it.path));
    if (weight === undefined) throw new Error(`Cannot weigh ${path}: it was not built`);
    if (weight.brotli <= bytes) return [];
    return `${name} is over its budget: ${weight.brotli} bytes with brotli, ${bytes} are allowed`;
  });
}

/** Writes a row for each file, plain and compressed, in bytes. */
export function formatTable(weights: readonly Weight[]): string {
  const size = (bytes: number) => bytes.toLocaleString("en").padStart(10);
  const width = 2 + Math.max(...weights.map(({ path }) => path.length));
  const head = "path".padEnd(width) + ["plain", "gzip", "brotli"].map((it) => it.padStart(10))
    .join("");
  const rows = weights.map((it) =>
    it.path.padEnd(width) + size(it.plain) + size(it.gzip) + size(it.brotli)
  );
  return [head, ...rows].join("\n");
}
