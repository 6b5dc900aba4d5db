/**
 * What may happen in a world, and how often.
 *
 * It does not know how anything is done. The invariant it keeps: a deed is plain data, so that one
 * that was found can be written down and played again.
 *
 * @module
 */
import fc from "fast-check";

/** Something that a person does. Numbers name people, wishes and nodes, and wrap around. */
export type PersonDeed =
  | {
    readonly kind: "connect" | "disconnect" | "vanish";
    readonly who: number;
    readonly node: number;
  }
  | {
    readonly kind: "join" | "next";
    readonly who: number;
    readonly wish: number;
    /** The node that the request comes to; the one that holds the stream unless given. */
    readonly via?: number;
  }
  | {
    readonly kind: "leave-queue" | "leave-room" | "widen" | "block" | "back";
    readonly who: number;
    readonly via?: number;
  }
  | { readonly kind: "beat"; readonly who: number }
  /** Somebody is banned for so long, at a node. */
  | { readonly kind: "ban"; readonly who: number; readonly node: number; readonly ms: number };

/** What becomes of a write: it comes so much later, or its answer does not come. */
export type Slip = { readonly fate: "late"; readonly ms: number } | { readonly fate: "lost" };

/** Something that happens. */
export type Deed =
  | PersonDeed
  | { readonly kind: "rush"; readonly wish: number }
  /** All in one moment, so that each begins before any other has ended. */
  | { readonly kind: "at-once"; readonly all: readonly PersonDeed[] }
  /** The next write of a person's place goes wrong in this way. */
  | { readonly kind: "slip"; readonly who: number; readonly slip: Slip }
  | { readonly kind: "wait"; readonly ms: number }
  | {
    readonly kind: "crash" | "pause";
    readonly node: number;
    /** At which of the node's next steps, so that it falls between any two awaits; at once if none. */
    readonly step?: number;
  }
  | { readonly kind: "resume" | "restart"; readonly node: number }
  /** Sleeps for that long and knows nothing of it. */
  | { readonly kind: "doze"; readonly node: number; readonly ms: number }
  | { readonly kind: "trouble"; readonly isOn: boolean };

/** Short, so that in one world people meet, may not meet again, and may; in milliseconds. */
export const REMATCH_MS = 120_000;
/** Longer than the store's deadline, so that whoever asked is told that nobody knows. */
const GIVEN_UP_MS = 5_100;

const index = fc.nat(11);
const who = index;
const wish = index;
const node = index;
const via = fc.option(index, { nil: undefined, freq: 3 });

function kinds<const Kind extends string>(...all: readonly [Kind, ...Kind[]]): fc.Arbitrary<Kind> {
  return fc.constantFrom<Kind[]>(...all);
}

function withVia<Given extends object>(
  deed: fc.Arbitrary<Given>,
): fc.Arbitrary<Given & { readonly via?: number }> {
  return fc.tuple(deed, via).map(([given, via]) => via === undefined ? given : { ...given, via });
}

const join = withVia(fc.record({ kind: kinds("join"), who, wish }));
const next = withVia(fc.record({ kind: kinds("next"), who, wish }));
const leaveQueue = withVia(fc.record({ kind: kinds("leave-queue"), who }));
const leaveRoom = withVia(fc.record({ kind: kinds("leave-room"), who }));
const widen = withVia(fc.record({ kind: kinds("widen"), who }));
const block = withVia(fc.record({ kind: kinds("block"), who }));
const back = withVia(fc.record({ kind: kinds("back"), who }));
const ban = fc.record({
  kind: kinds("ban"),
  who,
  node,
  ms: fc.constantFrom(20_000, 90_000, 1_000_000),
});
const connect = fc.record({ kind: kinds("connect"), who, node });
const vanish = fc.record({ kind: kinds("vanish"), who, node });
const step = fc.option(fc.nat(40), { nil: undefined });

/** A double tap, two tabs, a request that is sent again: all of one person, all at the same time. */
const atOnce = fc.tuple(
  who,
  fc.array(fc.oneof(join, next, leaveQueue, widen, block, ban, back), {
    minLength: 2,
    maxLength: 4,
  }),
).map(([who, all]): Deed => ({ kind: "at-once", all: all.map((deed) => ({ ...deed, who })) }));

/** A fault of the very write by which somebody moves, and what they do when nobody can tell them. */
const slip = fc.tuple(
  who,
  fc.oneof(join, next, widen, back),
  fc.oneof(
    fc.record({ fate: kinds("late"), ms: fc.constantFrom(2_000, 8_000, 20_000, 30_000) }),
    fc.record({ fate: kinds("lost") }),
  ),
  fc.oneof(
    { weight: 3, arbitrary: leaveQueue },
    { weight: 1, arbitrary: fc.oneof(join, next, connect) },
  ),
  fc.boolean(),
).map(([who, first, slip, then, isLostToo]): Deed[] => [
  { kind: "slip", who, slip },
  { ...first, who },
  // Either nobody knows in the end, or whoever could know is gone.
  isLostToo && first.via !== undefined
    ? { kind: "crash", node: first.via }
    : { kind: "wait", ms: GIVEN_UP_MS },
  { ...then, who },
]);

