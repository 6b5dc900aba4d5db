/**
 * A real coturn with the configuration that operators run, on loopback unless it is told another
 * place.
 *
 * It does not know who uses it. The invariant it keeps: only what an operator also gives on the
 * command line differs from `turn/turnserver.conf`; on loopback the relay's own address is opened.
 *
 * @module
 */
import { requireProgram } from "./install.ts";
import { commandAt, findPort, LOOPBACK, type Place } from "./place.ts";
import { waitFor } from "./wait.ts";

/** How a relay is started. */
export interface CoturnOptions {
  /** Further arguments of `turnserver`. */
  readonly extra?: readonly string[];
  /** Where it runs. Default: loopback. */
  readonly place?: Place;
  /** Where it listens over UDP and TCP. Default: a port that is free. */
  readonly port?: number;
  /** Whether its own address is opened on loopback, so that two who relay meet. Default: yes. */
  readonly allowsItself?: boolean;
  /** A whole command line of an operator's, and the secret in it, instead of the usual one. */
  readonly line?: { readonly args: readonly string[]; readonly secret: string };
}

/** A relay under test. */
export interface Coturn extends AsyncDisposable {
  /** The environment that makes a server hand out credentials for it. */
  readonly env: Readonly<{ TURN_URLS: string; TURN_SECRET: string }>;
  readonly address: string;
  readonly port: number;
  readonly pid: number;
  /** Everything it has written so far. */
  log(): string;
  /** Ends it and waits. */
  stop(): Promise<void>;
}

const CONFIG = new URL("../../turn/turnserver.conf", import.meta.url).pathname;

/** What on loopback differs from a machine in the world. */
const ON_LOOPBACK = [
  // Two relayed peers meet at the relay's own address, which is loopback here.
  "--allow-loopback-peers",
  `--allowed-peer-ip=${LOOPBACK.address}`,
];

function describeLine(address: string): Required<CoturnOptions>["line"] {
  const secret = crypto.randomUUID();
  const where = [`--listening-ip=${address}`, `--relay-ip=${address}`];
  return { args: [`--static-auth-secret=${secret}`, ...where], secret };
}

/**
 * Starts a relay and waits until it listens.
 *
 * @throws with everything that it wrote, when it does not come up
 */
export async function startCoturn(options: CoturnOptions = {}): Promise<Coturn> {
  const { extra = [], place = LOOPBACK, port = findPort(), allowsItself = true } = options;
  const { address } = place;
  const folder = await Deno.makeTempDir({ prefix: "random-chat-turn-" });
  const { args, secret } = options.line ?? describeLine(address);
  const process = commandAt(place, [
    requireProgram("turnserver"),
    "-c",
    CONFIG,
    ...args,
    `--listening-port=${port}`,
    ...(place === LOOPBACK && allowsItself ? ON_LOOPBACK : []),
    `--pidfile=${folder}/pid`,
    `--userdb=${folder}/db`,
    ...extra,
  ], { cwd: folder, stdin: "null", stdout: "piped", stderr: "piped" }).spawn();
  const log: string[] = [];
  const written = [process.stdout, process.stderr].map(async (stream) => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) log.push(decoder.decode(chunk, { stream: true }));
  });
  const stop = async () => {
    // coturn takes seconds to leave on SIGTERM, and it has nothing to save.
    try {
      process.kill("SIGKILL");
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // It has already ended.
    }
    await Promise.all([process.status, ...written]);
    await Deno.remove(folder, { recursive: true });
  };
  try {
    await waitFor(`coturn on port ${port}`, () => place.isOpen(port));
  } catch (error) {
    await stop();
    throw new Error(`${error instanceof Error ? error.message : error}\n${log.join("")}`);
  }
  return {
    env: { TURN_URLS: `turn:${address}:${port}?transport=udp`, TURN_SECRET: secret },
    address,
    port,
    pid: process.pid,
    log: () => log.join(""),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
