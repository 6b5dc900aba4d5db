/**
 * The candidates that a connection finds, on their way out: together where they come together, and
 * without what must not leave the page.
 *
 * It does not know the connection. The invariant it keeps: nothing goes out while it is held, and
 * with relayed ways only nothing goes out that tells where this device is.
 *
 * @module
 */
import type { LIMITS, Signal } from "../../server/protocol.ts";
import type { Clock } from "./clock.ts";
import { isRelayed, withoutOrigin } from "./relay_only.ts";

/** A candidate as it travels; `null` says that there are no more. */
export type Candidate = NonNullable<Signal["candidates"]>[number];

/**
 * Candidates found within this time travel in one signal, in milliseconds: most of a machine's own
 * are found at once, and a request costs more than the wait.
 */
const BATCH_MS = 20;
/** The most candidates that the server takes in one signal. */
const MAX_CANDIDATES: (typeof LIMITS)["candidates"] = 40;

/** What they need. */
export interface CandidateOptions {
  readonly clock: Clock;
  readonly isRelayOnly: boolean;
  /** Whether they are kept until `flush` is called for the first time. */
  readonly isHeld: boolean;
  readonly send: (candidates: Candidate[]) => void;
}

/** Candidates that were found and not told yet. */
export class OutgoingCandidates {
  readonly #options: CandidateOptions;
  #isHeld: boolean;
  #found: Candidate[] = [];
  #cancelBatch: (() => void) | null = null;

  constructor(options: CandidateOptions) {
    this.#options = options;
    this.#isHeld = options.isHeld;
  }

  /** Takes one that was found. */
  add(candidate: RTCIceCandidate | null): void {
    const { clock, isRelayOnly } = this.#options;
    const found = candidate?.toJSON() ?? null;
    if (isRelayOnly && found !== null) {
      if (!isRelayed(found.candidate ?? "")) return;
      found.candidate = withoutOrigin(found.candidate ?? "");
    }
    this.#found.push(found);
    if (!this.#isHeld) this.#cancelBatch ??= clock.after(BATCH_MS, () => this.flush());
  }

  /** Drops what was found so far: the description that goes out has it. */
  clear(): void {
    this.#found = [];
  }

  /** Sends what was found, at once. */
  flush(): void {
    this.stop();
    this.#isHeld = false;
    const found = this.#found.splice(0);
    for (let at = 0; at < found.length; at += MAX_CANDIDATES) {
      this.#options.send(found.slice(at, at + MAX_CANDIDATES));
    }
  }

  /** Sends nothing more by itself. */
  stop(): void {
    this.#cancelBatch?.();
    this.#cancelBatch = null;
  }
}

/** Writes a candidate of the wire as browsers take it: what is missing there is `null` here. */
export function toInit(candidate: NonNullable<Candidate>): RTCIceCandidateInit {
  const { candidate: line = "", sdpMid = null, sdpMLineIndex = null } = candidate;
  const { usernameFragment = null } = candidate;
  return { candidate: line, sdpMid, sdpMLineIndex, usernameFragment };
}
