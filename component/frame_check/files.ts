/**
 * The files that the frame check is made of, by the hashes of their bytes.
 *
 * It does not know how they are fetched. The invariant it keeps: what runs on a visitor's device is
 * what this version was written and tested with, whatever a server hands out.
 *
 * @module
 */

/** The files, in the order in which they are asked for. */
export const FILES = {
  worker: { extension: "js", digest: "V7LSn7plk1wsC9T2AC/5WFmJIxlkLxV6KZzWN9TB+i8=" },
  topology: { extension: "json", digest: "RfaznpXovTVRGNxI7GhH+FjmdnCxvsRlNhxuzOrknjs=" },
  weights: { extension: "bin", digest: "jn3duxasrMG/FgGxuKdh5zD/k0t/LXdxMSsvAA5fXxM=" },
  program: { extension: "wasm", digest: "d+uyim0083HbvyCGt/LeiZSs2OpaPPH6JNLCbIQMrHs=" },
} as const satisfies Record<string, FrameCheckFile>;

/** One of them. */
export interface FrameCheckFile {
  readonly extension: string;
  /** The SHA-256 of its bytes, in base64. */
  readonly digest: string;
}

/** Where a server has a file, from its root; the name begins as its hash does. */
export function pathOf({ extension, digest }: FrameCheckFile): string {
  return `/random-chat-nsfwjs.${digest.slice(0, 12).replace(/\W/g, "-")}.${extension}`;
}
