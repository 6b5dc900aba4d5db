import { assert, assertEquals } from "@std/assert/mod.js";
import type { ChatState } from "../../component/chat/state.ts";
import type { Visitor } from "../support/visitor.ts";
import { waitFor } from "../support/wait.ts";
import { sweep } from "./support/namespaces.ts";
import { type NetworkPlan, type NetworkScene, openNetworkScene } from "./support/network_scene.ts";
import { networkTest } from "./support/network_test_case.ts";
import { drawPair, readSelectedPair, type SelectedPair } from "./support/selected_pair.ts";

/** What two strangers get in some networks. */
interface Case {
  readonly name: string;
  readonly plan: NetworkPlan;
  /** Pairs as `local ↔ remote over protocol`, seen from Alice; none where there is only text. */
  readonly pairs: readonly RegExp[];
  /** Runs in both pages before anything of theirs. */
  readonly page?: () => void;
}

/** What a router in between makes of an address that was told, or seen first by the other side. */
const MAPPED = "(srflx|prflx)";
/** One relay is enough where the other side can reach it; whose it is, chance decides. */
const RELAYED = new RegExp(`^(relay ↔ (relay|${MAPPED})|${MAPPED} ↔ relay) over udp$`);

const CASES: readonly Case[] = [
  {
    name: "in the same network",
    plan: { alice: { nat: "symmetric" } },
    pairs: [/^host ↔ host over udp$/],
  },
  {
    name: "in two homes with full-cone NAT",
    plan: { alice: { nat: "full-cone" }, bob: { nat: "full-cone" } },
    pairs: [new RegExp(`^(host|${MAPPED}) ↔ ${MAPPED} over udp$`)],
  },
  {
    name: "in two homes that lose one packet in twenty",
    plan: { alice: { nat: "full-cone", loss: 0.05 }, bob: { nat: "full-cone", loss: 0.05 } },
    // A lost answer may make another way look better.
    pairs: [new RegExp(`^(host|${MAPPED}) ↔ ${MAPPED} over udp$`), RELAYED],
  },
  {
    name: "behind symmetric NAT on one side",
    plan: { alice: { nat: "symmetric" }, bob: { nat: "full-cone" } },
    pairs: [new RegExp(`^(host|${MAPPED}) ↔ ${MAPPED} over udp$`)],
  },
  {
    name: "behind symmetric NAT on both sides",
    plan: { alice: { nat: "symmetric" }, bob: { nat: "symmetric" } },
    pairs: [RELAYED],
  },
  {
    name: "where one network lets no UDP out",
    plan: { alice: { nat: "symmetric", firewall: "no-udp" }, bob: { nat: "full-cone" } },
    pairs: [new RegExp(`^relay ↔ (${MAPPED}|relay) over (tcp|tls)$`)],
  },
  {
    name: "where neither network lets UDP out",
    plan: {
      alice: { nat: "symmetric", firewall: "no-udp" },
      bob: { nat: "symmetric", firewall: "no-udp" },
    },
    pairs: [/^relay ↔ (relay|prflx) over (tcp|tls)$/],
  },
  {
    name: "where one network lets nothing out but TCP to port 443",
    plan: { alice: { nat: "symmetric", firewall: "only-tcp-443" }, bob: { nat: "full-cone" } },
    pairs: [new RegExp(`^relay ↔ (${MAPPED}|relay) over tls$`)],
  },
  {
    name: "where neither network lets anything out but TCP to port 443",
    plan: {
      alice: { nat: "symmetric", firewall: "only-tcp-443" },
      bob: { nat: "symmetric", firewall: "only-tcp-443" },
    },
    pairs: [/^relay ↔ (relay|prflx) over tls$/],
  },
  {
    name: "where neither network lets UDP out and the relay is behind a NAT",
    plan: {
      alice: { nat: "symmetric", firewall: "no-udp" },
      bob: { nat: "symmetric", firewall: "no-udp" },
      isRelayBehindNat: true,
    },
    pairs: [/^relay ↔ (relay|prflx) over (tcp|tls)$/],
  },
  {
    name: "where one network lets nothing out but the web server",
    plan: { alice: { nat: "symmetric", firewall: "only-web" }, bob: { nat: "full-cone" } },
    pairs: [],
  },
  {
    name: "on a page that may not make connections",
    plan: { alice: { nat: "symmetric" } },
    pairs: [],
    page: () => {
      globalThis.RTCPeerConnection = new Proxy(RTCPeerConnection, {
        construct: () => {
          // As Chromium does under a Connection-Allowlist.
          throw new DOMException("Connections are blocked by policy", "NotAllowedError");
        },
      });
    },
  },
];

