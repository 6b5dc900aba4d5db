/**
 * Waiting on a condition inside a page.
 *
 * @module
 */

/** How often the condition is looked at, in milliseconds. */
const EVERY_MS = 10;

/**
 * Waits until `look` gives something that is neither `null`, `undefined` nor `false`.
 *
 * @param what What is waited for, for the message.
 * @param describe Tells what was seen last; what `look` gave when absent.
 * @throws {Error} After ten seconds, with what was seen last.
 */
export async function until<Value>(
  what: string,
  look: () => Value,
  describe?: () => unknown,
): Promise<NonNullable<Exclude<Value, false>>> {
  const end = performance.now() + 10_000;
  while (true) {
    const value = look();
    if (isThere(value)) return value;
    if (performance.now() > end) {
      const seen = JSON.stringify(describe ? describe() : value);
      throw new Error(`Waited for ${what}, last seen: ${seen}`);
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}

function isThere<Value>(value: Value): value is NonNullable<Exclude<Value, false>> {
  return value !== null && value !== undefined && value !== false;
}
