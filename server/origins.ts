/**
 * Which pages may use the server.
 *
 * It does not know routes. The invariant it keeps: an origin is compared whole, never by prefix, so
 * that `https://example.com.evil.test` is not `https://example.com`.
 *
 * @module
 */

/** Decides about the `Origin` of a request that came to `host`. */
export type OriginCheck = (origin: string, host: string) => boolean;

/**
 * Whether a text is one exact origin, written as browsers write it. A pattern is none: `*` in a
 * host would never equal what a browser sends.
 */
export function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && !text.includes("*");
}

/**
 * Makes the check.
 *
 * @param allowed Exact origins, `scheme://host:*` for any port of it, or `*`.
 */
export function createOriginCheck(allowed: readonly string[]): OriginCheck {
  if (allowed.includes("*")) return () => true;
  const exact = new Set(allowed.filter((origin) => !origin.endsWith(":*")));
  const anyPort = new Set(
    allowed.filter((origin) => origin.endsWith(":*")).map((origin) => origin.slice(0, -2)),
  );
  return (origin, host) => {
    if (exact.has(origin)) return true;
    // `null` (sandboxed pages, files) and anything that is not written as browsers write origins
    // is nobody's.
    if (!isOrigin(origin)) return false;
    const url = new URL(origin);
    return url.host === host || anyPort.has(`${url.protocol}//${url.hostname}`);
  };
}
