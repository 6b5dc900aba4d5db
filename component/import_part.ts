/**
 * Loads a part of the element that is a file of its own, next to the script itself.
 *
 * The build puts this in the place of every late import; unbuilt code never runs it. It does not
 * know what is in a part. The invariants it keeps: a page that pinned the script by its hash runs
 * no bytes in a part that were not built with it; a part that did not come is fetched again when it
 * is wanted again.
 *
 * @module
 */

/** How often each part could not be loaded. */
const failures = new Map<string, number>();

/**
 * Imports a part.
 *
 * @param name What it is called.
 * @param digest The SHA-256 of its bytes in base64; its file's name begins with it.
 * @throws {TypeError} When it cannot be fetched, or its bytes are others.
 * @see https://github.com/whatwg/html/issues/6768 why an address that failed is not used again
 */
export async function importPart(name: string, digest: string): Promise<unknown> {
  const file = `./random-chat-${name}.${digest.slice(0, 12).replace(/\W/g, "-")}.js`;
  const failed = failures.get(file) ?? 0;
  // Until 2026 every browser kept a failed fetch for as long as the page lived.
  const address = failed === 0 ? file : `${file}?${failed}`;
  preload(address, `sha256-${digest}`);
  try {
    return await import(address);
  } catch (error) {
    failures.set(file, failed + 1);
    throw error;
  }
}

/** `import()` takes no hash; what was preloaded under one is what it then runs. */
function preload(address: string, integrity: string): void {
  // A part that loads another was preloaded by the script, under a hash of its own.
  const pinned = document.querySelectorAll<HTMLScriptElement & HTMLLinkElement>("[integrity]");
  const own = [...pinned].find(({ src, href }) => [src, href].includes(import.meta.url));
  if (own === undefined) return;
  const link = document.createElement("link");
  const href = new URL(address, import.meta.url).href;
  Object.assign(link, { rel: "modulepreload", href, integrity, nonce: own.nonce });
  document.head.append(link);
}
