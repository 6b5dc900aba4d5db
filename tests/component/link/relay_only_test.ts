import { assert, assertEquals } from "@std/assert/mod.js";
import { isRelayed, onlyRelayed, withoutOrigin } from "../../../component/link/relay_only.ts";

const HOST = "candidate:1 1 udp 2122260223 192.168.1.20 50000 typ host generation 0";
const LOCAL = "candidate:2 1 udp 2122260223 0a7c5d2e.local 50001 typ host";
const MAPPED =
  "candidate:3 1 udp 1686052607 203.0.113.9 50000 typ srflx raddr 192.168.1.20 rport 50000";
const TCP = "candidate:4 1 tcp 1518280447 192.168.1.20 9 typ host tcptype active";
const RELAY =
  "candidate:5 1 udp 41885439 198.51.100.7 49160 typ relay raddr 203.0.113.9 rport 50000 generation 0";
const IPV6 = "candidate:6 1 udp 1 2001:db8::7 49160 typ relay raddr 2001:db8:1::9 rport 4";

Deno.test("only relays count as relayed", () => {
  assertEquals([HOST, LOCAL, MAPPED, TCP].map(isRelayed), [false, false, false, false]);
  assertEquals([RELAY, IPV6].map(isRelayed), [true, true]);
  assertEquals(isRelayed("candidate:7 1 udp 1 typ 9 typ host typ relayed"), false);
});

Deno.test("a relay's candidate does not say what is behind the relay", () => {
  assertEquals(
    withoutOrigin(RELAY),
    "candidate:5 1 udp 41885439 198.51.100.7 49160 typ relay raddr 0.0.0.0 rport 0 generation 0",
  );
  assert(!withoutOrigin(IPV6).includes("2001:db8:1::9"));
});

Deno.test("a description for relays only holds no address but the relays'", () => {
  const sdp = [
    "v=0",
    "o=mozilla...THIS_IS_SDPARTA 8735 0 IN IP4 192.168.1.20",
    "s=-",
    "m=audio 50000 UDP/TLS/RTP/SAVPF 111",
    "c=IN IP4 203.0.113.9",
    "a=rtcp:50000 IN IP6 2001:db8:1::9",
    ...[HOST, LOCAL, MAPPED, TCP, RELAY].map((line) => `a=${line}`),
    "a=ice-ufrag:abcd",
    "",
  ].join("\r\n");
  assertEquals(onlyRelayed(sdp).split("\r\n"), [
    "v=0",
    "o=mozilla...THIS_IS_SDPARTA 8735 0 IN IP4 0.0.0.0",
    "s=-",
    "m=audio 50000 UDP/TLS/RTP/SAVPF 111",
    "c=IN IP4 0.0.0.0",
    "a=rtcp:50000 IN IP4 0.0.0.0",
    `a=${withoutOrigin(RELAY)}`,
    "a=ice-ufrag:abcd",
    "",
  ]);
});
