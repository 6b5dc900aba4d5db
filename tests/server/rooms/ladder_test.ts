import { assertEquals } from "@std/assert/mod.js";
import type {
  LadderRequest,
  Match,
  QueueRequest,
  RoomId,
  SessionId,
} from "../../../server/protocol.ts";
import { climb } from "../../../server/rooms/ladder.ts";
import type { Room } from "../../../server/store/keys.ts";
import { settle } from "../support/fake_clock.ts";
import { Node, slugOf, type Visitor } from "../support/node.ts";

type Word = Omit<LadderRequest, "room">;

async function setup(sites: unknown = {}, wish?: QueueRequest) {
  const node = await Node.open({ sites });
  const couple = await node.couple(wish);
  const say = async (from: Visitor, word: Word) => {
    const response = await from.post("/v1/ladder", { room: couple.room, ...word });
    await settle();
    return response;
  };
  return { node, ...couple, say };
}

/** What somebody heard of the ladder, in order. */
function heard(visitor: Visitor): string[] {
  return visitor.all("ladder").map(({ step, consent, agreed }) =>
    `${agreed ? "agreed" : consent ? "asks" : "drops"} ${step}`
  );
}

async function matchOf(visitor: Visitor): Promise<Match | undefined> {
  await visitor.close();
  await visitor.open();
  const hello = visitor.all("hello").at(-1);
  return hello?.state === "seated" ? hello.match : undefined;
}

async function modeOf(visitor: Visitor): Promise<string | undefined> {
  return (await matchOf(visitor))?.mode;
}

const WANTS_VOICE: Word = { step: "voice", consent: true };
const DROPS_VOICE: Word = { step: "voice", consent: false };

Deno.test("a talk climbs when both want the same step, and both hear of it", async () => {
  const { alice, bob, say } = await setup();
  assertEquals((await say(alice, WANTS_VOICE)).status, 202);
  assertEquals([heard(alice), heard(bob)], [[], ["asks voice"]]);
  await say(bob, WANTS_VOICE);
  assertEquals(heard(alice), ["agreed voice"]);
  assertEquals(heard(bob), ["asks voice", "agreed voice"]);
  assertEquals([await modeOf(alice), await modeOf(bob)], ["voice", "voice"]);
});

Deno.test("two who ask for the same at once have agreed", async () => {
  const { alice, bob, say } = await setup();
  await Promise.all([say(alice, WANTS_VOICE), say(bob, WANTS_VOICE)]);
  assertEquals(heard(alice).at(-1), "agreed voice");
  assertEquals(heard(bob).at(-1), "agreed voice");
});

Deno.test("two who want different steps have agreed to nothing: the later one is asked about", async () => {
  const { alice, bob, say } = await setup();
  await say(alice, WANTS_VOICE);
  await say(bob, { step: "video", consent: true });
  assertEquals([heard(alice), heard(bob)], [["asks video"], ["asks voice"]]);
  // Hers is not asked any more, so his yes to it asks her.
  await say(bob, WANTS_VOICE);
  assertEquals(heard(alice), ["asks video", "asks voice"]);
  assertEquals(await modeOf(alice), "text");
});

Deno.test("who declines is heard, and what was declined is not agreed to by a late yes", async () => {
  const { alice, bob, say } = await setup();
  await say(alice, WANTS_VOICE);
  await say(bob, DROPS_VOICE);
  assertEquals(heard(alice), ["drops voice"]);
  await say(bob, WANTS_VOICE);
  assertEquals(heard(alice), ["drops voice", "asks voice"]);
  assertEquals(await modeOf(bob), "text");
});

Deno.test("who takes an offer back is heard, and nobody agrees with it afterwards", async () => {
  const { alice, bob, say } = await setup();
  await say(alice, WANTS_VOICE);
  await say(alice, DROPS_VOICE);
  await say(bob, WANTS_VOICE);
  assertEquals(heard(bob), ["asks voice", "drops voice"]);
  assertEquals(heard(alice), ["asks voice"]);
});

Deno.test("going down needs nobody's consent", async () => {
  const { alice, bob, say } = await setup();
  await say(alice, WANTS_VOICE);
  await say(bob, WANTS_VOICE);
  await say(bob, { step: "text", consent: true });
  assertEquals([heard(alice).at(-1), heard(bob).at(-1)], ["agreed text", "agreed text"]);
  assertEquals(await modeOf(alice), "text");
});

