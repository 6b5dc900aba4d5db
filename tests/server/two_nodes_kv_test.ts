/**
 * Two nodes that share a real Deno KV, with its own clock, bells and versions: all that several
 * processes over KV Connect have, but the network between them.
 *
 * @module
 */
import { assertEquals } from "@std/assert/mod.js";
import { createId, systemClock } from "../../server/clock.ts";
import type { SessionId } from "../../server/protocol.ts";
import { openServices, type Services } from "../../server/services.ts";
import type { Claims } from "../../server/sessions/token.ts";
import { parseSites } from "../../server/sites.ts";
import { createDenoKvEngine } from "../../server/store/deno_kv_engine.ts";
import type { Engine } from "../../server/store/engine.ts";
import { Store } from "../../server/store/store.ts";
import { waitFor } from "../support/wait.ts";
import { eventsOf } from "./model/stream.ts";

const COUPLES = 12;

/** A node as every process makes it, but for the settings of a server. */
function openNode(engine: Engine, errors: unknown[]): Promise<Services> {
  return openServices({
    config: {
      sites: parseSites({}, { rematchWindowMs: 0 }),
      sessionSecret: null,
      turn: { stunUrls: [], turnUrls: [], turnSecret: null },
      holdMs: 30_000,
      leaseMs: 45_000,
      hasLimits: false,
    },
    store: new Store({ engine, clock: systemClock }),
    clock: systemClock,
    random: Math.random,
    createId,
    onError: (error) => void errors.push(error),
  });
}

/** Somebody at one of the nodes, and the rooms that they were told of. */
async function enter(node: Services, name: string) {
  const claims: Claims = {
    session: name as SessionId,
    pseudonym: name,
    subject: name,
    aliases: [],
    prefix: name,
    site: "default",
    group: null,
    expiresAt: Infinity,
  };
  const told: string[] = [];
  const stream = await node.visitors.openStream(claims.session, null);
  const listen = async () => {
    for await (const { type, data } of eventsOf(stream.getReader())) {
      if (type === "matched") told.push(data.room);
    }
  };
  const join = async (interest: string) => {
    const joined = await node.queue.join(claims, {
      mode: "text",
      interests: [interest],
      languages: ["en"],
      strictLanguages: true,
      reveal: "instant",
    }, { leaves: false });
    // The answer tells it, as the route's does; after that no event may.
    if (joined.kind === "seated") told.push(node.rooms.matchFor(claims.session, joined.room).room);
  };
  return { join, told, heard: listen() };
}

Deno.test("two nodes over one real Deno KV bring together whom only the other has, and tell each once", async () => {
  const kv = await Deno.openKv(":memory:");
  const errors: unknown[] = [];
  const engine = createDenoKvEngine(kv, { isRemote: true });
  const nodes = [await openNode(engine, errors), await openNode(engine, errors)];
  const couples = await Promise.all(
    Array.from(
      { length: COUPLES },
      (_, index) =>
        Promise.all(nodes.map((node, side) => enter(node, `visitor ${index} of node ${side}`))),
    ),
  );
  // Each has one partner in the world, who is at the other node.
  await Promise.all(
    couples.flatMap((both, index) => both.map((one) => one.join(`interest ${index}`))),
  );
  const told = () => couples.map((both) => both.map((one) => one.told));
  await waitFor("all to be told", told, {
    until: (all) => all.flat().every((rooms) => rooms.length > 0),
  });
  for (const [[here], [there]] of told() as [string[], string[]][]) assertEquals(here, there);
  for (const rooms of told().flat()) assertEquals(rooms.length, 1);
  assertEquals(new Set(told().flat(2)).size, COUPLES);
  for (const node of nodes) await node.drain();
  await Promise.all(couples.flat().map(({ heard }) => heard));
  kv.close();
  assertEquals(errors, []);
});
