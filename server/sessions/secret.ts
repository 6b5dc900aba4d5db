/**
 * The secret that signs tokens: the operator's, or one that is made once and kept in the store, so
 * that a restart ends no session.
 *
 * It does not know what is signed.
 *
 * @module
 */
import { keys } from "../store/keys.ts";
import type { Store } from "../store/store.ts";
import { SECRET_BYTES } from "./token.ts";

/**
 * Reads or makes the secret.
 *
 * @param configured The operator's secret, or none.
 * @throws {StoreUnavailableError} when the store does not answer.
 */
export async function openSecret(
  store: Store,
  configured: string | null,
): Promise<Uint8Array> {
  if (configured !== null) return new TextEncoder().encode(configured);
  const key = keys.secret("session");
  const made = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  await store.commit({
    checks: [{ key, versionstamp: null }],
    sets: [{ key, value: made }],
  });
  // Whoever wrote first, this node or another, decides.
  const { value } = await store.get(key);
  if (value === null) throw new Error("Cannot open the session secret: it was not kept");
  return value;
}