/** A node falls asleep between any two awaits, and people go on meanwhile. */
const nap = fc.tuple(
  node,
  fc.nat(20),
  fc.array(fc.oneof(join, next, leaveQueue, leaveRoom, widen, connect, vanish), {
    minLength: 1,
    maxLength: 5,
  }),
  fc.constantFrom(7_100, 31_000, 50_000),
).map(([node, step, during, ms]): Deed[] => [
  { kind: "pause", node, step },
  ...during,
  { kind: "wait", ms },
  { kind: "resume", node },
]);

/** Two who met, of whom one has blocked the other, when they may otherwise meet again. */
const quarrel = fc.tuple(who, who, wish).map(([who, other, wish]): Deed[] => [
  { kind: "join", who, wish },
  { kind: "join", who: other, wish },
  { kind: "wait", ms: 1 },
  { kind: "block", who },
  { kind: "wait", ms: REMATCH_MS },
  { kind: "join", who, wish },
  { kind: "join", who: other, wish },
]);

/** How long people take to want somebody back: too long, at times. */
const soon = fc.constantFrom(1, 1_000, 5_100, 13_000);

/** Two who met, of whom one skips the other and both want that undone, unless something comes up. */
const undo = fc.tuple(
  fc.record({ who, other: who, wish, isSkipperFirst: fc.boolean() }),
  fc.tuple(soon, soon),
  fc.option(fc.oneof(leaveQueue, join, next, back, block, ban), { nil: undefined, freq: 3 }),
  kinds("before", "at-once", "late"),
).map(([{ who, other, wish, isSkipperFirst }, [before, between], then, when]): Deed[] => {
  const [first, second] = isSkipperFirst ? [who, other] : [other, who];
  const last = { kind: "back", who: second } as const;
  const comesUp = then && { ...then, who: first };
  return [
    { kind: "join", who, wish },
    { kind: "join", who: other, wish },
    { kind: "wait", ms: 1 },
    { kind: "next", who, wish },
    { kind: "wait", ms: before },
    { kind: "back", who: first },
    { kind: "wait", ms: between },
    ...comesUp ? arranged(last, comesUp, when) : [last],
  ];
});

/** Something that comes up before somebody wants the other one back, with it, or before it is written. */
function arranged(
  last: PersonDeed,
  comesUp: PersonDeed,
  when: "before" | "at-once" | "late",
): Deed[] {
  switch (when) {
    case "before":
      return [comesUp, last];
    case "at-once":
      return [{ kind: "at-once", all: [last, comesUp] }];
    case "late":
      return [
        { kind: "slip", who: last.who, slip: { fate: "late", ms: 2_000 } },
        last,
        comesUp,
        { kind: "wait", ms: 5_100 },
      ];
  }
}

const one: fc.Arbitrary<Deed> = fc.oneof(
  // People's deeds are the most frequent, as in life.
  { weight: 12, arbitrary: join },
  { weight: 5, arbitrary: next },
  { weight: 3, arbitrary: widen },
  { weight: 3, arbitrary: fc.record({ kind: kinds("rush"), wish }) },
  { weight: 2, arbitrary: atOnce },
  { weight: 3, arbitrary: leaveQueue },
  { weight: 3, arbitrary: leaveRoom },
  { weight: 2, arbitrary: block },
  { weight: 1, arbitrary: back },
  { weight: 1, arbitrary: ban },
  { weight: 5, arbitrary: connect },
  { weight: 4, arbitrary: fc.record({ kind: kinds("disconnect"), who, node }) },
  { weight: 1, arbitrary: vanish },
  { weight: 1, arbitrary: fc.record({ kind: kinds("beat"), who }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: kinds("wait"),
      ms: fc.constantFrom(1, 50, 1_000, 5_100, 7_100, 31_000, 50_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kinds("trouble"), isOn: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.tuple(kinds("crash", "pause"), node, step).map(([kind, node, step]): Deed =>
      step === undefined ? { kind, node } : { kind, node, step }
    ),
  },
  { weight: 2, arbitrary: fc.record({ kind: kinds("restart"), node }) },
  { weight: 2, arbitrary: fc.record({ kind: kinds("resume"), node }) },
  { weight: 1, arbitrary: fc.record({ kind: kinds("doze"), node, ms: fc.constant(60_000) }) },
);

/** What happens in one world. */
export const story: fc.Arbitrary<Deed[]> = fc.array(
  fc.oneof(
    { weight: 36, arbitrary: one.map((deed): Deed[] => [deed]) },
    { weight: 3, arbitrary: fc.oneof(slip, nap) },
    { weight: 1, arbitrary: quarrel },
    { weight: 2, arbitrary: undo },
  ),
  { minLength: 5, maxLength: 40, size: "max" },
).map((deeds) => deeds.flat());
