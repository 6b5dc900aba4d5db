/**
 * Waiting on a condition with a deadline, the only way in which a test waits.
 *
 * It does not know what it waits for. The invariant it keeps: a wait that fails says what was
 * waited for, for how long, and what was seen last.
 *
 * @module
 */

/** How long and until what to wait. */
export interface WaitOptions<T> {
  /** What makes the value good; truthiness by default. */
  readonly until?: (value: T) => boolean;
  /** Longest wait, in milliseconds. Default: 30,000, as a busy machine is slow. */
  readonly deadlineMs?: number;
  /** Pause between two looks, in milliseconds. Default: 40. */
  readonly everyMs?: number;
}

/** A condition that did not come true in time. */
export class WaitError extends Error {
  override name = "WaitError";
}

/**
 * Reads a value again and again until it is good, and returns it.
 *
 * A `read` that throws counts as "not yet"; its last message is told when the deadline passes.
 *
 * @param what What is waited for, as it reads after "Waited for"
 * @param read Looks once
 * @throws {WaitError} when the deadline passes first
 */
export async function waitFor<T>(
  what: string,
  read: () => T | Promise<T>,
  options: WaitOptions<T> = {},
): Promise<T> {
  const { until = Boolean, deadlineMs = 30_000, everyMs = 40 } = options;
  const end = performance.now() + deadlineMs;
  let last = "nothing";
  while (true) {
    try {
      const value = await read();
      if (until(value)) return value;
      last = describe(value);
    } catch (error) {
      last = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
    if (performance.now() >= end) {
      throw new WaitError(`Waited for ${what} for ${deadlineMs} ms, last seen: ${last}`);
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** A value as one line that fits a failure message. */
function describe(value: unknown): string {
  const text = typeof value === "string" ? value : Deno.inspect(value, { depth: 6, compact: true });
  return text.length > 2_000 ? `${text.slice(0, 2_000)}…` : text;
}
