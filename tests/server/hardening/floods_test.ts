/**
 * Floods over a real listener and real connections, where the runtime's buffers count as well.
 */
import { assertEquals, assertMatch } from "@std/assert/mod.js";
import { waitFor } from "../../support/wait.ts";
import { Node } from "../support/node.ts";

const FLOOD_BYTES = 300 * 1024 * 1024;
/** What the sockets of both sides may have taken before the refusal is here. */
const MAX_TAKEN_BYTES = 24 * 1024 * 1024;
const MAX_GROWTH_BYTES = 96 * 1024 * 1024;
const CHUNK = new Uint8Array(64 * 1024).fill(0x20);
const encoder = new TextEncoder();

/** Listens on a free port as the real server does. */
function listen(node: Node) {
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (request) => node.app(request),
  );
  return { server, port: server.addr.port };
}

/** Writes a whole body, or what the server lets pass of it; `onSent` hears how much it is so far. */
async function flood(
  connection: Deno.Conn,
  frame: (chunk: Uint8Array) => Uint8Array[],
  onSent: (bytes: number) => void,
): Promise<void> {
  let sent = 0;
  try {
    while (sent < FLOOD_BYTES) {
      for (const part of frame(CHUNK)) sent += await writeAll(connection, part);
      onSent(sent);
    }
  } catch (error) {
    const isHungUp = error instanceof Deno.errors.BrokenPipe ||
      error instanceof Deno.errors.ConnectionReset;
    if (!isHungUp) throw error;
  }
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<number> {
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
  return bytes.length;
}

/** Reads what the server says until it ends the connection or resets it. */
async function readAnswer(connection: Deno.Conn, into: { text: string }): Promise<void> {
  const buffer = new Uint8Array(4_096);
  const decoder = new TextDecoder();
  try {
    for (let read = await connection.read(buffer); read !== null;) {
      into.text += decoder.decode(buffer.subarray(0, read), { stream: true });
      read = await connection.read(buffer);
    }
  } catch (error) {
    // The connection was reset by the server, or closed by the test.
    const isEnd = error instanceof Deno.errors.ConnectionReset ||
      error instanceof Deno.errors.BadResource || error instanceof Deno.errors.Interrupted;
    if (!isEnd) throw error;
  }
}

const FLOODS = {
  "in chunks, without a length": {
    header: "transfer-encoding: chunked",
    frame: (chunk: Uint8Array) => [
      encoder.encode(`${chunk.length.toString(16)}\r\n`),
      chunk,
      encoder.encode("\r\n"),
    ],
  },
  "with its true length": {
    header: `content-length: ${FLOOD_BYTES}`,
    frame: (chunk: Uint8Array) => [chunk],
  },
} as const;

for (const [how, { header, frame }] of Object.entries(FLOODS)) {
  Deno.test(`300 MB sent ${how} are refused early, and fill neither memory nor time`, async () => {
    const node = await Node.open();
    const { server, port } = listen(node);
    const connection = await Deno.connect({ port, hostname: "127.0.0.1" });
    const before = Deno.memoryUsage().rss;
    const answer = { text: "" };
    const reading = readAnswer(connection, answer);
    await writeAll(
      connection,
      encoder.encode(
        "POST /v1/sessions HTTP/1.1\r\nhost: chat.test\r\ncontent-type: application/json\r\n" +
          `${header}\r\n\r\n`,
      ),
    );
    let sentBeforeAnswer = 0;
    let growth = 0;
    await flood(connection, frame, (sent) => {
      if (answer.text === "") sentBeforeAnswer = sent;
      growth = Math.max(growth, Deno.memoryUsage().rss - before);
    });
    await waitFor("the refusal", () => answer.text, { until: (text) => text.includes("\r\n\r\n") });
    connection.close();
    await reading;
    await server.shutdown();

    assertMatch(answer.text, /^HTTP\/1\.1 413 /);
    // The runtime reads on and throws away what comes, as it knows no way to hang up on a request.
    assertEquals(sentBeforeAnswer < MAX_TAKEN_BYTES, true, `${sentBeforeAnswer} bytes before it`);
    assertEquals(growth < MAX_GROWTH_BYTES, true, `memory grew by ${growth} bytes`);
    assertEquals(node.errors, []);
  });
}

Deno.test("a visitor who goes away in the middle of a body leaves no error and no timer behind", async () => {
  const node = await Node.open();
  const { server, port } = listen(node);
  const idleTimers = node.clock.pending;
  const connection = await Deno.connect({ port, hostname: "127.0.0.1" });
  await writeAll(
    connection,
    encoder.encode(
      "POST /v1/sessions HTTP/1.1\r\nhost: chat.test\r\ncontent-type: application/json\r\n" +
        'content-length: 1000\r\n\r\n{"site":',
    ),
  );
  await waitFor("the body's deadline", () => node.clock.pending > idleTimers);
  connection.close();
  await waitFor("the end of the request", () => node.clock.pending === idleTimers);
  await server.shutdown();
  assertEquals(node.errors, []);
});

Deno.test("a stream whose reader vanishes is let go at once", async () => {
  const node = await Node.open();
  const { server, port } = listen(node);
  const alice = await node.visitor({ isStreaming: false });
  const connection = await Deno.connect({ port, hostname: "127.0.0.1" });
  const answer = { text: "" };
  const reading = readAnswer(connection, answer);
  await writeAll(
    connection,
    encoder.encode(
      "GET /v1/events HTTP/1.1\r\nhost: chat.test\r\n" +
        `authorization: Bearer ${alice.answer.token}\r\n\r\n`,
    ),
  );
  await waitFor("hello", () => answer.text, { until: (text) => text.includes("event: hello") });
  assertEquals(node.services.mailboxes.isOpen(alice.session), true);
  assertMatch(answer.text, /content-type: text\/event-stream\r\n/);
  assertMatch(answer.text, /cache-control: no-store, no-transform\r\n/);
  assertMatch(answer.text, /x-accel-buffering: no\r\n/);
  connection.close();
  await reading;
  await waitFor("the end of the stream", () => !node.services.mailboxes.isOpen(alice.session));
  await server.shutdown();
});
