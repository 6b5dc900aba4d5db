import { assertEquals } from "@std/assert/mod.js";
import { Sampler } from "../../../component/link/quality_sample.ts";

type Entry = Readonly<Record<string, unknown>>;

/** A report as a browser gives it. */
function report(...entries: readonly Entry[]): [string, unknown][] {
  return entries.map((entry) => [String(entry["id"]), entry]);
}

const pair = {
  id: "p1",
  type: "candidate-pair",
  currentRoundTripTime: 0.08,
  availableOutgoingBitrate: 640_000,
};
const other = { ...pair, id: "p2", currentRoundTripTime: 3, availableOutgoingBitrate: 1 };
const remote = (timestamp: number, fractionLost: number) => ({
  id: "r",
  type: "remote-inbound-rtp",
  timestamp,
  fractionLost,
  roundTripTime: 0.1,
});
const inbound = (packetsReceived: number, packetsLost: number) => ({
  id: "i",
  type: "inbound-rtp",
  packetsReceived,
  packetsLost,
});

Deno.test("the pair in use is the one that the transport names", () => {
  const transport = { id: "t", type: "transport", selectedCandidatePairId: "p1" };
  const sample = new Sampler().read(report(other, pair, transport), 5);
  assertEquals([sample.at, sample.availableBps, sample.rttMs], [5, 640_000, 80]);
});

Deno.test("in Firefox the pair in use is marked by itself", () => {
  const sample = new Sampler().read(report(other, { ...pair, selected: true }), 0);
  assertEquals(sample.rttMs, 80);
});

Deno.test("the other side's report counts once, however often it is read", () => {
  const sampler = new Sampler();
  assertEquals(sampler.read(report(remote(1, 0.4)), 0).lossOut, 0.4);
  assertEquals(sampler.read(report(remote(1, 0.4)), 1).lossOut, null);
  assertEquals(sampler.read(report(remote(2, 0.1)), 2).lossOut, 0.1);
});

Deno.test("loss on the way here is counted between two reports", () => {
  const sampler = new Sampler();
  assertEquals(sampler.read(report(inbound(100, 50)), 0).lossIn, null);
  assertEquals(sampler.read(report(inbound(190, 60)), 1).lossIn, 0.1);
  assertEquals(sampler.read(report(inbound(190, 60)), 2).lossIn, null);
  // A late packet takes a loss back, which is no gain.
  assertEquals(sampler.read(report(inbound(200, 58)), 3).lossIn, 0);
  // A new connection counts from zero.
  assertEquals(sampler.read(report(inbound(5, 5)), 4).lossIn, null);
});

Deno.test("an encoder that would send more is limited, one that is short of time is not", () => {
  const outbound = (reason: string) => ({
    id: "o",
    type: "outbound-rtp",
    qualityLimitationReason: reason,
  });
  assertEquals(new Sampler().read(report(outbound("bandwidth")), 0).isLimited, true);
  assertEquals(new Sampler().read(report(outbound("cpu")), 0).isLimited, false);
});

Deno.test("a browser that tells nothing gives no figures", () => {
  assertEquals(new Sampler().read([], 0), {
    at: 0,
    availableBps: null,
    isLimited: false,
    lossOut: null,
    lossIn: null,
    rttMs: null,
  });
});
