/**
 * Where a request comes from: the address of the visitor's network, seen through the proxies that
 * the operator trusts.
 *
 * It does not know what addresses are used for, and keeps none. The invariant it keeps: whatever a
 * visitor writes into `X-Forwarded-For`, the address that counts is one from which something
 * reached a machine of the operator.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7239#section-8.1
 * @module
 */
import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A range of addresses: an address and how many of its leading bits count. */
export type Network = readonly [Address, number];

/**
 * What one household or small site has of IPv6: providers hand out a /56 (or a /48 or a /64, which
 * then counts as one of 256), so single addresses of it are free to whoever holds it.
 */
const IPV6_PREFIX_BITS = 56;
/** More hops than any chain of proxies has; what is further left is not read. */
const MAX_HOPS = 20;

/**
 * Reads a range: an address, or one with the number of bits that count as `10.0.0.0/8`.
 *
 * @returns Nothing when it is neither.
 */
export function parseNetwork(text: string): Network | undefined {
  try {
    if (text.includes("/")) return ipaddr.parseCIDR(text);
  } catch {
    return undefined;
  }
  const address = parseAddress(text);
  return address && [address, address.kind() === "ipv4" ? 32 : 128];
}

/**
 * Finds the address of the visitor behind a connection.
 *
 * Each proxy appends whom it was asked by, so the list is read from the right: as long as a hop is
 * trusted, what it wrote is believed, and the first that is not trusted is the visitor.
 *
 * @param peer The address of the connection.
 * @param forwardedFor The header as it came, or none.
 * @param trusted Whose headers count.
 */
export function clientAddress(
  peer: string,
  forwardedFor: string | null | undefined,
  trusted: readonly Network[],
): string {
  let address = peer;
  if (trusted.length === 0 || !forwardedFor) return address;
  const hops = forwardedFor.split(",").slice(-MAX_HOPS);
  while (isTrusted(address, trusted)) {
    const hop = hops.pop();
    const before = hop === undefined ? undefined : parseAddress(withoutPort(hop.trim()));
    // A proxy that writes what is no address is as far as can be seen.
    if (before === undefined) return address;
    address = before.toString();
  }
  return address;
}

/**
 * The part of an address that stands for its network: IPv4 whole, also where it is written as IPv6,
 * and the first 56 bits of IPv6. What is no address stands for itself.
 */
export function prefixOf(text: string): string {
  const address = parseAddress(text);
  if (address === undefined) return text;
  if (address.kind() === "ipv4") return address.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${address}/${IPV6_PREFIX_BITS}`);
  return `${network}/${IPV6_PREFIX_BITS}`;
}

/** Whether an address is in one of the ranges. */
export function isTrusted(text: string, trusted: readonly Network[]): boolean {
  const address = parseAddress(text);
  return address !== undefined && trusted.some(([network, bits]) =>
    // Ranges of the other family never match.
    network.kind() === address.kind() && address.match([network, bits])
  );
}

/** Reads an address; one of IPv4 that is written as IPv6 becomes what it is. */
function parseAddress(text: string): Address | undefined {
  // A zone names an interface of this machine, not the visitor's network.
  const bare = text.replace(/%.*$/, "");
  // `1`, `0x7f.1` and the like are addresses to a C library, and to nobody who writes headers.
  const isWhole = bare.includes(":") || ipaddr.IPv4.isValidFourPartDecimal(bare);
  return isWhole && ipaddr.isValid(bare) ? ipaddr.process(bare) : undefined;
}

/** Some proxies append the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(hop: string): string {
  const [, bracketed] = /^\[([^\]]*)\](?::\d+)?$/.exec(hop) ?? [];
  return bracketed ?? hop.replace(/^([\d.]+):\d+$/, "$1");
}
