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
    if (!URL.canParse(origin)) return false;
    const url = new URL(origin);
    if (url.origin !== origin) return false;
    return url.host === host || anyPort.has(`${url.protocol}//${url.hostname}`);
  };
}
