/** What stands before a session and before the first match, against the server itself. */
import { assertEquals, assertRejects } from "@std/assert/mod.js";
import { SignJWT } from "jose";
import type { QueueRequest } from "../../../server/protocol.ts";
import { systemClock } from "../../../component/link/clock.ts";
import { ProblemError } from "../../../component/link/problem_error.ts";
import { openSessionStore } from "../../../component/link/session_store.ts";
import type { ConnectionStatus, Signaling } from "../../../component/link/signaling.ts";
import { createSseSignaling } from "../../../component/link/sse_signaling.ts";
import { FakeClock } from "../../server/support/fake_clock.ts";
import { Node } from "../../server/support/node.ts";
import { waitFor } from "../../support/wait.ts";

const SECRET = "a secret of the chess club";
const SITES = { asking: { gate: "ask" }, club: { gate: "claim", claimSecret: SECRET } };
const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };

/** The server on a free port; its clock begins at the machine's, which the library of proofs reads. */
async function open(hasLimits = false) {
  const node = await Node.open({ sites: SITES, hasLimits, clock: new FakeClock(Date.now()) });
  const paths: string[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    paths.push(`${request.method} ${new URL(request.url).pathname}`);
    return node.app(request, "192.0.2.7");
  });
  const store = openSessionStore(null);
  const connect = (site: string, claim?: () => string | undefined) => {
    const statuses: ConnectionStatus[] = [];
    const signaling = createSseSignaling({
      server: `http://127.0.0.1:${server.addr.port}`,
      site,
      claim,
      store,
      listener: { onEvent: () => {}, onConnection: (status) => statuses.push(status) },
      clock: systemClock,
      random: Math.random,
    });
    const reopen = async () => {
      signaling.close();
      const { length } = statuses;
      signaling.open();
      await waitFor("the stream", () => statuses.slice(length).some(({ kind }) => kind === "open"));
    };
    return { signaling, statuses, reopen };
  };
  const close = async (...open: readonly Signaling[]) => {
    for (const signaling of open) signaling.close();
    await node.services.drain();
    await server.shutdown();
  };
  return { node, paths, connect, close };
}

async function slugOf(asked: Promise<unknown>): Promise<string> {
  return (await assertRejects(() => asked, ProblemError)).slug;
}

Deno.test("a server under pressure is given a proof, and the session begins", async () => {
  const { node, paths, connect, close } = await open(true);
  for (let count = 0; count < 60; count++) {
    await node.visitor({ address: "192.0.2.7", isStreaming: false });
  }
  const { signaling, reopen } = connect("default");
  await reopen();
  assertEquals(paths.slice(0, 4), [
    "POST /v1/sessions",
    "GET /v1/challenge",
    "POST /v1/sessions",
    "GET /v1/events",
  ]);
  assertEquals((await signaling.queue(TEA)).status, "queued");
  await close(signaling);
});

Deno.test("what a visitor said of their age is told with the next session, and remembered", async () => {
  const { connect, close } = await open();
  const { signaling, reopen } = connect("asking");
  await reopen();
  assertEquals(signaling.session?.site.gate?.passedAs, null);
  assertEquals(await slugOf(signaling.queue(TEA)), "gate-required");
  signaling.passGate("adult");
  await reopen();
  assertEquals(signaling.session?.site.gate?.passedAs, "adult");
  assertEquals((await signaling.queue(TEA)).status, "queued");
  const other = connect("asking");
  signaling.close();
  await other.reopen();
  assertEquals(other.signaling.session?.site.gate?.passedAs, "adult");
  await close(signaling, other.signaling);
});

Deno.test("what was said at one site's gate is told to no other site", async () => {
  const { connect, close } = await open();
  const first = connect("asking");
  first.signaling.passGate("adult");
  const second = connect("default");
  await second.reopen();
  assertEquals(second.signaling.session?.site.gate, undefined);
  await close(first.signaling, second.signaling);
});

Deno.test("a site's statement is read anew for each try, so that who signs in can go on", async () => {
  const { connect, close } = await open();
  const page: { claim?: string } = {};
  const { signaling, reopen } = connect("club", () => page.claim);
  await reopen();
  assertEquals(await slugOf(signaling.queue(TEA)), "gate-required");
  page.claim = await new SignJWT({ aud: "club", sub: "member-7" }).setProtectedHeader({
    alg: "HS256",
  })
    .setExpirationTime("5m").sign(new TextEncoder().encode(SECRET));
  await reopen();
  assertEquals((await signaling.queue(TEA)).status, "queued");
  await close(signaling);
});

Deno.test("a statement that does not count ends the trying, and says that the gate is why", async () => {
  const { connect, close } = await open();
  const { signaling, statuses } = connect("club", () => "a.b.c");
  signaling.open();
  await waitFor("the refusal", () => statuses.some(({ kind }) => kind === "lost"));
  assertEquals(statuses.at(-1), { kind: "lost", cause: "gate-required" });
  await close(signaling);
});