Deno.test("who says again what is agreed is told again that it is", async () => {
  const { alice, bob, say } = await setup();
  await say(alice, WANTS_VOICE);
  await say(bob, WANTS_VOICE);
  await say(bob, WANTS_VOICE);
  assertEquals(heard(bob), ["asks voice", "agreed voice", "agreed voice"]);
});

Deno.test("a talk does not climb to what its site does not offer, but goes down to it", async () => {
  const sites = { default: { modes: ["text", "video"] } };
  const { alice, bob, say } = await setup(sites);
  const refused = await say(alice, WANTS_VOICE);
  assertEquals([refused.status, await slugOf(refused)], [400, "invalid-request"]);
  for (const one of [alice, bob]) await say(one, { step: "video", consent: true });
  assertEquals((await say(alice, WANTS_VOICE)).status, 202);
  assertEquals(heard(bob).at(-1), "agreed voice");
});

Deno.test("nobody else has a say on the ladder of two", async () => {
  const { node, alice, bob, say } = await setup();
  const eve = await node.visitor();
  const refused = await say(eve, WANTS_VOICE);
  assertEquals([refused.status, await slugOf(refused)], [409, "not-in-room"]);
  assertEquals([heard(alice), heard(bob)], [[], []]);
});

const VEILED = { default: { reveal: "mutual" } };
const WANTS_REVEAL: Word = { step: "reveal", consent: true };
const DROPS_REVEAL: Word = { step: "reveal", consent: false };

Deno.test("two are veiled where their site says so, until both want to be seen", async () => {
  const { alice, bob, say } = await setup(VEILED);
  assertEquals([(await matchOf(alice))?.veiled, (await matchOf(bob))?.veiled], [true, true]);
  await say(alice, WANTS_REVEAL);
  await say(alice, WANTS_REVEAL);
  assertEquals([heard(alice), heard(bob)], [[], ["asks reveal", "asks reveal"]]);
  assertEquals((await matchOf(bob))?.veiled, true, "nobody is unveiled by one");
  await say(bob, DROPS_REVEAL);
  assertEquals(heard(alice), ["drops reveal"]);
  await say(bob, WANTS_REVEAL);
  assertEquals((await matchOf(alice))?.veiled, true, "nobody agrees to what was declined");
  await say(alice, WANTS_REVEAL);
  assertEquals([heard(alice).at(-1), heard(bob).at(-1)], ["agreed reveal", "agreed reveal"]);
  assertEquals([await matchOf(alice), await matchOf(bob)].map((it) => it?.veiled), [
    undefined,
    undefined,
  ]);
});

Deno.test("who does not want to be seen any more is veiled, and so is the other", async () => {
  const { alice, bob, say } = await setup(VEILED);
  await say(alice, WANTS_REVEAL);
  await say(bob, WANTS_REVEAL);
  await say(alice, DROPS_REVEAL);
  const [last] = bob.all("ladder").slice(-1);
  assertEquals([last?.step, last?.consent, last?.agreed], ["reveal", false, true]);
  assertEquals((await matchOf(bob))?.veiled, true);
  await say(bob, WANTS_REVEAL);
  assertEquals((await matchOf(bob))?.veiled, true, "what was agreed once is not any more");
});

Deno.test("one who wants it stricter than the site is veiled, the other with them", async () => {
  const wish: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
  const node = await Node.open();
  const [alice, bob] = [await node.visitor(), await node.visitor()];
  await bob.join(wish);
  await alice.join({ ...wish, reveal: "mutual" });
  assertEquals([(await matchOf(alice))?.veiled, (await matchOf(bob))?.veiled], [true, true]);
});

Deno.test("nobody makes a site less strict, and a wish that is stricter replaces the one before", async () => {
  const wish: QueueRequest = { mode: "text", languages: ["en"], interests: ["tea"] };
  const strict = await setup(VEILED, { ...wish, reveal: "instant" });
  assertEquals((await matchOf(strict.alice))?.veiled, true);
  const node = await Node.open();
  const [alice, bob] = [await node.visitor(), await node.visitor()];
  await bob.join(wish);
  await bob.join({ ...wish, reveal: "mutual" });
  await alice.join(wish);
  assertEquals((await matchOf(alice))?.veiled, true);
});

