import { assertEquals } from "@std/assert/mod.js";
import type { RoomId, SessionId } from "../../../server/protocol.ts";
import { metAfter, partnerIn, Places } from "../../../server/sessions/places.ts";
import { keys, type Met, type Place } from "../../../server/store/keys.ts";
import { MemoryEngine } from "../../../server/store/memory_engine.ts";
import { Store } from "../../../server/store/store.ts";
import { FakeClock } from "../support/fake_clock.ts";

const NOW = 1_000_000;
const WINDOW_MS = 1_000;
const ALICE = "alice" as SessionId;

function idle(met: readonly Met[]): Place {
  return { kind: "idle", met };
}

const ROOM = "room-0000001" as RoomId;
const SINCE = NOW - 500;
const TALK = { room: ROOM, since: SINCE, endedAt: NOW };

function seated(partner: string, met: readonly Met[] = []): Place {
  return { kind: "seated", met, room: ROOM, partner, site: "default", since: SINCE };
}

Deno.test("who was never anywhere has met nobody", () => {
  assertEquals(metAfter(null, NOW, WINDOW_MS), []);
  assertEquals(metAfter(idle([]), NOW, WINDOW_MS), []);
});

Deno.test("who sits or sat with somebody does not meet them again for the window", () => {
  assertEquals(metAfter(seated("bob"), NOW, WINDOW_MS), [
    { who: "bob", until: NOW + WINDOW_MS, talk: TALK },
  ]);
});

Deno.test("who was met is a stranger again at the end of the window", () => {
  const met = [{ who: "bob", until: NOW }, { who: "carol", until: NOW + 1 }];
  assertEquals(metAfter(idle(met), NOW, WINDOW_MS), [{ who: "carol", until: NOW + 1 }]);
  assertEquals(metAfter(seated("dave", met), NOW, WINDOW_MS), [
    { who: "carol", until: NOW + 1 },
    { who: "dave", until: NOW + WINDOW_MS, talk: TALK },
  ]);
});

Deno.test("who is met again is remembered once, as the most recent", () => {
  const met = [{ who: "bob", until: NOW + 1 }, { who: "carol", until: NOW + 2 }];
  assertEquals(metAfter(seated("bob", met), NOW, WINDOW_MS), [
    { who: "carol", until: NOW + 2 },
    { who: "bob", until: NOW + WINDOW_MS, talk: TALK },
  ]);
});

Deno.test("the partner of a talk can be told while it goes on and for ten minutes after", () => {
  const BOB = {
    who: "bob",
    aliases: [],
    since: SINCE,
    endedAt: NOW,
    session: null,
    skippedAt: null,
  };
  assertEquals(partnerIn(seated("bob"), ROOM, NOW), BOB);
  assertEquals(partnerIn(seated("bob"), "room-0000002" as RoomId, NOW), null);
  const after = idle(metAfter(seated("bob"), NOW, 0));
  assertEquals(partnerIn(after, ROOM, NOW + 599_999), BOB);
  assertEquals(partnerIn(after, ROOM, NOW + 600_000), null);
});

Deno.test("the partners of the last three talks can be told, and no earlier one", () => {
  const rooms = Array.from({ length: 4 }, (_, index) => `room-000000${index}` as RoomId);
  const met = rooms.map((room, index) => ({
    who: `p${index}`,
    until: NOW + WINDOW_MS,
    talk: { room, since: SINCE, endedAt: NOW },
  }));
  assertEquals(rooms.map((room) => partnerIn(idle(met), room, NOW + 1)?.who ?? null), [
    null,
    "p1",
    "p2",
    "p3",
  ]);
});

Deno.test("sixteen people are kept in mind, and the longest ago is forgotten first", () => {
  const met = Array.from({ length: 16 }, (_, index) => ({ who: `p${index}`, until: NOW + 9 }));
  const after = metAfter(seated("last", met), NOW, WINDOW_MS).map(({ who }) => who);
  assertEquals(after, [...met.slice(1).map(({ who }) => who), "last"]);
});

Deno.test("a place is read once, known until it is dropped, and taken as it was written", async () => {
  const engine = new MemoryEngine();
  const store = new Store({ engine, clock: new FakeClock() });
  const places = new Places(store);
  assertEquals(await places.read(ALICE), { value: null, versionstamp: null });
  await store.commit({ sets: [{ key: keys.place(ALICE), value: idle([]) }] });
  assertEquals((await places.read(ALICE)).value, null);
  places.drop(ALICE);
  assertEquals((await places.read(ALICE)).value, idle([]));
  places.set(ALICE, seated("bob"), "7");
  assertEquals(await places.read(ALICE), { value: seated("bob"), versionstamp: "7" });
});

Deno.test("what was read before a write and is answered after it is not remembered", async () => {
  const store = new Store({ engine: new MemoryEngine(), clock: new FakeClock() });
  const places = new Places(store);
  await store.commit({ sets: [{ key: keys.place(ALICE), value: idle([]) }] });
  const reading = places.read(ALICE);
  const written = { value: seated("bob"), versionstamp: "7" };
  places.set(ALICE, written.value, written.versionstamp);
  assertEquals([await reading, await places.read(ALICE)], [written, written]);
});
