import { assertEquals } from "@std/assert/mod.js";
import { Offers } from "../../../server/matching/offers.ts";
import { Queue } from "../../../server/matching/queue.ts";
import type { RoomId, SessionId } from "../../../server/protocol.ts";
import { Places } from "../../../server/sessions/places.ts";
import { Serial } from "../../../server/sessions/serial.ts";
import { parseSites } from "../../../server/sites.ts";
import { keys, type Room } from "../../../server/store/keys.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { Store } from "../../../server/store/store.ts";
import { FakeClock } from "../support/fake_clock.ts";

const ALICE = "alice" as SessionId;
const ROOM: Room = {
  id: "room-0000001" as RoomId,
  mode: "video",
  generation: 1,
  openedAt: 0,
  seats: [
    { session: ALICE, subject: "alice", waitedMs: 0 },
    { session: "bob" as SessionId, subject: "bob", waitedMs: 0 },
  ],
  interests: [],
  language: "en",
  step: 1,
};

Deno.test("an offer that was sent along by somebody seated is forgotten with them", async () => {
  const clock = new FakeClock();
  const store = new Store({ engine: new MemoryEngine(), clock });
  const offers = new Offers(() => true);
  let room: Room | null = ROOM;
  const queue = new Queue({
    store,
    clock,
    places: new Places(store),
    serial: new Serial(),
    sites: parseSites({}, { rematchWindowMs: 0 }),
    matcherOf: () => {
      throw new Error("Nobody waits");
    },
    findRoom: () => Promise.resolve(room),
    readRoom: () => Promise.resolve(room),
    onSeat: () => Promise.resolve(),
    isBanned: () => false,
    blockedBy: () => Promise.resolve([]),
    onUncertain: () => {},
    isPresent: () => true,
    findHome: () => Promise.resolve(null),
    onPause: () => {},
    offers,
  });
  await store.commit({
    sets: [{
      key: keys.place(ALICE),
      value: { kind: "seated", met: [], room: ROOM.id, partner: "bob", site: "default", since: 0 },
    }],
  });
  const who = { pseudonym: "alice", subject: "alice", aliases: [], prefix: "home", group: null };
  const claims = { ...who, session: ALICE, site: "default", expiresAt: 1 };
  const wish = { mode: "video", strictLanguages: false, reveal: "instant" } as const;
  const joined = await queue.join(
    claims,
    { ...wish, interests: [], languages: ["en"], offer: { sdp: "v=0", mutual: false } },
    { leaves: false },
  );
  assertEquals([joined.kind, offers.get(ALICE)?.sdp], ["seated", "v=0"]);
  room = null;
  assertEquals(await queue.leave(ALICE), { kind: "left" });
  assertEquals(offers.get(ALICE), undefined);
});

Deno.test("an offer is kept only where its owner's stream is, and gone with a wish that has none", () => {
  const [offer, streams] = [{ sdp: "v=0", mutual: false }, new Set<SessionId>()];
  const offers = new Offers((session) => streams.has(session));
  offers.keep(ALICE, offer);
  assertEquals(offers.get(ALICE), undefined);
  streams.add(ALICE);
  offers.keep(ALICE, offer);
  assertEquals(offers.get(ALICE), offer);
  offers.keep(ALICE, undefined);
  assertEquals(offers.get(ALICE), undefined);
});
