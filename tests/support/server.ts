/**
 * The real server as a process of its own, on a free port and with its own data.
 *
 * It does not know the server's code: it starts what `deno task start` starts, with the same
 * permissions, and talks to it over HTTP. The invariant it keeps: a server that was started is
 * ended and its data removed when the test ends, whatever happened in between.
 *
 * @module
 */
import { commandAt, findPort, LOOPBACK, type Place } from "./place.ts";
import { waitFor } from "./wait.ts";

/** How a server is started. */
export interface ServerOptions {
  /** Environment on top of the defaults of a test server; names as in protocol.md. */
  readonly env?: Readonly<Record<string, string>>;
  /** Policies by site name, written to the file that `SITES` names. */
  readonly sites?: Readonly<Record<string, unknown>>;
  /** Where it runs. Default: loopback. */
  readonly place?: Place;
  /** Default: a port that is free. */
  readonly port?: number;
}

/** A server under test. */
export interface TestServer extends AsyncDisposable {
  /** Its origin, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** The process, while it runs. */
  readonly pid: number | null;
  /** Everything it has written so far, both outputs. */
  log(): string;
  /** The exit code of its last life; `null` while it runs, or when a signal ended it. */
  readonly exitCode: number | null;
  /** Ends it as an operator would (SIGTERM) and waits; a second call does nothing. */
  stop(): Promise<void>;
  /** Ends it as a power cut would (SIGKILL) and waits. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data; stops it first if it runs. */
  restart(): Promise<void>;
}

const ROOT = new URL("../../", import.meta.url);
/** A cold start compiles and opens the store: seconds on a busy machine of two cores. */
const START_DEADLINE_MS = 30_000;
/** A server that drains closes its streams first; after this it is killed and the test fails. */
const STOP_DEADLINE_MS = 10_000;
/** What the process inherits: enough to find and run programs, nothing that configures it. */
const INHERITED = ["PATH", "HOME", "DENO_DIR", "TMPDIR", "NPM_CONFIG_REGISTRY"];

/** The permissions of `deno task start`, so that a missing one shows in the tests. */
async function readStartFlags(): Promise<string[]> {
  const config = await Deno.readTextFile(new URL("deno.json", ROOT));
  const flags = /deno run ([^"&]*?) ?server\/main\.ts/.exec(
    /"start": \{[^}]*\}/.exec(config)?.[0] ?? "",
  );
  if (flags?.[1] === undefined) {
    throw new Error('Cannot start the server: deno.json has no "start" task that runs it');
  }
  return flags[1].split(" ").filter((flag) => !flag.startsWith("--env-file"));
}

/** Collects what a process writes, while it runs. */
async function collect(stream: ReadableStream<Uint8Array>, into: string[]): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of stream) into.push(decoder.decode(chunk, { stream: true }));
}

async function isHealthy(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) });
  await response.body?.cancel();
  return response.status === 200;
}

/** One life of the process. */
class Life {
  readonly #process: Deno.ChildProcess;
  readonly #written: Promise<unknown>;
  #exit: Deno.CommandStatus | null = null;

  constructor(command: Deno.Command, log: string[]) {
    this.#process = command.spawn();
    const outputs = [collect(this.#process.stdout, log), collect(this.#process.stderr, log)];
    this.#written = Promise.all([
      ...outputs,
      this.#process.status.then((status) => this.#exit = status),
    ]);
  }

  get pid(): number {
    return this.#process.pid;
  }

  get exit(): Deno.CommandStatus | null {
    return this.#exit;
  }

  /** Sends the signal and waits for the end; false if the deadline passed and it was killed. */
  async end(signal: "SIGTERM" | "SIGKILL"): Promise<boolean> {
    let isTimely = true;
    if (this.#exit === null) {
      this.#process.kill(signal);
      const timer = setTimeout(() => {
        isTimely = false;
        this.#process.kill("SIGKILL");
      }, STOP_DEADLINE_MS);
      await this.#process.status;
      clearTimeout(timer);
    }
    await this.#written;
    return isTimely;
  }
}

/** What runs, with which environment; the folder is its own. */
async function describeCommand(folder: string, port: number, options: ServerOptions) {
  const { place = LOOPBACK } = options;
  const env: Record<string, string> = {
    PORT: String(port),
    HOST: place.address,
    KV_URL: `${folder}/data.sqlite`,
    LIMITS: "off",
    NO_COLOR: "1",
    ...options.env,
  };
  for (const name of INHERITED) {
    const value = Deno.env.get(name);
    if (value !== undefined) env[name] = value;
  }
  if (options.sites !== undefined) {
    env.SITES = `${folder}/sites.json`;
    await Deno.writeTextFile(env.SITES, JSON.stringify(options.sites));
  }
  return commandAt(place, [Deno.execPath(), "run", ...await readStartFlags(), "server/main.ts"], {
    cwd: ROOT,
    env,
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

class ServerProcess implements TestServer {
  readonly url: string;
  readonly port: number;
  readonly #command: Deno.Command;
  readonly #folder: string;
  readonly #log: string[] = [];
  exitCode: number | null = null;
  readonly #place: Place;
  #life: Life | null = null;

  constructor(command: Deno.Command, folder: string, place: Place, port: number) {
    this.url = `http://${place === LOOPBACK ? "localhost" : place.address}:${port}`;
    this.#place = place;
    this.port = port;
    this.#command = command;
    this.#folder = folder;
  }

  get pid(): number | null {
    return this.#life?.pid ?? null;
  }

  log(): string {
    return this.#log.join("");
  }

  async begin(): Promise<void> {
    const life = new Life(this.#command, this.#log);
    this.#life = life;
    this.exitCode = null;
    try {
      await waitFor(
        `the server at ${this.url}`,
        () => life.exit !== null || this.#isUp(),
        { deadlineMs: START_DEADLINE_MS },
      );
      if (life.exit !== null) {
        throw new Error(`Cannot use the server: it ended (${life.exit.code})`);
      }
    } catch (error) {
      await life.end("SIGKILL");
      throw new Error(`${error instanceof Error ? error.message : error}\n${this.log()}`);
    }
  }

  /** From outside of its network only its port can be seen; it listens once it is ready. */
  #isUp(): Promise<boolean> {
    return this.#place === LOOPBACK ? isHealthy(this.url) : this.#place.isOpen(this.port);
  }

  async #end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const life = this.#life;
    this.#life = null;
    if (life === null) return;
    const isTimely = await life.end(signal);
    // A process that a signal ended has a code of the shell's making.
    this.exitCode = life.exit?.signal === null ? life.exit.code : null;
    if (!isTimely) {
      throw new Error(`Cannot stop the server: ${STOP_DEADLINE_MS} ms passed\n${this.log()}`);
    }
  }

  stop(): Promise<void> {
    return this.#end("SIGTERM");
  }

  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.begin();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.stop();
    } finally {
      await Deno.remove(this.#folder, { recursive: true });
    }
  }
}

/**
 * Starts a server and waits until it is healthy.
 *
 * @throws with everything that the server wrote, when it ends or stays silent
 */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const folder = await Deno.makeTempDir({ prefix: "random-chat-" });
  const { place = LOOPBACK, port = findPort() } = options;
  const command = await describeCommand(folder, port, options);
  const server = new ServerProcess(command, folder, place, port);
  await server.begin();
  return server;
}
