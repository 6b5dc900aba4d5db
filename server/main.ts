/**
 * The composition root: settings, store, services, app, listener; and the orderly end.
 *
 * The only file of the server that touches the environment, the disk and the network.
 *
 * @module
 */
import { openKv } from "@deno/kv";
import { join } from "node:path";
import { loadEnvFile } from "node:process";
import { type App, createApp } from "./app.ts";
import { loadAssets, type ReadFile, type ServeAsset } from "./assets.ts";
import { createId, systemClock } from "./clock.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { addFrameCheck, sitesWithFiles } from "./frame_check_files.ts";
import { keepAssets, type KeptFolder } from "./kept_assets.ts";
import { openServices } from "./services.ts";
import { isTrusted } from "./safety/addresses.ts";
import { createDenoKvEngine } from "./store/deno_kv_engine.ts";
import { Store, StoreUnavailableError } from "./store/store.ts";
import { createWebhook } from "./webhook.ts";

const BUILD = new URL("../.build/", import.meta.url);
/** Often enough to see an evening, rarely enough to be read, in milliseconds. */
const FAILURES_EVERY_MS = 60 * 60 * 1_000;
/** Streams are told to end first, so what is left are answers that take milliseconds. */
const SHUTDOWN_MS = 5_000;

/** Something that the operator can put right; printed without a stack. */
class StartError extends Error {}

async function main(): Promise<void> {
  readEnvFile();
  const settings = readConfig({
    env: (name) => Deno.env.get(name),
    readFile: (path) => Deno.readTextFileSync(path),
  });
  const readBuild = openBuild();
  const serveAsset = openAssets(settings, readBuild);
  const config = { ...settings, sites: sitesWithFiles(settings.sites, readBuild, console.warn) };
  const store = await openStore(config);
  const services = await openServices({
    config,
    store,
    clock: systemClock,
    random: Math.random,
    createId,
    accounts: config.accounts,
    ...callerOf(config),
    onError: logBackground,
  });
  const app = createApp({
    ...services,
    allowedOrigins: config.allowedOrigins,
    trustedProxies: config.trustedProxies,
    serveAsset,
    onError: (error, requestId) => console.error(`request ${requestId}:`, error),
  });
  const server = listen(config, noticingProxies(config, app));

  const reportFailures = () => {
    const line = services.failures.summarize();
    if (line !== null) console.log(line);
  };
  const reporting = setInterval(reportFailures, FAILURES_EVERY_MS);
  Deno.unrefTimer(reporting);

  const stop = async () => {
    reportFailures();
    await services.drain();
    await Promise.race([
      server.shutdown(),
      new Promise<void>((resolve) => systemClock.after(SHUTDOWN_MS, resolve)),
    ]);
    store.close();
    Deno.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    Deno.addSignalListener(signal, () => void stop());
  }
}

function logBackground(error: unknown): void {
  console.error("background:", error);
}

function callerOf({ webhookUrl: url }: Config) {
  if (url === null) return {};
  return { callModerator: createWebhook({ url, fetch, onError: logBackground }) };
}

/** Variables that are set already win over the file. */
function readEnvFile(): void {
  try {
    loadEnvFile();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

/** The element's build, with the frame check's where an operator has made it. */
function openBuild(): ReadFile {
  return addFrameCheck(
    (name) => Deno.readFileSync(new URL(name, BUILD)),
    (name) => readIfThere(new URL(`frame_check/${name}`, BUILD)),
  );
}

function openAssets({ elementFolder }: Config, readBuild: ReadFile): ServeAsset {
  try {
    const serveBuild = loadAssets(readBuild);
    return elementFolder === null
      ? serveBuild
      : openKept(() => loadAssets(keepAssets(readBuild, openFolder(elementFolder), Date.now()))) ??
        serveBuild;
  } catch (error) {
    throw new StartError(`Cannot serve the element: run deno task build (${reasonOf(error)})`);
  }
}

/** Pages in the middle of an upgrade are worth a line, not a server that does not start. */
function openKept(open: () => ServeAsset): ServeAsset | null {
  try {
    return open();
  } catch (error) {
    console.warn(`Cannot keep the element's files for later: ${reasonOf(error)}`);
    return null;
  }
}

function readIfThere(path: string | URL): Uint8Array<ArrayBuffer> | null {
  try {
    return Deno.readFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function openFolder(path: string): KeptFolder {
  Deno.mkdirSync(path, { recursive: true });
  const read = (name: string) => readIfThere(join(path, name));
  return {
    read,
    write: (name, bytes) => {
      const draft = join(path, `${name}.${Deno.pid}.draft`);
      Deno.writeFileSync(draft, bytes);
      Deno.renameSync(draft, join(path, name));
    },
    remove: (name) => {
      if (read(name) !== null) Deno.removeSync(join(path, name));
    },
  };
}

/** Says once that somebody forwards who is not named, as all of their visitors would be one. */
function noticingProxies({ trustedProxies }: Config, app: App): App {
  let isSaid = false;
  return (request, peer) => {
    if (!isSaid && request.headers.has("x-forwarded-for") && !isTrusted(peer, trustedProxies)) {
      isSaid = true;
      console.log(
        `A request from ${peer} says that it is forwarded. If that is your proxy, name it in ` +
          "TRUST_PROXY, or all its visitors count as one for the limits",
      );
    }
    return app(request, peer);
  };
}

function listen(
  { port, hostname }: Config,
  app: App,
): Deno.HttpServer {
  try {
    return Deno.serve({
      port,
      hostname,
      onListen: (at) => console.log(`random-chat listens on http://localhost:${at.port}`),
    }, (request, { remoteAddr }) => app(request, remoteAddr.hostname));
  } catch (error) {
    const reason = reasonOf(error);
    const isPort = error instanceof Deno.errors.AddrInUse ||
      error instanceof Deno.errors.PermissionDenied;
    throw isPort
      ? new ConfigError("PORT", String(port), `a port that is free is needed (${reason})`)
      : new ConfigError("HOST", hostname, `an address of this machine is needed (${reason})`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function openStore(config: Config): Promise<Store> {
  try {
    return await openEngine(config);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new ConfigError(
      "KV_URL",
      config.kvUrl,
      `a store that opens is needed (${reasonOf(error)})`,
    );
  }
}

async function openEngine({ kvUrl, kvAccessToken }: Config): Promise<Store> {
  const isRemote = /^https?:\/\//.test(kvUrl);
  if (isRemote && kvAccessToken !== null) Deno.env.set("DENO_KV_ACCESS_TOKEN", kvAccessToken);
  if (!isRemote && kvUrl !== ":memory:") await lockFile(kvUrl);
  const kv = await openKv(kvUrl);
  return new Store({
    engine: createDenoKvEngine(kv as unknown as Deno.Kv, { isRemote }),
    clock: systemClock,
  });
}

/**
 * One process for each SQLite file: two would see only their own changes and fail each other's
 * writes. The lock goes with the process, however it ends.
 */
async function lockFile(path: string): Promise<void> {
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
  await Deno.mkdir(folder || "/", { recursive: true });
  const file = await Deno.open(`${path}.lock`, { create: true, write: true });
  if (await file.tryLock(true)) return;
  throw new StartError(
    `Cannot open ${path}: another server has it open. Stop that one, or set KV_URL to another ` +
      "file, or to a KV Connect server to run several nodes",
  );
}

try {
  await main();
} catch (error) {
  if (error instanceof StoreUnavailableError) console.error(`Cannot use KV_URL: ${error.message}`);
  else if (error instanceof ConfigError || error instanceof StartError) {
    console.error(error.message);
  } else throw error;
  Deno.exit(1);
}
