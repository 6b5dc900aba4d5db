import { assertEquals } from "@std/assert/mod.js";
import { Pool } from "../../../server/matching/pool.ts";
import { seededRandom } from "../support/random.ts";
import { seeker } from "../support/seekers.ts";

const COMMON = ["chess", "tea", "films"];

/** Whom somebody finds who likes a rare thing and three common ones, one after the other. */
function foundAmong(others: Record<string, readonly string[]>) {
  const pool = new Pool(seededRandom(1));
  pool.add(seeker("me", { interests: ["falconry", ...COMMON] }), 0);
  for (const [id, interests] of Object.entries(others)) pool.add(seeker(id, { interests }), 0);
  // They make common what is common, and speak with nobody here.
  for (let index = 0; index < 40; index++) {
    const interests = index < 12 ? COMMON : [`thing ${index}`];
    pool.add(seeker(`far ${index}`, { interests, languages: ["xx"] }), 0);
  }
  const me = pool.advance(0).active.find((member) => member.seeker.id === "me");
  if (me === undefined) throw new Error("Cannot look: nobody is active");
  const best = () => pool.best(me, 0)?.other.seeker.id;
  const found: string[] = [];
  for (let id = best(); id !== undefined; id = best()) {
    found.push(id);
    pool.remove(id);
  }
  return found;
}

Deno.test("when the best has gone the next one is the best", () => {
  const others = {
    first: ["falconry", ...COMMON],
    third: ["falconry"],
    second: ["falconry", "chess", "tea"],
  };
  assertEquals(foundAmong(others), ["first", "second", "third"]);
});

Deno.test("the next one is not taken while somebody who was not compared may be better", () => {
  const others = {
    // Shares so much that the search ends with the rare thing.
    first: ["falconry", "chess", "tea"],
    third: ["falconry"],
    second: COMMON,
  };
  assertEquals(foundAmong(others), ["first", "second", "third"]);
});
