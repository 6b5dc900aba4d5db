/**
 * Too much of what is allowed. Each test says what the abuse would gain.
 */
import { assert, assertEquals } from "@std/assert/mod.js";
import { FakeClock } from "../support/fake_clock.ts";
import { Node } from "../support/node.ts";
import { assertProblem } from "../support/problems.ts";
import { encode, solve } from "../support/solve.ts";

/** Sessions that one network begins without a proof. */
const FREE = 60;

/** The library of proofs looks at the machine's clock, so the node's begins there. */
function open(trustProxy?: string): Promise<Node> {
  const options = trustProxy === undefined ? {} : { trustProxy };
  return Node.open({ hasLimits: true, clock: new FakeClock(Date.now()), ...options });
}

function begin(node: Node, address: string, body: unknown = {}, headers: HeadersInit = {}) {
  const all = new Headers(headers);
  all.set("content-type", "application/json");
  const init = { method: "POST", headers: all, body: JSON.stringify(body) };
  return node.request("/v1/sessions", init, address);
}

async function statusesOf(responses: readonly Promise<Response>[]): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (const response of await Promise.all(responses)) {
    await response.body?.cancel();
    counts.set(response.status, (counts.get(response.status) ?? 0) + 1);
  }
  return counts;
}

async function prove(node: Node, address: string, origin?: string): Promise<string> {
  const headers = origin === undefined ? {} : { origin };
  const response = await node.request("/v1/challenge", { headers }, address);
  return encode(await solve(await response.json()));
}

Deno.test("who begins very often from one network has to prove each time, so that strangers cannot be made by the thousand", async () => {
  const node = await open();
  const addresses = Array.from(
    { length: 1_000 },
    (_, index) => `2001:db8:1:1::${index.toString(16)}`,
  );
  const counts = await statusesOf(addresses.map((address) => begin(node, address)));
  // The hard limit stands behind the proof.
  assertEquals(Object.fromEntries(counts), { 201: FREE, 403: 540, 429: 400 });
  await assertProblem(await begin(node, "2001:db8:1:1::1"), 429, "rate-limited");
  assertEquals((await begin(node, "2001:db8:1:200::1")).status, 201);
});

Deno.test("a proof lets one more begin, and is worth nothing the second time", async () => {
  const node = await open();
  await statusesOf(Array.from({ length: FREE }, () => begin(node, "192.0.2.7")));
  await assertProblem(await begin(node, "192.0.2.7"), 403, "proof-required");
  const proof = await prove(node, "192.0.2.7");
  const replays = Array.from({ length: 50 }, () => begin(node, "192.0.2.7", { proof }));
  assertEquals(Object.fromEntries(await statusesOf(replays)), { 201: 1, 403: 49 });
});

Deno.test("a proof that a page's visitor made is worth nothing on another page, so that nobody lets others work for them", async () => {
  const node = await open();
  await statusesOf(Array.from({ length: FREE }, () => begin(node, "192.0.2.7")));
  const proof = await prove(node, "192.0.2.7", "http://localhost:1");
  const elsewhere = { origin: "http://localhost:2" };
  const refused = await begin(node, "192.0.2.7", { proof }, elsewhere);
  await assertProblem(refused, 403, "proof-required");
  const right = await begin(node, "192.0.2.7", { proof }, { origin: "http://localhost:1" });
  assertEquals(right.status, 201);
});

Deno.test("whoever writes another X-Forwarded-For into each request is one network all the same", async () => {
  const spoof = (index: number) => ({ "x-forwarded-for": `198.51.100.${index % 250}` });
  const direct = await open();
  const counts = await statusesOf(
    Array.from({ length: 200 }, (_, index) => begin(direct, "192.0.2.7", {}, spoof(index))),
  );
  assertEquals(Object.fromEntries(counts), { 201: FREE, 403: 200 - FREE });
  // Behind a proxy that is trusted, what it appended counts, whatever stands before it.
  const behind = await open("10.0.0.0/8");
  const appended = await statusesOf(Array.from({ length: 200 }, (_, index) => {
    const headers = { "x-forwarded-for": `198.51.100.${index % 250}, 203.0.113.9` };
    return begin(behind, "10.0.0.1", {}, headers);
  }));
  assertEquals(Object.fromEntries(appended), { 201: FREE, 403: 200 - FREE });
  const others = await statusesOf(
    Array.from({ length: 200 }, (_, index) => begin(behind, "10.0.0.1", {}, spoof(index))),
  );
  assertEquals(Object.fromEntries(others), { 201: 200 });
});

Deno.test("a session that goes on needs no proof, so that pressure throws nobody out of a talk", async () => {
  const node = await open();
  const { token } = await (await begin(node, "192.0.2.7")).json();
  await statusesOf(Array.from({ length: FREE }, () => begin(node, "192.0.2.7")));
  assertEquals((await begin(node, "192.0.2.7", { resume: token })).status, 201);
});

Deno.test("what is called too often is refused with when to come back, in the body and for proxies", async () => {
  const node = await open();
  const alice = await node.visitor({ isStreaming: false });
  let refused: Response | undefined;
  for (let count = 0; count < 100 && refused === undefined; count++) {
    const response = await alice.post("/v1/ladder", {});
    if (response.status === 429) refused = response;
    else await response.body?.cancel();
  }
  assert(refused !== undefined, "never refused");
  const { retryAfterMs } = await assertProblem(refused.clone(), 429, "rate-limited");
  assertEquals([retryAfterMs, refused.headers.get("retry-after")], [1_500, "2"]);
  await node.clock.advance(1_500);
  const response = await alice.post("/v1/ladder", {});
  assertEquals([response.status, (await response.body?.cancel(), true)], [400, true]);
});

Deno.test("one visitor's flood costs another of the same network nothing", async () => {
  const node = await open();
  const address = "192.0.2.7";
  const mallory = await node.visitor({ address, isStreaming: false });
  const alice = await node.visitor({ address, isStreaming: false });
  const counts = await statusesOf(Array.from({ length: 300 }, () => mallory.post("/v1/beat", {})));
  assertEquals(Object.fromEntries(counts), { 204: 40, 429: 260 });
  assertEquals((await alice.post("/v1/beat", {})).status, 204);
});

Deno.test("where limits are off nothing is counted and no proof is asked for", async () => {
  const node = await Node.open();
  const counts = await statusesOf(Array.from({ length: 2_000 }, () => begin(node, "192.0.2.7")));
  assertEquals(Object.fromEntries(counts), { 201: 2_000 });
});
