/**
 * Loads a part of the element that is a file of its own, next to the script itself.
 *
 * The build puts this in the place of every late import; unbuilt code never runs it. It does not
 * know what is in a part. The invariant it keeps: a page that pinned the script by its hash runs
 * no bytes in a part that were not built with it.
 *
 * @module
 */

/** Whatever was loaded under a hash. */
const PINNED = "script[integrity], link[integrity]";

/**
 * Imports a part.
 *
 * @param file The part's address, relative to the script.
 * @param integrity What its bytes hash to, as the `integrity` attribute writes it.
 * @throws {TypeError} When it cannot be fetched, or its bytes are others.
 */
export function importPart(file: string, integrity: string): Promise<unknown> {
  // A part that loads another was preloaded by the script, under a hash of its own.
  const pinned = document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>(PINNED);
  const own = [...pinned].find((it) => ("src" in it ? it.src : it.href) === import.meta.url);
  if (own !== undefined) {
    // `import()` takes no hash; what was preloaded under one is what it then runs.
    const link = document.createElement("link");
    const href = new URL(file, import.meta.url).href;
    Object.assign(link, { rel: "modulepreload", href, integrity, nonce: own.nonce });
    document.head.append(link);
  }
  return import(file);
}
