/**
 * Small things to break, each of which the model has to notice: text of the server and what it is
 * replaced by.
 *
 * It does not know how they are applied. When a text has moved, the sabotage moves with it.
 *
 * @module
 */

/** One thing to break. */
export interface Sabotage {
  readonly name: string;
  readonly file: string;
  /** Each text occurs once in the file, and what it becomes. */
  readonly cuts: readonly (readonly [from: string, to: string])[];
  /** With how many nodes it has to be found. */
  readonly nodes: readonly (1 | 3)[];
}

const BOTH = [1, 3] as const;

const CHANGES = "server/matching/changes.ts";
const QUEUE = "server/matching/queue.ts";
const STANDINGS = "server/matching/standings.ts";
const POOL = "server/matching/pool.ts";
const LEASE = "server/matching/lease.ts";
const PAST_TALKS = "server/matching/past_talks.ts";

const MOVE_CHECKS = `        versionstamp,
      })),`;

function keepMoveChecks(name: string, kept: string): Sabotage {
  const cut = [MOVE_CHECKS, MOVE_CHECKS.replace(/,$/, `.filter(${kept}),`)] as const;
  return { name, file: CHANGES, cuts: [cut], nodes: BOTH };
}

/** All of them. */
export const SABOTAGES: readonly Sabotage[] = [
  keepMoveChecks("no check of the offerer's place", "(_, index) => moves.length < 2 || index > 0"),
  keepMoveChecks("no check of the answerer's place", "(_, index) => moves.length < 2 || index < 1"),
  keepMoveChecks("no check of either place of a pair", "() => moves.length < 2"),
  keepMoveChecks("no check of the place of a ticket", "() => moves.length > 1"),
  keepMoveChecks(
    "no check of the place of whoever wanted the other one back first",
    "(_, index) => !room?.resumes || !moves[index].entrant.isStored",
  ),
  {
    name: "a wish to have somebody back never ends",
    file: PAST_TALKS,
    cuts: [["const until = skippedAt + BACK_MS + GRACE_MS;", "const until = skippedAt + 60_000;"]],
    // Among clocks that differ the judge gives the benefit of the doubt.
    nodes: [1],
  },
  {
    name: "whoever blocks the other one of a talk can be had back",
    file: PAST_TALKS,
    // Either alone is enough, but for what is under way in that very moment.
    cuts: [
      ["await this.#certain(session, () => this.#forgo(session, room));", ""],
      ["await blockedBy(theirs)", "[]"],
    ],
    // Among clocks that differ too few want each other back in time.
    nodes: [1],
  },
  {
    name: "leaving does not end a wish to have somebody back",
    file: "server/sessions/places.ts",
    cuts: [[` || (place?.kind === "idle" && place.back !== undefined);`, ";"]],
    nodes: BOTH,
  },
  {
    name: "no check by leaving",
    file: QUEUE,
    cuts: [[
      "      checks: [{ key, versionstamp }, ...checks],",
      "      checks,",
    ]],
    // Among nodes the fence of leaving stands before it.
    nodes: [1],
  },
  {
    name: "no check by the fence",
    file: STANDINGS,
    cuts: [["checks: [{ key, versionstamp }],", "checks: [],"]],
    // On one node it takes a late write in the very moment of the fence: seen in one seed of three.
    nodes: [3],
  },
  {
    name: "next does not end the room",
    file: CHANGES,
    cuts: [["ends === null ? [] : [keys.room(ends)]", "ends === null ? [] : []"]],
    nodes: BOTH,
  },
  {
    name: "no fence: nothing is ever doubted",
    file: STANDINGS,
    cuts: [["this.#uncertain.add(session);", ""]],
    nodes: BOTH,
  },
  {
    name: "no fence when leaving among nodes",
    file: QUEUE,
    cuts: [["if (!this.#deps.store.limits.isExclusive) this.doubt(session);", ""]],
    nodes: [3],
  },
  {
    name: "a blank place is deleted",
    file: QUEUE,
    cuts: [[
      "sets: [{ key, value: idle, expireInMs: isBlank ? BLANK_PLACE_LIFE_MS : PLACE_LIFE_MS }],",
      "...(isBlank ? { deletes: [key] } : { sets: [{ key, value: idle }] }),",
    ]],
    nodes: [1],
  },
  {
    name: "widening by one side: who waits for anyone is taken by whoever comes",
    file: POOL,
    cuts: [[
      "if (search.weight === undefined && member.reach === REACH.anyone) {",
      "if (search.weight === undefined) {",
    ]],
    nodes: BOTH,
  },
  {
    name: "widening by one side: who takes anyone takes those who do not",
    file: POOL,
    cuts: [[
      "if (member.reach >= REACH.anyone) this.#openTo(member, REACH.anyone);",
      "this.#openTo(member, REACH.anyone);",
    ]],
    nodes: BOTH,
  },
  {
    name: "expireIn is trusted to end a lease",
    file: LEASE,
    cuts: [
      ["sets: [{ key, value: { node } }],", "sets: [{ key, value: { node }, expireInMs: 5_000 }],"],
      ["return now - this.#seen.at >= LEASE_TERM_MS;", "return versionstamp === null;"],
    ],
    nodes: [3],
  },
  {
    name: "expireIn is trusted to end a node",
    file: "server/events/nodes.ts",
    cuts: [
      [
        "value: { node, isClosed: false } }] });",
        "value: { node, isClosed: false }, expireInMs: 10_000 }] });",
      ],
      [" && seen.unchangedMs < NODE_TERM_MS;", ";"],
    ],
    nodes: [3],
  },
  {
    name: "expireIn is trusted to end a meeting",
    file: "server/matching/search.ts",
    cuts: [
      ["      if (until <= now) continue;\n", ""],
      ["if (until > now) this.#avoid([member], own);", "if (until) this.#avoid([member], own);"],
    ],
    // Among clocks that differ the judge gives two who met the benefit of the doubt.
    nodes: [1],
  },
  {
    name: "who is let go is not handed over",
    file: "server/visitors.ts",
    cuts: [["return await this.#handOver(session);", "return this.release(session, COME_AGAIN);"]],
    nodes: [3],
  },
  {
    name: "who knows of a match is told again",
    file: "server/rooms/rooms.ts",
    cuts: [["if (this.#live.get(room.id)?.told.has(session) ?? true) return;", ""]],
    nodes: BOTH,
  },
  {
    name: "two tabs of one device meet",
    file: "server/matching/search.ts",
    cuts: [[
      "      if (!allowsSameDevice || !tab.seeker.allowsSameDevice) this.#mark(tab);\n",
      "",
    ]],
    nodes: BOTH,
  },
  {
    name: "who is blocked is met again",
    file: "server/matching/wish.ts",
    cuts: [["met: [...met, ...never],", "met,"]],
    nodes: BOTH,
  },
  {
    name: "who is banned stays in the room",
    file: "server/expulsions.ts",
    cuts: [[
      "const left = await queue.leave(session);",
      'const left = await queue.leave(session);\nif (left.kind === "seated") return;',
    ]],
    nodes: BOTH,
  },
  {
    name: "a stream that was another node's meanwhile goes on as if nothing had been",
    file: "server/visitors.ts",
    cuts: [[`if (this.#lookedAt === session) mailboxes.cut(session);`, ""]],
    nodes: [3],
  },
  {
    name: "who cannot be told any more stays in the pool with what they asked for before",
    file: "server/matching/matcher.ts",
    cuts: [["    else this.#pool.remove(session);\n", ""]],
    nodes: [3],
  },
  {
    name: "no check that they have not come back when a seat is given up",
    file: "server/rooms/absences.ts",
    cuts: [["commit({ checks, deletes", "commit({ deletes"]],
    nodes: [3],
  },
  {
    name: "no check that they have not come back when who is gone is taken out",
    file: "server/visitors.ts",
    cuts: [["await queue.leave(session, checks);", "await queue.leave(session);"]],
    nodes: [3],
  },
  {
    name: "a node that woke takes all others for dead",
    file: "server/events/nodes.ts",
    cuts: [[
      "seen.unchangedMs < NODE_TERM_MS;",
      "this.#deps.clock.now() - seen.at < NODE_TERM_MS;",
    ]],
    nodes: [3],
  },
  {
    name: "who was matched and left again unheard is not called back",
    file: "server/visitors.ts",
    cuts: [[
      `    if (standing.kind === "idle" && (hasWaited || !standing.isLonging)) mailboxes.cut(session);\n`,
      "",
    ]],
    nodes: [3],
  },
  {
    name: "who waited and is found not to wait is not called back",
    file: "server/visitors.ts",
    cuts: [[
      `    if (standing.kind === "idle" && hasWaited) mailboxes.cut(session);\n`,
      "",
    ]],
    nodes: [3],
  },
];
