/**
 * A thousand visitors at once, over HTTP, against the real server on a SQLite file.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert/mod.js";
import type { QueueRequest, SessionId } from "../../server/protocol.ts";
import { mayPair, type Seeker } from "../../server/matching/rules.ts";
import { HttpVisitor, inParallel } from "../support/http_visitor.ts";
import { startServer } from "../support/server.ts";
import { waitFor } from "../support/wait.ts";
import { seededRandom } from "./support/random.ts";
import { seeker } from "./support/seekers.ts";

const CROWD = 1_000;
const LANGUAGES = ["en", "de", "tr", "pt", "ja"];
const TAGS = Array.from({ length: 40 }, (_, index) => `interest ${index}`);
/** A site whose wishes never widen: whoever is left over stays, and can be held to the rule. */
const STEPS: Seeker["steps"] = [{ fromMs: 0, accepts: "interest" }];
const SITES = { crowd: { steps: STEPS } };

function wishes(): QueueRequest[] {
  const random = seededRandom(11);
  const pick = <Item>(items: readonly Item[]) =>
    items[Math.floor(items.length * random() ** 2)] as Item;
  return Array.from({ length: CROWD }, () => ({
    mode: "text" as const,
    interests: [...new Set([pick(TAGS), pick(TAGS)])],
    languages: [pick(LANGUAGES)],
  }));
}

/** Each told once, in one room, and both sides of every room agree. Returns who is in none. */
function assertRooms(visitors: readonly HttpVisitor[]): HttpVisitor[] {
  const rooms = Map.groupBy(
    visitors.flatMap((visitor) => visitor.matches.map((match) => ({ visitor, match }))),
    ({ match }) => match.room,
  );
  for (const [room, sides] of rooms) {
    assertEquals(sides.length, 2, `room ${room} has ${sides.length} sides`);
    const [one, two] = sides;
    assert(one && two && one.visitor !== two.visitor);
    assertEquals([one.match.role, two.match.role].sort(), ["answerer", "offerer"]);
    assertEquals([...one.match.why.interests].sort(), [...two.match.why.interests].sort());
    assert(one.match.why.interests.length > 0, "a pair of the first step shares an interest");
  }
  for (const { session, matches } of visitors) {
    assert(matches.length <= 1, `${session} was told of ${matches.length} rooms`);
  }
  return visitors.filter(({ matches }) => matches.length === 0);
}

Deno.test("of a thousand who join within a second each is matched or waits by rule", async () => {
  await using server = await startServer({ sites: SITES });
  const visitors = await inParallel(
    wishes(),
    50,
    () => HttpVisitor.open(server.url, { site: "crowd" }),
  );
  try {
    const asked = wishes();
    const answers = await Promise.all(
      visitors.map((visitor, index) => visitor.ask("/v1/queue", asked[index] as QueueRequest)),
    );
    // Whoever has to be looked at again is matched a moment after their answer.
    await waitFor(
      "both sides of every room to be told, and nobody to wait who fits another",
      () => [...toldAlone(visitors), ...fitting(seekersOf(visitors, asked)), server.log()],
      { until: ({ length }) => length === 1, everyMs: 100 },
    );

    const left = assertRooms(visitors);
    for (const visitor of left) {
      const answer = answers[visitors.indexOf(visitor)];
      assert(answer?.status === "queued", `${visitor.session} neither waits nor talks`);
    }
    assert(left.length < CROWD / 4, `${left.length} of ${CROWD} still wait`);
  } finally {
    await Promise.all(visitors.map((visitor) => visitor.close()));
  }
});

Deno.test("when all of them press Next at once each meets somebody new or waits", async () => {
  await using server = await startServer({
    sites: { crowd: { steps: [{ fromMs: 0, accepts: "anyone" }] } },
  });
  const sessions = Array.from({ length: 200 }, (_, index) => index);
  const visitors = await inParallel(
    sessions,
    50,
    () => HttpVisitor.open(server.url, { site: "crowd" }),
  );
  const wish: QueueRequest = { mode: "text", languages: ["en"] };
  try {
    await Promise.all(visitors.map((visitor) => visitor.ask("/v1/queue", wish)));
    const toldOf = (count: number) => () =>
      visitors.filter(({ matches }) => matches.length >= count).length;
    await waitFor("all to be matched", toldOf(1), { until: (n) => n === visitors.length });
    const partnerOf = partners(visitors, 0);
    await Promise.all(
      visitors.map((visitor) =>
        visitor.ask("/v1/next", { ...wish, room: visitor.matches[0]!.room })
      ),
    );
    await waitFor("nearly all to be matched again", toldOf(2), {
      until: (n) => n >= visitors.length - 2,
    });
    await waitFor("both sides of every room to be told", () => toldAlone(visitors), {
      until: (alone) => alone.length === 0,
    });
    for (const [session, partner] of partners(visitors, 1)) {
      assert(partnerOf.get(session) !== partner, `${session} met ${partner} twice`);
    }
  } finally {
    await Promise.all(visitors.map((visitor) => visitor.close()));
  }
});

/** Those of whom no match was told, as the rules see them. */
function seekersOf(visitors: readonly HttpVisitor[], asked: readonly QueueRequest[]): Seeker[] {
  return visitors.flatMap(({ session, matches }, index) => {
    if (matches.length > 0) return [];
    const { interests = [], languages = [] } = asked[index] ?? {};
    return seeker(session, { interests, languages, steps: STEPS });
  });
}

/** Pairs of them who could meet. */
function fitting(waiting: readonly Seeker[]): string[] {
  return waiting.flatMap((one, index) =>
    waiting.slice(index + 1).filter((two) => mayPair(one, two, 1e6))
      .map((two) => `${one.id} and ${two.id} wait although they fit`)
  );
}

/** Rooms of which one side only has been told so far. */
function toldAlone(visitors: readonly HttpVisitor[]): string[] {
  const rooms = visitors.flatMap(({ matches }) => matches.map(({ room }) => room));
  return [...Map.groupBy(rooms, (room) => room)].filter(([, { length }]) => length === 1)
    .map(([room]) => room);
}

/** Who sat with whom in each one's n-th room. */
function partners(visitors: readonly HttpVisitor[], n: number): Map<SessionId, SessionId> {
  const rooms = Map.groupBy(
    visitors.filter(({ matches }) => matches[n]),
    ({ matches }) => matches[n]?.room,
  );
  return new Map(
    [...rooms.values()].flatMap(([one, two, ...rest]) => {
      assert(one && two && rest.length === 0, "a room has exactly two sides");
      return [[one.answer.session, two.answer.session], [two.answer.session, one.answer.session]];
    }),
  );
}
