/**
 * Ids of messages.
 *
 * @module
 */

/** Makes a well-formed ULID out of a number; the same number gives the same id. */
export function ulid(number: number): string {
  return `01ARZ3NDEKTSV4${String(number).padStart(12, "0")}`;
}
