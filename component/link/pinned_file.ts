/**
 * Fetches a file of which the hash is known.
 *
 * It does not know what is in it. The invariant it keeps: other bytes than those are an error.
 *
 * @module
 */

/**
 * Fetches a file from a server that may stand elsewhere.
 *
 * @param integrity As the attribute of that name writes it.
 * @throws {TypeError} When it cannot be fetched, or its bytes are others.
 */
export async function fetchPinned(url: URL, integrity: string): Promise<ArrayBuffer> {
  const answer = await fetch(url, { integrity, credentials: "omit" });
  if (!answer.ok) throw new TypeError(`Cannot fetch "${url}": status ${answer.status}`);
  return await answer.arrayBuffer();
}
