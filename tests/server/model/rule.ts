/**
 * A rule that holds, or the world stops.
 *
 * It does not know any rule.
 *
 * @module
 */

/** A rule of the design was broken. */
export class BrokenRule extends Error {
  override readonly name = "BrokenRule";
}

/**
 * Lets a world go on only if a rule holds.
 *
 * @throws {BrokenRule} if it does not.
 */
export function rule(holds: boolean, message: string): void {
  if (!holds) throw new BrokenRule(message);
}
