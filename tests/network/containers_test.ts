import { assert, assertEquals, assertMatch } from "@std/assert/mod.js";
import { parse } from "@std/yaml/parse.js";
import * as v from "valibot";
import { readConfig } from "../../server/config.ts";
import { startCoturn } from "../support/coturn.ts";
import { findProgram, requireProgram } from "../support/install.ts";
import { findPort } from "../support/place.ts";
import { waitFor } from "../support/wait.ts";
import { makeCertificate } from "./support/certificate.ts";
import { run } from "./support/namespaces.ts";
import { inHalfAnHour, makeCredentials, TurnClient } from "./turn/turn_client.ts";

const ROOT = new URL("../../", import.meta.url);
const read = (path: string) => Deno.readTextFileSync(new URL(path, ROOT));

const serviceSchema = v.object({
  build: v.object({ context: v.string(), dockerfile: v.optional(v.string()) }),
  ports: v.optional(v.array(v.string())),
  environment: v.optional(v.record(v.string(), v.string())),
  command: v.optional(v.array(v.string())),
  volumes: v.optional(v.array(v.string())),
  network_mode: v.optional(v.string()),
});
const composeSchema = v.object({
  services: v.object({ server: serviceSchema, turn: serviceSchema }),
  volumes: v.record(v.string(), v.unknown()),
});

/** What an operator has to give, and nothing else. */
const GIVEN = {
  TURN_HOST: "turn.example.org",
  TURN_IP: "127.0.0.1",
  TURN_SECRET: "0123456789abcdef0123456789abcdef",
};

/** Fills variables in as Compose does: `${NAME}`, `${NAME:-otherwise}`, `${NAME:?complaint}`. */
function interpolate(text: string, variables: Readonly<Record<string, string>>): string {
  const variable = /\$\{(\w+)(?::([-?])((?:[^${}]|\$\{\w+\})*))?\}/g;
  return text.replace(variable, (_, name: string, sign?: string, rest = "") => {
    const value = variables[name] ?? "";
    if (value !== "") return value;
    if (sign === "?") throw new Error(`Cannot go on without ${name}: ${rest}`);
    return interpolate(rest, variables);
  });
}

function readCompose(variables: Readonly<Record<string, string>> = GIVEN) {
  const fill = (value: unknown): unknown => {
    if (typeof value === "string") return interpolate(value, variables);
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
  };
  return v.parse(composeSchema, fill(parse(read("turn/compose.yaml"))));
}

/** The values of one setting of the relay's file. */
function settingOf(name: string): string[] {
  const lines = read("turn/turnserver.conf").split("\n");
  return lines.filter((line) => line.startsWith(`${name}=`)).map((line) =>
    line.split("=")[1] ?? ""
  );
}

/** The arguments of one instruction of a container file, one for each time that it stands there. */
function instructionsOf(path: string, name: string): string[] {
  const found = read(path).matchAll(new RegExp(`^${name} (.*)$`, "gm"));
  return [...found].map(([, rest = ""]) => rest);
}

function readCommand(path: string): string[] {
  return v.parse(v.array(v.string()), JSON.parse(instructionsOf(path, "CMD").at(-1) ?? "null"));
}

