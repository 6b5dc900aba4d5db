/**
 * What the browser says about the page: whether it is seen, and whether there is a network.
 *
 * It does not know what follows from it. The invariant it keeps: outside a page (a test, a worker)
 * it is silent and says "seen, online".
 *
 * @module
 */

declare global {
  interface Navigator {
    /** Where a browser has it (https://wicg.github.io/netinfo); on computers it knows no types. */
    readonly connection?: EventTarget & { readonly type?: string };
  }
}

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
  onNetwork(() => listener.onOnline(), signal);
  globalThis.document?.addEventListener(
    "visibilitychange",
    () => listener.onVisibility(isPageHidden()),
    { signal },
  );
}

/**
 * Calls `run` when a network is back, or is another one than before.
 *
 * @param signal Ends the listening.
 */
export function onNetwork(run: () => void, signal: AbortSignal): void {
  globalThis.addEventListener?.("online", run, { signal });
  const network = globalThis.navigator?.connection;
  let type = network?.type;
  // It also tells of every change of speed; and where it does not know types, it tells nothing.
  network?.addEventListener?.("change", () => {
    if (network.type === type) return;
    type = network.type;
    if (type !== "none") run();
  }, { signal });
}

/**
 * Calls `run` when the page is left or reloaded. Not `beforeunload`: phones do not tell it.
 *
 * @param signal Ends the listening.
 */
export function onPageLeft(run: () => void, signal: AbortSignal): void {
  globalThis.addEventListener?.("pagehide", run, { signal });
}

/**
 * Calls `run` when a page that was left is shown again as it was, out of the browser's memory.
 *
 * @param signal Ends the listening.
 */
export function onPageBack(run: () => void, signal: AbortSignal): void {
  globalThis.addEventListener?.("pageshow", (event) => event.persisted && run(), { signal });
}
