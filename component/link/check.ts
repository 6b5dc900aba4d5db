/**
 * The check of a connection: the server, its stream, and each way that a call could take.
 *
 * It does not know cameras, or how findings are worded. The invariant it keeps: it uses a session of
 * its own that asks for nobody, so that a check never touches a search or a talk.
 *
 * @module
 */
import type { CheckCause, CheckStage } from "../../server/protocol.ts";
import type { Clock } from "./clock.ts";
import { EventStreamParser } from "./event_stream.ts";
import { Http, nothingToRead, serverBase, withDeadline } from "./http.ts";
import { listOf, object, type Parsed, text } from "./parse.ts";
import { type CheckedServer, probeIce } from "./check_probe.ts";
import { ProblemError } from "./problem_error.ts";

/** What came of one stage. `absent` is a way that the server does not offer. */
export interface Finding {
  readonly stage: CheckStage;
  readonly result: "ok" | "failed" | "absent";
  readonly cause?: CheckCause;
}

/** What a check is made with. */
export interface CheckOptions {
  /** Where the server is; relative addresses count from the page. */
  readonly server: string;
  /** Which site's policy counts; the server's default when absent. */
  readonly site: string | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  readonly createConnection: (config: RTCConfiguration) => RTCPeerConnection;
  readonly signal: AbortSignal;
  readonly onFinding: (finding: Finding) => void;
}

/** The stages of the network, in the order in which they are told. */
export const NETWORK_STAGES = [
  "server",
  "stream",
  "stun",
  "turn-udp",
  "turn-tcp",
  "turn-tls",
] as const satisfies readonly CheckStage[];

const parseSession = object({
  token: text,
  eventsUrl: text,
  iceServers: listOf(object({ urls: listOf(text) }, { username: text, credential: text })),
});

/**
 * Checks everything, telling each finding as it is made. Failures are counted on the server, by
 * stage and cause and nothing else, where it can be reached.
 */
export async function checkNetwork(options: CheckOptions): Promise<void> {
  const { server, site, clock, random, signal } = options;
  const http = new Http({ base: serverBase(server), clock, random });
  const session = await find(options, "server", () =>
    http.once({
      method: "POST",
      path: "v1/sessions",
      body: site === undefined ? {} : { site },
      parse: parseSession,
      signal,
    }));
  if (session === null) return;
  const failures: Finding[] = [];
  const noting: CheckOptions = {
    ...options,
    onFinding: (finding) => {
      if (finding.result === "failed") failures.push(finding);
      options.onFinding(finding);
    },
  };
  await Promise.all([
    find(noting, "stream", () => readHello(http, session, options)),
    ...waysOf(session.iceServers).map(([stage, servers]) => checkWay(noting, stage, servers)),
  ]);
  await countFailures(http, session.token, failures);
}

/** Tells the server what failed; a count that gets lost is no loss. */
async function countFailures(
  http: Http,
  token: string,
  failures: readonly Pick<Finding, "stage" | "cause">[],
): Promise<void> {
  for (const { stage, cause = "failed" } of failures) {
    const body = { stage, cause };
    await http.once({ method: "POST", path: "v1/check", token, body, parse: nothingToRead })
      .catch(() => undefined);
  }
}

async function checkWay(
  options: CheckOptions,
  stage: "stun" | "turn-udp" | "turn-tcp" | "turn-tls",
  servers: readonly CheckedServer[],
): Promise<void> {
  if (servers.length === 0) return options.onFinding({ stage, result: "absent" });
  const outcome = await probeIce({ ...options, servers, isRelay: stage !== "stun" });
  if (options.signal.aborted) return;
  options.onFinding(
    outcome === "ok" ? { stage, result: "ok" } : { stage, result: "failed", cause: outcome },
  );
}

/** Sorts the servers by the way that leads to them. */
function waysOf(servers: Parsed<typeof parseSession>["iceServers"]) {
  const all: CheckedServer[] = servers.flatMap(({ urls, ...rest }) =>
    urls.map((url) => ({ urls: url, ...rest }))
  );
  const pick = (pattern: RegExp) => all.filter(({ urls }) => pattern.test(urls));
  return [
    ["stun", pick(/^stuns?:|^turn:(?!.*transport=tcp)/)],
    ["turn-udp", pick(/^turn:(?!.*transport=tcp)/)],
    ["turn-tcp", pick(/^turn:.*transport=tcp/)],
    ["turn-tls", pick(/^turns:/)],
  ] as const;
}

async function find<Value>(
  { clock, signal, onFinding }: CheckOptions,
  stage: CheckStage,
  run: (signal: AbortSignal) => Promise<Value>,
): Promise<Value | null> {
  try {
    const value = await withDeadline(clock, signal, run);
    if (!signal.aborted) onFinding({ stage, result: "ok" });
    return value;
  } catch (error) {
    if (!signal.aborted) onFinding({ stage, result: "failed", cause: causeOf(error) });
    return null;
  }
}

function causeOf(error: unknown): CheckCause {
  if (error instanceof ProblemError) return "refused";
  return error instanceof DOMException && error.name === "TimeoutError" ? "timeout" : "unreachable";
}

/** Opens the stream and waits for its first event: some proxies hold a stream back. */
async function readHello(
  http: Http,
  { token, eventsUrl }: Parsed<typeof parseSession>,
  { clock, signal: parent }: CheckOptions,
): Promise<void> {
  await withDeadline(clock, parent, async (signal) => {
    const address = new URL(eventsUrl, http.url("v1/sessions"));
    const headers = { accept: "text/event-stream", authorization: `Bearer ${token}` };
    const response = await fetch(address, {
      headers,
      cache: "no-store",
      credentials: "omit",
      signal,
    });
    if (!response.ok || response.body === null) throw new TypeError("Cannot open the stream");
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    const parser = new EventStreamParser();
    try {
      while (true) {
        const { value, done } = await reader.read();
        if (done) throw new TypeError("Cannot read the stream: it ended");
        if (parser.push(decoder.decode(value, { stream: true })).length > 0) return;
      }
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  });
}
