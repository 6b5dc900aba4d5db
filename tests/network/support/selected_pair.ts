/**
 * Which way a call takes, as the browser's own statistics tell it.
 *
 * It does not know what was expected. The invariant it keeps: only the pair that is in use counts,
 * of the one connection that is open.
 *
 * @module
 */
import type { Visitor } from "../../support/visitor.ts";

/** The way that a call takes, seen from one side. */
export interface SelectedPair {
  /** `host`, `srflx`, `prflx` or `relay`. */
  readonly local: string;
  readonly remote: string;
  /** How the browser talks to its relay (`udp`, `tcp`, `tls`), or to the other side. */
  readonly protocol: string;
}

/** Reads the pair in use; null while there is none. */
export function readSelectedPair(visitor: Visitor): Promise<SelectedPair | null> {
  return visitor.page.evaluate(async () => {
    for (const peer of globalThis.visitorRecord.peers) {
      if (peer.connectionState !== "connected") continue;
      const stats = await peer.getStats();
      for (const [, transport] of stats) {
        if (transport.type !== "transport") continue;
        const pair = stats.get(transport.selectedCandidatePairId);
        const local = stats.get(pair?.localCandidateId);
        const remote = stats.get(pair?.remoteCandidateId);
        if (!local || !remote) continue;
        return {
          local: local.candidateType,
          remote: remote.candidateType,
          protocol: local.relayProtocol ?? local.protocol,
        };
      }
    }
    return null;
  });
}

/** A pair in words. */
export function drawPair({ local, remote, protocol }: SelectedPair): string {
  return `${local} ↔ ${remote} over ${protocol}`;
}
