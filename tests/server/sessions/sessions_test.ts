/** `POST /v1/sessions`: who somebody is, and stays. */
import { assertEquals, assertNotEquals } from "@std/assert/mod.js";
import { LIMITS, type QueueRequest, type SessionAnswer } from "../../../server/protocol.ts";
import { DEFAULT_STEPS } from "../../../server/matching/rules.ts";
import { FakeClock } from "../support/fake_clock.ts";
import { Node } from "../support/node.ts";

const HOUR_MS = 3_600_000;
const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };

async function create(node: Node, body: unknown = {}): Promise<SessionAnswer> {
  const response = await node.request("/v1/sessions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  assertEquals(response.status, 201);
  return await response.json();
}

Deno.test("a new session is told all that it needs to know", async () => {
  const node = await Node.open();
  const { token, session, ...rest } = await create(node);
  assertEquals(typeof token, "string");
  assertEquals(typeof session, "string");
  assertEquals(rest, {
    expiresInMs: 24 * HOUR_MS,
    beatMs: 20_000,
    eventsUrl: "/v1/events",
    iceServers: [],
    limits: LIMITS,
    site: {
      modes: ["video", "voice", "text"],
      reveal: "instant",
      privacy: "all",
      widening: DEFAULT_STEPS,
      rules: null,
    },
  });
});

Deno.test("making a session writes nothing, so that making many costs nothing", async () => {
  const node = await Node.open();
  const { commits } = node.engine;
  for (let index = 0; index < 50; index++) await create(node);
  assertEquals(node.engine.commits, commits);
  assertEquals(node.services.visitors.size, 0);
});

Deno.test("resuming gives the same session with a later end", async () => {
  const node = await Node.open();
  const first = await create(node, { device: "device-0000-0000" });
  // Lives at later times, as moving a clock by hours runs every sweep in between.
  const later = (hours: number) =>
    Node.open({
      engine: node.engine,
      clock: new FakeClock(node.clock.now() + hours * HOUR_MS),
      life: `life${hours}`,
    });
  const second = await create(await later(1), {
    resume: first.token,
    device: "another-device-0000",
  });
  assertEquals(second.session, first.session);
  assertNotEquals(second.token, first.token);
  const nextDay = await later(24);
  const status = async ({ token }: SessionAnswer) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await nextDay.request("/v1/ice", { headers });
    await response.body?.cancel();
    return response.status;
  };
  assertEquals([await status(first), await status(second)], [401, 200]);
});

Deno.test("a token is good in the next life of the server, as the secret is kept", async () => {
  const node = await Node.open();
  const { token, session } = await create(node);
  const next = await Node.open({ engine: node.engine, clock: node.clock, life: "b" });
  const resumed = await create(next, { resume: token });
  assertEquals(resumed.session, session);
});

Deno.test("two servers that make the secret at once end up with the same one", async () => {
  const first = await Node.open();
  const [a, b] = await Promise.all([
    Node.open({ engine: first.engine, life: "b" }),
    Node.open({ engine: first.engine, life: "c" }),
  ]);
  const { token, session } = await create(a);
  assertEquals((await create(b, { resume: token })).session, session);
});

Deno.test("sessions without a device are nobody's other tab", async () => {
  const node = await Node.open();
  const [alice, bob] = [await node.visitor(), await node.visitor()];
  await alice.join(TEA);
  assertEquals((await bob.join(TEA)).status, "matched");
});

Deno.test("two tabs of one device do not meet, and in the demo they do", async () => {
  const node = await Node.open();
  const device = "device-0000-0000";
  for (const [site, status] of [["default", "queued"], ["demo", "matched"]] as const) {
    const [one, two] = [await node.visitor({ device, site }), await node.visitor({ device, site })];
    await one.join(TEA);
    assertEquals([site, (await two.join(TEA)).status], [site, status]);
  }
});

Deno.test("an unknown site is refused by name", async () => {
  const node = await Node.open();
  const response = await node.request("/v1/sessions", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"site":"nowhere"}',
  });
  assertEquals(response.status, 400);
  assertEquals((await response.json()).detail, 'site: Cannot find the site "nowhere"');
});

Deno.test("a mode that the site does not offer is refused, in the queue and as next", async () => {
  const node = await Node.open({ sites: { calm: { modes: ["text"] } } });
  const alice = await node.visitor({ site: "calm" });
  assertEquals(alice.answer.site.modes, ["text"]);
  for (const path of ["/v1/queue", "/v1/next"]) {
    const response = await alice.post(path, { ...TEA, mode: "video" });
    assertEquals(response.status, 400);
    assertEquals((await response.json()).detail, 'mode: The site does not offer "video"');
  }
});

Deno.test("the status says how many there are only roughly, and few as few", async () => {
  const node = await Node.open();
  const status = async () => await (await node.request("/v1/status")).json();
  assertEquals(await status(), { online: "few", waiting: "few" });
  for (let index = 0; index < 9; index++) await node.visitor();
  assertEquals(await status(), { online: "few", waiting: "few" });
  for (let index = 0; index < 5; index++) await node.visitor();
  assertEquals(await status(), { online: 10, waiting: "few" });
});
