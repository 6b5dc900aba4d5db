import { assert, assertEquals, assertNotEquals } from "@std/assert/mod.js";
import fc from "fast-check";
import {
  AT_FIRST,
  decide,
  type Happening,
  RECOVERY,
  type Side,
  type Standing,
  stateOf,
} from "../../../component/link/recovery.ts";

const OFFERER: Side = { isOfferer: true, canRestartIce: true };
const ANSWERER: Side = { isOfferer: false, canRestartIce: true };
const FIREFOX: Side = { isOfferer: true, canRestartIce: false };

const state = (name: "connecting" | "connected" | "disconnected" | "failed"): Happening => ({
  kind: "state",
  state: name,
});
const due = (seen: { isConnected?: boolean; isHeard?: boolean } = {}): Happening => ({
  kind: "due",
  isConnected: false,
  isHeard: false,
  ...seen,
});

/** Lets things happen one after the other; what was done, and what is told at the end. */
function play(happenings: readonly Happening[], side: Side = OFFERER, from: Standing = AT_FIRST) {
  let standing = from;
  let dueMs: number | undefined;
  const acts: string[] = [];
  for (const happening of happenings) {
    const verdict = decide(standing, happening, side);
    standing = verdict.standing;
    dueMs = verdict.dueMs ?? dueMs;
    if (verdict.act !== "none") acts.push(verdict.act);
  }
  return { standing, acts, dueMs, told: stateOf(standing) };
}

const BEGUN: Happening = { kind: "begun" };
const NETWORK: Happening = { kind: "network" };
const LIVE = [BEGUN, state("connected")];

Deno.test("a call that begins is connecting until it is live, and has its time for it", () => {
  const { told, dueMs, acts } = play([BEGUN]);
  assertEquals([told, dueMs, acts], ["connecting", RECOVERY.buildMs, []]);
  assertEquals(play(LIVE).told, "live");
});

Deno.test("what is cut off counts as lost after two quiet looks, and the answerer waits longer", () => {
  const cut = [...LIVE, state("disconnected")];
  assertEquals(play([...cut, due()]).acts, []);
  assertEquals(play([...cut, due(), due()]).acts, ["restart"]);
  assertEquals(play([...cut, due(), due()], ANSWERER).acts, []);
  assertEquals(play([...cut, due(), due(), due(), due(), due()], ANSWERER).acts, ["restart"]);
});

Deno.test("what still brings something is not lost, however long it is called cut off", () => {
  const heard = due({ isHeard: true });
  const { acts, told } = play([...LIVE, state("disconnected"), due(), heard, due(), heard]);
  assertEquals([acts, told], [[], "live"]);
});

Deno.test("where a restart does not help, a new connection comes at once", () => {
  assertEquals(play([...LIVE, state("failed")], FIREFOX).acts, ["rebuild"]);
  assertEquals(play([...LIVE, state("disconnected"), due(), due()], FIREFOX).acts, ["rebuild"]);
  assertEquals(play([BEGUN, state("failed")], FIREFOX).acts, ["rebuild"]);
  assertEquals(play([...LIVE, NETWORK, due(), due()], FIREFOX).acts, ["rebuild"]);
});

Deno.test("a restart that comes to nothing is followed by a new connection", () => {
  const { acts, told } = play([...LIVE, state("failed"), due()]);
  assertEquals([acts, told], [["restart", "rebuild"], "reconnecting"]);
});

Deno.test("a restart of a connection that held all the time is over when its time is", () => {
  const { standing, acts, told } = play([...LIVE, NETWORK, due({ isConnected: true })]);
  assertEquals([standing.phase, acts, told], ["live", ["restart"], "live"]);
});

Deno.test("what is cut off while it is restarted is told", () => {
  assertEquals(play([...LIVE, NETWORK, state("disconnected")]).told, "reconnecting");
});

Deno.test("another network helps in every phase", () => {
  assertEquals(play([...LIVE, state("disconnected"), NETWORK]).acts, ["restart"]);
  assertEquals(play([BEGUN, NETWORK]).acts, ["rebuild"]);
  const over = play([BEGUN, due(), due(), due(), due(), NETWORK]);
  assertEquals(over.acts.slice(-2), ["give-up", "rebuild"]);
});

Deno.test("after four connections that did not hold the call has failed; trying again begins anew", () => {
  const { acts, told } = play([BEGUN, due(), due(), due(), due()]);
  assertEquals([acts, told], [["rebuild", "rebuild", "rebuild", "give-up"], "failed"]);
  const again = play([BEGUN, due(), due(), due(), due(), { kind: "retry" }, due(), due(), due()]);
  assertEquals(again.acts.filter((act) => act === "rebuild").length, 3 + 4);
});

Deno.test("two sides that never reach each other both give up", () => {
  const sides = [{ side: OFFERER, standing: AT_FIRST }, { side: ANSWERER, standing: AT_FIRST }];
  const happen = (index: number, happening: Happening) => {
    const one = sides[index];
    if (!one) throw new Error("Cannot play with more than two");
    const { standing, act } = decide(one.standing, happening, one.side);
    one.standing = standing;
    return act;
  };
  sides.forEach((_, index) => happen(index, BEGUN));
  let opened = 0;
  for (let round = 0; round < 100; round += 1) {
    for (const index of [0, 1]) {
      if (sides[index]?.standing.phase === "given-up") continue;
      if (happen(index, due()) !== "rebuild") continue;
      opened += 1;
      happen(1 - index, { kind: "joined" });
    }
  }
  assertEquals(sides.map(({ standing }) => standing.phase), ["given-up", "given-up"]);
  assert(opened <= 2 * RECOVERY.maxBuilds, `${opened} generations were opened`);
});

Deno.test("a page that may make no connection has failed at once", () => {
  const { acts, told } = play([BEGUN, { kind: "forbidden" }]);
  assertEquals([acts, told], [["give-up"], "failed"]);
});

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.constantFrom(
    NETWORK,
    state("connecting"),
    state("connected"),
    state("disconnected"),
    state("failed"),
    { kind: "joined" } as const,
    { kind: "retry" } as const,
  ),
  fc.record({
    kind: fc.constant("due" as const),
    isConnected: fc.boolean(),
    isHeard: fc.boolean(),
  }),
);
const side = fc.record({ isOfferer: fc.boolean(), canRestartIce: fc.boolean() });

Deno.test("whatever happens, something is due in every phase but after giving up", () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), side, (happenings, who) => {
      let standing = decide(AT_FIRST, BEGUN, who).standing;
      let isDue = true;
      for (const next of happenings) {
        // What is due happens only while something is.
        if (next.kind === "due" && !isDue) continue;
        const verdict = decide(standing, next, who);
        if (next.kind === "due") isDue = false;
        if (verdict.dueMs !== undefined) isDue = true;
        if (verdict.act === "give-up") isDue = false;
        standing = verdict.standing;
        assertEquals(isDue, standing.phase !== "given-up", `after ${JSON.stringify(next)}`);
      }
    }),
    { numRuns: 2_000, seed: 4 },
  );
});

Deno.test("a call that is live again owes nothing to what failed before", () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 20 }), side, (happenings, who) => {
      const { standing } = play([BEGUN, ...happenings], who);
      const healed = decide(standing, state("connected"), who).standing;
      assertEquals([healed.builds, healed.quietLooks, stateOf(healed)], [0, 0, "live"]);
      assertNotEquals(stateOf(healed), "failed");
    }),
    { seed: 4 },
  );
});
