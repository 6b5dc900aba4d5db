/**
 * Pages that may not use the server. What a page gains that gets in: visitors who take it for the
 * real one, and the server's people for its own.
 */
import { assertEquals } from "@std/assert/mod.js";
import { ALL_CALLS } from "../support/calls.ts";
import { Node } from "../support/node.ts";
import { assertProblem } from "../support/problems.ts";

const SITES = {
  chess: { origins: ["https://chess.example"] },
  garden: { origins: ["https://garden.example:8443"] },
};
const HOST = { host: "chat.test" };

function open() {
  return Node.open({ allowedOrigins: ["https://example.com"], sites: SITES });
}

function createSession(node: Node, origin: string, body: unknown = {}) {
  return node.request("/v1/sessions", {
    method: "POST",
    headers: { ...HOST, origin, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

Deno.test("an allowed page is answered with its exact origin, for no credentials and no other page", async () => {
  const node = await open();
  const allowed = [
    "https://example.com",
    "https://chess.example",
    "https://garden.example:8443",
    "http://chat.test",
    "https://chat.test",
  ];
  for (const origin of allowed) {
    const response = await node.request("/v1/status", { headers: { ...HOST, origin } });
    assertEquals(response.status, 200, origin);
    assertEquals(response.headers.get("access-control-allow-origin"), origin);
    assertEquals(response.headers.get("vary"), "Origin");
    assertEquals(response.headers.get("access-control-allow-credentials"), null);
    await response.body?.cancel();
  }
});

Deno.test("an origin that only resembles an allowed one is refused, and may not read why", async () => {
  const node = await open();
  const refused = [
    "null",
    "https://evil.example",
    "http://example.com",
    "https://example.com:444",
    "https://example.com.",
    "https://example.com.evil.example",
    "https://evilexample.com",
    "https://sub.example.com",
    "https://EXAMPLE.COM",
    "https://example.com/",
    "https://example.com@evil.example",
    "https://evil.example@example.com",
    "https://example.com https://evil.example",
    "https://garden.example",
    "HTTP://chat.test",
    "http://CHAT.test",
    "http://chat.test.",
    "http://chat.test/x",
    "http://evil@chat.test",
    "//chat.test",
    "chat.test",
    "file://",
    "*",
    "",
  ];
  for (const origin of refused) {
    for (const method of ["GET", "POST"]) {
      const response = await node.request("/v1/status", { method, headers: { ...HOST, origin } });
      // The page may read why it is refused, and nothing else.
      assertEquals(response.headers.get("access-control-allow-origin"), origin);
      assertEquals(response.headers.get("vary"), "Origin", origin);
      await assertProblem(response, 403, "origin-not-allowed");
    }
    await assertProblem(await createSession(node, origin), 403, "origin-not-allowed");
  }
});

Deno.test("an origin without a host is nobody's, also when the request names no host either", async () => {
  const node = await open();
  for (const origin of ["file://", "null", "data:", "about:blank", "http://"]) {
    const response = await node.request("/v1/status", { headers: { origin } });
    await assertProblem(response, 403, "origin-not-allowed");
  }
});

Deno.test("a pattern for any port takes no other host, scheme or user", async () => {
  const node = await Node.open({ allowedOrigins: ["http://localhost:*"] });
  const verdicts = [
    ["http://localhost", 200],
    ["http://localhost:1", 200],
    ["http://localhost:65535", 200],
    ["https://localhost:1", 403],
    ["http://localhost.evil.example:1", 403],
    ["http://notlocalhost:1", 403],
    ["http://localhost:1@evil.example", 403],
    ["http://evil@localhost:1", 403],
    ["http://localhost:*", 403],
    ["http://localhost:99999", 403],
    ["http://127.0.0.1:1", 403],
  ] as const;
  for (const [origin, status] of verdicts) {
    const response = await node.request("/v1/status", { headers: { ...HOST, origin } });
    await response.body?.cancel();
    assertEquals([origin, response.status], [origin, status]);
  }
});

Deno.test("a page may not take a session of another site than its own", async () => {
  const node = await open();
  const right = await createSession(node, "https://chess.example", { site: "chess" });
  assertEquals(right.status, 201);
  await right.body?.cancel();
  for (const origin of ["https://garden.example:8443", "https://example.com", "http://chat.test"]) {
    const response = await createSession(node, origin, { site: "chess" });
    // The page is allowed as such, so it may read that this site is not its own.
    assertEquals(response.headers.get("access-control-allow-origin"), origin);
    await assertProblem(response, 403, "origin-not-allowed");
  }
});

Deno.test("a preflight of any call is answered at once, for two hours, without a token", async () => {
  const node = await open();
  for (const path of [...ALL_CALLS.map(([, path]) => path), "/v1/not-there-yet"]) {
    const response = await node.request(path, {
      method: "OPTIONS",
      headers: {
        ...HOST,
        origin: "https://example.com",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
      },
    });
    assertEquals(response.status, 204);
    assertEquals(await response.text(), "");
    assertEquals(Object.fromEntries(response.headers), {
      "access-control-allow-headers": "Authorization, Content-Type, Last-Event-ID",
      "access-control-allow-methods": "GET, POST, DELETE",
      "access-control-allow-origin": "https://example.com",
      "access-control-expose-headers": "Retry-After",
      "access-control-max-age": "7200",
      "vary": "Origin",
    });
  }
  assertEquals(node.services.visitors.size, 0);
});

Deno.test("a page can read every problem that concerns it, and when to try again", async () => {
  const node = await open();
  const origin = "https://example.com";
  const problems = [
    await createSession(node, origin, { site: 5 }),
    await node.request("/v1/ice", { headers: { ...HOST, origin } }),
    await node.request("/v1/nowhere", { headers: { ...HOST, origin } }),
    await node.request("/v1/status", { method: "POST", headers: { ...HOST, origin } }),
  ];
  for (const response of problems) {
    assertEquals(response.headers.get("access-control-allow-origin"), origin);
    assertEquals(response.headers.get("access-control-expose-headers"), "Retry-After");
    assertEquals(response.headers.get("vary"), "Origin");
    assertEquals(response.headers.get("content-type"), "application/problem+json");
    await response.body?.cancel();
  }
});

Deno.test("a stream carries the headers of its origin too", async () => {
  const node = await open();
  const alice = await node.visitor({ isStreaming: false });
  const response = await alice.send("GET", "/v1/events", undefined, {
    ...HOST,
    origin: "https://example.com",
  });
  assertEquals(response.headers.get("access-control-allow-origin"), "https://example.com");
  assertEquals(response.headers.get("content-type"), "text/event-stream");
  assertEquals(response.headers.get("vary"), "Origin");
  await response.body?.cancel();
});

Deno.test("any page is allowed only where the operator said so", async () => {
  const node = await Node.open({ allowedOrigins: ["*"] });
  const origin = "https://anybody.example";
  const response = await node.request("/v1/status", { headers: { ...HOST, origin } });
  assertEquals(response.headers.get("access-control-allow-origin"), origin);
  await response.body?.cancel();
});

Deno.test("health is told to the operator without any origin", async () => {
  const node = await open();
  for (const path of ["/health", "/ready"]) {
    const response = await node.request(path, { headers: { origin: "https://evil.example" } });
    assertEquals(response.status, 200);
    assertEquals(response.headers.get("access-control-allow-origin"), null);
    await response.body?.cancel();
  }
});
