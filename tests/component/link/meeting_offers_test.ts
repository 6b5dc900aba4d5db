import { assert, assertEquals } from "@std/assert/mod.js";
import { answerFrom } from "../../../component/link/meeting_offers.ts";

/** An offer as browsers write it, of one person. */
function offer(person: number, codecs = ["96 VP8/90000"]): string {
  return [
    "v=0",
    `o=- 609176847378019409${person} 2 IN IP4 127.0.0.1`,
    "s=-",
    "t=0 0",
    "a=group:BUNDLE 0",
    `a=msid-semantic: WMS stream${person}`,
    `m=video ${44_340 + person} UDP/TLS/RTP/SAVPF ${codecs.map((codec) => codec.split(" ")[0])}`,
    `c=IN IP4 192.0.2.${person}`,
    `a=rtcp:${9 + person} IN IP4 0.0.0.0`,
    `a=candidate:1 1 udp 2122260223 192.0.2.${person} ${44_340 + person} typ host`,
    `a=ice-ufrag:u${person}`,
    `a=ice-pwd:p${person}`,
    "a=ice-options:trickle",
    `a=fingerprint:sha-256 0${person}:AB`,
    "a=setup:actpass",
    "a=mid:0",
    "a=rtcp-mux",
    `a=msid:stream${person} track${person}`,
    ...codecs.map((codec) => `a=rtpmap:${codec}`),
    `a=ssrc-group:FID ${person} 1${person}`,
    `a=ssrc:${person} cname:c${person}`,
    "",
  ].join("\r\n");
}

Deno.test("two offers of the same answer each other: one begins the handshake, the other waits for it", () => {
  const [one, two] = [offer(1), offer(2)];
  assertEquals(answerFrom(one, two, true), two.replace("setup:actpass", "setup:passive"));
  assertEquals(answerFrom(two, one, false), one.replace("setup:actpass", "setup:active"));
});

Deno.test("one that found more ways to itself offers the same", () => {
  const more = offer(2).replace(
    "a=ice-ufrag",
    "a=candidate:2 1 udp 1 198.51.100.2 9 typ srflx\r\n$&",
  );
  assert(answerFrom(offer(1), more, true));
  assert(answerFrom(more, offer(1), true));
});

Deno.test("offers with other codecs, numbers, order or options do not answer each other, on either side", () => {
  const own = offer(1, ["96 VP8/90000", "98 VP9/90000"]);
  for (
    const other of [
      offer(2),
      offer(2, ["96 VP9/90000", "98 VP8/90000"]),
      offer(2, ["98 VP9/90000", "96 VP8/90000"]),
      offer(2, ["96 VP8/90000", "98 VP9/90000"]).replace("a=rtcp-mux\r\n", ""),
    ]
  ) {
    assertEquals(answerFrom(own, other, true), null);
    assertEquals(answerFrom(other, own, false), null);
  }
});