Deno.test("where nothing is veiled there is nothing to unveil, nor to veil", async () => {
  const { alice, bob, say } = await setup();
  await say(alice, DROPS_REVEAL);
  assertEquals([heard(alice), heard(bob)], [[], []]);
  await say(alice, WANTS_REVEAL);
  assertEquals([heard(alice), heard(bob)], [["agreed reveal"], ["agreed reveal"]]);
  assertEquals((await matchOf(bob))?.veiled, undefined);
});

Deno.test("a veil and its end survive the server's memory", async () => {
  const { node, alice, bob, room, say } = await setup(VEILED);
  await say(alice, WANTS_REVEAL);
  const { engine, clock } = node;
  const move = async (life: string) => {
    const next = await Node.open({ engine, clock, life, sites: VEILED });
    for (const visitor of [alice, bob]) {
      visitor.node = next;
      await visitor.open();
    }
  };
  await move("b");
  assertEquals((await matchOf(bob))?.veiled, true);
  await bob.post("/v1/ladder", { room, ...WANTS_REVEAL });
  await settle();
  assertEquals(heard(alice).at(-1), "agreed reveal");
  await move("c");
  assertEquals([(await matchOf(alice))?.veiled, (await matchOf(bob))?.veiled], [
    undefined,
    undefined,
  ]);
});

Deno.test("what was asked and agreed survives the server's memory", async () => {
  const { node, alice, bob, room, say } = await setup();
  await say(alice, WANTS_VOICE);
  const { engine, clock } = node;
  const next = await Node.open({ engine, clock, life: "b" });
  for (const visitor of [alice, bob]) {
    visitor.node = next;
    await visitor.open();
  }
  await bob.post("/v1/ladder", { room, ...WANTS_VOICE });
  await settle();
  assertEquals(heard(alice), ["agreed voice"]);
  const stored = await next.services.rooms.read(room);
  assertEquals([stored?.mode, stored?.asked], ["voice", undefined]);
});

for (const first of ["signal", "step"] as const) {
  Deno.test(`a generation that is opened while the two climb is open, and the step is agreed, the ${first} first`, async () => {
    const { alice, bob, room, say } = await setup();
    await say(alice, WANTS_VOICE);
    const offer = { room, generation: 2, description: { type: "offer", sdp: "v=0" } };
    // Whoever opens a generation is the offerer.
    const [offerer, other] = alice.all("matched")[0]?.role === "answerer"
      ? [bob, alice]
      : [alice, bob];
    const signal = () => offerer.post("/v1/signals", offer);
    const step = () => say(bob, WANTS_VOICE);
    const all = first === "signal" ? [signal(), step()] : [step(), signal()];
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    await settle();
    assertEquals(statuses, [202, 202]);
    assertEquals([await modeOf(bob), await modeOf(alice)], ["voice", "voice"]);
    const hello = other.all("hello").at(-1);
    assertEquals(hello?.state === "seated" && hello.generation, 2);
  });
}

Deno.test("a step is decided by what is asked, whoever says it and however often", () => {
  const [a, b] = ["a" as SessionId, "b" as SessionId];
  const seat = { subject: "s", waitedMs: 0 };
  const room: Room = {
    id: "room-0000001" as RoomId,
    mode: "voice",
    generation: 1,
    openedAt: 0,
    seats: [{ ...seat, session: a }, { ...seat, session: b }],
    interests: [],
    language: null,
    step: 1,
  };
  const asked: Room = { ...room, asked: { by: a, step: "video" } };
  assertEquals(climb(room, a, "video", true).kind, "asked");
  assertEquals(climb(asked, a, "video", true).kind, "asked");
  assertEquals(climb(asked, b, "video", true).kind, "agreed");
  assertEquals(climb(asked, b, "video", false).kind, "dropped");
  // A no to something else is no answer to this.
  assertEquals(climb(asked, b, "voice", false).kind, "nothing");
  assertEquals(climb(asked, a, "voice", false).kind, "dropped");
  assertEquals(climb(room, b, "video", false).kind, "nothing");
  assertEquals(climb(asked, b, "text", true).kind, "agreed");
  // A veil is no mode: to ask for one takes the place of asking for the other, and changes neither.
  const veiled: Room = { ...asked, isVeiled: true };
  assertEquals(climb(veiled, b, "reveal", true), {
    kind: "asked",
    room: { ...veiled, asked: { by: b, step: "reveal" } },
  });
  assertEquals(climb(veiled, b, "text", true), {
    kind: "agreed",
    room: { ...room, isVeiled: true, mode: "text" },
  });
});
