/**
 * Bodies that are not what they should be. Each test says what the abuse would gain.
 */
import { assertEquals, assertStringIncludes } from "@std/assert/mod.js";
import { LIMITS } from "../../../server/protocol.ts";
import { ALL_CALLS, LARGE_BODIES } from "../support/calls.ts";
import { settle } from "../support/fake_clock.ts";
import { Node } from "../support/node.ts";
import { assertProblem } from "../support/problems.ts";
import { ulid } from "../support/ulid.ts";

/** All calls that read a body. */
const CALLS = ALL_CALLS.flatMap(([, path, body]) => body === undefined ? [] : [path]);

const JSON_TYPE = { "content-type": "application/json" };

Deno.test("a body that does not say that it is JSON is refused, as a form of any page could send it without a preflight", async () => {
  const node = await Node.open();
  const alice = await node.visitor();
  const types = [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "text/json, application/json",
    "",
  ];
  for (const path of CALLS) {
    for (const type of types) {
      const response = await alice.send("POST", path, "{}", { "content-type": type });
      await assertProblem(response, 415, "unsupported-media-type");
    }
    await assertProblem(await alice.send("POST", path), 415, "unsupported-media-type");
  }
  assertEquals(node.errors, []);
});

Deno.test("a JSON type is accepted with parameters and in any case", async () => {
  const node = await Node.open();
  const alice = await node.visitor();
  for (const type of ["application/json; charset=utf-8", "Application/JSON", "application/json;"]) {
    const response = await alice.send("POST", "/v1/beat", "{}", { "content-type": type });
    assertEquals(response.status, 204, type);
  }
});

Deno.test("a body over the limit is refused on every call, so that nobody fills the memory", async () => {
  const node = await Node.open();
  const alice = await node.visitor();
  for (const path of CALLS) {
    const bytes = LARGE_BODIES.get(path) ?? LIMITS.bodyBytes;
    const large = JSON.stringify({ filler: "x".repeat(bytes) });
    await assertProblem(await alice.send("POST", path, large), 413, "too-large");
  }
});

Deno.test("a body of exactly the limit is read, and one byte more is not", async () => {
  const node = await Node.open();
  const alice = await node.visitor();
  const body = (bytes: number) => JSON.stringify({ filler: "x".repeat(bytes - 13) });
  assertEquals(body(LIMITS.bodyBytes).length, LIMITS.bodyBytes);
  const idleTimers = node.clock.pending;
  const fits = await alice.send("POST", "/v1/beat", body(LIMITS.bodyBytes));
  assertEquals(fits.status, 204);
  const over = await alice.send("POST", "/v1/beat", body(LIMITS.bodyBytes + 1));
  await assertProblem(over, 413, "too-large");
  // However a body ended, its deadline went with it.
  assertEquals(node.clock.pending, idleTimers);
});

Deno.test("a length that is announced as too large is refused before a byte is read", async () => {
  const node = await Node.open();
  const body = chunked(() => undefined);
  const response = await node.request("/v1/sessions", {
    method: "POST",
    headers: { ...JSON_TYPE, "content-length": "33000" },
    body: body.stream,
  });
  await assertProblem(response, 413, "too-large");
  assertEquals(body.isCancelled(), true);
});

Deno.test("a length that lies small, is negative, no number or absent does not get more read", async () => {
  const node = await Node.open();
  for (const length of ["2", "-1", "NaN", "1e-9", undefined]) {
    const body = chunked(() => new Uint8Array(4_096).fill(0x20));
    const response = await node.request("/v1/sessions", {
      method: "POST",
      headers: { ...JSON_TYPE, ...(length === undefined ? {} : { "content-length": length }) },
      body: body.stream,
    });
    await assertProblem(response, 413, "too-large");
    // One chunk beyond the limit is in hand when it is noticed, and one more was asked for.
    assertEquals(body.bytes() <= LIMITS.bodyBytes + 3 * 4_096, true, `${body.bytes()} bytes`);
    await settle();
    assertEquals(body.isCancelled(), true);
  }
});

Deno.test("a body that never ends is given up after ten seconds, so that it holds nothing for ever", async () => {
  const node = await Node.open();
  const idleTimers = node.clock.pending;
  const body = chunked(() => undefined);
  const response = node.request("/v1/sessions", {
    method: "POST",
    headers: JSON_TYPE,
    body: body.stream,
  });
  let isAnswered = false;
  void response.then(() => isAnswered = true);
  await node.clock.advance(LIMITS.bodyDeadlineMs - 1);
  assertEquals(isAnswered, false);
  await node.clock.advance(1);
  assertEquals(isAnswered, true);
  const { detail } = await assertProblem(await response, 408, "invalid-request");
  assertEquals(detail, "Cannot read the body: it did not end in time");
  assertEquals(body.isCancelled(), true);
  assertEquals(node.clock.pending, idleTimers);
});

Deno.test("a body that trickles is bounded as a whole, not by the pause between two bytes", async () => {
  const node = await Node.open();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
  const response = node.request("/v1/sessions", { method: "POST", headers: JSON_TYPE, body });
  for (let second = 0; second < 10; second++) {
    controller?.enqueue(new Uint8Array([0x20]));
    await node.clock.advance(1_000);
  }
  await assertProblem(await response, 408, "invalid-request");
});

