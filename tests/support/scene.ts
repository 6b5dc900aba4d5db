/**
 * What most end-to-end tests begin with: a real server, a page of somebody else that embeds it, and
 * two real browsers in which visitors come and go.
 *
 * It does not know what the visitors do. The invariant it keeps: every scene has its own server,
 * data and browsers, and nothing of it is left when it ends.
 *
 * @module
 */
import {
  type BrowserName,
  type CameraPolicy,
  launchChromium,
  launchFirefox,
  type TestBrowser,
} from "./browser.ts";
import { type EmbedOptions, embedPage, servePages } from "./pages.ts";
import { type ServerOptions, startServer, type TestServer } from "./server.ts";
import { type VisitOptions, Visitor } from "./visitor.ts";

/** What a scene is made of. */
export interface SceneOptions extends ServerOptions {
  /** Attributes of the element on the host page. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** The host page's policy, once the server's origin is known. */
  readonly csp?: (server: string) => string;
  /** What the host page's script tag is pinned to, once the server runs. Default: nothing. */
  readonly pin?: (server: string) => Promise<NonNullable<EmbedOptions["pin"]>>;
  /** What the browsers do when asked for a camera. Default: granted. */
  readonly camera?: CameraPolicy;
  /** The browsers, which visitors enter in turn. Default: Chromium twice. */
  readonly browsers?: readonly [BrowserName, ...BrowserName[]];
}

/** A server, a host page and two browsers. */
export interface Scene extends AsyncDisposable {
  readonly server: TestServer;
  /** Address of the host page, on another origin than the server. */
  readonly page: string;
  /** A new visitor on the host page, or at another address; each in the other browser than the last. */
  enter(options?: Partial<VisitOptions>): Promise<Visitor>;
}

/** Whom a ticket accepts in a scene, unless the test says otherwise: chance has no say. */
export const INTEREST_ONLY = {
  steps: [{ fromMs: 0, accepts: "interest" }, { fromMs: 600_000, accepts: "anyone" }],
} as const;

/** Sets a scene; the host page belongs to the site `e2e`. */
export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  await using stack = new AsyncDisposableStack();
  const { attributes, csp, camera = "granted" } = options;
  let embed: EmbedOptions = { server: "", attributes: { site: "e2e", ...attributes } };
  const pages = stack.use(servePages((path) =>
    path === "/"
      ? {
        html: embedPage(embed),
        ...(csp === undefined ? {} : { csp: csp(embed.server) }),
      }
      : undefined
  ));
  const server = stack.use(
    await startServer({
      env: { ALLOWED_ORIGINS: `${pages.origin},http://localhost:*`, ...options.env },
      sites: { e2e: INTEREST_ONLY, ...options.sites },
    }),
  );
  embed = { ...embed, server: server.url };
  if (options.pin !== undefined) embed = { ...embed, pin: await options.pin(server.url) };
  const browsers: TestBrowser[] = [];
  for (const name of options.browsers ?? ["chromium", "chromium"]) {
    const launched = name === "firefox" ? launchFirefox() : launchChromium(camera);
    browsers.push(stack.use(await launched));
  }
  const page = `${pages.origin}/`;
  let visits = 0;
  const kept = stack.move();
  return {
    server,
    page,
    enter: async (visit) => {
      const browser = browsers[visits % browsers.length];
      visits += 1;
      if (browser === undefined) throw new Error("Cannot enter: the scene has no browser");
      return kept.use(await Visitor.open(browser, { url: page, ...visit }));
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
