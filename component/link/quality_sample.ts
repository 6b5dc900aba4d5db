/**
 * Reads what matters of a connection out of the browser's figures.
 *
 * It does not know what follows from them. The invariant it keeps: a figure that a browser does not
 * tell, or that belongs to another connection than the last one, is `null` and never a guess.
 *
 * @see https://w3c.github.io/webrtc-stats/
 * @module
 */
import type { Sample } from "./quality.ts";

/** Counters of packets, as one report has them. */
interface Counts {
  readonly received: number;
  readonly lost: number;
}

/** Reads reports of one call, one after the other. */
export class Sampler {
  #inbound = new Map<string, Counts>();
  /** When each report of the other side came, so that an old one is not counted twice. */
  #heardAt = new Map<unknown, unknown>();

  /** Reads a report. @param at When, in milliseconds of any clock. */
  read(report: Iterable<readonly [string, unknown]>, at: number): Sample {
    const entries = [...report].map(([, entry]) => entry).filter(isEntry);
    const pair = selectedPair(entries);
    const remote = this.#fresh(entries.filter(({ type }) => type === "remote-inbound-rtp"));
    const lossOut = remote.map((entry) => figure(entry, "fractionLost")).filter(isFigure);
    const rtts = [
      figure(pair, "currentRoundTripTime"),
      ...remote.map((entry) => figure(entry, "roundTripTime")),
    ].filter(isFigure);
    return {
      at,
      availableBps: figure(pair, "availableOutgoingBitrate"),
      isLimited: entries.some((entry) =>
        entry.type === "outbound-rtp" && entry["qualityLimitationReason"] === "bandwidth"
      ),
      lossOut: lossOut.length === 0 ? null : Math.max(...lossOut),
      lossIn: this.#lossIn(entries),
      rttMs: rtts.length === 0 ? null : Math.min(...rtts) * 1_000,
    };
  }

  #fresh(entries: readonly Entry[]): readonly Entry[] {
    const before = this.#heardAt;
    this.#heardAt = new Map(entries.map((entry) => [entry["id"], entry["timestamp"]]));
    return entries.filter((entry) => before.get(entry["id"]) !== entry["timestamp"]);
  }

  #lossIn(entries: readonly Entry[]): number | null {
    const before = this.#inbound;
    this.#inbound = new Map();
    let received = 0;
    let lost = 0;
    for (const entry of entries) {
      if (entry.type !== "inbound-rtp" || typeof entry["id"] !== "string") continue;
      const now = {
        received: figure(entry, "packetsReceived") ?? 0,
        lost: figure(entry, "packetsLost") ?? 0,
      };
      this.#inbound.set(entry["id"], now);
      const then = before.get(entry["id"]);
      if (then === undefined || now.received < then.received) continue;
      received += now.received - then.received;
      // A packet that came late after all is taken back out of the count (RFC 3550, 6.4.1).
      lost += Math.max(0, now.lost - then.lost);
    }
    return received + lost === 0 ? null : lost / (received + lost);
  }
}

type Entry = Readonly<Record<string, unknown>> & { readonly type: string };

function isEntry(entry: unknown): entry is Entry {
  return typeof entry === "object" && entry !== null && "type" in entry;
}

/** The pair in use: named by the transport, or, in Firefox, marked by itself. */
function selectedPair(entries: readonly Entry[]): Entry | undefined {
  const transport = entries.find(({ type }) => type === "transport");
  const id = transport?.["selectedCandidatePairId"];
  return entries.find((entry) =>
    entry.type === "candidate-pair" &&
    (id === undefined ? entry["selected"] === true : entry["id"] === id)
  );
}

function figure(entry: Entry | undefined, name: string): number | null {
  const value = entry?.[name];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function isFigure(value: number | null): value is number {
  return value !== null;
}
