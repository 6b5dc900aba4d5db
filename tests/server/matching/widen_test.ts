import { assertEquals } from "@std/assert/mod.js";
import type { QueueRequest, WidenAnswer } from "../../../server/protocol.ts";
import { settle } from "../support/fake_clock.ts";
import { Node, slugOf, type Visitor } from "../support/node.ts";

const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
const GO: QueueRequest = { ...TEA, interests: ["go"] };
const NOBODY = { interest: 0, language: 0, anyone: 0 };

async function setup() {
  const node = await Node.open();
  return { node, alice: await node.visitor(), bob: await node.visitor() };
}

async function widen(visitor: Visitor, body: { step?: number } = {}): Promise<WidenAnswer> {
  const response = await visitor.post("/v1/widen", body);
  assertEquals(response.status, 200);
  await settle();
  return await response.json();
}

Deno.test("who widens reaches one step further each time, down to the last", async () => {
  const { alice } = await setup();
  await alice.join(TEA);
  const answers = [await widen(alice), await widen(alice), await widen(alice)];
  assertEquals(answers, [
    { status: "waiting", step: 2, nextInMs: 7_000, near: NOBODY },
    { status: "waiting", step: 3, near: NOBODY },
    { status: "waiting", step: 3, near: NOBODY },
  ]);
});

Deno.test("who asks twice for the same step, as after a lost answer, is widened once", async () => {
  const { alice } = await setup();
  await alice.join(TEA);
  const answer = { status: "waiting", step: 2, nextInMs: 7_000, near: NOBODY };
  assertEquals([await widen(alice, { step: 2 }), await widen(alice, { step: 2 })], [
    answer,
    answer,
  ]);
});

Deno.test("who has widened is met at once by somebody who accepts as much", async () => {
  const { node, alice, bob } = await setup();
  await alice.join(TEA);
  await node.clock.advance(5_000);
  await bob.join(GO);
  assertEquals(alice.all("matched"), []);
  const answer = await widen(bob);
  assertEquals(answer.status === "matched" && answer.match.why.step, 2);
  assertEquals([alice.all("matched").length, bob.all("matched").length], [1, 0]);
});

Deno.test("one who widens does not widen for the other: both have to accept", async () => {
  const { node, alice, bob } = await setup();
  await alice.join(TEA);
  await bob.join(GO);
  assertEquals((await widen(alice)).status, "waiting");
  assertEquals([alice, bob].flatMap((each) => each.all("matched")), []);
  await node.clock.advance(4_999);
  assertEquals(bob.all("matched"), []);
  await node.clock.advance(1);
  assertEquals([alice, bob].map((each) => each.all("matched").length), [1, 1]);
});

Deno.test("two who both widen meet without waiting, and waiting is told as it was", async () => {
  const { node, alice, bob } = await setup();
  await alice.join(TEA);
  await node.clock.advance(1_000);
  await bob.join(GO);
  await widen(alice);
  assertEquals((await widen(bob)).status, "matched");
  assertEquals(alice.all("matched")[0]?.why.waitedMs, 1_000);
});

Deno.test("what was widened is still so for who comes back, and after a restart", async () => {
  const { node, alice } = await setup();
  await alice.join(TEA);
  await widen(alice);
  await alice.close();
  await node.clock.advance(1_000);
  await alice.open({ lastEventId: alice.lastEventId });
  const widens = () => alice.all("hello").map((hello) => "widensInMs" in hello && hello.widensInMs);
  assertEquals(widens().at(-1), [6_000]);
  assertEquals(await alice.join(TEA), { status: "exists", widensInMs: [6_000], near: NOBODY });
  alice.node = await Node.open({ engine: node.engine, clock: node.clock, life: "b" });
  await alice.open();
  assertEquals(widens().at(-1), [6_000]);
});

Deno.test("who wishes for something else begins at the first step again", async () => {
  const { alice } = await setup();
  await alice.join(TEA);
  await widen(alice);
  const joined = await alice.join(GO);
  assertEquals(joined.widensInMs, [5_000, 12_000]);
});

Deno.test("who insists on languages never reaches anyone, however often they ask", async () => {
  const { alice } = await setup();
  await alice.join({ ...TEA, strictLanguages: true });
  await widen(alice);
  assertEquals(await widen(alice), { status: "waiting", step: 2, near: NOBODY });
});

Deno.test("a match that was faster than the wish to widen is told in the answer", async () => {
  const { alice, bob } = await setup();
  await alice.join(TEA);
  await bob.join(TEA);
  const answer = await widen(alice);
  assertEquals(answer.status === "matched" && answer.match, alice.all("matched")[0]);
});

Deno.test("a match that happens while somebody widens wins, and leaves nobody twice", async () => {
  const { node, alice, bob } = await setup();
  await alice.join(TEA);
  const gate = Promise.withResolvers<void>();
  const commit = node.engine.commit.bind(node.engine);
  node.engine.commit = async (changes) => (await gate.promise, await commit(changes));
  const joined = bob.join(TEA);
  await settle();
  const widened = widen(alice);
  await settle();
  gate.resolve();
  assertEquals([(await joined).status, (await widened).status], ["matched", "matched"]);
  assertEquals(node.services.waitingCount(), 0);
});

Deno.test("who does not wait has nothing to widen", async () => {
  const { alice } = await setup();
  const response = await alice.post("/v1/widen", {});
  assertEquals([response.status, await slugOf(response)], [404, "not-found"]);
});

Deno.test("a store that does not answer widens nothing, and the search goes on", async () => {
  const { node, alice } = await setup();
  await alice.join(TEA);
  node.engine.plan = () => "throw-before";
  const response = await alice.post("/v1/widen", {});
  assertEquals([response.status, await slugOf(response)], [503, "store-unavailable"]);
  node.engine.plan = () => undefined;
  assertEquals(await alice.join(TEA), {
    status: "exists",
    widensInMs: [5_000, 12_000],
    near: NOBODY,
  });
});

Deno.test("who joins and who widens with time is told who waits near", async () => {
  const { node, alice, bob } = await setup();
  await bob.join({ ...GO, languages: ["tr"] });
  const carol = await node.visitor();
  await carol.join({ ...GO, strictLanguages: true });
  const near = { interest: 0, language: "few", anyone: "few" };
  const strict = await node.visitor();
  assertEquals(await alice.join(TEA), { status: "queued", widensInMs: [5_000, 12_000], near });
  assertEquals(
    (await strict.join({ ...TEA, languages: ["de"], strictLanguages: true })).near,
    NOBODY,
  );
  await carol.delete("/v1/queue");
  await node.clock.advance(5_000);
  const told = { step: 2, nextInMs: 7_000, near: { interest: 0, language: 0, anyone: "few" } };
  assertEquals<unknown>(alice.all("widened"), [told]);
});
