/** Floods of the real server, with its limits on and real connections. */
import { assert, assertEquals } from "@std/assert/mod.js";
import { startServer, type TestServer } from "../../support/server.ts";
import { encode, solve } from "../support/solve.ts";

/** The tests connect from there; it stands for a balancer in front of the server. */
const PROXY = "127.0.0.1";
/** Requests under way at once: a flood, but not one of the test's own sockets. */
const AT_ONCE = 50;

function start(trustProxy: string): Promise<TestServer> {
  return startServer({ env: { LIMITS: "on", TRUST_PROXY: trustProxy, HOST: PROXY } });
}

async function begin(server: TestServer, from: string, body: unknown = {}): Promise<number> {
  const response = await fetch(`http://${PROXY}:${server.port}/v1/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": from },
    body: JSON.stringify(body),
  });
  await response.body?.cancel();
  return response.status;
}

/** Does something for each of many, some at once, and counts what came of it. */
async function countAll(
  times: number,
  run: (index: number) => Promise<number>,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  let next = 0;
  const work = async () => {
    for (let index = next++; index < times; index = next++) {
      const status = await run(index);
      counts[status] = (counts[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return counts;
}

async function prove(server: TestServer, from: string): Promise<string> {
  const response = await fetch(`http://${PROXY}:${server.port}/v1/challenge`, {
    headers: { "x-forwarded-for": from },
  });
  return encode(await solve(await response.json()));
}

/** What a network begins without a proof: what is there at once, and what fills while it lasts. */
function assertFree(count: number, sinceMs: number): void {
  const most = 60 + Math.ceil((performance.now() - sinceMs) * 30 / 60_000);
  assert(count >= 60 && count <= most, `${count} began, at most ${most} should have`);
}

Deno.test("a thousand sessions of one /64 become sixty, and a neighbour does not notice", async () => {
  await using server = await start(PROXY);
  const startedAt = performance.now();
  const neighbours: number[] = [];
  const counts = await countAll(1_000, async (index) => {
    if (index % 100 === 0) neighbours.push(await begin(server, `2001:db8:2:${index}::1`));
    return await begin(server, `2001:db8:1:1:${(index * 7919 % 65_536).toString(16)}::1`);
  });
  assertFree(counts[201] ?? 0, startedAt);
  assertEquals((counts[201] ?? 0) + (counts[403] ?? 0) + (counts[429] ?? 0), 1_000);
  assertEquals(neighbours, Array(10).fill(201));
});

Deno.test("five hundred spoofed X-Forwarded-For are one network where nobody forwards, and behind a proxy", async () => {
  const spoofed = (index: number) => `198.51.${index >> 8}.${index & 255}`;
  {
    // Nobody is trusted but an address that nobody has.
    await using server = await start("192.0.2.1");
    const startedAt = performance.now();
    const counts = await countAll(500, (index) => begin(server, spoofed(index)));
    assertFree(counts[201] ?? 0, startedAt);
  }
  await using server = await start(PROXY);
  const startedAt = performance.now();
  const counts = await countAll(500, (index) => begin(server, `${spoofed(index)}, 203.0.113.9`));
  assertFree(counts[201] ?? 0, startedAt);
});

Deno.test("a proof that is shown two hundred times at once lets one in", async () => {
  await using server = await start(PROXY);
  const home = "203.0.113.9";
  while (await begin(server, home) === 201);
  const startedAt = performance.now();
  const proof = await prove(server, home);
  const counts = await countAll(200, () => begin(server, home, { proof }));
  // Where the bucket has filled meanwhile somebody begins without any proof.
  const filled = Math.ceil((performance.now() - startedAt) * 30 / 60_000) + 1;
  assert((counts[201] ?? 0) >= 1 && (counts[201] ?? 0) <= 1 + filled, JSON.stringify(counts));
  assertEquals((counts[201] ?? 0) + (counts[403] ?? 0), 200);
});
