/**
 * Files that are served as they are: the element, the demo and its pictures, built beforehand.
 *
 * It does not know how they are built. The invariant it keeps: only what the manifest lists can be
 * reached, so no path of a request ever becomes a path of the disk.
 *
 * @module
 */
import * as v from "valibot";

/** What the build says of its files: URL path → how it is served. */
export const manifestSchema = v.record(
  v.string(),
  v.object({
    file: v.string(),
    type: v.string(),
    cache: v.string(),
    etag: v.string(),
    encodings: v.object({ br: v.optional(v.string()), gzip: v.optional(v.string()) }),
    page: v.optional(v.boolean(), false),
  }),
);

/** The element's only needs of a page that it is on; the demo pages are served with it. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");
/** The frame check starts from bytes whose hash was checked, and multiplies in WebAssembly. */
const FRAME_CHECK_POLICY = `${
  PAGE_POLICY.replace("script-src 'self'", "$& 'wasm-unsafe-eval'")
}; worker-src blob:`;
/** Where moderators read what was meant to hurt, nothing is ever made of text but text. */
const CONSOLE_POLICY = `${PAGE_POLICY}; require-trusted-types-for 'script'`;

/** What only the frame check's own build makes. */
const FRAME_CHECK = /^\/random-chat-nsfwjs\..*\.wasm$/;

/** Reads a file of the build folder. @throws when there is none. */
export type ReadFile = (name: string) => Uint8Array<ArrayBuffer>;
/** Serves a `GET` or `HEAD`, or says that there is no such file. */
export type ServeAsset = (request: Request) => Response | undefined;

interface Asset {
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
  readonly bodies: Readonly<
    Record<"identity" | "br" | "gzip", Uint8Array<ArrayBuffer> | undefined>
  >;
}

/**
 * Reads all files into memory.
 *
 * @param readFile Reads a file of the build folder, whose manifest is `assets.json`.
 * @throws when the manifest or one of its files is missing.
 */
export function loadAssets(readFile: ReadFile): ServeAsset {
  const manifest = v.parse(
    manifestSchema,
    JSON.parse(new TextDecoder().decode(readFile("assets.json"))),
  );
  const optional = (name: string | undefined) => name === undefined ? undefined : readFile(name);
  // Where no operator has made the frame check, pages may do no more than they need.
  const isChecking = Object.keys(manifest).some((path) => FRAME_CHECK.test(path));
  const pagePolicy = isChecking ? FRAME_CHECK_POLICY : PAGE_POLICY;
  const assets = new Map(
    Object.entries(manifest).map(([path, entry]): [string, Asset] => [path, {
      etag: entry.etag,
      headers: headersOf(path, entry, pagePolicy),
      bodies: {
        identity: readFile(entry.file),
        br: optional(entry.encodings.br),
        gzip: optional(entry.encodings.gzip),
      },
    }]),
  );
  return (request) => {
    const asset = assets.get(new URL(request.url).pathname);
    return asset && serve(request, asset);
  };
}

function headersOf(
  path: string,
  { type, cache, page }: v.InferOutput<typeof manifestSchema>[string],
  pagePolicy: string,
) {
  const policy = path.startsWith("/admin") ? CONSOLE_POLICY : pagePolicy;
  return {
    "content-type": type,
    "cache-control": cache,
    "vary": "Accept-Encoding",
    "x-content-type-options": "nosniff",
    // Any page may load the element, and with `integrity`, which needs CORS.
    ...(page
      ? { "content-security-policy": policy, "referrer-policy": "no-referrer" }
      : { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" }),
  };
}

function serve(request: Request, { headers, etag, bodies }: Asset): Response {
  const encoding = chooseEncoding(request.headers.get("accept-encoding") ?? "", bodies);
  // Each encoding is a representation of its own (RFC 9110, section 8.8.3.3).
  const ownEtag = encoding === "identity" ? etag : etag.replace(/"$/, `-${encoding}"`);
  const all = {
    ...headers,
    "etag": ownEtag,
    ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
  };
  // Compared weakly (RFC 9110, section 13.1.2): a proxy that compresses makes tags weak.
  const known = (request.headers.get("if-none-match") ?? "").split(",")
    .map((tag) => weak(tag.trim()));
  if (known.includes(weak(ownEtag)) || known.includes("*")) {
    return new Response(null, { status: 304, headers: all });
  }
  const body = bodies[encoding];
  if (request.method !== "HEAD") return new Response(body ?? null, { headers: all });
  const length = String(body?.byteLength ?? 0);
  return new Response(null, { headers: { ...all, "content-length": length } });
}

function weak(etag: string): string {
  return etag.replace(/^W\//, "");
}

function chooseEncoding(accepted: string, bodies: Asset["bodies"]): "identity" | "br" | "gzip" {
  const refused = /\b(br|gzip)\s*;\s*q=0(\.0*)?\s*(,|$)/g;
  const offered = accepted.replaceAll(refused, "");
  if (bodies.br && /\bbr\b/.test(offered)) return "br";
  if (bodies.gzip && /\bgzip\b/.test(offered)) return "gzip";
  return "identity";
}
