/**
 * Sites that share a pool, and sites that do not: who meets whom, and by whose policy.
 *
 * @module
 */
import { assertEquals } from "@std/assert/mod.js";
import type { QueueRequest } from "../../server/protocol.ts";
import { settle } from "./support/fake_clock.ts";
import { Node, type Visitor } from "./support/node.ts";

const TEA: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
const GO: QueueRequest = { ...TEA, interests: ["go"] };
const REMATCH_MS = 20_000;
const SITES = {
  chess: { pool: "games", rematchWindowMs: REMATCH_MS },
  // In a hurry: takes anybody at once, and again.
  cards: {
    pool: "games",
    rematchWindowMs: 0,
    steps: [{ fromMs: 0, accepts: "anyone" }],
  },
  films: {},
};

async function open() {
  const node = await Node.open({ sites: SITES });
  const of = (site: string) => node.visitor({ site });
  return { node, of };
}

function roomsOf(...visitors: readonly Visitor[]): string[][] {
  return visitors.map((visitor) => visitor.all("matched").map(({ room }) => room));
}

Deno.test("visitors of two sites of one pool meet, and nobody of another site or mode meets them", async () => {
  const { of } = await open();
  assertEquals((await (await of("films")).join(TEA)).status, "queued");
  assertEquals((await (await of("chess")).join({ ...TEA, mode: "voice" })).status, "queued");
  const alice = await of("chess");
  assertEquals((await alice.join(TEA)).status, "queued");
  const { status, match } = await (await of("cards")).join(TEA);
  assertEquals([status, roomsOf(alice)], ["matched", [[match.room]]]);
});

Deno.test("in a shared pool each waits by the steps of their own site: a hasty one widens for nobody else", async () => {
  const { node, of } = await open();
  const [hasty, patient] = [await of("cards"), await of("chess")];
  await hasty.join(TEA);
  await patient.join(GO);
  await node.clock.advance(4_999);
  assertEquals(roomsOf(hasty, patient), [[], []]);
  await node.clock.advance(1);
  assertEquals(roomsOf(hasty, patient).map((rooms) => rooms.length), [1, 1]);
});

Deno.test("of two sites of one pool the longer window keeps two who met apart", async () => {
  const { node, of } = await open();
  const [hasty, patient] = [await of("cards"), await of("chess")];
  await hasty.join(TEA);
  const { match: { room } } = await patient.join(TEA);
  await patient.post("/v1/leave", { room });
  await settle();
  await hasty.join(TEA);
  await patient.join(TEA);
  await node.clock.advance(REMATCH_MS - 1);
  assertEquals(roomsOf(hasty), [[room]]);
  await node.clock.advance(1);
  assertEquals(roomsOf(hasty, patient).map((rooms) => rooms.length), [2, 1]);
});
