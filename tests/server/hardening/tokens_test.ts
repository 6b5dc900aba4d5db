/**
 * Tokens that are missing, wrong or misplaced. Each test says what the abuse would gain.
 */
import { assertEquals, assertNotEquals } from "@std/assert/mod.js";
import type { SessionId } from "../../../server/protocol.ts";
import { TOKEN_LIFE_MS, TokenSigner } from "../../../server/sessions/token.ts";
import { GUARDED_CALLS, type KnownCall } from "../support/calls.ts";
import { Node, Visitor } from "../support/node.ts";
import { assertProblem } from "../support/problems.ts";

function send(node: Node, [method, path, body]: KnownCall, headers: HeadersInit) {
  const all = new Headers(headers);
  if (body !== undefined) all.set("content-type", "application/json");
  return node.request(path, {
    method,
    headers: all,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

Deno.test("nothing that needs a session is done without a token, so that nobody acts unseen", async () => {
  const node = await Node.open();
  for (const call of GUARDED_CALLS) {
    const response = await send(node, call, {});
    assertEquals(response.headers.get("www-authenticate"), "Bearer");
    await assertProblem(response, 401, "unauthorized");
  }
  assertEquals(node.services.visitors.size, 0);
});

Deno.test("a token in any other form than Bearer is refused, so that nothing half-parsed passes", async () => {
  const node = await Node.open();
  const { token } = (await node.visitor({ isStreaming: false })).answer;
  const wrong = [
    "",
    "Bearer",
    "Bearer ",
    token,
    `Basic ${token}`,
    `Bearer  ${token}`,
    `Bearer ${token} ${token}`,
    `Bearer ${token},`,
    `Bearer "${token}"`,
    `Bearer ${token}.`,
    `Bearer ${token}.x`,
    "Bearer .",
    "Bearer a.",
    "Bearer .a",
    `Bearer ${"A".repeat(50_000)}`,
  ];
  for (const authorization of wrong) {
    const response = await node.request("/v1/ice", { headers: { authorization } });
    const { detail } = await assertProblem(response, 401, "unauthorized");
    assertEquals(detail.includes(token), false);
  }
  const right = await node.request("/v1/ice", { headers: { authorization: `bearer ${token}` } });
  assertEquals(right.status, 200);
});

Deno.test("a token of another server's secret is refused, though it is well made", async () => {
  const node = await Node.open();
  const victim = await node.visitor();
  const foreign = new TokenSigner(
    new TextEncoder().encode("another secret, of another server"),
    () => ({ subject: "", aliases: [] }),
  );
  const token = foreign.sign({
    session: victim.session,
    pseudonym: "subject",
    prefix: "prefix",
    site: "default",
    group: null,
    expiresAt: node.clock.now() + TOKEN_LIFE_MS,
  });
  for (const call of GUARDED_CALLS) {
    await assertProblem(await send(node, call, bearer(token)), 401, "unauthorized");
  }
  assertEquals(victim.events.map(({ type }) => type), ["hello"]);
});

Deno.test("claims that were altered under an old signature are refused, so that nobody becomes another", async () => {
  const node = await Node.open();
  const [mallory, victim] = [await node.visitor(), await node.visitor()];
  const [, mac] = mallory.answer.token.split(".");
  const [payload] = victim.answer.token.split(".");
  const response = await node.request("/v1/events", { headers: bearer(`${payload}.${mac}`) });
  await assertProblem(response, 401, "unauthorized");
  assertEquals(victim.isStreamOpen, true);
});

Deno.test("a message signature is no token, as each use of the secret has a key of its own", async () => {
  const node = await Node.open();
  const alice = await node.visitor();
  const [payload = ""] = alice.answer.token.split(".");
  const mac = node.services.signer.signMessage([payload]);
  await assertProblem(
    await node.request("/v1/ice", { headers: bearer(`${payload}.${mac}`) }),
    401,
    "unauthorized",
  );
});

Deno.test("an expired token is refused as such, so that a stolen one is worth little", async () => {
  const node = await Node.open();
  const claims = {
    session: "expired-1" as SessionId,
    pseudonym: "s",
    prefix: "p",
    site: "default",
    group: null,
    expiresAt: node.clock.now(),
  };
  const token = node.services.signer.sign(claims);
  for (const call of GUARDED_CALLS) {
    await assertProblem(await send(node, call, bearer(token)), 401, "session-expired");
  }
  assertEquals(node.services.visitors.size, 0);
});

Deno.test("a token in a URL is refused even beside a good one, as every log on the way would keep it", async () => {
  const node = await Node.open();
  const alice = await node.visitor({ isStreaming: false });
  const { token } = alice.answer;
  for (const name of ["token", "access_token", "authorization", "bearer", "%74oken"]) {
    for (const path of ["/v1/events", "/v1/ice", "/v1/status"]) {
      const url = `${path}?x=1&${name}=${token}`;
      const bare = await node.request(url);
      const { detail } = await assertProblem(bare, 400, "invalid-request");
      assertEquals(detail.includes(token), false);
      await assertProblem(await alice.send("GET", url), 400, "invalid-request");
    }
  }
});

Deno.test("a path that is spelled differently does not get around the token", async () => {
  const node = await Node.open();
  const paths = [
    "/v1/ice/",
    "//v1/ice",
    "/v1//ice",
    "/%761/ice",
    "/V1/ice",
    "/v1/./ice",
    "/x/../v1/ice",
  ];
  for (const path of paths) {
    const response = await node.app(new Request(`http://chat.test${path}`));
    await response.body?.cancel();
    assertEquals([401, 404].includes(response.status), true, `${path} → ${response.status}`);
  }
});

Deno.test("resuming with a forged, foreign or expired token makes a new session, and takes over nobody's", async () => {
  const node = await Node.open({ sites: { other: {} } });
  const victim = await node.visitor();
  const elsewhere = await node.visitor({ site: "other" });
  const [payload] = victim.answer.token.split(".");
  const [, mac] = elsewhere.answer.token.split(".");
  const expired = node.services.signer.sign({
    session: victim.session,
    pseudonym: "s",
    prefix: "p",
    site: "default",
    group: null,
    expiresAt: node.clock.now() - 1,
  });
  for (const resume of [`${payload}.${mac}`, "x", "", expired, elsewhere.answer.token]) {
    const response = await node.request("/v1/sessions", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ resume }),
    });
    assertEquals(response.status, 201);
    const { session } = await response.json();
    assertNotEquals(session, victim.session);
    assertNotEquals(session, elsewhere.session);
  }
});

Deno.test("a token says nothing that would tell a device, so that a log of tokens tracks nobody", async () => {
  const node = await Node.open();
  const device = "my-device-0000-0000";
  const visitor: Visitor = await node.visitor({ device, isStreaming: false });
  const [payload = ""] = visitor.answer.token.split(".");
  const claims = new TextDecoder().decode(
    Uint8Array.fromBase64(payload, { alphabet: "base64url" }),
  );
  assertEquals(claims.includes(device), false, claims);
  assertEquals(Object.keys(JSON.parse(claims)), ["s", "w", "n", "t", "e"]);
});

function bearer(token: string): HeadersInit {
  return { authorization: `Bearer ${token}` };
}
