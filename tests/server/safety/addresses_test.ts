import { assertEquals } from "@std/assert/mod.js";
import { clientAddress, parseNetwork, prefixOf } from "../../../server/safety/addresses.ts";

const LOAD_BALANCER = "10.0.0.5";
const TRUSTED = ["10.0.0.0/8", "2001:db8:ffff::/48", "127.0.0.1"].map((text) => {
  const network = parseNetwork(text);
  if (network === undefined) throw new Error(text);
  return network;
});

/** What counts as the visitor's address, by what a proxy said. */
const SEEN: readonly (readonly [peer: string, forwardedFor: string | null, seen: string])[] = [
  [LOAD_BALANCER, "203.0.113.7", "203.0.113.7"],
  // A proxy appends to what the visitor wrote; what stands left of an untrusted hop is hearsay.
  [LOAD_BALANCER, "198.51.100.1, 203.0.113.7", "203.0.113.7"],
  [LOAD_BALANCER, "10.0.0.9, 203.0.113.7", "203.0.113.7"],
  [LOAD_BALANCER, "203.0.113.7, 10.0.0.9", "203.0.113.7"],
  [LOAD_BALANCER, "198.51.100.1,203.0.113.7 ,\t10.0.0.9", "203.0.113.7"],
  // All are the operator's: the visitor sits beside them.
  [LOAD_BALANCER, "10.0.0.8, 10.0.0.9", "10.0.0.8"],
  [LOAD_BALANCER, null, LOAD_BALANCER],
  [LOAD_BALANCER, "", LOAD_BALANCER],
  [LOAD_BALANCER, ",", LOAD_BALANCER],
  [LOAD_BALANCER, "unknown", LOAD_BALANCER],
  [LOAD_BALANCER, "203.0.113.7, <script>", LOAD_BALANCER],
  [LOAD_BALANCER, "203.0.113.7, 10.0.0.9, unknown, 10.0.0.8", "10.0.0.8"],
  [LOAD_BALANCER, "7, 0x7f.1", LOAD_BALANCER],
  [LOAD_BALANCER, "203.0.113.7:4711", "203.0.113.7"],
  [LOAD_BALANCER, "[2001:db8::1]:4711", "2001:db8::1"],
  [LOAD_BALANCER, "2001:db8::1", "2001:db8::1"],
  [LOAD_BALANCER, "::ffff:203.0.113.7", "203.0.113.7"],
  ["::ffff:10.0.0.5", "203.0.113.7", "203.0.113.7"],
  ["2001:db8:ffff::5", "203.0.113.7", "203.0.113.7"],
  ["127.0.0.1", "203.0.113.7", "203.0.113.7"],
  // Whoever is not trusted may write what they like.
  ["203.0.113.7", "198.51.100.1", "203.0.113.7"],
  ["203.0.113.7", "10.0.0.5", "203.0.113.7"],
  ["2001:db8::1", "10.0.0.5", "2001:db8::1"],
  ["127.0.0.2", "198.51.100.1", "127.0.0.2"],
];

for (const [peer, forwardedFor, seen] of SEEN) {
  Deno.test(`a connection of ${peer} that forwards for "${forwardedFor}" comes from ${seen}`, () => {
    assertEquals(clientAddress(peer, forwardedFor, TRUSTED), seen);
  });
}

Deno.test("where no proxy is trusted, only the connection counts", () => {
  assertEquals(clientAddress(LOAD_BALANCER, "203.0.113.7", []), LOAD_BALANCER);
});

Deno.test("a header of ten thousand hops costs no more than one of twenty", () => {
  const forged = Array.from({ length: 10_000 }, () => "10.0.0.9").join(",");
  assertEquals(clientAddress(LOAD_BALANCER, forged, TRUSTED), "10.0.0.9");
});

/** Addresses by network: those in a list share theirs with each other and with nobody else. */
const NETWORKS: readonly (readonly string[])[] = [
  ["203.0.113.7", "::ffff:203.0.113.7", "::ffff:cb00:7107"],
  ["203.0.113.8"],
  ["2001:db8:1:100::1", "2001:DB8:1:1ff:ffff:ffff:ffff:ffff", "2001:db8:1:0100:0::9"],
  ["2001:db8:1:200::1"],
  ["2001:db8:1::1", "2001:db8:1:ff::"],
  ["::1", "::ff"],
  ["fe80::1%eth0", "fe80::2"],
  ["an-address-of-no-kind"],
];

Deno.test("a network is one address of IPv4 and 56 bits of IPv6, however they are written", () => {
  const prefixes = NETWORKS.map((addresses) => new Set(addresses.map(prefixOf)));
  for (const [index, set] of prefixes.entries()) assertEquals([index, set.size], [index, 1]);
  assertEquals(new Set(prefixes.flatMap((set) => [...set])).size, NETWORKS.length);
});
