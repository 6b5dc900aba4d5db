import { assert, assertEquals, assertMatch } from "@std/assert/mod.js";
import fc from "fast-check";
import * as v from "valibot";
import { createUlids } from "../../../component/link/ulid.ts";
import { messageRequestSchema } from "../../../server/protocol.ts";

Deno.test("an id is one that the server takes, and tells its time", () => {
  const ulid = createUlids(() => 1_469_918_176_385, () => 0.99)();
  assertMatch(ulid, /^01ARYZ6S41/);
  v.parse(messageRequestSchema.entries.id, ulid);
});

Deno.test("ids sort in the order of making, whatever the clock does", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2_000), { minLength: 2, maxLength: 50 }), (times) => {
      let at = 0;
      const next = createUlids(() => times[at++] ?? 0, () => 0.999_999);
      const ids = times.map(() => next());
      assertEquals([...ids].sort(), ids);
      assertEquals(new Set(ids).size, ids.length);
    }),
  );
});

Deno.test("two makers make different ids", () => {
  const make = () => createUlids(() => 5, Math.random)();
  assert(make() !== make());
});
