/**
 * Finds out whether one way through the network is open, by gathering a candidate over it.
 *
 * It does not know which way it is, or what is said about it. The invariant it keeps: no connection
 * is left open, and no probe takes longer than its time.
 *
 * @module
 */
import type { CheckCause } from "../../server/protocol.ts";
import type { Clock } from "./clock.ts";

/** One address of a STUN or TURN server. */
export interface CheckedServer {
  readonly urls: string;
  readonly username?: string;
  readonly credential?: string;
}

/** What a probe is made with. */
export interface ProbeOptions {
  /** Any one of them is enough. */
  readonly servers: readonly CheckedServer[];
  /** Whether a relayed candidate is needed, or only an answer. */
  readonly isRelay: boolean;
  readonly createConnection: (config: RTCConfiguration) => RTCPeerConnection;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Browsers give up on a server that does not answer after about this time, in milliseconds. */
const PROBE_MS = 10_000;

/** Probes. @returns `ok`, or why there is no way. */
export async function probeIce(options: ProbeOptions): Promise<"ok" | CheckCause> {
  const { servers, isRelay, clock, signal } = options;
  let connection: RTCPeerConnection;
  try {
    connection = options.createConnection({
      iceServers: isRelay ? [...servers] : servers.map(({ urls }) => ({ urls: stunOf(urls) })),
      iceTransportPolicy: isRelay ? "relay" : "all",
    });
  } catch (error) {
    // A page may forbid connections (Connection-Allowlist).
    console.info("random-chat: Cannot make a peer connection", error);
    return "blocked";
  }
  const { promise, resolve } = Promise.withResolvers<"ok" | CheckCause>();
  const failures: CheckCause[] = [];
  const cancel = clock.after(PROBE_MS, () => resolve(failures[0] ?? "timeout"));
  signal.addEventListener("abort", () => resolve("timeout"), { once: true });
  // One interface of several may fail where another succeeds: the end of gathering decides.
  connection.addEventListener("icecandidateerror", ({ errorCode }) => {
    failures.push(causeOf(errorCode));
  });
  connection.addEventListener("icecandidate", ({ candidate }) => {
    if (candidate?.type === (isRelay ? "relay" : "srflx")) resolve("ok");
    // Without an address translation on the way the answer is the own address, and no candidate.
    if (candidate === null) {
      resolve(isRelay || failures.length > 0 ? failures[0] ?? "unreachable" : "ok");
    }
  });
  try {
    connection.createDataChannel("check");
    await connection.setLocalDescription();
    return await promise;
  } catch (error) {
    console.info("random-chat: Cannot gather candidates", error);
    return "failed";
  } finally {
    cancel();
    connection.close();
  }
}

/** A TURN server answers STUN as well. */
function stunOf(url: string): string {
  return url.replace(/^turn:/, "stun:").replace(/\?.*/, "");
}

/** @see https://www.rfc-editor.org/rfc/rfc8489#section-14.8 and RFC 8656, section 19 */
function causeOf(code: number): CheckCause {
  switch (code) {
    case 401:
    case 403:
    case 438:
      return "refused";
    case 486:
    case 508:
      return "full";
    case 701:
      return "unreachable";
    default:
      return "failed";
  }
}