interface Outcome {
  readonly name: string;
  readonly kind: "video" | "text";
  readonly alice: string;
  readonly bob: string;
  /** From Bob's Start, who completes the pair, to both pictures or to both lines, milliseconds. */
  readonly tookMs: number;
}

const outcomes: Outcome[] = [];

Deno.test.beforeAll(async () => {
  for (const name of await sweep()) console.log(`cleared ${name}, left by a run that was aborted`);
});
Deno.test.afterAll(() => {
  const rows = outcomes.map(({ name, kind, alice, bob, tookMs }) =>
    [name.padEnd(64), kind.padEnd(5), alice.padEnd(26), bob.padEnd(26), `${tookMs} ms`].join("  ")
  );
  if (rows.length > 0) console.log(`\ntwo strangers…\n${rows.join("\n")}`);
});

const hasLine = (text: string) => (state: ChatState) =>
  state.kind === "talk" && state.lines.some((line) => line.text === text);

async function enter(scene: NetworkScene, page: Case["page"]): Promise<[Visitor, Visitor]> {
  const visitors = await Promise.all([scene.alice.enter(), scene.bob.enter()]);
  if (page === undefined) return visitors;
  for (const visitor of visitors) {
    await visitor.page.evaluateOnNewDocument(page);
    await visitor.page.reload();
    await visitor.waitForState("welcome");
  }
  return visitors;
}

/** Lets both begin; whoever is second makes the pair. @returns when that was */
async function begin(alice: Visitor, bob: Visitor): Promise<number> {
  await alice.start({ interests: ["tea"] });
  await alice.waitForState("waiting");
  const since = performance.now();
  await bob.start({ interests: ["tea"] });
  return since;
}

async function exchangeLines(alice: Visitor, bob: Visitor): Promise<void> {
  await alice.waitForState("talk", { deadlineMs: 30_000 });
  await bob.waitForState("talk", { deadlineMs: 30_000 });
  await alice.write("From Alice");
  await bob.write("From Bob");
  await bob.waitUntil("Alice's line", hasLine("From Alice"), 30_000);
  await alice.waitUntil("Bob's line", hasLine("From Bob"), 30_000);
}

/** Waits for a way that is allowed: the first that works may be given up for a better one. */
async function waitForPair(visitor: Visitor, allowed: readonly RegExp[]): Promise<SelectedPair> {
  const pair = await waitFor(`a way as ${allowed.join(" or ")}`, () => readSelectedPair(visitor), {
    until: (now) => now !== null && allowed.some((it) => it.test(drawPair(now))),
  });
  if (pair === null) throw new Error("Cannot tell the way: no connection is in use");
  return pair;
}

async function seeEachOther(alice: Visitor, bob: Visitor, { name, pairs }: Case): Promise<void> {
  const since = await begin(alice, bob);
  await Promise.all([alice.seeFrames(1), bob.seeFrames(1)]);
  const tookMs = Math.round(performance.now() - since);
  const ofAlice = drawPair(await waitForPair(alice, pairs));
  const ofBob = drawPair(await waitForPair(bob, [/./]));
  outcomes.push({ name, kind: "video", alice: ofAlice, bob: ofBob, tookMs });
  await exchangeLines(alice, bob);
}

async function writeToEachOther(alice: Visitor, bob: Visitor, { name }: Case): Promise<void> {
  const since = await begin(alice, bob);
  await exchangeLines(alice, bob);
  const tookMs = Math.round(performance.now() - since);
  outcomes.push({ name, kind: "text", alice: "none", bob: "none", tookMs });
  for (const visitor of [alice, bob]) {
    const { call } = await visitor.waitForState("talk");
    assert(call.kind !== "live", "a call came about where none can");
    assertEquals(await readSelectedPair(visitor), null);
  }
}

for (const network of CASES) {
  const isVideo = network.pairs.length > 0;
  const verb = isVideo ? "see" : "write to";
  networkTest(`two strangers ${verb} each other ${network.name}`, async () => {
    await using scene = await openNetworkScene(network.plan);
    const [alice, bob] = await enter(scene, network.page);
    await (isVideo ? seeEachOther : writeToEachOther)(alice, bob, network);
    assertEquals([...alice.errors, ...bob.errors], []);
  });
}
