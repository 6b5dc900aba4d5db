/**
 * The pages that are compared: how each is served, opened, and told "Next".
 *
 * It does not measure. The invariant it keeps: every page is a minimal one with a fake camera, and
 * what stands between it and its server is the same for all.
 *
 * @module
 */
import type { Page } from "puppeteer-core";
import { embedPage, servePages } from "../../support/pages.ts";
import { findPort } from "../../support/place.ts";
import { startServer } from "../../support/server.ts";
import { waitFor } from "../../support/wait.ts";
import { openDelayingProxy } from "./delaying_proxy.ts";

/** Something that lets two strangers see each other. */
export interface System extends AsyncDisposable {
  readonly name: string;
  readonly url: string;
  /** Waits until the page has its camera and can be told "Next" for the first time. */
  prepare(page: Page): Promise<void>;
  /** Presses "Next" as the page's own button does. */
  next(page: Page): Promise<void>;
}

/** Where a server is reached: directly, or late. */
function reach(stack: AsyncDisposableStack, port: number, delayMs: number): number {
  return delayMs === 0 ? port : stack.use(openDelayingProxy(port, delayMs)).port;
}

/** The element on a page of somebody else, as site owners embed it. */
export async function openElement(delayMs: number): Promise<System> {
  await using stack = new AsyncDisposableStack();
  let server = "";
  const pages = stack.use(
    servePages((path) =>
      path === "/" ? { html: embedPage({ server, attributes: { interests: "tea" } }) } : undefined
    ),
  );
  const { port } = stack.use(
    await startServer({ env: { ALLOWED_ORIGINS: pages.origin, REMATCH_WINDOW_MS: "0" } }),
  );
  server = `http://127.0.0.1:${reach(stack, port, delayMs)}`;
  const kept = stack.move();
  return {
    name: "random-chat",
    url: `${pages.origin}/`,
    prepare: async (page) => {
      await page.waitForFunction(() => customElements.get("random-chat") !== undefined);
    },
    next: (page) =>
      page.evaluate(() => {
        const element = document.querySelector("random-chat");
        if (element === null || !("next" in element) || !("start" in element)) throw new Error();
        const { next, start } = element;
        if (typeof next !== "function" || typeof start !== "function") throw new Error();
        const isNew = "state" in element && /"kind":"welcome"/.test(JSON.stringify(element.state));
        firstFrameProbe.press(() => (isNew ? start : next).call(element));
      }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

declare global {
  /** What the tutorial's page offers. */
  var ready: Promise<void>;
  var next: () => Promise<unknown>;
}

/**
 * The tutorial's page: socket.io and simple-peer.
 *
 * @param folder Where it is, installed.
 */
export async function openTutorial(
  folder: string,
  { delayMs, trickle }: { readonly delayMs: number; readonly trickle: boolean },
): Promise<System> {
  await using stack = new AsyncDisposableStack();
  const port = findPort();
  const process = new Deno.Command("node", {
    args: ["server.mjs"],
    cwd: folder,
    env: { PORT: String(port) },
    stdout: "null",
  }).spawn();
  stack.defer(async () => {
    process.kill("SIGTERM");
    await process.status;
  });
  await waitFor("the tutorial's server", async () => {
    (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    return true;
  });
  const url = `http://127.0.0.1:${reach(stack, port, delayMs)}/?trickle=${trickle ? 1 : 0}`;
  const kept = stack.move();
  return {
    name: trickle ? "tutorial, trickle" : "tutorial",
    url,
    prepare: async (page) => {
      await page.evaluate(() => globalThis.ready);
    },
    next: (page) => page.evaluate(() => firstFrameProbe.press(() => void globalThis.next())),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
