import { assert, assertEquals } from "@std/assert/mod.js";
import { type Coturn, startCoturn } from "../support/coturn.ts";
import { findProgram } from "../support/install.ts";
import { openScene } from "../support/scene.ts";

/** A case that needs coturn; ignored, and counted as skipped, where there is none. */
const relayTest = (name: string, fn: () => Promise<void>) =>
  Deno.test({ name, ignore: findProgram("turnserver") === null, fn });

relayTest("two who only relay talk through coturn, and neither learns an address", async () => {
  await using coturn = await startCoturn();
  await using scene = await openScene({ env: coturn.env, attributes: { privacy: "relay" } });
  const alice = await scene.enter();
  const bob = await scene.enter();
  await alice.start({ interests: ["chess"] });
  await alice.waitForState("waiting");
  await bob.start({ interests: ["chess"] });
  await alice.seeFrames();
  await bob.seeFrames();
  for (const visitor of [alice, bob]) {
    assertEquals(await visitor.candidateTypes(), ["relay"]);
  }
  await alice.write("From somewhere");
  await bob.see("From somewhere");
});

/** What a client says when it relays to a peer through the running coturn. */
async function relayTo(
  peer: string,
  { env, user = peer, secret = env.TURN_SECRET }: Pick<Coturn, "env"> & {
    readonly user?: string;
    readonly secret?: string;
  },
): Promise<string> {
  const port = /:(\d+)\?/.exec(env.TURN_URLS)?.[1] ?? "";
  const { stdout, stderr } = await new Deno.Command("turnutils_uclient", {
    args: ["-W", secret, "-u", user, "-e", peer, "-c", "-n", "1", "-m", "1", "-p", port]
      .concat("127.0.0.1"),
    signal: AbortSignal.timeout(15_000),
  }).output();
  return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
}

relayTest("the relay reaches no private, link-local, shared or reserved address", async () => {
  await using coturn = await startCoturn();
  const forbidden = [
    "0.0.0.1",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.2",
    "169.254.169.254",
    "172.31.255.255",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
  ];
  for (const peer of forbidden) {
    const said = await relayTo(peer, coturn);
    assert(said.includes("403 (Forbidden IP)"), `${peer} was not refused:\n${said}`);
  }
});

relayTest("the relay refuses who does not know the secret", async () => {
  await using coturn = await startCoturn();
  const said = await relayTo("192.0.2.1", { env: coturn.env, secret: "guessed" });
  assert(/401|Unauthorized|Cannot complete Allocation/.test(said), said);
});

relayTest("the relay gives one visitor no more than a visitor's share", async () => {
  await using coturn = await startCoturn();
  let said = "";
  // Each try leaves its allocations behind, as somebody would who wants them all.
  for (let attempt = 0; attempt < 12 && !said.includes("486"); attempt += 1) {
    said = await relayTo("10.0.0.1", { env: coturn.env, user: "greedy" });
  }
  assert(said.includes("486 (Allocation Quota Reached)"), said);
  const other = await relayTo("10.0.0.1", { env: coturn.env, user: "modest" });
  assert(other.includes("403 (Forbidden IP)"), other);
});
