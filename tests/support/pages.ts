/**
 * Host pages on an origin of their own, as site owners would write them.
 *
 * It does not know the element beyond its tag. The invariant it keeps: each instance has its own
 * port, so its pages are a different origin than the server's.
 *
 * @module
 */

/** One page: its markup and the policies it is served with. */
export interface HostPage {
  /** A complete document, or a script where `type` says so. */
  readonly html: string;
  /** Value of `Content-Type`. Default: HTML. */
  readonly type?: string;
  /** Value of `Permissions-Policy`; none by default. */
  readonly permissions?: string;
  /** Value of `Content-Security-Policy`; none by default. */
  readonly csp?: string;
}

/** Pages that are being served. */
export interface HostPages extends AsyncDisposable {
  /** Their origin, without a slash at the end. */
  readonly origin: string;
  /** Stops serving. */
  stop(): Promise<void>;
}

/** What a host page shows. */
export interface EmbedOptions {
  /** Origin of the random-chat server. */
  readonly server: string;
  /** Attributes of the element, by name. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Loads exactly this file, as `/random-chat.json` names it, and no other bytes. */
  readonly pin?: { readonly file: string; readonly integrity: string };
}

/** A page with one script tag and one element, and nothing else that could help it. */
export function embedPage({ server, attributes = {}, pin }: EmbedOptions): string {
  const script = pin === undefined
    ? `src="${server}/random-chat.js"`
    : `src="${server}${pin.file}" integrity="${pin.integrity}" crossorigin`;
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`).join("");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Somebody's page</title>
<script type="module" ${script}></script>
</head>
<body>
<h1>Somebody's page</h1>
<random-chat${written}></random-chat>
</body>
</html>`;
}

/**
 * Serves pages on a free port of 127.0.0.1, which browsers take for a secure context.
 *
 * @param find The page at a path; nothing is 404
 */
export function servePages(find: (path: string) => HostPage | undefined): HostPages {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const page = find(new URL(request.url).pathname);
    if (page === undefined) return new Response("not here", { status: 404 });
    const headers = new Headers({ "content-type": page.type ?? "text/html; charset=utf-8" });
    if (page.permissions !== undefined) headers.set("permissions-policy", page.permissions);
    if (page.csp !== undefined) headers.set("content-security-policy", page.csp);
    return new Response(page.html, { headers });
  });
  const stop = () => server.shutdown();
  return {
    origin: `http://127.0.0.1:${server.addr.port}`,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
