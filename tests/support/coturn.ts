/**
 * A real coturn on loopback, with the configuration that operators run.
 *
 * It does not know who uses it. The invariant it keeps: only what an operator also gives on the
 * command line differs from `turn/turnserver.conf`, and the relay's own address is opened there.
 *
 * @module
 */
import { requireProgram } from "./install.ts";
import { waitFor } from "./wait.ts";

/** A relay under test. */
export interface Coturn extends AsyncDisposable {
  /** The environment that makes a server hand out credentials for it. */
  readonly env: Readonly<{ TURN_URLS: string; TURN_SECRET: string }>;
  /** Everything it has written so far. */
  log(): string;
  /** Ends it and waits. */
  stop(): Promise<void>;
}

const CONFIG = new URL("../../turn/turnserver.conf", import.meta.url).pathname;
const LOOPBACK = "127.0.0.1";

function findPort(): number {
  const listener = Deno.listen({ hostname: LOOPBACK, port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

async function isOpen(port: number): Promise<boolean> {
  const connection = await Deno.connect({ hostname: LOOPBACK, port });
  connection.close();
  return true;
}

/**
 * Starts a relay and waits until it listens.
 *
 * @param extra Further arguments of `turnserver`
 * @throws with everything that it wrote, when it does not come up
 */
export async function startCoturn(extra: readonly string[] = []): Promise<Coturn> {
  const folder = await Deno.makeTempDir({ prefix: "random-chat-turn-" });
  const port = findPort();
  const secret = crypto.randomUUID();
  const process = new Deno.Command(requireProgram("turnserver"), {
    args: [
      "-c",
      CONFIG,
      `--static-auth-secret=${secret}`,
      `--listening-ip=${LOOPBACK}`,
      `--listening-port=${port}`,
      `--relay-ip=${LOOPBACK}`,
      // Two relayed peers meet at the relay's own address, which is loopback here.
      "--allow-loopback-peers",
      `--allowed-peer-ip=${LOOPBACK}`,
      `--pidfile=${folder}/pid`,
      `--userdb=${folder}/db`,
      ...extra,
    ],
    cwd: folder,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
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
    await waitFor(`coturn on port ${port}`, () => isOpen(port));
  } catch (error) {
    await stop();
    throw new Error(`${error instanceof Error ? error.message : error}\n${log.join("")}`);
  }
  return {
    env: { TURN_URLS: `turn:${LOOPBACK}:${port}?transport=udp`, TURN_SECRET: secret },
    log: () => log.join(""),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
