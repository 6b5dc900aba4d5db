/**
 * What the browser says about the page: whether it is seen, and whether there is a network.
 *
 * It does not know what follows from it. The invariant it keeps: outside a page (a test, a worker)
 * it is silent and says "seen, online".
 *
 * @module
 */

/** What is told about the page. */
export interface PageListener {
  /** A network is back, or is another one than before. */
  onOnline(): void;
  /** The page was hidden or is seen again. */
  onVisibility(isHidden: boolean): void;
}

/** Whether the page is hidden at the moment. */
export function isPageHidden(): boolean {
  return globalThis.document?.hidden ?? false;
}

/** Whether the browser is sure that there is no network. */
export function isPageOffline(): boolean {
  return globalThis.navigator?.onLine === false;
}

/**
 * Listens to the page.
 *
 * @param signal Ends the listening.
 */
export function watchPage(listener: PageListener, signal: AbortSignal): void {
  globalThis.addEventListener?.("online", () => listener.onOnline(), { signal });
  globalThis.document?.addEventListener(
    "visibilitychange",
    () => listener.onVisibility(isPageHidden()),
    { signal },
  );
}

/**
 * Calls `run` when the page is left or reloaded. Not `beforeunload`: phones do not tell it.
 *
 * @param signal Ends the listening.
 */
export function onPageLeft(run: () => void, signal: AbortSignal): void {
  globalThis.addEventListener?.("pagehide", run, { signal });
}
