/**
 * Names an element's entries in the tab's storage, so that a refresh finds its own talk again.
 *
 * It does not know what is stored. The invariant it keeps: two elements of one page never share a
 * name while both are there, and the same page gives the same names again.
 *
 * @module
 */

/**
 * Makes the name: the site, then the element's id or its place among the elements of its kind.
 *
 * @param element In the page already, so that its place counts.
 */
export function storageKeyOf(element: Element, site: string): string {
  if (element.id !== "") return `random-chat:${site}:${element.id}`;
  const root = element.getRootNode();
  const peers = root instanceof Document || root instanceof ShadowRoot
    ? [...root.querySelectorAll(element.localName)]
    : [];
  return `random-chat:${site}:${peers.indexOf(element) + 1}`;
}
