/**
 * What the build made, served as it is under the strictest policy that the element promises to bear.
 *
 * It does not know what is looked at. The invariant it keeps: nothing inline is allowed, and nothing
 * of another origin.
 *
 * @module
 */

/** Pages that are being served. */
export interface BuiltPages extends AsyncDisposable {
  /** Their origin, without a slash at the end. */
  readonly origin: string;
}

const BUILD = new URL("../../.build/", import.meta.url);
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'none'";

/** Serves `.build` on a free port of 127.0.0.1, until the end of the scope. */
export function serveBuild(): BuiltPages {
  const options = { port: 0, hostname: "127.0.0.1", onListen: () => {} };
  const server = Deno.serve(options, async (request) => {
    const assets = JSON.parse(await Deno.readTextFile(new URL("assets.json", BUILD)));
    const asset = assets[new URL(request.url).pathname];
    if (asset === undefined) return new Response(null, { status: 404 });
    return new Response(await Deno.readFile(new URL(asset.file, BUILD)), {
      headers: { "Content-Type": asset.type, "Content-Security-Policy": POLICY },
    });
  });
  return {
    origin: `http://127.0.0.1:${server.addr.port}`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
