import { assert, assertEquals } from "@std/assert/mod.js";
import { type Coturn, type CoturnOptions, startCoturn } from "../support/coturn.ts";
import { findProgram } from "../support/install.ts";
import { waitFor } from "../support/wait.ts";
import { inHalfAnHour, makeCredentials, TurnClient } from "./turn/turn_client.ts";

/** A case that needs coturn; ignored, and counted as skipped, where there is none. */
const relayTest = (name: string, fn: () => Promise<void>) =>
  Deno.test({ name, ignore: findProgram("turnserver") === null, fn });

/** What nobody may reach through the relay, each with what is there. */
const FORBIDDEN_IPV4: Readonly<Record<string, string>> = {
  "0.0.0.0": "unspecified: the machine itself on Linux",
  "0.0.0.1": "this network",
  "127.0.0.1": "loopback",
  "127.0.0.53": "loopback: the resolver of many a system",
  "127.255.255.254": "loopback, its end",
  "10.0.0.1": "private",
  "10.255.255.254": "private, its end",
  "172.16.0.1": "private: the bridge of containers is near",
  "172.31.255.254": "private, its end",
  "192.168.0.1": "private: a home's router",
  "192.168.255.254": "private, its end",
  "169.254.0.1": "link-local",
  "169.254.169.254": "link-local: the metadata service of clouds",
  "100.64.0.1": "shared between carrier and customer",
  "100.100.100.200": "shared: the metadata service of one cloud",
  "100.127.255.254": "shared, its end",
  "192.0.0.1": "protocol assignments",
  "192.0.0.170": "protocol assignments: finding NAT64",
  "192.0.2.1": "documentation",
  "198.51.100.1": "documentation",
  "203.0.113.1": "documentation",
  "192.88.99.1": "old 6to4 relays",
  "198.18.0.1": "benchmarks",
  "198.19.255.254": "benchmarks, its end",
  "224.0.0.1": "multicast: all hosts",
  "239.255.255.250": "multicast: device discovery",
  "240.0.0.1": "reserved",
  "255.255.255.255": "broadcast",
};

const FORBIDDEN_IPV6: Readonly<Record<string, string>> = {
  "::": "unspecified",
  "::1": "loopback",
  "::127.0.0.1": "IPv4-compatible loopback",
  "::ffff:127.0.0.1": "mapped loopback, the hole of CVE-2026-27624",
  "::ffff:10.0.0.1": "mapped private",
  "::ffff:169.254.169.254": "mapped: the metadata service of clouds",
  "::ffff:8.8.8.8": "mapped public: it would escape the lists for IPv4",
  "64:ff9b::7f00:1": "NAT64 of 127.0.0.1",
  "64:ff9b::a9fe:a9fe": "NAT64 of the metadata service",
  "64:ff9b:1::a00:1": "local NAT64 of 10.0.0.1",
  "2001::1": "Teredo",
  "2001:db8::1": "documentation",
  "2002:7f00:1::1": "6to4 of 127.0.0.1",
  "2002:c0a8:1::1": "6to4 of 192.168.0.1",
  "100::1": "discard-only",
  "fc00::1": "private",
  "fd00:ec2::254": "private: the metadata service of one cloud",
  "fe80::1": "link-local",
  "fec0::1": "site-local of old",
  "ff02::1": "multicast: all nodes",
  "ff05::2": "multicast: all routers of the site",
};

/** Somewhere in the world; nothing is sent there. */
const ELSEWHERE = "8.8.8.8";
const PUBLIC_IPV6 = "2a00:1450::1";

const FORBIDDEN = 403;
/** IANA's number, as REQUESTED-TRANSPORT has it. */
const TCP = 6;
/** RFC 8656, 18: the peer's family is not that of the relay's port. */
const OTHER_FAMILY = 443;
const NO_SUCH_TRANSPORT = 442;

function clientOf(
  coturn: Coturn,
  { subject = "alice", secret = coturn.env.TURN_SECRET, until = inHalfAnHour() } = {},
): TurnClient {
  return new TurnClient(coturn, makeCredentials(secret, subject, until));
}

/** As an operator runs it: nothing is allowed that the file does not allow. */
function startStrict(options: CoturnOptions = {}): Promise<Coturn> {
  return startCoturn({ ...options, allowsItself: false });
}

async function assertRefused(client: TurnClient, peer: string, why: string, status = FORBIDDEN) {
  assertEquals(await client.permit(peer), status, `a permission for ${peer} (${why})`);
  assertEquals(await client.bind(peer), status, `a channel to ${peer} (${why})`);
}

relayTest("the relay reaches no address of IPv4 that is not in the public internet", async () => {
  await using coturn = await startStrict();
  using client = clientOf(coturn);
  assertEquals((await client.allocate()).status, 200);
  for (const [peer, why] of Object.entries(FORBIDDEN_IPV4)) await assertRefused(client, peer, why);
  assertEquals(await client.permit(ELSEWHERE), 200, "what is allowed is still allowed");
});

