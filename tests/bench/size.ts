/**
 * What a page loads: the element beside packages that people build such pages with, all bundled and
 * compressed by the very steps that the element goes through.
 * Run: `deno task bench:size`. It installs the packages into a folder of its own.
 *
 * It does not know what a package can do, which differs: beside each stands what is missing. The
 * invariant it keeps: every version is exact, and nothing but what its entry imports is counted.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { stop } from "esbuild";
import { bundle, squeeze } from "../../component/build/bundle.ts";
import { compressBrotli } from "../../component/build/publish.ts";
import { elementSources } from "../../component/build/sources.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Something that a page could load instead. */
interface Peer {
  readonly name: string;
  readonly packages: Readonly<Record<string, string>>;
  /** The smallest page that uses it. */
  readonly entry: string;
  /** What of a random chat it does. */
  readonly does: string;
}

const PEERS: readonly Peer[] = [
  {
    name: "simple-peer + socket.io-client",
    packages: { "simple-peer": "9.11.1", "socket.io-client": "4.8.4" },
    // Its own browser build: the sources want Node's streams and buffers.
    entry: `import Peer from "simple-peer/simplepeer.min.js";
      import { io } from "socket.io-client";
      globalThis.page = [Peer, io];`,
    does: "call and signals; no interface",
  },
  {
    name: "PeerJS",
    packages: { "peerjs": "1.5.5" },
    entry: `import { Peer } from "peerjs"; globalThis.page = Peer;`,
    does: "call and signals; no interface",
  },
  {
    name: "LiveKit's client",
    packages: { "livekit-client": "2.22.4" },
    entry: `import { Room } from "livekit-client"; globalThis.page = Room;`,
    does: "calls through a media server; no interface",
  },
  {
    name: "deep-chat",
    packages: { "deep-chat": "2.4.2" },
    entry: `import "deep-chat";`,
    does: "interface for written chat; no call",
  },
];

/** A row of the table, in bytes. */
interface Row {
  readonly name: string;
  readonly plain: number;
  readonly brotli: number;
  readonly does: string;
}

async function weigh(name: string, bytes: Uint8Array, does: string): Promise<Row> {
  const { byteLength: brotli } = await compressBrotli(bytes);
  return { name, plain: bytes.byteLength, brotli, does };
}

const TALK_PARTS = [
  ["chat", "once somebody comes near or starts"],
  ["tools", "with the first talk"],
  ["talk", "with the first talk"],
] as const;

async function weighOurs(): Promise<Row[]> {
  const sources = await elementSources(ROOT);
  const of = (path: RegExp) => {
    const source = sources.find((it) => path.test(it.path));
    if (source === undefined) throw new Error(`Cannot weigh ${path}: it was not built`);
    return source.bytes;
  };
  const element = await weigh("random-chat, page load", of(/^\/random-chat\.js$/), "start screen");
  const rows = [element];
  // What a first talk by video adds, in the order in which it comes.
  for (const [part, when] of TALK_PARTS) {
    rows.push(await weigh(`  + ${part}`, of(new RegExp(`^/random-chat-${part}\\.`)), when));
  }
  const sum = (read: (row: Row) => number) => rows.reduce((total, row) => total + read(row), 0);
  const does = "all of it: interface, search, call, text, tools";
  const plain = sum((row) => row.plain);
  return [...rows, { name: "random-chat, in a talk", plain, brotli: sum((it) => it.brotli), does }];
}

async function weighPeer(peer: Peer): Promise<Row> {
  const folder = await Deno.makeTempDir({ prefix: "random-chat-size-" });
  try {
    const about = { private: true, type: "module", dependencies: peer.packages };
    await Deno.writeTextFile(`${folder}/package.json`, JSON.stringify(about));
    await Deno.writeTextFile(`${folder}/deno.json`, '{ "nodeModulesDir": "auto" }');
    await Deno.writeTextFile(`${folder}/page.js`, peer.entry);
    const install = new Deno.Command(Deno.execPath(), { args: ["install", "-q"], cwd: folder });
    const { success, stderr } = await install.output();
    if (!success) {
      throw new Error(`Cannot install "${peer.name}": ${new TextDecoder().decode(stderr)}`);
    }
    const [script] = await bundle(folder, ["page.js"], { legal: "none" });
    if (script === undefined) throw new Error(`Cannot bundle "${peer.name}": no script`);
    return await weigh(peer.name, await squeeze(script.text), peer.does);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function format(rows: readonly Row[]): string {
  const number = (bytes: number) => bytes.toLocaleString("en").padStart(9);
  return rows.map(({ name, plain, brotli, does }) =>
    `${name.padEnd(32)}${number(plain)}${number(brotli)}  ${does}`
  ).join("\n");
}

const rows = await weighOurs();
for (const peer of PEERS) rows.push(await weighPeer(peer));
await stop();
console.log(`${"bytes".padEnd(32)}${"minified".padStart(9)}${"brotli".padStart(9)}`);
console.log(format(rows));
for (const { name, packages } of PEERS) {
  const versions = Object.entries(packages).map(([it, version]) => `${it} ${version}`);
  console.log(`${name}: ${versions.join(", ")}`);
}