Deno.test("a body that breaks off is no fault of the server, so that nobody fills its log", async () => {
  const node = await Node.open();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.error(new Error("connection reset by peer")),
  });
  const response = await node.request("/v1/sessions", { method: "POST", headers: JSON_TYPE, body });
  const { detail } = await assertProblem(response, 400, "invalid-request");
  assertEquals(detail, "Cannot read the body: it broke off");
  assertEquals(node.errors, []);
});

Deno.test("what is not JSON is refused as such, and not quoted", async () => {
  const node = await Node.open();
  const alice = await node.visitor();
  for (const text of ["", " ", "{", "{'a':1}", '{"a":1}}', "NaN", '"\u0001"', "{}\u0000"]) {
    const response = await alice.send("POST", "/v1/beat", text);
    const { detail } = await assertProblem(response, 400, "invalid-request");
    assertEquals(detail, "Cannot read the body: it is not JSON");
  }
});

Deno.test("what is not UTF-8 is refused, so that no two readers see two different texts", async () => {
  const node = await Node.open();
  const bad = [[0x22, 0xff, 0x22], [0x22, 0xc0, 0xaf, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22], [
    0x22,
    0xe2,
    0x82,
  ]];
  for (const bytes of bad) {
    const response = await node.request("/v1/sessions", {
      method: "POST",
      headers: JSON_TYPE,
      body: new Uint8Array(bytes),
    });
    const { detail } = await assertProblem(response, 400, "invalid-request");
    assertEquals(detail, "Cannot read the body: it is not UTF-8");
  }
});

Deno.test("a character that is cut in two by chunks is read whole", async () => {
  const node = await Node.open();
  const bytes = new TextEncoder().encode('{"site":"demo","x":"👋"}');
  let sent = 0;
  const body = chunked(() => sent < bytes.length ? bytes.slice(sent, ++sent) : null);
  const response = await node.request("/v1/sessions", {
    method: "POST",
    headers: JSON_TYPE,
    body: body.stream,
  });
  assertEquals(response.status, 201);
  await response.body?.cancel();
});

Deno.test("nesting as deep as a body can hold neither crashes nor hangs", async () => {
  const node = await Node.open();
  const alice = await node.visitor();
  const deep = "[".repeat(16_000) + "]".repeat(16_000);
  const asBody = await alice.send("POST", "/v1/leave", deep);
  assertStringIncludes((await assertProblem(asBody, 400, "invalid-request")).detail, "body: ");
  const asField = await alice.send("POST", "/v1/leave", `{"room":${deep}}`);
  assertStringIncludes((await assertProblem(asField, 400, "invalid-request")).detail, "room: ");
  const asUnknown = await alice.send("POST", "/v1/beat", `{"x":${deep}}`);
  assertEquals(asUnknown.status, 204);
  assertEquals(node.errors, []);
});

Deno.test("keys named __proto__, constructor or prototype change no object of the server", async () => {
  const node = await Node.open();
  const alice = await node.visitor();
  const text = '{"__proto__":{"hidden":true,"polluted":1},"constructor":{"prototype":' +
    '{"polluted":1}},"mode":"text","offer":{"sdp":"v=0","__proto__":{"polluted":1}}}';
  const response = await alice.send("POST", "/v1/queue", text);
  assertEquals(response.status, 200);
  await response.body?.cancel();
  assertEquals(Reflect.get({}, "polluted"), undefined);
  // A field that is only inherited is not there.
  const inherited = await alice.send("POST", "/v1/queue", '{"__proto__":{"mode":"text"}}');
  assertStringIncludes((await assertProblem(inherited, 400, "invalid-request")).detail, "mode: ");
});

Deno.test("numbers beyond all bounds are refused at their field", async () => {
  const node = await Node.open();
  const { alice, room } = await node.couple();
  for (const number of ["1e999", "-1e999", "9007199254740993", "1e-320", `1${"0".repeat(9_000)}`]) {
    const text = `{"room":"${room}","generation":${number}}`;
    const response = await alice.send("POST", "/v1/signals", text);
    const { detail } = await assertProblem(response, 400, "invalid-request");
    assertStringIncludes(detail, "generation: ");
  }
});

Deno.test("a lone surrogate in a text arrives as it was sent, and breaks no stream", async () => {
  const node = await Node.open();
  const { alice, bob, room } = await node.couple();
  const text = `{"room":"${room}","id":"${ulid(1)}","text":"a\\ud800b"}`;
  assertEquals((await alice.send("POST", "/v1/messages", text)).status, 202);
  await settle();
  assertEquals(bob.all("message").map((message) => message.text), ["a\ud800b"]);
  assertEquals(bob.isStreamOpen, true);
});

/** A body that is made as it is read: bytes, `undefined` for a pause without end, `null` for the end. */
function chunked(next: () => Uint8Array | undefined | null) {
  let bytes = 0;
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = next();
      if (chunk === undefined) return new Promise(() => {});
      if (chunk === null) return controller.close();
      bytes += chunk.byteLength;
      controller.enqueue(chunk);
    },
    cancel: () => void (isCancelled = true),
  }, { highWaterMark: 0 });
  return { stream, bytes: () => bytes, isCancelled: () => isCancelled };
}
