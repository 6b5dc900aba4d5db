/**
 * What a page's script needs of the page.
 *
 * It does not know any page. The invariant it keeps: what is found is there and of its kind.
 *
 * @module
 */

/** Finds an element of the page. @throws {Error} When none of that kind is there. */
export function find<Kind extends Element>(selector: string, kind: new () => Kind): Kind {
  const found = document.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`Cannot set up the page: "${selector}" is missing`);
}
