/**
 * Two offers that take each other for an answer, so that two who both wait with one connect without
 * asking each other anything.
 *
 * It does not know connections. The invariant it keeps: both sides come to the same conclusion, as
 * each has both offers and the comparison has no sides.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8445#section-7.3.1.1 two that both control settle it
 * @module
 */

/** What differs between two offers of the same for two persons: who they are and where. */
const PERSONAL =
  /^(o=|c=|a=(candidate|end-of-candidates|fingerprint|ice-pwd|ice-ufrag|msid|msid-semantic|rtcp|ssrc|ssrc-group)\b(?!-))/;
const PORT = /^(m=\w+) \d+/;

/**
 * Makes the answer to one's own offer out of the other side's.
 *
 * @param isActive Whether this side begins the DTLS handshake; exactly one of the two does.
 * @returns `null` when the two do not offer the same in the same order: browsers that number
 *   differently have to ask each other.
 */
export function answerFrom(own: string, theirs: string, isActive: boolean): string | null {
  if (shapeOf(own) !== shapeOf(theirs)) return null;
  return theirs.replaceAll("a=setup:actpass", `a=setup:${isActive ? "passive" : "active"}`);
}

function shapeOf(sdp: string): string {
  return sdp.split(/\r?\n/).filter((line) => !PERSONAL.test(line))
    .map((line) => line.replace(PORT, "$1")).join("\n");
}