Deno.test("compose gives the server settings that it knows and can use", () => {
  const { environment = {} } = readCompose().services.server;
  const known = [...read(".env.example").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  for (const name of Object.keys(environment)) assert(known.includes(name), `${name} is unknown`);
  const config = readConfig({
    env: (name) => environment[name],
    readFile: () => {
      throw new Error("no file is named");
    },
  });
  assertEquals(config.turn, {
    stunUrls: ["stun:turn.example.org:3478"],
    turnUrls: [
      "turn:turn.example.org:3478?transport=udp",
      "turn:turn.example.org:3478?transport=tcp",
      "turns:turn.example.org:5349?transport=tcp",
    ],
    turnSecret: GIVEN.TURN_SECRET,
  });
});

Deno.test("compose names what is missing instead of starting without", () => {
  for (const name of Object.keys(GIVEN)) {
    let complaint = "";
    try {
      readCompose({ ...GIVEN, [name]: "" });
    } catch (error) {
      complaint = String(error);
    }
    assertMatch(complaint, new RegExp(`without ${name}`));
  }
});

Deno.test("compose tells browsers the ports at which the relay listens", () => {
  const { server, turn } = readCompose({ ...GIVEN, TURN_TLS_PORT: "443" }).services;
  assertMatch(server.environment?.TURN_URLS ?? "", /turns:turn\.example\.org:443\?transport=tcp$/);
  assert(turn.command?.includes("--tls-listening-port=443"));
  assertEquals(settingOf("listening-port"), ["3478"]);
  assertEquals(settingOf("tls-listening-port"), ["5349"]);
});

Deno.test("the server's data outlives its container", () => {
  const { services: { server }, volumes } = readCompose();
  assertEquals(server.volumes, ["data:/data"]);
  assert("data" in volumes);
  assertMatch(server.environment?.KV_URL ?? "", /^\/data\//);
  assertEquals(instructionsOf("server/Dockerfile", "VOLUME"), ["/data"]);
});

Deno.test("the server's port is the one that is published", () => {
  const { server } = readCompose().services;
  const inside = server.environment?.PORT ?? "";
  assertEquals(server.ports, [`127.0.0.1:8000:${inside}`]);
  assertEquals(instructionsOf("server/Dockerfile", "EXPOSE"), [inside]);
});

Deno.test("the container runs the server as deno task start does, with the same deno", () => {
  const start = /deno run ([^"]*server\/main\.ts)/.exec(read("deno.json"))?.[1]?.split(" ");
  const [deno, run, packages, ...rest] = readCommand("server/Dockerfile");
  assertEquals([deno, run, packages], ["deno", "run", "--node-modules-dir=manual"]);
  assertEquals(rest, start);
  const version = /deno@([\d.]+)/.exec(read(".ci/run"))?.[1];
  const images = instructionsOf("server/Dockerfile", "FROM").map((it) => it.split(" ")[0]);
  assertEquals(images, [`denoland/deno:${version}`, `denoland/deno:${version}`]);
});

Deno.test("everything that the server's image is made of is there and let in", () => {
  const ignored = read("server/Dockerfile.dockerignore");
  const copied = instructionsOf("server/Dockerfile", "COPY")
    .filter((it) => !it.startsWith("--from"))
    .flatMap((it) => it.split(" ").slice(0, -1));
  assert(copied.length > 0);
  for (const path of copied) {
    assert(Deno.statSync(new URL(path, ROOT)), path);
    assertMatch(ignored, new RegExp(`^!${path.split("/")[0]}$`, "m"));
  }
});

Deno.test("the relay's image is pinned, and new enough", () => {
  const [image = ""] = instructionsOf("turn/Dockerfile", "FROM");
  const [, major, minor] = /^coturn\/coturn:(\d+)\.(\d+)\.\d+-r\d+-debian$/.exec(image) ?? [];
  assert(Number(major) === 4 && Number(minor) >= 9, image);
  const [copied = ""] = instructionsOf("turn/Dockerfile", "COPY");
  assertEquals(copied, "turnserver.conf /etc/coturn/turnserver.conf");
});

async function isTlsSpoken(port: number, ca: string): Promise<boolean> {
  const asked = `s_client -connect 127.0.0.1:${port} -CAfile ${ca} -verify_return_error -brief`;
  await run(requireProgram("openssl"), ...asked.split(" "));
  return true;
}

Deno.test({
  name: "the relay understands the command line of compose, and both secrets while one goes",
  ignore: findProgram("turnserver") === null || findProgram("openssl") === null,
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "random-chat-compose-" });
    await using stack = new AsyncDisposableStack();
    stack.defer(() => Deno.remove(folder, { recursive: true }));
    const { cert, key } = await makeCertificate(folder, "127.0.0.1");
    const secret = GIVEN.TURN_SECRET;
    const before = "fedcba9876543210fedcba9876543210";
    const tlsPort = findPort();
    const { turn } = readCompose({
      ...GIVEN,
      TURN_SECRET_BEFORE: before,
      TURN_TLS_PORT: String(tlsPort),
    }).services;
    const mounted: Readonly<Record<string, string>> = {
      "/certificates/fullchain.pem": cert,
      "/certificates/privkey.pem": key,
    };
    const args = (turn.command ?? []).map((arg) =>
      arg.replace(/\/certificates\/.*/, (path) => mounted[path] ?? path)
    );
    const line = { args, secret };
    // On loopback, which no operator's relay is.
    const coturn = stack.use(await startCoturn({ line, extra: ["--allow-loopback-peers"] }));
    await waitFor("TLS", () => isTlsSpoken(tlsPort, cert));
    for (const each of [secret, before]) {
      using client = new TurnClient(coturn, makeCredentials(each, "alice", inHalfAnHour()));
      assertEquals((await client.allocate()).relayed?.address, "127.0.0.1");
      assertEquals(await client.permit("127.0.0.1"), 200, "the relay's own address");
      assertEquals(await client.permit("127.0.0.2"), 403);
    }
    using client = new TurnClient(coturn, makeCredentials("", "alice", inHalfAnHour()));
    assertEquals((await client.allocate()).status, 401, "no secret is no secret");
  },
});