relayTest("a relay over IPv4 has no peers of IPv6, in whatever clothes", async () => {
  await using coturn = await startStrict();
  using client = clientOf(coturn);
  assertEquals((await client.allocate()).status, 200);
  for (const peer of [...Object.keys(FORBIDDEN_IPV6), PUBLIC_IPV6]) {
    const status = await client.permit(peer);
    assert(status === OTHER_FAMILY || status === FORBIDDEN, `${peer} was answered with ${status}`);
    const bound = await client.bind(peer);
    assert(bound === OTHER_FAMILY || bound === FORBIDDEN, `${peer} was answered with ${bound}`);
  }
});

relayTest("a relay that was given an address of IPv6 refuses what is not public", async () => {
  await using coturn = await startStrict({ extra: ["--relay-ip=::1"] });
  using client = clientOf(coturn);
  assertEquals((await client.allocate({ family: "ipv6" })).status, 200);
  for (const [peer, why] of Object.entries(FORBIDDEN_IPV6)) await assertRefused(client, peer, why);
  assertEquals(await client.permit(PUBLIC_IPV6), 200, "what is allowed is still allowed");
});

relayTest("credentials that have expired are worth nothing", async () => {
  await using coturn = await startStrict();
  const past = Math.floor(Date.now() / 1_000) - 1;
  using client = clientOf(coturn, { until: past });
  assertEquals((await client.allocate()).status, 401);
});

relayTest("credentials of somebody's own making are worth nothing", async () => {
  await using coturn = await startStrict();
  using guessed = clientOf(coturn, { secret: "guessed" });
  assertEquals((await guessed.allocate()).status, 401);
  const { password } = makeCredentials(coturn.env.TURN_SECRET, "alice", inHalfAnHour());
  using prolonged = new TurnClient(coturn, {
    username: `${inHalfAnHour() + 86_400}:alice`,
    password,
  });
  assertEquals((await prolonged.allocate()).status, 401);
  using somebodyElse = new TurnClient(coturn, { username: `${inHalfAnHour()}:bob`, password });
  assertEquals((await somebodyElse.allocate()).status, 401);
  using empty = new TurnClient(coturn, { username: "", password: "" });
  assertEquals((await empty.allocate()).status, 401);
});

relayTest("a request that was overheard gets nobody else a port", async () => {
  await using coturn = await startStrict();
  using alice = clientOf(coturn);
  assertEquals((await alice.allocate()).status, 200);
  using eve = clientOf(coturn, { secret: "unknown" });
  const status = await eve.replay(alice.lastRequest);
  assert(status === 401 || status === 438, `it was answered with ${status}`);
});

relayTest("a nonce is stale after its time, and what it signed with it", async () => {
  await using coturn = await startStrict({ extra: ["--stale-nonce=1"] });
  using alice = clientOf(coturn);
  assertEquals((await alice.allocate()).status, 200);
  await waitFor("the nonce to go stale", () => alice.refresh(), { until: (it) => it === 438 });
});

relayTest(
  "one visitor gets no more ports than a visitor needs, whatever the expiry says",
  async () => {
    await using coturn = await startStrict();
    const statuses: number[] = [];
    using stack = new DisposableStack();
    for (let index = 0; index < 13; index += 1) {
      // The same person with newer credentials each time, as a page gets them.
      const client = stack.use(clientOf(coturn, { until: inHalfAnHour() + index }));
      statuses.push((await client.allocate()).status);
    }
    assertEquals(statuses.slice(0, 12), Array.from({ length: 12 }, () => 200));
    assertEquals(statuses[12], 486);
    const other = stack.use(clientOf(coturn, { subject: "bob" }));
    assertEquals((await other.allocate()).status, 200);
  },
);

relayTest("the relay opens no TCP connections to anybody", async () => {
  await using coturn = await startStrict();
  const credentials = makeCredentials(coturn.env.TURN_SECRET, "alice", inHalfAnHour());
  using overTcp = new TurnClient(coturn, credentials, "tcp");
  assertEquals((await overTcp.allocate({ transport: TCP })).status, NO_SUCH_TRANSPORT);
  assertEquals((await overTcp.allocate()).status, 200, "a port for UDP is given over TCP, too");
});

relayTest("two who only have the relay reach each other through it", async () => {
  await using coturn = await startCoturn();
  using alice = clientOf(coturn, { subject: "alice" });
  using bob = clientOf(coturn, { subject: "bob" });
  const ofAlice = (await alice.allocate()).relayed;
  const ofBob = (await bob.allocate()).relayed;
  if (ofAlice === null || ofBob === null) throw new Error("Cannot go on: no port was given");
  assertEquals(await alice.permit(ofBob.address), 200);
  assertEquals(await bob.permit(ofAlice.address), 200);
  await waitFor("both to hear each other", () => {
    alice.send(ofBob, "from Alice");
    bob.send(ofAlice, "from Bob");
    return alice.heard.includes("from Bob") && bob.heard.includes("from Alice");
  });
});
