/**
 * Names an element's entries in the tab's storage, so that a refresh finds its own talk again.
 *
 * It does not know what is stored. The invariant it keeps: two elements of one tab never share a
 * name while both are there, and the same page gives the same names again.
 *
 * @module
 */

/**
 * Makes the name: the site, then the element's id or its place among the elements of its kind, and
 * the same for what is around it: shadow roots, and frames, which share the storage of their tab.
 *
 * @param element In the page already, so that its place counts.
 */
export function storageKeyOf(element: Element, site: string): string {
  return `random-chat:${site}:${placeOf(element)}${frames(self)}`;
}

function placeOf(element: Element): string {
  const root = element.getRootNode();
  const isShadow = root instanceof ShadowRoot;
  const peers = isShadow || root instanceof Document
    ? [...root.querySelectorAll(element.localName)]
    : [];
  const own = element.id || String(peers.indexOf(element) + 1);
  return isShadow ? `${placeOf(root.host)}/${own}` : own;
}

/** Which frame of which frame; nothing at the top. What is asked here, other origins answer too. */
function frames(self: Window): string {
  const { parent } = self;
  if (parent === self) return "";
  let place = 0;
  while (place < parent.length && parent[place] !== self) place += 1;
  return `@${place}${frames(parent)}`;
}
