/**
 * What may leave the page when only relayed ways are used: nothing that tells where it is.
 *
 * It does not know connections. The browser is told to use relays only, too; this is for the
 * addresses that come along all the same. The invariant it keeps: the only address left in what it
 * returns is a relay's.
 *
 * @module
 */

/** Whether a candidate line is of a relay. */
export function isRelayed(candidate: string): boolean {
  return / typ relay( |$)/.test(candidate);
}

/** Takes the address behind the relay out of a candidate line (RFC 8839, section 5.1). */
export function withoutOrigin(candidate: string): string {
  return candidate.replace(/ raddr \S+/, " raddr 0.0.0.0").replace(/ rport \d+/, " rport 0");
}

/** Takes every candidate but relays' out of a description, and its default addresses. */
export function onlyRelayed(sdp: string): string {
  return sdp.split("\r\n")
    .filter((line) => !line.startsWith("a=candidate:") || isRelayed(line))
    .map((line) =>
      line.startsWith("a=candidate:")
        ? withoutOrigin(line)
        : line.replace(/^(c=|o=.* |a=rtcp:\d+ )IN IP[46] \S+/, "$1IN IP4 0.0.0.0")
    )
    .join("\r\n");
}
